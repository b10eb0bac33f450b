"""Rows of consumption.csv and park-balance.csv, and the writing of all five tables [section 3]."""
import csv
import io
import re
from fractions import Fraction
from pathlib import Path

from values import DataError, fixed, half_away, last_day, show_day, show_instant, show_month, trimmed

ZERO = Fraction(0)
INVOICES = ("invoice_no,kind,corrects,contract_id,resident_id,period,issued_on,due_on,net,vat,sales_tax,total,"
            "opening_balance,paid,balance_due").split(",")
LINES = ("invoice_no,line_no,service,point,component,zone,block,from,to,basis,quantity,unit,unit_price,currency,"
         "exchange_rate,discount_percent,net,tax,vat,sales_tax,total,reference,description,source").split(",")
CONSUMPTION = ("meter_id,register,contract_id,service,opening_at,opening,closing_at,closing,basis,rollover,multiplier,"
               "loss_percent,quantity,unit").split(",")
BALANCES = ("contract_id,resident_id,opening_balance,invoiced,paid,closing_balance,not_due,overdue_1_30,overdue_31_60,"
            "overdue_61_90,overdue_over_90,advance").split(",")
UNALLOCATED = ("payment_id,received_on,kind,amount,contract_id,resident_id,inn,invoice_no,purpose,source").split(",")
PROBLEMS = "severity,code,file,line,column,value,message,remedy,contract_id,acknowledged".split(",")
WORDS = {"invoice_no", "corrects", "contract_id", "resident_id", "meter_id", "register", "service", "message", "file",
         "payment_id", "purpose", "source", "reference", "point"}
PARK_BALANCE = "service,supplied,billed,common,park_share,loss,loss_percent,unit".split(",")


def consumption_rows(metering, month):
    """A row for each register of each sound part of a meter but head meters and the park's days; a common meter has one
    a contract."""
    rows = []
    for part in metering.all_parts(month):
        if part.meter.role == "head" or part.stretch.park or part.error:
            continue
        try:
            if part.meter.role == "common":
                shares, _ = metering.shares(part, month)
                found = [row_of(metering, part, register, month, contract, share)
                         for (register, contract), share in shares.items()]
            else:
                found = [row_of(metering, part, register, month, part.stretch.contract, metering.net(part, register, month))
                         for register in part.registers]
        except DataError:
            continue
        rows += found
    return rows


def row_of(metering, part, register, month, contract, quantity):
    meter = part.meter
    unit = part.facts.services[meter.service].unit
    row = {"meter_id": meter.meter_id, "register": register, "contract_id": contract, "service": meter.service,
           "basis": metering.basis(part, register, month), "rollover": "0",
           "multiplier": trimmed(meter.multiplier), "loss_percent": trimmed(meter.loss_percent),
           "quantity": fixed(quantity, 3), "unit": unit.replace("Wh", "varh") if register == "reactive" else unit,
           "role": meter.role, "register_order": part.registers.index(register), "at": part.stretch.first}
    if meter.mode == "register":
        closing = part.closings[register]
        row.update(opening_at=show_instant(closing.opening_at), opening=fixed(closing.opening, meter.decimals),
                   closing_at=show_instant(closing.closing_at), closing=fixed(closing.closing, meter.decimals),
                   rollover=str(closing.rollover))
    return row


