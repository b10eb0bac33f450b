"""Random payments for the invoices that a park would get."""
import datetime
from decimal import Decimal

from flows import ONE_DAY


def amount_of(value):
    return Decimal(int(value * 100)) / 100


def make_payments(rng, park, documents):
    """Payments by every way of naming the payer, in full, in part and over; some in a bank's statement."""
    tables, last = park["tables"], datetime.date.fromordinal(documents[-1]["due_on"]) if documents else None
    residents = {row["resident_id"]: row for row in tables["residents"]}
    number, rows, statement = 0, [], []
    for document in documents:
        if rng.random() < 0.3:
            continue
        issued = datetime.date.fromordinal(document["issued_on"])
        for _ in range(rng.choice((1, 1, 2))):
            number += 1
            part = rng.choice((1, 1, Decimal("0.5"), Decimal("0.37"), Decimal("1.3")))
            amount = abs(amount_of(document["total"] * 1000) / 1000 * part).quantize(Decimal("0.01"))
            if amount <= 0:
                continue
            day = issued + ONE_DAY * rng.randint(1, 45)
            row = {"payment_id": f"P{number:04d}", "received_on": day, "amount": amount}
            kind = rng.random()
            if kind < 0.10:
                row["kind"] = rng.choice(("set_off", "write_off"))
            elif kind < 0.14:
                row.update(kind="refund", amount=(amount / 10).quantize(Decimal("0.01")) or Decimal(1))
            payer = rng.random()
            if payer < 0.3:
                row["contract_id"] = document["contract_id"]
            elif payer < 0.5:
                row["resident_id"] = document["resident_id"]
            elif payer < 0.8:
                row["invoice_no"] = document["invoice_no"]
            else:
                row["inn"] = residents[document["resident_id"]]["inn"]
                if "kind" not in row and rng.random() < 0.5:
                    statement.append({"received_on": day, "number": number, "amount": amount, "inn": row["inn"]})
                    continue
            if rng.random() < 0.15:
                row["invoice_no"] = rng.choice((document, document, rng.choice(documents)))["invoice_no"]
            rows.append(row)
    if rows and rng.random() < 0.2:
        rows.append({"payment_id": "P9999", "received_on": last, "amount": Decimal("77.70"), "inn": "99999999999999"})
    early = park["tables"]["contracts"][0]
    if rng.random() < 0.3:
        start = datetime.date.fromordinal(documents[0]["issued_on"]).replace(day=2) if documents else None
        if start:
            rows.append({"payment_id": "P0000", "received_on": start, "amount": Decimal("5000"),
                         "contract_id": early["contract_id"]})
    return rows, statement


def give(rng, park, documents):
    """What the features refunds, bank_accounts and payment_contracts add."""
    rows, statement, features = park["tables"]["payments"], park["statement"], park["features"]
    contracts = sorted({row["contract_id"] for row in park["tables"]["contracts"]})
    if "refunds" in features:
        for number, row in enumerate([row for row in rows if "kind" not in row and rng.random() < 0.15]):
            payer = {name: row[name] for name in ("contract_id", "resident_id", "inn") if name in row}
            if payer:
                rows.append({"payment_id": f"R{number:03d}", "kind": "refund", **payer,
                             "received_on": row["received_on"] + ONE_DAY * rng.randint(0, 30),
                             "amount": (row["amount"] * rng.choice((1, Decimal("0.5"), 2))).quantize(Decimal("0.01"))})
    if "bank_accounts" in features and documents:
        for row in list(statement):
            kind = rng.random()
            if kind < 0.2:
                row["account_"] = "1090000000000010"
            elif kind < 0.3:
                row.update(account_="1090000000000840", amount=(row["amount"] / 80).quantize(Decimal("0.01")) + 1)
            elif kind < 0.4:
                statement.append(dict(row))      # equal documents are as many payments
            elif kind < 0.5:
                statement.append(dict(row, number=f"T{row['number']}", from_="1090000000000010"))     # a transfer
            elif kind < 0.6:
                statement.append(dict(row, number=f"W{row['number']}", out_=True, inn=""))
            elif kind < 0.75:
                row["purpose"] = f"Оплата по счету {rng.choice(documents)['invoice_no']}"
    if "payment_contracts" in features:
        for row in [row for row in rows if "kind" not in row and rng.random() < 0.1]:
            if rng.random() < 0.5:
                for name in ("contract_id", "resident_id", "inn", "invoice_no"):
                    row.pop(name, None)
                row["inn"] = "99999999999998"
            park["tables"]["payment-contracts"].append({
                "payment_id": row["payment_id"], "contract_id": rng.choice(contracts),
                "seen_": max(row["received_on"], row.get("seen_", row["received_on"])) + ONE_DAY * rng.randint(0, 40)})
