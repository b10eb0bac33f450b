"""Register meters: closing readings, rollover, interpolation, estimates, true-ups and what is implausible
[C1-C10, C15, C19]."""
from fractions import Fraction

from values import DAY, DataError, half_up, largest_remainder, unit_factor


class Point:
    """An actual reading; `clash` where readings differ at its instant, `sure` where it was entered again."""

    def __init__(self, at, value, sure=False, clash=False, removal=False, where=""):
        self.at, self.value, self.sure, self.clash, self.removal, self.where = at, value, sure, clash, removal, where


class Closing:
    """How a register stood at the end of a stretch's month; `difference` counts rollovers in."""

    def __init__(self, month, label, opening, closing, basis, difference):
        self.month, self.label, self.basis, self.difference = month, label, basis, difference
        (self.opening_at, self.opening), (self.closing_at, self.closing) = opening, closing
        self.rollover = 1 if difference > self.closing - self.opening else 0
        self.quantity = None     # gross, as billed in this month
        self.trued_up = {}       # month: gross quantity that replaces its estimate
        self.used = set()        # instants of the readings that it rests on

    def figures(self):
        return (self.opening_at, self.opening, self.closing_at, self.closing, self.basis, self.quantity,
                sorted(self.trued_up.items()))


def points_of(rows, meter, register):
    """The readings of a register in order of time; what was corrected supersedes the others of its moment [C2]."""
    by_instant = {}
    for row in rows:
        by_instant.setdefault(row.read_at, []).append(row)
    removed = meter.removed.get(register) if meter.removed_at is not None else None
    if removed is not None:
        by_instant.setdefault(meter.removed_at, [])
    points = []
    for at, some in sorted(by_instant.items()):
        if removed is not None and at > meter.removed_at:
            continue
        removal = removed is not None and at == meter.removed_at
        corrected = {row.reading for row in some if row.corrected}
        values = corrected or {row.reading for row in some} | ({removed} if removal else set())
        sure = bool(corrected) or any(row.source == "confirmed" for row in some)
        points.append(Point(at, max(values), sure, len(values) > 1, removal, some[-1].where if some else ""))
    return points


def rolled(meter, opening, closing):
    """closing - opening, with a rollover where C4 allows one."""
    difference = closing - opening
    if difference >= 0:
        return difference
    full = Fraction(10) ** meter.digits
    if opening * 10 >= full * 9 and closing * 10 <= full:
        return difference + full
    raise DataError(f"{meter.meter_id}: reading falls from {float(opening)} to {float(closing)}", "reading-falls")


def ahead(meter, opening, reading):
    """How far a reading is from an estimated opening, which it may well be below."""
    try:
        return rolled(meter, opening, reading)
    except DataError:
        return reading - opening


class Case:
    """What is known of a register when a stretch of it is closed for a month."""

    def __init__(self, facts, meter, stretch, month, target, window, points, history, opened, recorded):
        self.facts, self.meter, self.stretch, self.month = facts, meter, stretch, month
        self.target, self.window, self.points, self.recorded = target, window, points, recorded
        self.opening_at, self.opening = opened
        self.blamed = ""         # where the reading stands that is to blame
        self.own = [done for done in history if done.label == stretch.label]
        self.estimates = []
        for done in reversed(history):
            if done.label != stretch.label or done.basis != "estimated":
                break
            self.estimates.insert(0, done)
        start = self.estimates[0] if self.estimates else None
        self.start_at, self.start = (start.opening_at, start.opening) if start else opened

    def chosen(self):
        """The closing reading [C2]; within a window of 0 the one at that moment [C19]."""
        later = [point for point in self.points if point.at > self.opening_at]
        removal = later[-1] if later and later[-1].removal else None
        if removal and removal.at <= self.target + self.window and removal.at <= (self.stretch.last + 1) * DAY:
            return removal
        near = [point for point in later if abs(point.at - self.target) <= self.window]
        return min(near, key=lambda point: (abs(point.at - self.target), -point.at)) if near else None

    def after(self):
        return next((point for point in self.points if point.at > self.target and not point.clash), None)

    def last_actual(self, since):
        """The last reading after `since` and before the end of the month."""
        inside = [point for point in self.points if since < point.at < self.target and not point.clash]
        return inside[-1] if inside else None


