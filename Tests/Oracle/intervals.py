"""Interval meters: grid, gaps, zones [C11, P4]."""
import datetime
from fractions import Fraction

from values import DAY, FOREVER, DataError, first_day, last_day, month_of

LENGTHS = (5, 10, 15, 20, 30, 60)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Series:
    """A meter's values for one month: start -> value in the meter's unit, gaps filled."""

    def __init__(self, length, values, guessed):
        self.length, self.values, self.guessed = length, values, guessed

    def between(self, first, last):
        """The part of it on some days."""
        inside = {start: value for start, value in self.values.items() if first <= start // DAY <= last}
        return Series(self.length, inside, self.guessed & inside.keys())

    @property
    def estimated(self):
        return bool(self.guessed)

    def spikes(self):
        """Whether an interval is above 1.5 times every other of its month, right after zeros [C15]."""
        starts = sorted(self.values)
        for before, start in zip(starts, starts[1:]):
            if self.values[before] == 0 and self.values[start] > 0:
                others = max((value for at, value in self.values.items() if at != start), default=Fraction(0))
                if self.values[start] > others * Fraction(3, 2):
                    return True
        return False


def grid_length(series, meter):
    """Seconds of an interval: the shortest distance between two starts on the meter's first day [C11]."""
    starts = sorted(series)
    if not starts:
        raise DataError(f"{meter}: no intervals")
    day = starts[0] // DAY
    first = [start for start in starts if start // DAY == day]
    length = min((b - a for a, b in zip(first, first[1:])), default=0)
    if length not in [minutes * 60 for minutes in LENGTHS]:
        raise DataError(f"{meter}: no interval length")
    return length


def month_series(facts, raw, meter, month, until=FOREVER):
    """A month of a meter, or the days of it up to `until`."""
    length = grid_length(raw, meter.meter_id)
    data = {start: point for start, point in raw.items() if start % length == 0}
    begin = max(first_day(month), meter.installed_on) * DAY
    end = min(last_day(month), meter.last_on, until) * DAY + DAY
    starts = range(begin, end, length)
    missing = [start for start in starts if start not in data]
    if len(missing) * 10 > len(starts):
        raise DataError(f"{meter.meter_id}: more than 10 % of the month is missing", "interval-data-missing")
    values, guessed = {}, set(missing)
    for start in starts:
        if start in data:
            values[start] = data[start][0]
            if data[start][1] == "E":
                guessed.add(start)
        else:
            values[start] = fill(facts, meter, data, start, length)
    return Series(length, values, guessed)


def fill(park, meter, data, start, length):
    """A missing value: on the line between its neighbours, or the mean of like days."""
    lowest, highest = meter.installed_at, (meter.last_on + 1) * DAY
    before, after = start - length, start + length
    while before >= lowest and before not in data and start - before <= 7200:
        before -= length
    while after < highest and after not in data and after - start <= 7200:
        after += length
    if before >= lowest and before in data and after < highest and after in data:
        count = (after - before) // length - 1
        if count * length <= 7200:
            a, b = data[before][0], data[after][0]
            return a + (b - a) * Fraction((start - before) // length, count + 1)
    kind = park.kind_of_day(start // DAY)
    like = [data[start - back * DAY][0] for back in range(1, 29)
            if start - back * DAY in data and park.kind_of_day(start // DAY - back) == kind]
    if not like:
        raise DataError(f"{meter.meter_id}: a gap with nothing to fill it")
    return sum(like) / Fraction(len(like))


def zone_at(park, names, start):
    """The one of the named zones in which an interval's start lies."""
    found = {name for name in names for row in park.zones.get(name, []) if zone_row_has(park, row, start)}
    if len(found) != 1:
        raise DataError(f"{len(found)} of the zones {sorted(names)} hold an interval")
    return found.pop()


def zone_row_has(park, row, start):
    day, second = divmod(start, DAY)
    if not row.valid_from <= day <= (FOREVER if row.valid_to is None else row.valid_to):
        return False
    minute = second // 60
    begin, end = getattr(row, "from"), row.to
    if begin < end:
        inside = begin <= minute < end
    else:
        inside = begin == end or minute >= begin or minute < end
    return inside and in_months(row.months, month_of(day) % 12 + 1) and on_days(park, row.days, day)


def in_months(text, month):
    for part in text.split("|"):
        low, _, high = part.strip().partition("-")
        low, high = int(low), int(high or low)
        if low <= month <= high if low <= high else month >= low or month <= high:
            return True
    return False


def on_days(park, text, day):
    text = text.strip()
    if text == "all":
        return True
    if text in ("workday", "weekend"):
        return park.kind_of_day(day) == text
    weekday = WEEKDAYS[datetime.date.fromordinal(day).weekday()]
    return weekday in [part.strip().lower() for part in text.split("|")]
