#!/usr/bin/env python3
"""Checks esep against the calculator: run.py --esep PATH --seeds A-B [--keep DIR] [--size small|medium].

For each seed: generate, run both, compare; then turn after turn: time goes on, the inputs change, run both again, compare,
the exit statuses too. Without --esep the calculator runs alone.
"""
import argparse
import shutil
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

import oracle
from compare import IGNORED, compare
from features import chosen
from generate import change, generate

SHOWN = 6


def run_esep(program, source, output, plan):
    """The exit status, and what is wrong with it by itself."""
    command = [program, "final", plan["final"]] if "final" in plan else [program, "run", "--through", plan["through"]]
    command += ["--input", source, "--output", output, "--today", plan["today"]]
    for name, value in plan["options"]:
        command += [f"--{name.replace('_', '-')}"] + ([value] if isinstance(value, str) else [])
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if done.returncode not in (0, 64, 65):
        return done.returncode, [f"esep ended with {done.returncode}: {(done.stderr or done.stdout).strip()[-600:]}"]
    return done.returncode, []


def run_oracle(source, output, plan, log):
    asked = {"leaver": plan["final"]} if "final" in plan else {"through": plan["through"]}
    return oracle.run(source, output, today=plan["today"], log=log, **asked, **dict(plan["options"])).status


def check(seed, folder, given):
    """What differs for one seed, in each turn."""
    source, found = folder / "Input", []
    for turn in range(given.turns):
        plan = change(seed, source) if turn else generate(seed, source, given.size, given.features)
        told = []
        status = run_oracle(source, folder / "Expected", plan, told.append)
        (folder / f"{turn + 1}.log").write_text("\n".join([str(plan), f"status {status}"] + told))
        if given.esep:
            theirs, found = run_esep(given.esep, source, folder / "Output", plan)
            if not found and given.statuses and theirs != status:
                found = [f"status expected {status}, found {theirs}"]
            found += compare(folder / "Expected", folder / "Output")
        if found:
            asked = f"final {plan['final']}" if "final" in plan else f"through {plan['through']}"
            options = " ".join(f"{name} {value}" for name, value in plan["options"])
            return [f"turn {turn + 1}, {asked}, today {plan['today']} {options} {'; '.join(plan['changes'])}"] + found
    return []


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--esep")
    arguments.add_argument("--seeds", default="1-20")
    arguments.add_argument("--size", choices=("small", "medium"), default="small")
    arguments.add_argument("--features", type=chosen, default=chosen(None),
                           help="what parks have beyond the plain ones, names of features.py; `none`; all by default")
    arguments.add_argument("--no-statuses", dest="statuses", action="store_false", help="exit statuses may differ")
    arguments.add_argument("--turns", type=int, default=5, help="runs of each park: the inputs change in between")
    arguments.add_argument("--keep", help="keep the folders of seeds that fail here")
    arguments.add_argument("--ignore", default="", help="columns not to compare")
    given = arguments.parse_args()
    IGNORED.update(given.ignore.split(","))
    low, _, high = given.seeds.partition("-")
    passed = failed = 0
    for seed in range(int(low), int(high or low) + 1):
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch, f"seed-{seed}")
            folder.mkdir()
            try:
                found = check(seed, folder, given)
            except Exception:
                found = ["the calculator failed", traceback.format_exc()]
            if found:
                failed += 1
                print(f"seed {seed}: {found[0]}")
                for text in found[1:SHOWN + 1]:
                    print(f"  {text}")
                if len(found) > SHOWN + 1:
                    print(f"  … and {len(found) - SHOWN - 1} more")
                if given.keep:
                    kept = Path(given.keep, folder.name)
                    shutil.rmtree(kept, ignore_errors=True)
                    shutil.copytree(folder, kept)
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
