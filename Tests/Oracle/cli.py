#!/usr/bin/env python3
"""The calculator as a stand-in for esep: the same arguments, the same folders of CSV, the same exit statuses.

cli.py run|month YYYY-MM|final CONTRACT --input DIR --output DIR [--today DAY] [--through YYYY-MM] [--issued-on DAY]
       [--correct] [--keep] [--estimate-all]
"""
import argparse
import sys
from pathlib import Path

import oracle


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("command", choices=("run", "month", "final", "statement"))
    arguments.add_argument("what", nargs="?")
    for name in ("--input", "--output", "--today", "--through", "--issued-on", "--from", "--to"):
        arguments.add_argument(name)
    for name in ("--correct", "--keep", "--estimate-all"):
        arguments.add_argument(name, action="store_true")
    try:
        given = arguments.parse_args()
    except SystemExit as stop:
        sys.exit(64 if stop.code else 0)
    if given.command == "statement":
        sys.exit(0)     # acts are tested elsewhere
    if not Path(given.input, "park.json").is_file():
        sys.exit(69)
    done = oracle.run(
        given.input, given.output, given.through, given.today, log=print, issued_on=given.issued_on,
        leaver=given.what if given.command == "final" else None, only=given.what if given.command == "month" else None,
        correct=given.correct, keep=given.keep, estimate_all=given.estimate_all,
        clock_alone=given.today is None and given.through is None)
    sys.exit(done.status)


if __name__ == "__main__":
    main()
