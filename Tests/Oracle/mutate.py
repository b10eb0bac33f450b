"""Later changes to the records of a park: people correct what they wrote, or write what is wrong."""
from decimal import Decimal

from features import date_of
from flows import ONE_DAY, first_of, last_of


def mutate(rng, park, today):
    """Applies at most two changes; returns what they are."""
    done = []
    for _ in range(rng.choice((0, 1, 1, 2))):
        change = rng.choice(CHANGES)
        told = change(rng, park, today)
        if told:
            done.append(told)
    return done


def corrected_reading(rng, park, today):
    rows = [row for row in park["tables"]["readings"] if row.get("source") != "corrected" and date_of(row) <= today]
    if not rows:
        return None
    old = rng.choice(rows)
    same = [row for row in park["tables"]["readings"]
            if row["meter_id"] == old["meter_id"] and row["register"] == old["register"]
            and isinstance(row["reading"], Decimal)]
    if not isinstance(old["reading"], Decimal) or old["reading"] < 20 or any(row["read_at"] == old["read_at"] and row is not old for row in same):
        return None
    below = max((row["reading"] for row in same if row["reading"] < old["reading"]), default=Decimal(0))
    step = ((old["reading"] - below) / 10).to_integral_value() if old["reading"] - below < 5000 else Decimal(5)
    if step <= 0:
        return None
    park["tables"]["readings"].append(dict(old, reading=old["reading"] - step, source="corrected"))
    return f"reading of {old['meter_id']} at {old['read_at']} corrected by -{step}"


def changed_order(rng, park, today):
    rows = [row for row in park["tables"]["orders"] if row["status"] == "completed"]
    if not rows:
        return None
    row = rng.choice(rows)
    if rng.random() < 0.5:
        row["status"] = "cancelled"
    elif row.get("quantity"):
        row["quantity"] += 1
    else:
        row["base_amount"] += Decimal("1000.01")
    return f"order {row['order_id']}"


def moved_order(rng, park, today):
    """Done on another day than was said, in another month as a rule, or not cancelled at all."""
    rows = [row for row in park["tables"]["orders"] if row.get("completed_on")]
    if not rows:
        return None
    row = rng.choice(rows)
    row["status"] = "completed"
    row["completed_on"] = min(today, row["completed_on"] + ONE_DAY * rng.choice((-40, -20, 0, 20, 40, 70)))
    row["ordered_on"] = min(row["ordered_on"], row["completed_on"])
    return f"order {row['order_id']} was done on {row['completed_on']}"


def late_order(rng, park, today):
    rows = [row for row in park["tables"]["orders"] if row["status"] == "completed" and row["completed_on"] <= today]
    if not rows:
        return None
    row = dict(rng.choice(rows), order_id=f"L{len(park['tables']['orders']):03d}")
    park["tables"]["orders"].append(row)
    return f"late order {row['order_id']}"


def late_payment(rng, park, today):
    month = rng.choice(park["months"])
    day = min(today, first_of(month) + ONE_DAY * rng.randint(3, 25))
    contract = rng.choice(park["tables"]["contracts"])["contract_id"]
    name = f"Z{len(park['tables']['payments']):03d}"
    park["tables"]["payments"].append({"payment_id": name, "received_on": day, "contract_id": contract,
                                       "amount": Decimal(rng.randint(100, 900000)) / 100})
    return f"late payment {name}"


def changed_rate(rng, park, today):
    row = rng.choice([row for row in park["tables"]["exchange-rates"] if row["date"] <= today] or park["tables"]["exchange-rates"])
    row["rate"] += Decimal("0.0101")
    return f"rate of {row['date']}"


def contradiction(rng, park, today):
    """Two readings at one instant: an issued month goes bad, or one to come is held back."""
    if rng.random() < 0.5:
        return None
    row = rng.choice(park["tables"]["readings"])
    park["tables"]["readings"].append(dict(row, reading=row["reading"] + 1, source="actual"))
    return f"two readings of {row['meter_id']} at {row['read_at']}"


def bad_row(rng, park, today):
    if rng.random() < 0.5:
        return None
    row = rng.choice(park["tables"]["readings"])
    bad = rng.choice((dict(row, reading="нет"), dict(row, meter_id="M999"), dict(row, reading=Decimal("1.123456789"))))
    park["tables"]["readings"].append(bad)
    return f"a bad row of {bad['meter_id']} at {bad['read_at']}"


def bad_payment(rng, park, today):
    """A row that can't be read, two that differ, one of two payers, or one of nobody."""
    rows = [row for row in park["tables"]["payments"] if isinstance(row["amount"], Decimal)]
    if not rows or rng.random() < 0.5:
        return None
    row = rng.choice(rows)
    name = f"B{len(park['tables']['payments']):03d}"
    payers = ("contract_id", "resident_id", "inn", "invoice_no")
    contract = rng.choice(park["tables"]["contracts"])
    bad, what = rng.choice((
        (dict(row, payment_id=name, amount="нет"), "unreadable"),
        (dict(row, payment_id=name, amount=Decimal("1.005")), "of too many decimals"),
        (dict(row, amount=row["amount"] + 1), "and another of its id"),
        (dict(row, payment_id=name, contract_id=contract["contract_id"], resident_id=contract["resident_id"]),
         "of two payers"),
        ({key: value for key, value in row.items() if key not in payers} | {"payment_id": name}, "of nobody")))
    park["tables"]["payments"].append(bad)
    return f"a payment {what}: {bad['payment_id']}"


def closed_month(rng, park, today):
    if last_of(park["months"][0]) >= today or rng.random() < 0.5:
        return None
    park["settings"]["closedThrough"] = first_of(park["months"][0]).strftime("%Y-%m")
    return "the first month is closed"


CHANGES = (corrected_reading, corrected_reading, changed_order, moved_order, late_order,
           late_payment, late_payment, changed_rate, closed_month, contradiction, bad_row, bad_payment)
