"""Reading the tables of section 2: encodings, dialects, headers, cells, keys."""
import csv
import io
import re
from pathlib import Path

from names import lies_about, table_called
from values import BadCell, identifier, parse_clock, parse_day, parse_instant, parse_month, parse_number

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
        "inn": (plain, ""), "entered_on": (DAY, REQUIRED), "valid_from": (DAY, 1)}, ("resident_id", "valid_from")),
    "contracts": ({
        "contract_id": (ID, REQUIRED), "resident_id": (ID, REQUIRED), "number": (plain, REQUIRED), **VALID,
        "payment_days": (whole, 10), "penalty_percent_per_day": (price, 0), "penalty_cap_percent": (price, None)},
        ("contract_id", "valid_from")),
    "premises": ({
        "premises_id": (ID, REQUIRED), "kind": (choice("land", "building"), REQUIRED), "contract_id": (ID, None),
        "area_m2": (quantity, REQUIRED), **VALID}, ("premises_id", "valid_from")),
    "services": ({
        "service": (ID, REQUIRED), "point": (plain, REQUIRED),
        "kind": (choice("metered", "derived", "recurring", "ordered"), REQUIRED), "unit": (plain, REQUIRED),
        "tax": (ID, REQUIRED), "derived_from": (piped, []), "name_ky": (plain, ""), "name_ru": (plain, ""),
        "name_en": (plain, ""), "hold_factor": (price, 10)}, ("service",)),
    "tariffs": ({
        "tariff": (ID, REQUIRED),
        "component": (choice("energy", "demand", "capacity", "reactive", "fixed", "percent"), REQUIRED),
        "zone": (ID, ""), "threshold": (price, 0), "price": (price, REQUIRED), "currency": (ID, "KGS"), **VALID},
        ("tariff", "component", "zone", "threshold", "valid_from")),
    "terms": ({
        "contract_id": (ID, REQUIRED), "service": (ID, REQUIRED), "tariff": (ID, None), "price": (price, None),
        "currency": (ID, "KGS"), "quantity": (quantity, 1), "share_percent": (price, 100),
        "discount_percent": (price, 0), "minimum_amount": (money, 0), "tax": (ID, None), **VALID},
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
        "allocate_by": (choice("area", "total_area", "consumption", "equal"), "area"), "park_share_percent": (price, 0),
        "installed_on": (DAY, REQUIRED), "installed_reading": (piped_numbers, None), "removed_on": (DAY, None),
        "removed_reading": (piped_numbers, None)}, ("meter_id",)),
    "meter-contracts": ({
        "meter_id": (ID, REQUIRED), "contract_id": (ID, REQUIRED), **VALID}, ("meter_id", "valid_from")),
    "meter-aliases": ({
        "meter_id": (ID, REQUIRED), "alias": (ID, REQUIRED), "channel": (plain, ""), "register": (ID, None)},
        ("meter_id", "alias", "channel")),
    "zones": ({
        "zone": (ID, REQUIRED), "days": (plain, REQUIRED), "months": (plain, "1-12"),
        "from": (parse_clock, REQUIRED), "to": (parse_clock, REQUIRED), "valid_from": (DAY, 1),
        "valid_to": (DAY, None)}, None),
    "holidays": ({"date": (DAY, REQUIRED), "kind": (choice("holiday", "workday"), "holiday")}, ("date",)),
    "exchange-rates": ({
        "currency": (ID, REQUIRED), "date": (DAY, REQUIRED), "rate": (price, REQUIRED)}, ("currency", "date")),
    "opening-balances": ({
        "contract_id": (ID, REQUIRED), "document": (ID, REQUIRED), "due_on": (DAY, REQUIRED),
        "amount": (money, REQUIRED)}, ("contract_id", "document")),
    "readings": ({
        "meter_id": (ID, REQUIRED), "register": (ID, "total"), "read_at": (reading_instant, REQUIRED),
        "reading": (price, REQUIRED), "source": (choice("actual", "resident", "corrected", "confirmed"), "actual")}, None),
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
        "contract_id": (ID, None), "resident_id": (ID, None), "inn": (plain, None), "invoice_no": (ID, None),
        "purpose": (plain, "")}, ("payment_id",)),
    "payment-contracts": ({"payment_id": (plain, REQUIRED), "contract_id": (ID, REQUIRED)}, ("payment_id",)),
    "acknowledged": ({
        "code": (plain, REQUIRED), "file": (plain, None), "contract_id": (ID, None), "meter_id": (ID, None),
        "month": (parse_month, None)}, None),
}