def close(case, may_estimate, hold_factor):
    """The closing of a stretch for a month: actual, interpolated [C7] or estimated [C8]."""
    point = case.chosen()
    case.blamed = (point or case.after() or case.last_actual(case.opening_at) or Point(0, 0)).where
    if point is not None:
        if point.clash:
            raise DataError(f"{case.meter.meter_id}: two readings at one instant", "readings-differ")
        return finish(case, point.at, point.value, "actual", settle(case, point.at, point.value), hold_factor, [point])
    after = case.after()
    if after is not None and not (case.recorded and case.recorded.basis == "estimated"):
        base = case.last_actual(case.start_at)
        base_at, base_value = (base.at, base.value) if base else (case.start_at, case.start)
        whole = rolled(case.meter, base_value, after.value)
        reached = half_up(base_value + whole * (case.target - base_at) / (after.at - base_at), case.meter.decimals)
        line = (base_at, base_value, reached - base_value)
        rests = [after] + ([base] if base else [])
        return finish(case, case.target, reached % full_of(case.meter), "interpolated", settle(case, *line[:2], line[2]),
                      hold_factor, rests)
    if not may_estimate:
        raise DataError(f"{case.meter.meter_id}: no reading", "reading-missing")
    return estimated(case, hold_factor)


def full_of(meter):
    return Fraction(10) ** meter.digits


def settle(case, at, value, more=Fraction(0)):
    """The base of a true-up and the use from it: (month's index or None, base instant, what was read of that month
    before the base, use since). The base is the last reading inside the estimated months that fits its month, else the
    opening of the first of them [C9]; a reading at (at, value), `more` further on, ends the use."""
    base = (0, case.start_at, Fraction(0), case.start)
    for index, done in enumerate(case.estimates):
        for point in case.points:
            if point.clash or not done.opening_at < point.at <= done.closing_at:
                continue
            before = ahead(case.meter, done.opening, point.value)
            if 0 <= before <= done.difference:
                base = (index, point.at, before, point.value)
    index, base_at, before, base_value = base
    use = (rolled(case.meter, base_value, value) if at > base_at else Fraction(0)) + more
    return index, base_at, before, use


def finish(case, closing_at, closing, basis, base, hold_factor, rests):
    index, base_at, before, use = base
    earlier = case.estimates[:index]
    difference = sum((done.difference for done in earlier), Fraction(0)) + before + use \
        - sum((done.difference for done in case.estimates), Fraction(0))
    done = Closing(case.month, case.stretch.label, (case.opening_at, case.opening), (closing_at, closing), basis,
                   difference)
    done.used = {point.at for point in rests}
    done.quantity = consumption(case.facts, case.meter, use)
    if case.estimates:
        done.used.add(base_at)
        touched = case.estimates[index:]
        spans = [Fraction(touched[0].closing_at - base_at)]
        spans += [Fraction(past.closing_at - past.opening_at) for past in touched[1:]]
        spans.append(Fraction(closing_at - case.opening_at))
        parts = largest_remainder(done.quantity, spans)
        parts[0] += consumption(case.facts, case.meter, before)
        done.trued_up = {past.month: part for past, part in zip(touched, parts)}
        done.quantity = parts[-1]
    since = (use, closing_at - base_at) if case.estimates else (difference, closing_at - case.opening_at)
    hold(case, *since, hold_factor, rests[0].sure)
    return done


def estimated(case, hold_factor):
    meter = case.meter
    if not case.own:
        raise DataError(f"{meter.meter_id}: no reading and no issued month", "estimate-impossible")
    if len(case.estimates) >= case.facts.max_estimated:
        raise DataError(f"{meter.meter_id}: estimated {len(case.estimates)} months already", "estimate-impossible")
    base = case.last_actual(case.opening_at)
    if case.recorded and case.recorded.basis == "estimated" and base and base.at not in case.recorded.used:
        # What came after the estimate was issued is left to the true-up [C10].
        known = [point for point in case.points if point.at in case.recorded.used and point.at > case.opening_at]
        base = known[-1] if known else None
    base_at, base_value = (base.at, base.value) if base else (case.opening_at, case.opening)
    reach = ahead if case.estimates else rolled
    before = reach(meter, case.opening, base_value) if base else Fraction(0)
    added = half_up(base_value + mean_of(case.own) * (case.target - base_at), meter.decimals) - base_value
    difference = max(Fraction(0), before + added)
    closing = (case.opening + difference) % full_of(meter)
    done = Closing(case.month, case.stretch.label, (case.opening_at, case.opening), (case.target, closing), "estimated",
                   difference)
    done.used = {base.at} if base else set()
    done.quantity = consumption(case.facts, meter, difference)
    if base:
        hold(case, difference, case.target - case.opening_at, hold_factor, base.sure)
    return done


