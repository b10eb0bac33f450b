#!/usr/bin/env python3
"""Holds the calculator to the scenarios of Tests/Scenarios: scenarios.py [NAME...].

The calculator knows runs and their five tables; it has no screen and no exit status. What of a scenario it can't say is
left out and counted. The form of a scenario is told in Tests/Scenarios/README.md.
"""
import csv
import fnmatch
import io
import json
import re
import shutil
import sys
import tempfile
from decimal import Decimal, InvalidOperation
from pathlib import Path

import oracle
from report import BALANCES, CONSUMPTION, INVOICES, LINES, PARK_BALANCE
from values import parse_month, show_month

HOME = Path(__file__).resolve().parent.parent / "Scenarios"
KNOWN = {"invoices.csv": INVOICES, "lines.csv": LINES, "consumption.csv": CONSUMPTION, "balances.csv": BALANCES,
         "park-balance.csv": PARK_BALANCE}
# What the calculator passes over, and the program does not.
BEYOND = {"I3-invoice-in-the-purpose": "numbers in the purpose of a payment",
          "I3-bank-statement": "numbers in the purpose of a payment",
          "P4-unknown-zone": "zones that no table knows",
          "C17-head-meter-reading-goes-bad": "cells of head meters that cannot be made out"}
# How either program words a line, and where it says a figure comes from.
OWN_WORDS = {"description", "source"}


class LeftOut(Exception):
    """What the calculator has no words for."""


def table(path):
    """The columns and the rows of a table in either dialect, as in the one with `.` and ISO dates."""
    text = path.read_text(encoding="utf-8-sig")
    heading = text.partition("\n")[0]
    excel = heading.count(";") > heading.count(",")
    lines = [line for line in csv.reader(io.StringIO(text, newline=""), delimiter=";" if excel else ",") if line]
    rows = [[standard(cell) if excel else cell for cell in line] for line in lines[1:]]
    return lines[0], [dict(zip(lines[0], row + [""] * len(lines[0]))) for row in rows]


def standard(cell):
    if re.fullmatch(r"-?\d+,\d+", cell):
        return cell.replace(",", ".")
    return re.sub(r"^(\d\d)\.(\d\d)\.(\d{4})", r"\3-\2-\1", cell)


def agrees(wanted, cell):
    if wanted in (cell, "*"):
        return True
    try:
        return Decimal(wanted) == Decimal(cell)
    except InvalidOperation:
        if " or " in wanted:
            return any(agrees(way, cell) for way in wanted.split(" or "))
        return "*" in wanted and fnmatch.fnmatchcase(cell, wanted.replace("[", "[[]").replace("?", "[?]"))


def misses(wanted, row):
    return [f"{name} is {row.get(name, '')!r}, not {value!r}" for name, value in wanted.items()
            if not agrees(value, row.get(name, ""))]


def differences(path, columns, wanted, actual):
    """Whole tables row by row; where there is a column `rows`, as many rows of each kind as it says."""
    if "rows" not in columns:
        found = [f"{path}, row {at}: {text}" for at, pair in enumerate(zip(wanted, actual), 1) for text in misses(*pair)]
        return found + ([f"{path}: {len(actual)} rows, not {len(wanted)}"] if len(actual) != len(wanted) else [])
    found = []
    for row in wanted:
        like = {name: value for name, value in row.items() if name != "rows"}
        count, number = sum(not misses(like, other) for other in actual), int(row["rows"].rstrip("+"))
        if count < number or count > number and not row["rows"].endswith("+"):
            found.append(f"{path}: {count} rows, not {row['rows']}, with {like}")
    return found


