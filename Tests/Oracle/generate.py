#!/usr/bin/env python3
"""Writes a random but valid park: generate.py SEED DIR [--size small|medium] [--features a,b]; --turn takes it further.

Beside DIR, `DIR.park` keeps the park for later turns and `DIR.plan.json` says how to run it: the command, the run's date,
the options. A record is there from its day on, or from the day on which it was told late (`seen_`).
"""
import argparse
import json
import pickle
import random
import tempfile
from pathlib import Path

import oracle
from dialects import write_park
from features import chosen, date_of
from flows import ONE_DAY, first_of, last_of
from mutate import mutate
from edits import edit, restore
from parkmaker import Maker
from payments import give, make_payments

RECORDS = ("readings", "intervals", "orders", "payments")


def beside(folder, ending):
    folder = Path(folder)
    return folder.with_name(folder.name + ending)


def generate(seed, folder, size="small", features=None):
    """The park as it is on the first run's day, and how to run it."""
    names = chosen(None) if features is None else set(features)
    park = Maker(seed, size, names).make()
    park.update(seed=seed, features=names, turn=0, away=[], away_seen=0)
    rng = random.Random(f"plan {seed}")
    with tempfile.TemporaryDirectory() as scratch:
        write_park(f"{scratch}/Input", park, seed, names)
        shown, day = first_of(park["months"][-1]).strftime("%Y-%m"), last_of(park["months"][-1]) + ONE_DAY * 70
        done = oracle.run(f"{scratch}/Input", f"{scratch}/Output", shown, day.isoformat(), estimate_all=True,
                          log=lambda text: None)
        rows, statement = make_payments(rng, park, done.recorded.documents)
        park["tables"]["payments"], park["statement"] = rows, statement
        give(random.Random(f"payments {seed}"), park, done.recorded.documents)
    tell_late(rng, park)
    first = park["months"][0] if rng.random() < 0.3 else rng.choice(park["months"][:-1] or park["months"])
    return lay(folder, park, plan_of(rng, park, last_of(first) + ONE_DAY * rng.randint(3, 12), []))


def change(seed, folder):
    """The next turn: time goes on, what was held back arrives, people correct what they wrote."""
    park = pickle.loads(beside(folder, ".park").read_bytes())
    park["turn"] += 1
    rng = random.Random(f"turn {park['turn']} {seed}")
    today = next_day(rng, park)
    restored = restore(park)
    changes = mutate(rng, dict(park, tables=seen(park, today)), today)
    park["tables"].update({name: park["tables"][name] + rows for name, rows in added(park).items()})
    edits = []
    if "consent" in park["features"]:
        edits = edit(random.Random(f"edits {park['turn']} {seed}"), park, today)
    return lay(folder, park, plan_of(rng, park, today, restored + changes + edits))


def next_day(rng, park):
    """Some days later, or in the next month, or long after."""
    today = park["today"]
    month = today.year * 12 + today.month - 1
    kind = rng.random()
    if kind < 0.3:
        return today + ONE_DAY * rng.randint(0, 12)
    if kind < 0.85 or "dates" not in park["features"]:
        return last_of(month) + ONE_DAY * rng.randint(1, 14)
    return last_of(month + rng.randint(0, 1)) + ONE_DAY * rng.randint(10, 28)


def plan_of(rng, park, today, changes):
    """The command and its options on a day."""
    park["today"] = today
    month = today.year * 12 + today.month - 1
    options = random.Random(f"options {park['turn']} {park['seed']}")
    plan = {"today": today.isoformat(), "changes": changes, "options": []}
    over = [one for one in park["months"] if last_of(one) < today]
    plan["through"] = first_of(over[-1] if over else park["months"][0]).strftime("%Y-%m")
    if "final" in park["features"]:
        last = {row["contract_id"]: row.get("valid_to") for row in sorted(
            park["tables"]["contracts"], key=lambda row: row["valid_from"])}
        ended = sorted(name for name, day in last.items() if day and first_of(month) <= day <= today
                       and month in park["months"])
        if ended and options.random() < 0.5:
            plan["final"] = options.choice(ended)
            return plan
    if "dates" in park["features"] and over and options.random() < 0.15:
        plan["options"].append(("issued_on", (last_of(over[-1]) + ONE_DAY * options.randint(-1, 3)).isoformat()))
    if "consent" in park["features"] and park["turn"]:
        told = options.random()
        if told < (0.35 if plan["through"] == park.get("through") else 0.04):
            plan["options"].append(("correct", True))
        elif told < 0.5:
            plan["options"].append(("keep", True))
    park["through"] = plan["through"]
    if "too_many_estimates" in park["features"] and options.random() < 0.15:
        plan["options"].append(("estimate_all", True))
    return plan


def tell_late(rng, park):
    """Some records come later than their day."""
    first = park["tables"]["readings"][0]["meter_id"] if park["tables"]["readings"] else None
    late = {row["meter_id"] for row in park["tables"]["meters"] if rng.random() < 0.15} - {first}
    since = last_of(rng.choice(park["months"])) - ONE_DAY * rng.choice((5, 40))
    for name in RECORDS:
        for row in park["tables"][name]:
            if name == "readings" and row["meter_id"] in late and date_of(row) > since:
                row.setdefault("seen_", date_of(row) + ONE_DAY * rng.choice((20, 45, 70)))
            elif name in ("orders", "payments") and rng.random() < 0.1:
                row.setdefault("seen_", date_of(row) + ONE_DAY * rng.randint(10, 70))


def seen(park, today):
    """The tables with the records that are there on a day."""
    found = dict(park["tables"])
    for name in (*RECORDS, "payment-contracts"):
        found[name] = Visible(row for row in found[name]
                              if row.get("seen_", today if name == "payment-contracts" else date_of(row)) <= today)
    park["visible"] = found
    return found


class Visible(list):
    """Records that are there; what is appended is told now."""

    def __init__(self, rows):
        super().__init__(rows)
        self.before = len(self)


def added(park):
    """What changes have added to the records that are there."""
    return {name: rows[rows.before:] for name, rows in park.pop("visible").items() if isinstance(rows, Visible)}


def lay(folder, park, plan):
    today = park["today"]
    Path(folder).parent.mkdir(parents=True, exist_ok=True)
    tables = seen(park, today)
    park.pop("visible")
    beside(folder, ".park").write_bytes(pickle.dumps(park))
    beside(folder, ".plan.json").write_text(json.dumps(plan, ensure_ascii=False, indent=1))
    for name, hidden in park["away"]:
        tables[name] = [row for row in tables[name] if not hidden(row)]
    statement = [row for row in park["statement"] if row["received_on"] <= today]
    write_park(folder, dict(park, tables=tables, statement=statement), f"{park['seed']} {park['turn']}", park["features"])
    return plan


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("seed")
    arguments.add_argument("folder")
    arguments.add_argument("--size", choices=("small", "medium"), default="small")
    arguments.add_argument("--features", help="names of features.py; `none`; all by default")
    arguments.add_argument("--turn", action="store_true", help="take the park that is there a turn further")
    given = arguments.parse_args()
    if given.turn:
        plan = change(given.seed, given.folder)
    else:
        plan = generate(given.seed, given.folder, given.size, chosen(given.features))
    print(json.dumps(plan, ensure_ascii=False))


if __name__ == "__main__":
    main()
