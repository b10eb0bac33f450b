#!/usr/bin/env python3
"""An independent calculator of the binding rules: oracle.py INPUT OUTPUT --through YYYY-MM."""
import argparse
import datetime
import hashlib
import json
import sys
from pathlib import Path

from billing import Billing, Refused, split
from final import final
from park import Park
from report import write_all
from state import Recorded
from values import last_day, month_of, parse_day, parse_month, show_day, show_month

STATE = ".oracle/state"


class Options:
    """What a run was asked for."""

    def __init__(self, issued_on=None, correct=False, keep=False, estimate_all=False, clock_alone=False):
        self.issued_on = parse_day(issued_on) if issued_on else None
        self.correct, self.keep, self.estimate_all, self.clock_alone = correct, keep, estimate_all, clock_alone


class Outcome:
    """What a run left: the exit status, what was told, and the record."""

    def __init__(self, status, findings, recorded):
        self.status, self.findings, self.recorded = status, findings, recorded


def run(source, output, through=None, today=None, state=None, log=None, leaver=None, only=None, **options):
    """One run; without a run's date it is five days after the month that is asked for."""
    log = log or (lambda text: print(text, file=sys.stderr))
    state = state or Path(output, STATE)
    options = Options(**options)
    if today is not None:
        day = parse_day(today)
    else:
        day = last_day(parse_month(through)) + 5 if through and not options.clock_alone else \
            datetime.date.today().toordinal()
    recorded = Recorded.load(state)
    documents = len(recorded.documents)
    present = Park(source, day)
    billing = Billing(present, recorded, day, options)
    try:
        if leaver is not None:
            final(billing, leaver)
        else:
            if only is not None and last_day(parse_month(only)) >= day:
                raise Refused(f"{only} is not over")
            billing.run(parse_month(through or only) if through or only else 10 ** 6)
    except Refused as refused:
        log(str(refused))
        return Outcome(64, [], recorded)
    findings, unallocated = told(billing)
    problems = by_month(billing, findings)
    write_all(present, recorded, output, unallocated, problems)
    journal(recorded, output, documents)
    recorded.save(state)
    for line in dict.fromkeys(line_of(finding) for finding in findings if not finding["acknowledged"]):
        log(line)
    errors = any(finding["severity"] == "error" or finding["code"] == "correction-waits" for finding in findings)
    return Outcome(65 if errors or billing.stopped else 0, findings, recorded)


def told(billing):
    """Findings as rows of problems.csv with their month, and unallocated payments by month."""
    present, recorded = billing.present, billing.recorded
    last = recorded.months[-1] if recorded.months else present.first_month
    findings, lost = [], recorded.contracts()
    months = range(present.first_month, max(last, month_of(billing.today)) + 1)
    for problem in present.problems:
        file, line = split(problem.where)
        touched = present.month_of_problem(problem)
        held = {}
        for month in months:
            for contract in sorted({*present.contracts, *lost}):
                applies = touched == month if touched is not None else not recorded.is_done(contract, month)
                if contract not in held and applies and present.touches(problem, contract, month, lost):
                    held[contract] = month
        for contract, month in held.items() or [("", touched or last)]:
            findings.append(finding(problem.severity, problem.code, (file, line), problem.what, contract, month))
    for severity, code, place, what, contract, month in billing.findings:
        if not any(one["contract_id"] == contract and one["file"] == place[0] and one["line"] == place[1]
                   and one["severity"] == severity and one["code"] == code for one in findings) or not place[1]:
            findings.append(finding(severity, code, place, what, contract, month))
    unallocated = {}
    if recorded.months:
        world = billing.world()
        ledger = billing.ledger("recorded", world, billing.today)
        for month in recorded.months:
            unallocated[month] = [row for row in ledger.unallocated if row.received_on <= last_day(month)]
        for row in ledger.unallocated:
            findings.append(finding("warning", "unallocated-payment", split(row.where), "whose is it?", "",
                                    min(last, max(month_of(row.received_on), present.first_month))))
        for row, code, what in ledger.told:
            findings.append(finding("warning", code, split(row.where), what, "", last))
        spikes(billing, findings)
    for row in findings:
        row["acknowledged"] = "1" if any(seen(one, row) for one in present.acknowledged) else ""
    return findings, unallocated


def spikes(billing, findings):
    parts = billing.calculation.metering.parts if billing.calculation else {}
    for (meter, month), some in parts.items():
        if any(part.series and part.series.spikes() for part in some):
            rows = billing.present.records.interval_files.get(meter, "intervals")
            findings.append(finding("warning", "interval-spike", (rows, ""), f"{meter}: after zeros more than all others",
                                    "", month))


def seen(row, found):
    if found["severity"] != "warning" or row.code != found["code"]:
        return False
    return row.file in (None, found["file"]) and row.contract_id in (None, found["contract_id"]) \
        and row.month in (None, found["month"])


def finding(severity, code, place, what, contract, month):
    return {"severity": severity, "code": code, "file": place[0], "line": place[1], "message": what,
            "contract_id": contract, "month": month, "acknowledged": ""}


def by_month(billing, findings):
    found = {}
    for row in findings:
        found.setdefault(row["month"], []).append(row)
    return found


def line_of(row):
    place = ":".join(part for part in (row["file"], row["line"], "1" if row["line"] else "") if part)
    return f"{place}: {row['severity']}[{row['code']}]: {row['message']}" if place else \
        f"{row['severity']}[{row['code']}]: {row['message']}"


def journal(recorded, output, before):
    """A file for each run that issued something, so that one sees whether it did."""
    fresh = recorded.documents[before:]
    folder = Path(output, "journal")
    count = len(list(folder.glob("*.json"))) if folder.is_dir() else 0
    mark = {"months": [show_month(month) for month in recorded.months], "documents": [
        [d["invoice_no"], show_day(d["issued_on"]), str(d["total"])] for d in recorded.documents]}
    text = json.dumps(mark, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    if fresh or recorded.months and not list(folder.glob(f"*-{digest}.json")):
        folder.mkdir(parents=True, exist_ok=True)
        Path(folder, f"{count + 1:06d}-{digest}.json").write_text(text)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("input")
    arguments.add_argument("output")
    arguments.add_argument("--through", required=True)
    arguments.add_argument("--today")
    arguments.add_argument("--state")
    arguments.add_argument("--estimate-all", action="store_true")
    given = arguments.parse_args()
    done = run(given.input, given.output, given.through, given.today, given.state, estimate_all=given.estimate_all)
    sys.exit(done.status)


if __name__ == "__main__":
    main()
