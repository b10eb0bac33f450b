"""Register meters: closing readings, rollover, interpolation, estimates and true-ups [C1-C9]."""
from fractions import Fraction

from values import DAY, DataError, half_up, largest_remainder, month_end, unit_factor


class Closing:
    """How a register stood at the end of a month; `difference` counts rollovers in."""

    def __init__(self, month, opening_at, opening, closing_at, closing, basis, difference):
        self.month, self.basis, self.difference = month, basis, difference
        self.opening_at, self.opening, self.closing_at, self.closing = opening_at, opening, closing_at, closing
        self.rollover = 1 if difference > closing - opening else 0
        self.quantity = None     # gross, as billed in this month
        self.trued_up = {}       # month: gross quantity that replaces its estimate

    def figures(self):
        return (self.opening_at, self.opening, self.closing_at, self.closing, self.basis, self.quantity,
                sorted(self.trued_up.items()))


def readings_of(park, meter, register):
    """(instant, reading) in order of time; two different ones at an instant are an error [C2]."""
    found = {}
    for row in park.readings.get((meter.meter_id, register), []):
        found.setdefault(row.read_at, []).append(row)
    if meter.removed_at is not None:
        removed = found.setdefault(meter.removed_at, [])
        corrected = {row.reading for row in removed if row.source == "corrected"}
        if len(corrected) > 1 or not corrected and any(row.reading != meter.removed[register] for row in removed):
            raise DataError(f"{meter.meter_id}: readings differ at the removal")
        # What was corrected supersedes the other readings of its moment, meters.csv's own included (C1, C2).
        last = max(corrected, default=meter.removed[register])
        found[meter.removed_at] = []
    series, clashes = [], {}
    for instant, rows in sorted(found.items()):
        if meter.removed_at is not None and instant >= meter.removed_at:
            continue
        corrected = {row.reading for row in rows if row.source == "corrected"}
        values = corrected or {row.reading for row in rows}
        if len(values) > 1:
            clashes[instant] = True
        series.append((instant, max(values)))
    if meter.removed_at is not None:
        series.append((meter.removed_at, last))
    return series, clashes


def rolled(meter, opening, closing):
    """closing - opening, with a rollover where C4 allows one."""
    difference = closing - opening
    if difference >= 0:
        return difference
    full = Fraction(10) ** meter.digits
    if opening * 10 >= full * 9 and closing * 10 <= full:
        return difference + full
    raise DataError(f"{meter.meter_id}: reading falls from {opening} to {closing}")


def in_service(meter, month, history):
    if meter.installed_at >= month_end(month):
        return False
    if meter.removed_at is None:
        return True
    if history and history[-1].closing_at >= meter.removed_at:
        return False
    return month_end(month - 1) < meter.removed_at


def close(park, meter, register, month, history, issued_estimate):
    """Closes a register for a month; `history` holds its closings so far, oldest first."""
    series, clashes = readings_of(park, meter, register)
    if any(month_end(month - 1) < instant <= month_end(month) for instant in clashes):
        raise DataError(f"{meter.meter_id} {register}: two readings at one instant")
    end = month_end(month)
    if history:
        opening_at, opening = history[-1].closing_at, history[-1].closing
    else:
        opening_at, opening = meter.installed_at, meter.installed[register]
    estimates = []
    for past in reversed(history):
        if past.basis != "estimated":
            break
        estimates.insert(0, past)
    if estimates:
        base_at, base = estimates[0].opening_at, estimates[0].opening
    else:
        base_at, base = opening_at, opening
    later = [(instant, value) for instant, value in series if instant > opening_at]
    chosen = choose(park, meter, later, end)
    if chosen and chosen[0] in clashes:
        raise DataError(f"{meter.meter_id} {register}: two readings at one instant")
    # Of two readings at one instant neither may stand for the other months that would be led through it.
    after = next((point for point in later if point[0] > end and point[0] not in clashes), None)
    full = Fraction(10) ** meter.digits
    if chosen:
        closing_at, closing, basis = chosen[0], chosen[1], "actual"
        total = rolled(meter, base, closing)
    elif after and not issued_estimate:
        whole = rolled(meter, base, after[1])
        reached = half_up(base + whole * (end - base_at) / (after[0] - base_at), meter.decimals)
        closing_at, closing, basis = end, reached % full, "interpolated"
        total = reached - base
    else:
        closing_at, basis = end, "estimated"
        reached = estimate(park, meter, opening_at, opening, end, history, len(estimates))
        closing = reached % full
        done = Closing(month, opening_at, opening, closing_at, closing, basis, reached - opening)
        done.quantity = consumption(park, meter, reached - opening)
        return done
    difference = total - sum(past.difference for past in estimates)
    done = Closing(month, opening_at, opening, closing_at, closing, basis, difference)
    done.quantity = consumption(park, meter, total)
    if estimates:
        spans = [Fraction(past.closing_at - past.opening_at) for past in estimates + [done]]
        parts = largest_remainder(done.quantity, spans)
        done.trued_up = {past.month: part for past, part in zip(estimates, parts)}
        done.quantity = parts[-1]
    return done


