#!/usr/bin/env python3
"""An independent calculator of the binding rules: oracle.py INPUT OUTPUT --through YYYY-MM."""
import argparse
import sys

from billing import Billing
from park import Park
from report import write_all
from state import Recorded
from values import parse_day, parse_month


def run(source, output, through, today=None, state=None, estimate_all=False, log=None):
    log = log or (lambda text: print(text, file=sys.stderr))
    park = Park(source, parse_day(today) if today else None)
    for problem in park.problems:
        log(str(problem))
    recorded = Recorded.load(state)
    Billing(park, recorded, log).run(parse_month(through), estimate_all)
    write_all(park, recorded, output)
    if state:
        recorded.save(state)
    return recorded


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("input")
    arguments.add_argument("output")
    arguments.add_argument("--through", required=True)
    arguments.add_argument("--today")
    arguments.add_argument("--state")
    arguments.add_argument("--estimate-all", action="store_true")
    given = arguments.parse_args()
    run(given.input, given.output, given.through, given.today, given.state, given.estimate_all)


if __name__ == "__main__":
    main()