def mean_of(closings):
    """Use per second over the last three issued months, not below 0 [C8]."""
    recent = closings[-3:]
    elapsed = recent[-1].closing_at - recent[0].opening_at
    return max(Fraction(0), sum(done.difference for done in recent) / Fraction(elapsed))


def hold(case, use, elapsed, factor, sure):
    """More than the service's factor times the mean, and times the same month of a year before, waits for a second
    look [C15]."""
    if not factor or sure or case.recorded or not case.own or elapsed <= 0:
        return
    mean = mean_of(case.own)
    year_before = next((done for done in case.own if done.month == case.month - 12), None)
    limits = [mean] if year_before is None else [
        mean, year_before.difference / Fraction(year_before.closing_at - year_before.opening_at)]
    if mean > 0 and all(use / Fraction(elapsed) > factor * limit for limit in limits):
        raise DataError(f"{case.meter.meter_id}: more than {float(factor):g} times what is usual",
                        "implausible-consumption")


def consumption(facts, meter, difference):
    """Difference to consumption in the service's unit [C5]; kvarh go as kWh do."""
    unit = facts.services[meter.service].unit
    exact = difference * meter.multiplier * (1 + Fraction(meter.loss_percent) / 100) * unit_factor(meter.unit, unit)
    return half_up(exact, 3) if exact >= 0 else -half_up(-exact, 3)


def day_weights(meter, stretch, segments):
    """Days of each segment on which the meter was installed, and the contract's."""
    first, last = max(meter.installed_on, stretch.first), min(meter.last_on, stretch.last)
    return [Fraction(max(0, min(s.last, last) - max(s.first, first) + 1)) for s in segments]


def spread_weights(meter, stretch, segments, closings, register, points, by_days):
    """How a register's consumption goes to the segments: by readings at the cuts, then by days, in one sharing [P3].
    `points(register)` are its readings. Also the instants of the readings that were used."""
    days = day_weights(meter, stretch, segments)
    if by_days or len(segments) < 2:
        return days, set()
    cuts = [s.first * DAY for before, s in zip(segments, segments[1:]) if before.last + 1 == s.first]
    known = {}
    for name in meter.registers:
        known[name] = {point.at: point.value for point in points(name) if not point.clash}
        known[name].setdefault(meter.installed_at, meter.installed[name])
        done = closings[name]
        known[name].update({done.opening_at: done.opening, done.closing_at: done.closing})
    own = closings[register]
    inside = [cut for cut in cuts if own.opening_at <= cut <= own.closing_at
              and all(cut in known[name] for name in meter.registers)]
    if not inside:
        return days, set()
    edges = [(own.opening_at, own.opening)] + [(cut, known[register][cut]) for cut in inside]
    edges.append((own.closing_at, own.closing))
    weights = [Fraction(0)] * len(segments)
    for index, ((start, low), (end, high)) in enumerate(zip(edges, edges[1:])):
        first = None if index == 0 else start // DAY
        last = None if index == len(edges) - 2 else end // DAY - 1
        part = [day if (first is None or s.first >= first) and (last is None or s.last <= last) else Fraction(0)
                for day, s in zip(days, segments)]
        try:
            amount = rolled(meter, low, high)
        except DataError:
            return days, set()
        if amount and not sum(part):
            raise DataError(f"{meter.meter_id}: consumption with no day in force to go to", "no-term")
        for i, day in enumerate(part):
            if amount:
                weights[i] += amount * day / sum(part)
    return weights, set(inside)