def choose(park, meter, later, end):
    """The closing reading: a removal up to the window's end, else the nearest in the window, later of equals [C2]."""
    if meter.removed_at is not None and meter.removed_at <= end + park.window and later:
        return later[-1]
    near = [point for point in later if abs(point[0] - end) <= park.window]
    return min(near, key=lambda point: (abs(point[0] - end), -point[0])) if near else None


def estimate(park, meter, opening_at, opening, end, history, in_a_row):
    """The estimated reading at the end of the month, before it rolls over [C8]."""
    if not history:
        raise DataError(f"{meter.meter_id}: no reading and no issued month")
    if in_a_row >= park.max_estimated:
        raise DataError(f"{meter.meter_id}: estimated {in_a_row} months already")
    recent = history[-3:]
    elapsed = recent[-1].closing_at - recent[0].opening_at
    mean = max(Fraction(0), sum(past.difference for past in recent) / Fraction(elapsed))
    return half_up(opening + mean * (end - opening_at), meter.decimals)


def consumption(park, meter, difference):
    """Difference to consumption in the service's unit [C5]; kvarh go as kWh do."""
    unit = park.services[meter.service].unit
    exact = difference * meter.multiplier * (1 + Fraction(meter.loss_percent) / 100)
    return half_up(exact * unit_factor(meter.unit, unit), 3)


def day_weights(meter, segments):
    """Days of each segment on which the meter was installed."""
    return [Fraction(max(0, min(s.last, meter.last_on) - max(s.first, meter.installed_on) + 1)) for s in segments]


def spread_weights(park, meter, register, month, segments, closing, by_days):
    """How a register's consumption goes to the segments: by readings at the cuts, then by days [P3]."""
    days = day_weights(meter, segments)
    if by_days or len(segments) < 2:
        return days
    cuts = [s.first * DAY for before, s in zip(segments, segments[1:]) if before.last + 1 == s.first]
    known = {name: dict(readings_of(park, meter, name)[0]) for name in meter.registers}
    for name in meter.registers:
        known[name].setdefault(meter.installed_at, meter.installed[name])
    inside = [cut for cut in cuts if closing.opening_at <= cut <= closing.closing_at
              and all(cut in known[name] for name in meter.registers)]
    if not inside:
        return days
    edges = [(closing.opening_at, closing.opening)] + [(cut, known[register][cut]) for cut in inside]
    edges.append((closing.closing_at, closing.closing))
    weights = [Fraction(0)] * len(segments)
    for index, ((start, low), (end, high)) in enumerate(zip(edges, edges[1:])):
        first = None if index == 0 else start // DAY
        last = None if index == len(edges) - 2 else end // DAY - 1
        part = [day if (first is None or s.first >= first) and (last is None or s.last <= last) else Fraction(0)
                for day, s in zip(days, segments)]
        amount = rolled(meter, low, high)
        if amount and not sum(part):
            raise DataError(f"{meter.meter_id}: consumption with no day in force to go to")
        for i, day in enumerate(part):
            if amount:
                weights[i] += amount * day / sum(part)
    return weights
