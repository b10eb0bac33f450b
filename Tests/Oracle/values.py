"""Exact numbers, days and instants: how cells are read and how results are rounded and printed.

Days are ordinals (datetime.date.toordinal), instants are seconds on the park's wall clock counted from
ordinal 0, months are year * 12 + month - 1. Asia/Bishkek has had one offset, +06:00, since 2005.
"""
import datetime
import re
import struct
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

DAY = 86400
PARK_OFFSET = 6 * 3600
FOREVER = datetime.date.max.toordinal()
SPACES = " \u00a0\u202f"


class BadCell(ValueError):
    """A cell that cannot be read."""


class DataError(Exception):
    """Data that hold back the contracts they touch; `place` is (file, line) where one is to blame."""

    def __init__(self, what, code="bad-data", place=("", "")):
        super().__init__(what)
        self.code, self.place = code, place


# Numbers

NUMBER = re.compile(r"([+-]?)(\d+(?:[ \u00a0\u202f]\d+)*)?(?:[.,](\d+))?$")


def parse_number(text, scale):
    """A number with at most `scale` decimals; trailing zeros do not count."""
    found = NUMBER.match(text.strip())
    if not found or found.group(2) is None and found.group(3) is None:
        raise BadCell(f"not a number: {text!r}")
    sign, whole, decimals = found.groups()
    whole, decimals = whole or "0", decimals or ""
    for space in SPACES:
        whole = whole.replace(space, "")
    if len(whole + decimals) >= 16:
        whole, decimals = without_noise(whole, decimals)
    decimals = decimals.rstrip("0")
    if len(decimals) > scale:
        raise BadCell(f"more than {scale} decimals: {text!r}")
    value = Fraction(int(whole + decimals), 10 ** len(decimals))
    return -value if sign == "-" else value


def without_noise(whole, decimals):
    """Digits that stem from a binary fraction, rounded to what was meant: 15 significant ones, or 7 of four bytes."""
    exact = Decimal(f"{whole}.{decimals or 0}")
    double = float(exact)
    try:
        four_bytes = struct.unpack("f", struct.pack("f", double))[0] == double
    except OverflowError:
        four_bytes = False
    rounded = Context(prec=7 if four_bytes else 15, rounding=ROUND_HALF_UP).plus(exact)
    left, _, right = format(rounded, "f").partition(".")
    return left, right


def half_up(value, decimals):
    """Half up, for quantities (never negative)."""
    scale = 10 ** decimals
    return Fraction((Fraction(value) * scale * 2 + 1) // 2, scale)


def half_away(value, decimals=2):
    """Half away from zero, for money."""
    return half_up(value, decimals) if value >= 0 else -half_up(-value, decimals)


def largest_remainder(total, weights, decimals=3):
    """Shares `total` out by `weights`; the units left over go to the largest remainders, ties to the earlier."""
    scale = 10 ** decimals
    units = Fraction(total) * scale
    assert units.denominator == 1, "the total must be whole units"
    whole = sum(weights, Fraction(0))
    if whole == 0:
        raise DataError("nothing to share by")
    quotas = [units * weight / whole for weight in weights]
    parts = [quota.numerator // quota.denominator for quota in quotas]
    left = int(units) - sum(parts)
    order = sorted(range(len(quotas)), key=lambda i: (parts[i] - quotas[i], i))
    for i in order[:left]:
        parts[i] += 1
    return [Fraction(part, scale) for part in parts]


def fixed(value, decimals):
    """Text with exactly `decimals` decimals; the value must fit."""
    units = Fraction(value) * 10 ** decimals
    assert units.denominator == 1, f"{value} has more than {decimals} decimals"
    units = int(units)
    digits = str(abs(units)).rjust(decimals + 1, "0")
    text = digits if decimals == 0 else f"{digits[:-decimals]}.{digits[-decimals:]}"
    return "-" + text if units < 0 else text


def trimmed(value, least=0, most=6):
    """Text with as few decimals as the value needs, at least `least`."""
    for decimals in range(least, most + 1):
        if (Fraction(value) * 10 ** decimals).denominator == 1:
            return fixed(value, decimals)
    raise AssertionError(f"{value} has more than {most} decimals")


# Days, months, instants

def parse_day(text):
    text = text.strip()
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})$", text)
    if found:
        year, month, day = found.groups()
    else:
        found = re.match(r"(\d{2})\.(\d{2})\.(\d{4}|\d{2})$", text)
        if not found:
            raise BadCell(f"not a date: {text!r}")
        day, month, year = found.groups()
        year = year if len(year) == 4 else "20" + year
    try:
        return datetime.date(int(year), int(month), int(day)).toordinal()
    except ValueError as error:
        raise BadCell(f"not a date: {text!r}") from error