class Room:
    """A scenario's park, with the calculator's output and what it has issued."""

    def __init__(self, scenario, folder):
        self.scenario, self.folder = scenario, folder
        self.input, self.output, self.state = folder / "Input", folder / "Output", folder / "state.json"
        self.plan = json.loads((scenario / "scenario.json").read_text(encoding="utf-8"))
        self.steps = self.plan.get("steps") or [self.plan]
        self.checked, self.left_out = 0, []

    def run(self):
        """What does not hold."""
        if self.scenario.name in BEYOND:
            self.left_out.append(BEYOND[self.scenario.name])
            return []
        for number, step in enumerate(self.steps, 1):
            if number == 1 or step.get("fresh"):
                for old in (self.input, self.output):
                    shutil.rmtree(old, ignore_errors=True)
                self.state.unlink(missing_ok=True)
                self.lay(HOME / "Base/Input")
                self.lay(self.scenario / "Input")
                if "steps" in self.plan:
                    self.change(self.plan)
            self.change({"remove": step.get("remove", ())})
            self.lay(self.scenario / str(number) / "Input")
            self.change({"park": step.get("park", {})})
            try:
                self.carry_out(step["esep"].split())
            except LeftOut as reason:
                self.left_out += [f"step {number} and after: {reason}"]
                return []
            found = self.check(self.scenario / ("" if number == 1 else str(number)) / "Expected")
            if found:
                return [f"step {number}: {text}" for text in found]
        return []

    def carry_out(self, words):
        command, *rest = words
        options = {}
        while rest:
            option = rest.pop(0)
            if option not in ("--through", "--today", "--estimate-all"):
                raise LeftOut(option)
            options[option] = option == "--estimate-all" or rest.pop(0)
        if command != "run" or "--today" not in options:
            raise LeftOut(" ".join(words))
        through = options.get("--through") or show_month(parse_month(options["--today"][:7]) - 1)
        oracle.run(self.input, self.output, through, options["--today"], self.state, log=lambda text: None,
                   estimate_all=options.get("--estimate-all", False))

    def check(self, expected):
        found = []
        for path in sorted(expected.rglob("*.csv")):
            name = path.relative_to(expected).as_posix()
            if path.name not in KNOWN or "/" not in name:
                self.left_out.append(name)
                continue
            columns, wanted = table(path)
            own = [column for column in columns
                   if column not in (*KNOWN[path.name], "rows", "month") or column in OWN_WORDS]
            if own and "rows" in columns:
                self.left_out.append(name)
                continue
            self.left_out += [f"{name}, {column}" for column in own]
            wanted = [{column: value for column, value in row.items() if column not in own} for row in wanted]
            found += differences(name, columns, wanted, self.rows(name))
            self.checked += 1
        return found

    def rows(self, name):
        folder, file = name.split("/")
        paths = sorted(self.output.glob(f"[0-9]*-[01][0-9]/{file}")) if folder == "all" else [self.output / name]
        return [{"month": path.parent.name, **row} for path in paths if path.exists() for row in table(path)[1]]

    def lay(self, folder):
        if folder.is_dir():
            shutil.copytree(folder, self.input, dirs_exist_ok=True)

    def change(self, plan):
        for name in plan.get("remove", ()):
            path = self.input / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        if plan.get("park"):
            path = self.input / "park.json"
            park = json.loads(path.read_text(encoding="utf-8"))
            merge(park, plan["park"])
            path.write_text(json.dumps(park, ensure_ascii=False), encoding="utf-8")


def merge(into, keys):
    for key, value in keys.items():
        if value is None:
            into.pop(key, None)
        elif isinstance(value, dict):
            merge(into.setdefault(key, {}), value)
        else:
            into[key] = value


def main():
    names = sys.argv[1:] or sorted(path.parent.name for path in HOME.glob("*/scenario.json"))
    failed = tables = untold = partly = 0
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            room = Room(HOME / name, Path(folder))
            found = room.run()
        failed += bool(found)
        tables += room.checked
        untold += not room.checked
        partly += bool(room.checked and room.left_out)
        for text in found:
            print(f"{name}: {text}")
        if room.left_out and sys.argv[1:]:
            print(f"{name}: left out: {'; '.join(room.left_out)}")
    print(f"{len(names) - failed - untold} scenarios hold, {partly} of them as far as the calculator goes; {failed} do not; "
          f"{untold} are left out. {tables} tables were compared.")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
