#!/usr/bin/env python3
"""Writes a random but valid park: generate.py SEED DIR [--size small|medium]; then --mutate SEED2 changes it.

Beside DIR, `DIR.park` keeps the park for mutations and `DIR.plan.json` says how far to run and on what day.
"""
import argparse
import json
import pickle
import random
import tempfile
from pathlib import Path

import oracle
from dialects import write_park
from flows import ONE_DAY, first_of, last_of
from mutate import mutate, reveal, withhold
from parkmaker import Maker
from payments import make_payments


def beside(folder, ending):
    folder = Path(folder)
    return folder.with_name(folder.name + ending)


def generate(seed, folder, size="small"):
    maker = Maker(seed, size)
    park = maker.make()
    rng = random.Random(f"plan {seed}")
    months = park["months"]
    through = months[-1] if rng.random() < 0.4 else months[-2]
    with tempfile.TemporaryDirectory() as scratch:
        write_park(f"{scratch}/Input", park, seed)
        shown = first_of(months[-1]).strftime("%Y-%m")
        recorded = oracle.run(f"{scratch}/Input", f"{scratch}/Output", shown, estimate_all=True, log=lambda text: None)
        park["tables"]["payments"], park["statement"] = make_payments(rng, park, recorded.documents)
    today = last_of(through) + ONE_DAY * rng.randint(3, 12)
    held = withhold(rng, park, today, through)
    later = last_of(months[-1]) + ONE_DAY * 60
    plan = {"through": first_of(through).strftime("%Y-%m"), "today": today.isoformat(),
            "then_through": first_of(months[-1]).strftime("%Y-%m"), "then_today": later.isoformat(), "changes": []}
    save(folder, park, held, plan)
    write_park(folder, park, seed)
    return plan


def change(seed, folder):
    """Reveals what was withheld and changes a few things."""
    park, held = pickle.loads(beside(folder, ".park").read_bytes())
    plan = json.loads(beside(folder, ".plan.json").read_text())
    rng = random.Random(f"mutation {seed}")
    reveal(park, held)
    plan["changes"] = mutate(rng, park, last_of(park["months"][-1]))
    plan["through"], plan["today"] = plan["then_through"], plan["then_today"]
    save(folder, park, {"tables": {}, "statement": []}, plan)
    write_park(folder, park, seed)
    return plan


def save(folder, park, held, plan):
    Path(folder).parent.mkdir(parents=True, exist_ok=True)
    beside(folder, ".park").write_bytes(pickle.dumps((park, held)))
    beside(folder, ".plan.json").write_text(json.dumps(plan, ensure_ascii=False, indent=1))


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("seed")
    arguments.add_argument("folder")
    arguments.add_argument("--size", choices=("small", "medium"), default="small")
    arguments.add_argument("--mutate", metavar="SEED2")
    given = arguments.parse_args()
    plan = change(given.mutate, given.folder) if given.mutate else generate(given.seed, given.folder, given.size)
    print(json.dumps(plan, ensure_ascii=False))


if __name__ == "__main__":
    main()