def parse_instant(text, whole_day=None):
    """An instant; a date alone is its start, or its end when `whole_day` is "end"; otherwise an error."""
    text = text.strip()
    found = re.match(r"([\d.-]{8,10})[T ](\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|[+-]\d{2}:?\d{2})?$", text)
    if not found:
        if whole_day is None:
            raise BadCell(f"not an instant: {text!r}")
        return (parse_day(text) + (1 if whole_day == "end" else 0)) * DAY
    date, hour, minute, second, offset = found.groups()
    hour, minute, second = int(hour), int(minute), int(second or 0)
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and (minute or second)):
        raise BadCell(f"not an instant: {text!r}")
    seconds = parse_day(date) * DAY + hour * 3600 + minute * 60 + second
    if offset == "Z":
        seconds += PARK_OFFSET
    elif offset:
        sign = -1 if offset[0] == "-" else 1
        seconds += PARK_OFFSET - sign * (int(offset[1:3]) * 3600 + int(offset[-2:]) * 60)
    return seconds


def parse_month(text):
    found = re.match(r"(\d{4})-(\d{2})$", text.strip())
    if not found or not 1 <= int(found.group(2)) <= 12:
        raise BadCell(f"not a month: {text!r}")
    return int(found.group(1)) * 12 + int(found.group(2)) - 1


def parse_clock(text):
    found = re.match(r"(\d{1,2}):(\d{2})$", text.strip())
    if not found or int(found.group(1)) > 24 or int(found.group(2)) > 59:
        raise BadCell(f"not a time of day: {text!r}")
    return (int(found.group(1)) * 60 + int(found.group(2))) % 1440


def dated_day(text):
    """The day that a reading or interval is of: a date alone and 24:00 are of the day that ends."""
    text = text.strip()
    if re.match(r"[\d.-]+$", text):
        return parse_day(text)
    instant = parse_instant(text)
    return (instant - 1) // DAY if re.search(r"[T ]24:00", text) else instant // DAY


def identifier(text):
    text = unicodedata.normalize("NFC", text.strip())
    if not 1 <= len(text) <= 64 or any(unicodedata.category(c) == "Cc" for c in text):
        raise BadCell(f"not an identifier: {text!r}")
    return text


def month_of(day):
    date = datetime.date.fromordinal(day)
    return date.year * 12 + date.month - 1


def first_day(month):
    return datetime.date(month // 12, month % 12 + 1, 1).toordinal()


def last_day(month):
    return first_day(month + 1) - 1


def days_in(month):
    return first_day(month + 1) - first_day(month)


def month_end(month):
    """The instant at which the month ends."""
    return first_day(month + 1) * DAY


def show_day(day):
    return datetime.date.fromordinal(day).isoformat()


def show_month(month):
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def show_instant(instant):
    """The park's wall clock; midnight is the end of the day before."""
    day, second = divmod(instant, DAY)
    if second == 0:
        return f"{show_day(day - 1)}T24:00"
    clock = f"{second // 3600:02d}:{second // 60 % 60:02d}"
    return f"{show_day(day)}T{clock}" + (f":{second % 60:02d}" if second % 60 else "")


# Units

ENERGY = {"Wh": Fraction(3600), "J": Fraction(1), "cal": Fraction(41868, 10000)}
PREFIX = {"": 1, "k": 10 ** 3, "M": 10 ** 6, "G": 10 ** 9}


def unit_size(unit):
    """(kind, size) of a unit; (1 Gcal = 4.1868 GJ = 1.163 MWh)."""
    for name, size in ENERGY.items():
        if unit.endswith(name) and unit[: -len(name)] in PREFIX:
            return "energy", size * PREFIX[unit[: -len(name)]]
    if unit in ("m3", "m³"):
        return "volume", Fraction(1000)
    if unit == "L":
        return "volume", Fraction(1)
    return unit, Fraction(1)


def unit_factor(source, target):
    """What one `source` unit is in `target` units."""
    kind, size = unit_size(source)
    other, other_size = unit_size(target)
    if kind != other:
        raise DataError(f"unit {source} cannot become {target}")
    return size / other_size
