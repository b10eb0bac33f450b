"""Reading the tables of section 2: encodings, dialects, cells, keys."""
import csv
import io
import re
from pathlib import Path

from values import BadCell, identifier, parse_clock, parse_day, parse_instant, parse_number

REQUIRED = object()


def money(text):
    return parse_number(text, 2)


def price(text):
    return parse_number(text, 6)


def quantity(text):
    return parse_number(text, 3)


def whole(text):
    return int(parse_number(text, 0))


def plain(text):
    return text


def reading_instant(text):
    return parse_instant(text, whole_day="end")


def choice(*names):
    def read(text):
        if text.strip() not in names:
            raise BadCell(f"not one of {', '.join(names)}: {text!r}")
        return text.strip()
    return read


def piped(text):
    return [identifier(part) for part in text.split("|")]


def piped_numbers(text):
    return [parse_number(part, 6) for part in text.split("|")]


ID, DAY = identifier, parse_day
VALID = {"valid_from": (DAY, REQUIRED), "valid_to": (DAY, None)}

# file or folder: columns as (reader, default); REQUIRED has none. Then the key of a row.
TABLES = {
    "residents": ({
        "resident_id": (ID, REQUIRED), "full_name": (plain, REQUIRED), "short_name": (plain, REQUIRED),
        "legal_form": (choice("legal_entity", "foreign_branch", "sole_proprietor"), REQUIRED),
        "inn": (plain, ""), "entered_on": (DAY, REQUIRED)}, ("resident_id",)),
    "contracts": ({
        "contract_id": (ID, REQUIRED), "resident_id": (ID, REQUIRED), "number": (plain, REQUIRED), **VALID,
        "payment_days": (whole, 10), "penalty_percent_per_day": (price, 0), "penalty_cap_percent": (price, None)},
        ("contract_id",)),
    "premises": ({
        "premises_id": (ID, REQUIRED), "kind": (choice("land", "building"), REQUIRED), "contract_id": (ID, None),
        "area_m2": (quantity, REQUIRED), **VALID}, ("premises_id", "valid_from")),
    "services": ({
        "service": (ID, REQUIRED), "point": (plain, REQUIRED),
        "kind": (choice("metered", "derived", "recurring", "ordered"), REQUIRED), "unit": (plain, REQUIRED),
        "tax": (ID, REQUIRED), "derived_from": (piped, []), "name_ky": (plain, REQUIRED)}, ("service",)),
    "tariffs": ({
        "tariff": (ID, REQUIRED),
        "component": (choice("energy", "demand", "capacity", "reactive", "fixed", "percent"), REQUIRED),
        "zone": (ID, ""), "threshold": (price, 0), "price": (price, REQUIRED), "currency": (ID, "KGS"), **VALID},
        ("tariff", "component", "zone", "threshold", "valid_from")),
    "terms": ({
        "contract_id": (ID, REQUIRED), "service": (ID, REQUIRED), "tariff": (ID, None), "price": (price, None),
        "currency": (ID, "KGS"), "quantity": (quantity, 1), "share_percent": (price, 100),
        "discount_percent": (price, 0), "minimum_amount": (money, 0), **VALID},
        ("contract_id", "service", "valid_from")),
    "taxes": ({
        "tax": (ID, REQUIRED), "name": (plain, REQUIRED), "kind": (choice("vat", "sales"), REQUIRED),
        "rate_percent": (price, REQUIRED), **VALID}, ("tax", "name", "kind", "valid_from")),
    "meters": ({
        "meter_id": (ID, REQUIRED), "service": (ID, REQUIRED),
        "role": (choice("resident", "common", "head"), "resident"), "contract_id": (ID, None),
        "mode": (choice("register", "interval"), "register"), "unit": (plain, REQUIRED),
        "registers": (piped, ["total"]), "digits": (whole, 6), "decimals": (whole, 0), "multiplier": (price, 1),
        "loss_percent": (price, 0), "parent": (ID, None),
        "allocate_by": (choice("area", "consumption", "equal"), "area"), "park_share_percent": (price, 0),
        "installed_on": (DAY, REQUIRED), "installed_reading": (piped_numbers, None), "removed_on": (DAY, None),
        "removed_reading": (piped_numbers, None)}, ("meter_id",)),
    "meter-aliases": ({
        "meter_id": (ID, REQUIRED), "alias": (ID, REQUIRED), "channel": (plain, ""), "register": (ID, None)},
        ("meter_id", "alias", "channel")),
    "zones": ({
        "zone": (ID, REQUIRED), "days": (plain, REQUIRED), "months": (plain, "1-12"),
        "from": (parse_clock, REQUIRED), "to": (parse_clock, REQUIRED)}, None),
    "holidays": ({"date": (DAY, REQUIRED), "kind": (choice("holiday", "workday"), "holiday")}, ("date",)),
    "exchange-rates": ({
        "currency": (ID, REQUIRED), "date": (DAY, REQUIRED), "rate": (price, REQUIRED)}, ("currency", "date")),
    "opening-balances": ({
        "contract_id": (ID, REQUIRED), "document": (ID, REQUIRED), "due_on": (DAY, REQUIRED),
        "amount": (money, REQUIRED)}, ("contract_id", "document")),
    "readings": ({
        "meter_id": (ID, REQUIRED), "register": (ID, "total"), "read_at": (reading_instant, REQUIRED),
        "reading": (price, REQUIRED), "source": (choice("actual", "resident", "corrected"), "actual")}, None),
    "intervals": ({
        "meter_id": (ID, REQUIRED), "start": (parse_instant, REQUIRED), "value": (price, REQUIRED),
        "quality": (choice("A", "E"), "A")}, None),
    "orders": ({
        "order_id": (ID, REQUIRED), "contract_id": (ID, REQUIRED), "service": (ID, REQUIRED),
        "ordered_on": (DAY, REQUIRED), "completed_on": (DAY, None),
        "status": (choice("requested", "accepted", "completed", "cancelled"), REQUIRED), "quantity": (quantity, 1),
        "base_amount": (money, None)}, ("order_id",)),
    "payments": ({
        "payment_id": (ID, REQUIRED), "received_on": (DAY, REQUIRED),
        "kind": (choice("payment", "refund", "set_off", "write_off"), "payment"), "amount": (money, REQUIRED),
        "contract_id": (ID, None), "resident_id": (ID, None), "inn": (plain, None), "invoice_no": (ID, None)},
        ("payment_id",)),
}
FOLDERS = ("readings", "intervals", "orders", "payments")


