"""Edits of facts in place, and records that are taken away and brought back: what must wait [I6]."""
from decimal import Decimal

from features import date_of
from flows import ONE_DAY, first_of, last_of


class InMonth:
    """Whether a record is of a month."""

    def __init__(self, month):
        self.first, self.last = first_of(month), last_of(month)

    def __call__(self, row):
        return self.first <= date_of(row) <= self.last


def restore(park):
    """What was away comes back after a turn or two."""
    if not park["away"]:
        return []
    park["away_seen"] += 1
    if park["away_seen"] % 2:
        return []
    told = [f"{name} of {hidden.first:%Y-%m} are back" for name, hidden in park["away"]]
    park["away"] = []
    return told


def edit(rng, park, today):
    """At most two edits; returns what they are."""
    done = []
    for _ in range(rng.choice((0, 1, 1, 2))):
        told = rng.choice(EDITS)(rng, park, today)
        if told:
            done.append(told)
    return done


def price(rng, park, today):
    row = rng.choice(park["tables"]["tariffs"])
    row["price"] += Decimal("0.37")
    return f"price of {row['tariff']} {row['component']} in place"


def rent(rng, park, today):
    rows = [row for row in park["tables"]["terms"] if row.get("price")]
    if not rows:
        return None
    row = rng.choice(rows)
    row["price"] += Decimal(10)
    return f"price of {row['contract_id']} {row['service']} in place"


def discount(rng, park, today):
    row = rng.choice(park["tables"]["terms"])
    row["discount_percent"] = Decimal("12.5")
    return f"discount of {row['contract_id']} {row['service']} in place"


def tax(rng, park, today):
    row = rng.choice([row for row in park["tables"]["taxes"] if row["kind"] == "sales" and row["rate_percent"]])
    row["rate_percent"] += Decimal("0.25")
    return f"tax {row['tax']} in place"


def penalty(rng, park, today):
    row = rng.choice(park["tables"]["contracts"])
    row["penalty_percent_per_day"] = rng.choice((Decimal("0.3"), Decimal("0.02")))
    return f"penalty of {row['contract_id']} in place"


def multiplier(rng, park, today):
    row = rng.choice(park["tables"]["meters"])
    if row.get("parent") or any(one.get("parent") == row["meter_id"] for one in park["tables"]["meters"]):
        return None
    row["multiplier"] = (row.get("multiplier") or Decimal(1)) * 2
    return f"multiplier of {row['meter_id']} in place"


def area(rng, park, today):
    row = rng.choice(park["tables"]["premises"])
    row["area_m2"] += Decimal(50)
    return f"area of {row['premises_id']} in place"


def holiday(rng, park, today):
    known = {row["date"] for row in park["tables"]["holidays"]}
    day = first_of(rng.choice(park["months"])) + ONE_DAY * rng.randint(0, 27)
    if day not in known:
        park["tables"]["holidays"].append({"date": day, "kind": rng.choice(("holiday", "workday")), "name": "Майрам"})
        return f"holiday {day}"


def hours(rng, park, today):
    for row in park["tables"]["zones"]:
        if row["zone"] == "busy":
            row["from"] = "09:00"
        if row["zone"] == "calm" and row["days"] == "workday":
            row["to"] = "09:00"
    return "hours of zones in place"


def opening(rng, park, today):
    if not park["tables"]["opening-balances"]:
        return None
    row = rng.choice(park["tables"]["opening-balances"])
    row["amount"] = row["amount"] + 100 if row["amount"] > 0 else row["amount"] - 100
    return f"opening balance of {row['contract_id']} in place"


def early_contract(rng, park, today):
    if any(row["contract_id"] == "C-99" for row in park["tables"]["contracts"]):
        return None
    resident = rng.choice(park["tables"]["residents"])["resident_id"]
    park["tables"]["contracts"].append({"contract_id": "C-99", "resident_id": resident, "number": "99/26",
                                        "valid_from": first_of(park["months"][0])})
    park["tables"]["terms"].append({"contract_id": "C-99", "service": "RE", "price": Decimal(100), "quantity": Decimal(7),
                                    "valid_from": first_of(park["months"][0])})
    return "C-99 is entered with an early date"


def old_rows(rng, park, today):
    """Tariff rows that ended are deleted: nothing happens to the past."""
    rows = [row for row in park["tables"]["tariffs"] if row.get("valid_to") and row["valid_to"] < first_of(
        today.year * 12 + today.month - 1)]
    if not rows:
        return None
    name = rng.choice(rows)["tariff"]
    park["tables"]["tariffs"][:] = [row for row in park["tables"]["tariffs"] if row not in rows or row["tariff"] != name]
    return f"ended rows of {name} deleted"


def away(rng, park, today):
    """The readings, intervals, payments or orders of a month are gone for a while."""
    if park["away"]:
        return None
    months = [month for month in park["months"] if last_of(month) < today]
    name = rng.choice(("readings", "readings", "intervals", "payments", "orders"))
    if not months or not park["tables"][name]:
        return None
    hidden = InMonth(rng.choice(months))
    if not any(hidden(row) for row in park["tables"][name]):
        return None
    park["away"].append((name, hidden))
    park["away_seen"] = 0
    return f"{name} of {hidden.first:%Y-%m} are away"


def addendum(rng, park, today):
    """A contract changes from a day on, by a row of its own: nothing waits."""
    rows = [row for row in park["tables"]["contracts"] if not row.get("valid_to") and row["valid_from"] < today]
    if not rows:
        return None
    row = rng.choice(rows)
    cut = max(today, row["valid_from"] + ONE_DAY)
    park["tables"]["contracts"].append(dict(row, valid_from=cut, penalty_percent_per_day=Decimal("0.15")))
    row["valid_to"] = cut - ONE_DAY
    return f"an addendum to {row['contract_id']} from {cut}"


EDITS = (price, price, rent, discount, tax, penalty, multiplier, area, holiday, hours, opening, early_contract, old_rows,
         away, away, away, addendum)