def park_balance_rows(metering, month):
    """A function from the rows of consumption.csv to those of park-balance.csv [C17]."""
    supplies, kept = {}, {}
    services = metering.world.facts(month).services
    for meter in metering.meters_of(month):
        kept.setdefault(meter.service, ZERO)
    for part in metering.all_parts(month):
        meter = part.meter
        kept.setdefault(meter.service, ZERO)
        names = [name for name in part.registers if name != "reactive" and part.key(name, month) in metering.gross]
        if part.error or not names:
            continue
        if meter.role == "head":
            supplies[meter.service] = supplies.get(meter.service, ZERO) + sum(
                metering.gross[part.key(name, month)] for name in names)
        elif part.stretch.park or meter.role == "common":
            try:
                kept[meter.service] += sum(metering.shares(part, month)[1].values()) if meter.role == "common" else sum(
                    metering.net(part, name, month) for name in names)
            except DataError:
                continue

    def finish(rows):
        found = []
        for service in sorted(kept, key=str.encode):
            sums = {"resident": ZERO, "common": ZERO}
            for row in rows:
                if row["service"] == service and row["register"] != "reactive":
                    sums[row["role"]] += Fraction(row["quantity"])
            cells = {"service": service, "billed": fixed(sums["resident"], 3), "common": fixed(sums["common"], 3),
                     "park_share": fixed(kept[service], 3), "unit": services[service].unit}
            if service in supplies:
                supplied = supplies[service]
                loss = supplied - sums["resident"] - sums["common"] - kept[service]
                cells.update(supplied=fixed(supplied, 3), loss=fixed(loss, 3))
                if supplied:
                    cells["loss_percent"] = trimmed(half_away(loss * 100 / supplied, 2), most=2)
            found.append(cells)
        return found
    return finish


def write_all(park, recorded, output, unallocated, problems):
    """The tables of every month; `unallocated` and `problems` are rows by month."""
    months = {*recorded.months, *problems, *(d["batch"] for d in recorded.documents)}
    for path in Path(output).glob("*/problems.csv"):
        path.unlink()
    for month in sorted(months):
        folder = Path(output, show_month(month))
        folder.mkdir(parents=True, exist_ok=True)
        documents = [d for d in recorded.documents if d["batch"] == month]
        write(folder / "problems.csv", PROBLEMS, problems.get(month, []), park.excel)
        if documents or month in recorded.months:
            write(folder / "invoices.csv", INVOICES, [invoice_cells(d) for d in documents], park.excel)
            write(folder / "lines.csv", LINES, [line_cells(d, number, line) for d in documents
                                                for number, line in enumerate(d["lines"], 1)], park.excel)
        if month not in recorded.months:
            continue
        write(folder / "consumption.csv", CONSUMPTION, recorded.consumption[month], park.excel)
        write(folder / "park-balance.csv", PARK_BALANCE, recorded.park_balance[month], park.excel)
        rows = [balance_cells(park, month, contract, row) for contract, row in recorded.balances[month].items()
                if park.in_force(contract, month) or any(row.values())]
        write(folder / "balances.csv", BALANCES, rows, park.excel)
        write(folder / "unallocated.csv", UNALLOCATED, [unallocated_cells(row) for row in unallocated.get(month, [])],
              park.excel)


def unallocated_cells(payment):
    names = ("payment_id", "kind", "contract_id", "resident_id", "inn", "invoice_no", "purpose")
    return {**{name: getattr(payment, name) or "" for name in names}, "received_on": show_day(payment.received_on),
            "amount": fixed(payment.amount, 2), "source": payment.where}


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


def balance_cells(park, month, contract, row):
    cells = {name: fixed(value, 2) for name, value in row.items()}
    cells.update(contract_id=contract, resident_id=park.contracts[contract].on(last_day(month)).resident_id,
                 opening_balance=cells["opening"], closing_balance=cells["closing"])
    return cells


NUMBER = re.compile(r"(-?\d+)\.(\d+)")
DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d.*)?")


def excel_cell(column, text):
    """A cell as a spreadsheet of a Russian or Kyrgyz office reads it."""
    if column in WORDS or not isinstance(text, str):
        return text
    if NUMBER.fullmatch(text):
        return text.replace(".", ",")
    found = DATE.fullmatch(text)
    return f"{found[3]}.{found[2]}.{found[1]}{found[4] or ''}" if found else text


def write(path, columns, rows, excel):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        cells = [row.get(column, "") for column in columns]
        writer.writerow([excel_cell(*pair) for pair in zip(columns, cells)] if excel else cells)
    path.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())