def decode(data):
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1251")


def delimiter_of(header):
    outside = re.sub(r'"(?:[^"]|"")*"', "", header)
    return max(";\t,", key=lambda mark: (outside.count(mark), -";\t,".index(mark)))


def read_rows(path):
    """(line, row) of each row that is not blank; a row is a dict by lower-case header name."""
    text = decode(path.read_bytes())
    header = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(header))
    names = None
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if names is None:
            names = [cell.strip().lower() for cell in cells]
        else:
            yield reader.line_num, dict(zip(names, cells))


class Problem:
    """Something wrong in the inputs: the raw cells let the park find which contracts it touches."""

    def __init__(self, table, where, cells, what):
        self.table, self.where, self.cells, self.what = table, where, cells, what

    def __str__(self):
        return f"{self.where}: {self.what}"


def read_table(folder, name, problems):
    """The rows of a table or folder of tables, as dicts of values; bad rows go to `problems`."""
    columns, key = TABLES[name]
    if name in FOLDERS:
        base = Path(folder, name)
        paths = sorted(p for p in base.rglob("*.csv")) if base.is_dir() else []
    else:
        path = Path(folder, f"{name}.csv")
        paths = [path] if path.exists() else []
    rows, seen, contradicted = [], {}, set()
    for path in paths:
        for line, cells in read_rows(path):
            where = f"{path.relative_to(folder)}:{line}"
            try:
                row = read_row(columns, cells)
            except BadCell as error:
                problems.append(Problem(name, where, cells, str(error)))
                continue
            if key:
                mark = tuple(row[column] for column in key)
                if mark in seen:
                    if seen[mark] != cells:
                        problems += [Problem(name, where, some, f"differing rows of {mark}")
                                     for some in (seen[mark], cells)]
                        contradicted.add(mark)
                    continue
                seen[mark] = cells
            row["where"], row["cells"] = where, cells
            rows.append(row)
    return [row for row in rows if not key or tuple(row[column] for column in key) not in contradicted]


def read_row(columns, cells):
    row = {}
    for column, (reader, default) in columns.items():
        text = cells.get(column) or ""
        if text.strip():
            row[column] = reader(text)
        elif default is REQUIRED:
            raise BadCell(f"{column} is empty")
        else:
            row[column] = default
    return row


def read_bank_statement(path):
    """Incoming payments of a 1CClientBankExchange text as (line, row)."""
    data = path.read_bytes()
    text = decode(data)
    if "Кодировка=DOS" in text or "Кодировка=DOS".encode("cp866") in data:
        text = data.decode("cp866")
    document, start = None, 0
    for line, content in enumerate(text.splitlines(), 1):
        name, _, value = content.partition("=")
        if name == "СекцияДокумент":
            document, start = {}, line
        elif name == "КонецДокумента" and document is not None:
            if document.get("ДатаПоступило", "").strip():
                day = parse_day(document["ДатаПоступило"])
                names = ("ДатаПоступило", "Номер", "ПлательщикСчет")
                mark = "-".join(document.get(name, "") for name in names)
                yield start, {
                    "payment_id": mark, "received_on": day, "kind": "payment", "amount": money(document["Сумма"]),
                    "contract_id": None, "resident_id": None, "inn": inn_of(document), "invoice_no": None}
            document = None
        elif document is not None:
            document[name] = value.strip()


def inn_of(document):
    """The payer's number, or what some banks write before the name: `ИНН 22201199010017 ОсОО …`."""
    names = [document.get(name, "") for name in ("Плательщик", "Плательщик1")]
    found = (re.search(r"\bИНН\s*([0-9]{14})(?![0-9])", name) for name in names)
    return document.get("ПлательщикИНН") or next((match[1] for match in found if match), None)
