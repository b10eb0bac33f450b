"""Rows of consumption.csv and park-balance.csv, and the writing of all five tables [section 3]."""
import csv
import io
from fractions import Fraction
from pathlib import Path

from values import DataError, fixed, half_away, show_day, show_instant, show_month, trimmed

ZERO = Fraction(0)
INVOICES = ("invoice_no,kind,corrects,contract_id,resident_id,period,issued_on,due_on,net,vat,sales_tax,total,"
            "opening_balance,paid,balance_due").split(",")
LINES = ("invoice_no,line_no,service,point,component,zone,block,from,to,basis,quantity,unit,unit_price,currency,"
         "exchange_rate,discount_percent,net,tax,vat,sales_tax,total,reference,description,source").split(",")
CONSUMPTION = ("meter_id,register,contract_id,service,opening_at,opening,closing_at,closing,basis,rollover,multiplier,"
               "loss_percent,quantity,unit").split(",")
BALANCES = ("contract_id,resident_id,opening_balance,invoiced,paid,closing_balance,not_due,overdue_1_30,overdue_31_60,"
            "overdue_61_90,overdue_over_90,advance").split(",")
PARK_BALANCE = "service,supplied,billed,common,park_share,loss,loss_percent,unit".split(",")


def consumption_rows(metering, month):
    """A row for each register of each sound meter but head meters; a common meter has one a contract."""
    rows = []
    for meter_id in sorted(metering.park.meters, key=str.encode):
        meter = metering.park.meters[meter_id]
        if meter.role == "head" or not metering.serves(meter, month):
            continue
        try:
            if meter.role == "common":
                shares, _ = metering.shares(meter, month)
                for (register, contract), share in shares.items():
                    rows.append(row_of(metering, meter, register, month, contract, share))
            else:
                for register in metering.registers(meter):
                    rows.append(row_of(metering, meter, register, month, meter.contract_id,
                                       metering.net(meter, register, month)))
        except DataError:
            continue
    return rows


def row_of(metering, meter, register, month, contract, quantity):
    unit = metering.park.services[meter.service].unit
    row = {"meter_id": meter.meter_id, "register": register, "contract_id": contract, "service": meter.service,
           "basis": metering.basis(meter, register, month), "rollover": "0",
           "multiplier": trimmed(meter.multiplier), "loss_percent": trimmed(meter.loss_percent),
           "quantity": fixed(quantity, 3), "unit": unit.replace("Wh", "varh") if register == "reactive" else unit}
    if meter.mode == "register":
        closing = metering.closing(meter, register, month)
        row.update(opening_at=show_instant(closing.opening_at), opening=fixed(closing.opening, meter.decimals),
                   closing_at=show_instant(closing.closing_at), closing=fixed(closing.closing, meter.decimals),
                   rollover=str(closing.rollover))
    return row


def park_balance_rows(metering, month):
    """A function from the rows of consumption.csv to those of park-balance.csv [C17]."""
    supplies, kept = {}, {}
    park = metering.park
    for meter in park.meters.values():
        kept.setdefault(meter.service, ZERO)
        if not metering.serves(meter, month):
            continue
        names = [name for name in metering.registers(meter) if name != "reactive"]
        if meter.role == "head":
            if (meter.meter_id, month) not in metering.broken:
                supplies[meter.service] = supplies.get(meter.service, ZERO) + sum(
                    metering.gross[meter.meter_id, name, month] for name in names)
        elif meter.role == "common":
            try:
                kept[meter.service] += sum(metering.shares(meter, month)[1].values())
            except DataError:
                continue

    def finish(rows):
        found = []
        for service in sorted(kept, key=str.encode):
            sums = {"resident": ZERO, "common": ZERO}
            for row in rows:
                if row["service"] == service and row["register"] != "reactive":
                    sums[park.meters[row["meter_id"]].role] += Fraction(row["quantity"])
            cells = {"service": service, "billed": fixed(sums["resident"], 3), "common": fixed(sums["common"], 3),
                     "park_share": fixed(kept[service], 3), "unit": park.services[service].unit}
            if service in supplies:
                supplied = supplies[service]
                loss = supplied - sums["resident"] - sums["common"] - kept[service]
                cells.update(supplied=fixed(supplied, 3), loss=fixed(loss, 3))
                if supplied:
                    cells["loss_percent"] = trimmed(half_away(loss * 100 / supplied, 2), most=2)
            found.append(cells)
        return found
    return finish


def write_all(park, recorded, output):
    for month in recorded.months:
        folder = Path(output, show_month(month))
        folder.mkdir(parents=True, exist_ok=True)
        documents = [d for d in recorded.documents if d["batch"] == month]
        write(folder / "invoices.csv", INVOICES, [invoice_cells(d) for d in documents])
        write(folder / "lines.csv", LINES, [line_cells(d, number, line) for d in documents
                                            for number, line in enumerate(d["lines"], 1)])
        write(folder / "consumption.csv", CONSUMPTION, recorded.consumption[month])
        write(folder / "park-balance.csv", PARK_BALANCE, recorded.park_balance[month])
        rows = [balance_cells(park, contract, row) for contract, row in recorded.balances[month].items()
                if park.in_force(contract, month) or any(row.values())]
        write(folder / "balances.csv", BALANCES, rows)


def invoice_cells(document):
    cells = {name: fixed(document[name], 2) for name in
             ("net", "vat", "sales_tax", "total", "opening_balance", "paid", "balance_due")}
    cells.update(period=show_month(document["period"]), issued_on=show_day(document["issued_on"]),
                 due_on=show_day(document["due_on"]))
    return {**document, **cells}


def line_cells(document, number, line):
    cells = {name: fixed(line[name], 2) for name in ("net", "vat", "sales_tax", "total")}
    cells.update(invoice_no=document["invoice_no"], line_no=number, quantity=trimmed(line["quantity"], 3),
                 unit_price=trimmed(line["unit_price"], 2), exchange_rate=trimmed(line["exchange_rate"]),
                 discount_percent=trimmed(line["discount_percent"]))
    cells["from"], cells["to"] = show_day(line["from"]), show_day(line["to"])
    return {**line, **cells}


def balance_cells(park, contract, row):
    cells = {name: fixed(value, 2) for name, value in row.items()}
    cells.update(contract_id=contract, resident_id=park.contracts[contract].resident_id,
                 opening_balance=cells["opening"], closing_balance=cells["closing"])
    return cells


def write(path, columns, rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())
