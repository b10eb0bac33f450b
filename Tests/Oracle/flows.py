"""What truly flows through a generated meter, and what is read of it."""
import datetime
from decimal import Decimal

ONE_DAY = datetime.timedelta(days=1)


def first_of(month):
    return datetime.date(month // 12, month % 12 + 1, 1)


def last_of(month):
    return first_of(month + 1) - ONE_DAY


class Flow:
    """A register that runs at a rate a day which changes every month."""

    def __init__(self, rng, start, first, months, rate, digits, decimals):
        self.start, self.first, self.digits, self.decimals = start, first, digits, decimals
        self.rates = {month: Decimal(rate) * Decimal(rng.randint(80, 120)) / 100
                      for month in range(months[0] - 2, months[-1] + 3)}

    def at(self, day, hour=24):
        """The reading at an hour of a day; a date alone is 24:00."""
        total, cursor = Decimal(0), self.first
        while cursor < day:
            total += self.rates[cursor.year * 12 + cursor.month - 1]
            cursor += ONE_DAY
        if day >= self.first:
            total += self.rates[day.year * 12 + day.month - 1] * hour / 24
        step = Decimal(1).scaleb(-self.decimals)
        value = ((self.start + total) // step) * step
        return value % (Decimal(10) ** self.digits)


def read_month(rng, meter, flows, month, rows, cuts, habits):
    """Adds the readings about the end of a month; returns whether the month is closed by one of them."""
    last = last_of(month)
    removed = meter.get("removed_on")

    def read(day, hour=None, source=None):
        if day < meter["installed_on"] or removed and day >= removed:
            return
        for name, flow in flows.items():
            value = flow.at(day, 24 if hour is None else hour)
            row = {"meter_id": meter["meter_id"], "register": name, "reading": value}
            row["read_at"] = day if hour is None else datetime.datetime.combine(day, datetime.time(hour))
            if source:
                row["source"] = source
            rows.append(row)

    if habits == "missing":
        return False
    kind = rng.random()
    if habits == "sure" or kind < 0.55:
        read(last)
    elif kind < 0.70:
        read(last + ONE_DAY * rng.randint(-2, 2))
    elif kind < 0.80:
        read(last + ONE_DAY * rng.randint(-1, 2), hour=rng.choice((0, 6, 9, 15, 23)), source="resident")
    elif kind < 0.90:
        away = rng.randint(1, 2)
        read(last - ONE_DAY * away)
        read(last + ONE_DAY * away)
    else:
        read(last)
        for name, flow in flows.items():
            rows.append({"meter_id": meter["meter_id"], "register": name, "read_at": last,
                         "reading": max(Decimal(0), flow.at(last) - 1) if flow.at(last) > 2 else flow.at(last),
                         "source": "corrected"})
    for cut in cuts:
        if first_of(month) < cut <= last and (last - cut).days > 4:
            read(cut - ONE_DAY)
    return True


def interval_rows(rng, meter, first, last, minutes, scale):
    """A day-and-night load with gaps and estimated values."""
    rows, day = [], first
    count = 1440 // minutes
    while day <= last:
        gone = set()
        if rng.random() < 0.12:
            start, length = rng.randrange(count), max(1, rng.randint(1, max(1, 120 // minutes)))
            gone |= set(range(start, start + length))
        if (day - first).days >= 9 and rng.random() < 0.04:
            start = rng.randrange(count // 2)
            gone |= set(range(start, start + 180 // minutes + rng.randint(1, 4)))
        for step in range(count):
            hour = step * minutes // 60
            load = scale * (3 if 7 <= hour < 21 else 1) * rng.randint(70, 130) / 100 * minutes / 60
            value = Decimal(round(load * 1000)) / 1000
            moment = datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(minutes=step * minutes)
            row = {"meter_id": meter["meter_id"], "start": moment, "value": value}
            if rng.random() < 0.002:
                row["quality"] = "E"
            if step not in gone:
                rows.append(row)
        day += ONE_DAY
    return rows
