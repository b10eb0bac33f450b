"""The months of every meter, stretch by stretch [C3, C6, C18-C20]."""

from registers import Case, close, consumption
from values import DAY, DataError, first_day, last_day, month_end


class Part:
    """A stretch of a meter in a month: its closings or its series, or what is wrong with it."""

    def __init__(self, meter, facts, stretch):
        self.meter, self.facts, self.stretch = meter, facts, stretch
        self.closings, self.series, self.error = {}, None, None
        self.guess = False       # a month that would be estimated [C18]

    @property
    def registers(self):
        return ["total"] if self.meter.mode == "interval" else self.meter.registers

    def key(self, register, month):
        return self.meter.meter_id, self.stretch.label, register, month


class Closings:
    """Closes months in order. `gross` holds the best known gross consumption of (meter, label, register, month)."""

    def __init__(self, world):
        self.world, self.recorded = world, world.recorded
        self.history = {}        # (meter, register): closings
        self.gross = {}
        self.parts = {}          # (meter, month): [Part]
        self.by_days = set()     # keys of parts that were estimated or trued up, so are spread by days alone
        self.pending = {}        # month: [(meter, label, register, estimated month, quantity)]
        self.waiting = {}        # (meter, month): days of the park that no reading follows yet
        self.used_cuts = set()   # (meter, register, instant)

    def close_month(self, month):
        for meter_id in self.world.meters_in(month):
            facts = self.world.facts_of_meter(meter_id, month)
            meter = facts.meters[meter_id]
            if meter.mode == "interval":
                self.parts[meter_id, month] = self.close_intervals(facts, meter, month)
            else:
                self.parts[meter_id, month] = self.close_registers(facts, meter, month)
        self.limit_estimates(month)

    # Interval meters

    def close_intervals(self, facts, meter, month):
        parts = []
        for stretch in facts.stretches(meter):
            first, last = max(stretch.first, first_day(month)), min(stretch.last, last_day(month))
            if first > last or meter.installed_on > last_day(month):
                continue
            part = Part(meter, facts, stretch)
            parts.append(part)
            try:
                part.series = self.world.series(facts, meter, month).between(first, last)
                self.gross[part.key("total", month)] = consumption(facts, meter, sum(part.series.values.values()))
            except DataError as error:
                part.error = error
        return parts

    # Register meters

    def close_registers(self, facts, meter, month):
        parts = []
        histories = {name: self.history.setdefault((meter.meter_id, name), []) for name in meter.registers}
        for stretch in facts.stretches(meter):
            ends = (stretch.last + 1) * DAY
            if max(stretch.first, meter.installed_on) * DAY >= month_end(month):
                break
            reached = max((past[-1].closing_at for past in histories.values() if past), default=meter.installed_at)
            # What was gone before the first month, others billed.
            if ends <= max(reached, month_end(facts.first_month - 1)):
                continue
            part = Part(meter, facts, stretch)
            broken = next((one.error for one in self.parts.get((meter.meter_id, month - 1), []) + parts if one.error), None)
            if stretch.park:
                if broken is None and not self.close_park(part, histories, month, ends):
                    broken = DataError(f"{meter.meter_id}: no reading yet ends the park's days", "park-days-open")
                    self.waiting[meter.meter_id, month] = broken
                if ends >= month_end(month):
                    if not part.closings:
                        break
                elif not part.closings:
                    part.error = broken
            elif broken is not None:
                part.error = DataError(f"{meter.meter_id}: what is before is not closed", "earlier-month-open")
                part.guess = self.unread(part, histories, month, ends)
            else:
                self.close_part(part, histories, month, ends)
            parts.append(part)
            if ends >= month_end(month):
                break
        return parts

    def case(self, part, name, history, month, ends):
        meter, stretch = part.meter, part.stretch
        ended = ends <= month_end(month)
        removal = meter.removed_at is not None and ends == meter.removed_at
        target = ends if ended else month_end(month)
        window = 0 if ended and not removal or meter.role == "resident" and self.leaves(part, month) \
            else part.facts.window
        last = history[-1] if history else None
        opened = (last.closing_at, last.closing) if last else (meter.installed_at, meter.installed[name])
        recorded = self.recorded.closing(meter.meter_id, stretch.label, name, month)
        points = self.world.points(part.facts, meter, name)
        if any(month_end(month - 1) < point.at <= month_end(month) and point.clash for point in points):
            raise DataError(f"{meter.meter_id} {name}: two readings at one instant", "readings-differ")
        return Case(part.facts, meter, stretch, month, target, window, points, history, opened, recorded)

    def unread(self, part, histories, month, ends):
        """Whether no reading closes a part that cannot be closed anyway."""
        name = part.meter.registers[0]
        try:
            case = self.case(part, name, histories[name], month, ends)
        except DataError:
            return False
        return case.chosen() is None and case.after() is None

    def leaves(self, part, month):
        """Whether the contract's last day is in the month: its end stands for the month's, with a window of 0 [C19]."""
        contract = part.facts.contracts.get(part.stretch.contract)
        return contract is not None and first_day(month) <= contract.last() <= last_day(month) \
            and part.stretch.last == contract.last()

    def close_part(self, part, histories, month, ends):
        meter, closed, gone_bad = part.meter, {}, None
        for name, history in histories.items():
            kept = self.recorded.closing(meter.meter_id, part.stretch.label, name, month)
            if kept is not None and month <= self.world.closed_through:
                closed[name] = kept
                gone_bad = self.clash(part, name, history, month, ends) or gone_bad
                continue
            case = None
            try:
                case = self.case(part, name, history, month, ends)
                factor = 0 if meter.role == "head" else part.facts.services[meter.service].hold_factor
                closed[name] = close(case, not self.world.final, factor)
                part.guess = part.guess or closed[name].basis == "estimated"
            except DataError as error:
                if not error.place[0]:
                    file, _, line = (case and case.blamed or meter.where).rpartition(":")
                    error.place = file, line
                part.guess = part.guess or error.code == "estimate-impossible"
                if kept is None:
                    part.error = error
                    return
                # An issued month whose data have gone bad keeps what was recorded; later months go on from it.
                gone_bad, closed[name] = error, kept
        if gone_bad:
            self.world.gone_bad.append((part, month, gone_bad))
        for name, done in closed.items():
            self.put(part, name, month, done)

    def clash(self, part, name, history, month, ends):
        """Readings of a closed month that contradict: they hold back like any [I2]."""
        try:
            point = self.case(part, name, history, month, ends).chosen()
        except DataError as error:
            return error
        return DataError(f"{part.meter.meter_id}: two readings at one instant", "readings-differ") \
            if point is not None and point.clash else None

    def put(self, part, name, month, done):
        meter = part.meter.meter_id
        part.closings[name] = done
        self.history.setdefault((meter, name), []).append(done)
        self.gross[part.key(name, month)] = done.quantity
        if done.basis == "estimated" or done.trued_up:
            self.by_days.add(part.key(name, month))
        for past, quantity in done.trued_up.items():
            self.pending.setdefault(month, []).append((meter, part.stretch.label, name, past, quantity))

    def close_park(self, part, histories, month, ends):
        """Closes days of the park by a reading, now or later; False where none follows yet [C20]."""
        closed = {}
        for name, history in histories.items():
            kept = self.recorded.closing(part.meter.meter_id, part.stretch.label, name, month)
            if kept is not None and month <= self.world.closed_through:
                closed[name] = kept
                continue
            try:
                case = self.case(part, name, history, month, ends)
                if kept is None and ends > month_end(month) and case.chosen() is None and self.was_open(case, name):
                    return False
                closed[name] = close(case, False, 0)
            except DataError:
                if kept is None:
                    return False
                closed[name] = kept
        for name, done in closed.items():
            self.put(part, name, month, done)
        return True

    def was_open(self, case, name):
        """Whether an issued month has nothing of the park's days, which then count when a reading comes [C20]."""
        ours = [done for (meter, _, register, month), done in self.recorded.closings.items()
                if meter == case.meter.meter_id and register == name and month == case.month]
        return case.month in self.recorded.months and not any(done.closing_at > case.opening_at for done in ours)

    # Estimates are for the odd missing reading

    def limit_estimates(self, month):
        """C18: of at least three register meters of a service that need a reading, too many would be estimated."""
        if self.world.estimate_all or self.world.final:
            return
        needing = {}
        for (_, when), parts in self.parts.items():
            for part in parts if when == month else []:
                if part.meter.mode == "interval" or part.meter.role == "head" or part.stretch.park:
                    continue
                removed = part.meter.removed_at
                if removed is not None and removed <= month_end(month) + part.facts.window \
                        and part.stretch.last == part.meter.last_on:
                    continue    # a removal closes it
                needing.setdefault(part.meter.service, []).append(part)
        for parts in needing.values():
            guessed = [part for part in parts if part.guess]
            limit = min(part.facts.max_estimated_percent for part in parts)
            if len(parts) < AT_LEAST or len(guessed) * 100 <= limit * len(parts):
                continue
            for part in guessed:
                if part.error is None and any(self.recorded.closing(*part.key(name, month)) for name in part.registers):
                    continue
                what = f"{part.meter.meter_id}: {len(guessed)} of {len(parts)} meters would be estimated"
                part.error = DataError(what, "too-many-estimates")
                for name in part.registers:
                    self.gross.pop(part.key(name, month), None)


AT_LEAST = 3


def read_in(world, month):
    """Whether there is a reading of any register meter in a month or its window; True without such meters [C18]."""
    facts, end = world.present, month_end(month)
    meters = [meter for meter in facts.meters.values() if meter.mode == "register" and meter.installed_at < end
              and (meter.removed_at is None or meter.removed_at > month_end(month - 1))]
    return not meters or any(
        min(month_end(month - 1), end - facts.window) < point.at <= end + facts.window
        for meter in meters for name in meter.registers for point in world.points(facts, meter, name))


