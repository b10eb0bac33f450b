#!/usr/bin/env python3
"""Checks esep against the calculator: run.py --esep PATH --seeds A-B [--keep DIR] [--size small|medium].

For each seed: generate, run both, compare; change the inputs, run both again, compare; and once more. Without
--esep the calculator runs alone.
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
from generate import change, generate

SHOWN = 6


def run_esep(program, source, output, plan):
    command = [program, "run", "--input", source, "--output", output, "--through", plan["through"]]
    done = subprocess.run(command + ["--today", plan["today"]], capture_output=True, text=True, timeout=600)
    if done.returncode not in (0, 65):
        return [f"esep ended with {done.returncode}: {(done.stderr or done.stdout).strip()[-600:]}"]
    return []


def check(seed, folder, given):
    """What differs for one seed, in both runs."""
    source, found = folder / "Input", []
    for turn in ["first run", "second run", "third run"][:given.turns]:
        plan = generate(seed, source, given.size) if turn == "first run" else change(f"{seed} {turn}", source)
        told = []
        oracle.run(source, folder / "Expected", plan["through"], plan["today"], folder / "state.json", log=told.append)
        (folder / f"{turn.split()[0]}.log").write_text("\n".join(plan["changes"] + told))
        if given.esep:
            found = run_esep(given.esep, source, folder / "Output", plan)
            found += compare(folder / "Expected", folder / "Output")
        if found:
            return [f"{turn}, through {plan['through']}, today {plan['today']} {'; '.join(plan['changes'])}"] + found
    return []


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--esep")
    arguments.add_argument("--seeds", default="1-20")
    arguments.add_argument("--size", choices=("small", "medium"), default="small")
    arguments.add_argument("--turns", type=int, default=3, help="runs of each park: the inputs change in between")
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
