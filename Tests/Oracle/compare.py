#!/usr/bin/env python3
"""Compares two output folders, numbers by value: compare.py EXPECTED ACTUAL [--ignore unit,…]."""
import argparse
import csv
import io
import re
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path

from values import BadCell, parse_instant

IGNORED = {"description", "source"}
INSTANTS = {"opening_at", "closing_at"}
TEXTS = {"invoice_no", "corrects", "contract_id", "resident_id", "meter_id", "register", "service", "period", "tax",
         "reference", "unit", "zone", "currency", "issued_on", "due_on", "from", "to"}
# Rows of these stand in the order of section 3 (consumption has none among the registers of a meter); of the others the
# key finds the row.
KEYS = {"invoices": None, "lines": None, "consumption": None,
        "balances": ("contract_id",), "park-balance": ("service",), "unallocated": ("payment_id",)}
# Codes of problems that are told alike; correction-waits by its month, the others by the contract that they hold back.
TOLD = ("implausible-consumption", "too-many-estimates", "correction-waits")


def value(column, text):
    if column in TEXTS or not text:
        return text
    if column in INSTANTS:
        try:
            return parse_instant(text, "end")
        except BadCell:
            return text
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def read(path):
    if not path.exists():
        return None, []
    return path, table(path)


def table(path):
    """Rows of either dialect, as the standard one has them."""
    text = path.read_text(encoding="utf-8-sig")
    head = text.partition("\n")[0]
    excel = head.count(";") > head.count(",")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if excel else ",")
    return [{name: standard(cell or "") if excel else cell or "" for name, cell in row.items() if name} for row in rows]


def standard(cell):
    if re.fullmatch(r"-?\d+,\d+", cell):
        return cell.replace(",", ".")
    return re.sub(r"^(\d\d)\.(\d\d)\.(\d{4})", r"\3-\2-\1", cell)


def name_of(row):
    names = ("invoice_no", "line_no", "contract_id", "period", "service", "component", "from", "meter_id", "register")
    return " ".join(row[name] for name in names if row.get(name))


def compare_rows(where, left, right, found):
    for column in left:
        if column in IGNORED:
            continue
        if column not in right:
            found.append(f"{where}: no column {column}")
        elif value(column, left[column]) != value(column, right[column]):
            found.append(f"{where}: {column} expected {left[column]!r}, found {right[column]!r}")


def line_mark(row):
    names = ("invoice_no", "service", "component", "zone", "block", "from", "to", "reference", "basis")
    return tuple(row.get(name, "") for name in names)


def in_order(where, lefts, rights, found):
    """The same lines in another order are one difference, told first; the rest is compared line by line."""
    marks = [line_mark(row) for row in lefts]
    if marks == [line_mark(row) for row in rights] or sorted(marks) != sorted(map(line_mark, rights)):
        return rights
    found.append(f"{where}: the same lines in another order")
    left = {mark: [row for row in lefts if line_mark(row) == mark] for mark in marks}
    rest = {mark: [row for row in rights if line_mark(row) == mark] for mark in marks}
    sorted_rights = [rest[mark].pop(0) for mark in marks]
    return [dict(row, line_no=left[mark].pop(0)["line_no"]) for mark, row in zip(marks, sorted_rights)]


def by_register(rows):
    return sorted(rows, key=lambda row: (row["meter_id"], row["register"]))


def compare_file(expected, actual, name, key, found):
    where = f"{expected.name}/{name}.csv"
    path, lefts = read(expected / f"{name}.csv")
    other, rights = read(actual / f"{name}.csv")
    if (path is None) != (other is None):
        if lefts or rights:
            found.append(f"{where}: only in {'EXPECTED' if path else 'ACTUAL'}")
        return
    if key is None:
        if name == "lines":
            rights = in_order(where, lefts, rights, found)
        if name == "consumption":
            lefts, rights = by_register(lefts), by_register(rights)
        for left, right in zip(lefts, rights):
            compare_rows(f"{where} {name_of(left)}", left, right, found)
        for row in lefts[len(rights):]:
            found.append(f"{where} {name_of(row)}: missing")
        for row in rights[len(lefts):]:
            found.append(f"{where} {name_of(row)}: not expected")
        return
    left_map = {tuple(row[column] for column in key): row for row in lefts}
    right_map = {tuple(row.get(column, "") for column in key): row for row in rights}
    for mark in sorted(left_map.keys() | right_map.keys()):
        if mark not in right_map:
            found.append(f"{where} {' '.join(mark)}: missing")
        elif mark not in left_map:
            found.append(f"{where} {' '.join(mark)}: not expected")
        else:
            compare_rows(f"{where} {' '.join(mark)}", left_map[mark], right_map[mark], found)


def compare(expected, actual):
    """What differs, a text each."""
    expected, actual = Path(expected), Path(actual)
    months = {p.name for base in (expected, actual) if base.is_dir() for p in base.glob("[0-9]*-[01][0-9]")}
    found = []
    for month in sorted(months):
        for name, key in KEYS.items():
            compare_file(expected / month, actual / month, name, key, found)
    if given_told(expected) != given_told(actual):
        for mark in sorted(given_told(expected) ^ given_told(actual)):
            found.append(f"problems.csv {' '.join(mark)}: {'missing' if mark in given_told(expected) else 'not expected'}")
    return found


def given_told(output):
    """(code, contract, month where it counts) of the problems that both must tell."""
    found = set()
    for path in output.glob("*/problems.csv"):
        for row in table(path):
            if row.get("code") in TOLD and "problems" not in IGNORED:
                found.add((row["code"], row["contract_id"], path.parent.name if row["code"] == TOLD[2] else ""))
    return found


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("expected")
    arguments.add_argument("actual")
    arguments.add_argument("--ignore", default="", help="columns not to compare")
    given = arguments.parse_args()
    IGNORED.update(given.ignore.split(","))
    found = compare(given.expected, given.actual)
    for text in found[:30]:
        print(text)
    if len(found) > 30:
        print(f"… and {len(found) - 30} more")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