def decode(data):
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")


def delimiter_of(header):
    outside = re.sub(r'"(?:[^"]|"")*"', "", header)
    return max(";\t,", key=lambda mark: (outside.count(mark), -";\t,".index(mark)))


# Of the headers in other languages only those that the cases show; the whole table is the program's own.
ALIASES = {"счетчик": "meter_id", "дата снятия": "read_at", "показание": "reading"}


def names_in(cells):
    plain = [cell.strip().lower().replace("ё", "е") for cell in cells]
    return [ALIASES.get(name, name) for name in plain]


def read_rows(path, holds):
    """(line, row) of each row that is not blank below the header: the first of the first 10 rows whose names `holds`
    accepts, else the first. A row is a dict by lower-case header name."""
    lines = decode(path.read_bytes()).splitlines(keepends=True)
    mark, start = None, 0
    if lines and re.match(r"sep=.\s*$", lines[0], re.IGNORECASE):
        mark, start = lines[0][4], 1
    filled = [number for number in range(start, len(lines)) if lines[number].strip()][:10]

    def parse(number):
        text = io.StringIO("".join(lines[number:]), newline="")
        return csv.reader(text, delimiter=mark or delimiter_of(lines[number]))

    first = next((number for number in filled if holds(set(names_in(next(parse(number)))))), None)
    if first is None:
        first = filled[0] if filled else len(lines)
    reader, names = parse(first), None
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if names is None:
            names = names_in(cells)
            if len(set(names)) < len([name for name in names if name]):
                raise BadCell("a column is given twice")
            if not holds(set(names)):
                raise BadCell("a required column is missing")
        else:
            yield first + reader.line_num, dict(zip(names, cells))


class Problem:
    """Something wrong in the inputs: the raw cells let the park find which contracts it touches; `hits` is what a file
    touches that cannot be read: everyone, or who is metered, or nobody."""

    def __init__(self, table, where, cells, what, severity="error", code="bad-row", hits=None, contracts=()):
        self.table, self.where, self.cells, self.what = table, where, cells, what
        self.severity, self.code, self.hits, self.contracts = severity, code, hits, set(contracts)

    def __str__(self):
        return f"{self.where}: {self.what}"


def paths_of(folder, table):
    """The files of a table, or of a folder of tables, by whatever known name they go."""
    found = []
    for path in sorted(Path(folder).iterdir(), key=lambda path: path.name.encode()):
        if lies_about(path.relative_to(folder)):
            continue
        if path.is_dir() and table_called(path.name) == table:
            inside = [one for one in path.rglob("*") if one.is_file() and not lies_about(one.relative_to(folder))]
            found += sorted(inside, key=lambda one: one.relative_to(folder).as_posix().encode())
        elif path.is_file() and path.suffix.lower() in (".csv", ".tsv") and table_called(path.stem) == table:
            found.append(path)
    return found


def unreadable(table, where, what):
    """A file whose content cannot be made out: everyone could be concerned, or who is metered [formats 1]."""
    hits = "metered" if table in ("readings", "intervals") else "nobody" if table in (
        "indicators", "activities", "acknowledged", "notes", "site") else "everyone"
    return Problem(table, where, {}, what, code="unreadable-file", hits=hits)


def read_table(folder, name, problems):
    """The rows of a table or folder of tables, as dicts of values; bad rows go to `problems`."""
    columns, key = TABLES[name]
    required = {column for column, (_, default) in columns.items() if default is REQUIRED}
    rows, seen, contradicted = [], {}, set()
    for path in paths_of(folder, name):
        file = path.relative_to(folder).as_posix()
        if path.suffix.lower() == ".txt":
            continue    # a bank's statement
        if path.suffix.lower() not in (".csv", ".tsv"):
            problems.append(unreadable(name, file, "a file of no known kind; save it as .xlsx or .csv"))
            continue
        try:
            lines = list(read_rows(path, lambda names: required <= names))
        except BadCell as error:
            problems.append(unreadable(name, file, str(error)))
            continue
        for line, cells in lines:
            where = f"{file}:{line}"
            try:
                row = read_row(columns, cells)
            except BadCell as error:
                problems.append(Problem(name, where, cells, str(error)))
                continue
            if key:
                mark = tuple(row[column] for column in key)
                if mark in seen:
                    if seen[mark][1] != row:
                        problems += [Problem(name, *some, f"differing rows of {mark}")
                                     for some in (seen[mark][0], (where, cells))]
                        contradicted.add(mark)
                    continue
                seen[mark] = (where, cells), dict(row)
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
