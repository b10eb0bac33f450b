"""A month's consumption of every meter, and who has what part of it [C12-C14, C16]."""
from fractions import Fraction

from intervals import month_series, zone_at
from registers import close, consumption, day_weights, in_service, spread_weights
from values import DAY, DataError, first_day, half_up, largest_remainder, last_day, unit_factor

ZERO = Fraction(0)


class Metering:
    """Closes months in order. `gross` holds the best known gross consumption of (meter, register, month)."""

    def __init__(self, park, recorded):
        self.park, self.recorded = park, recorded
        self.history = {}        # (meter, register): closings
        self.gross = {}          # (meter, register, month): quantity
        self.series = {}         # (meter, month): Series
        self.broken = {}         # (meter, month): what is wrong
        self.by_days = set()     # (meter, month): estimated or trued up, so spread by days alone
        self.pending = {}        # month: [(meter, register, estimated month, quantity)]

    def close_month(self, month):
        for meter_id in sorted(self.park.meters, key=str.encode):
            meter = self.park.meters[meter_id]
            try:
                if meter.mode == "interval":
                    self.close_intervals(meter, month)
                else:
                    self.close_registers(meter, month)
            except DataError as error:
                self.broken[meter_id, month] = str(error)

    def close_intervals(self, meter, month):
        if meter.installed_on > last_day(month) or meter.last_on < first_day(month):
            return
        key = meter.meter_id, month
        cached = self.recorded.series_cache.get(key)
        if cached is None:
            try:
                cached = month_series(self.park, meter, month)
            except DataError as error:
                cached = error
            self.recorded.series_cache[key] = cached
        if isinstance(cached, DataError):
            raise cached
        self.series[key] = cached
        self.gross[meter.meter_id, "total", month] = consumption(self.park, meter, sum(cached.values.values()))

    def close_registers(self, meter, month):
        if (meter.meter_id, month - 1) in self.broken:
            raise DataError(f"{meter.meter_id}: an earlier month is not closed")
        histories = [self.history.setdefault((meter.meter_id, name), []) for name in meter.registers]
        if not in_service(meter, month, histories[0]):
            return
        closed = []
        for name, history in zip(meter.registers, histories):
            kept = self.recorded.closing(meter.meter_id, name, month)
            if kept is not None and month <= self.park.closed_through:
                closed.append(kept)
                continue
            try:
                closed.append(close(self.park, meter, name, month, history,
                                    kept is not None and kept.basis == "estimated"))
            except DataError as error:
                self.broken[meter.meter_id, month] = str(error)
                if kept is None:
                    raise
                closed.append(kept)
        if (meter.meter_id, month) in self.broken and month in self.recorded.months:
            # An issued month whose data have gone bad keeps what was recorded; later months go on from it.
            what = self.broken.pop((meter.meter_id, month))
            self.recorded.gone_bad.append((meter.meter_id, month, what))
        for name, history, done in zip(meter.registers, histories, closed):
            history.append(done)
            self.gross[meter.meter_id, name, month] = done.quantity
            if done.basis == "estimated" or done.trued_up:
                self.by_days.add((meter.meter_id, month))
            for past, quantity in done.trued_up.items():
                self.pending.setdefault(month, []).append((meter.meter_id, name, past, quantity))

    def stand(self, meters, month):
        """Puts recorded closings in the place of those of the present inputs, or none where none is recorded; whether
        that changes what anybody is billed. An interval meter has no opening."""
        changed = False
        for meter in meters:
            if meter.mode == "interval" or (meter.meter_id, month) in self.broken:
                continue
            kept = {name: self.recorded.closing(meter.meter_id, name, month) for name in meter.registers}
            if len({done is None for done in kept.values()}) > 1:
                continue    # its list of registers is another one now
            for name, done in kept.items():
                changed |= self.replace(meter, name, month, done)
        return changed

    def replace(self, meter, register, month, done):
        history = self.history.setdefault((meter.meter_id, register), [])
        now = history.pop() if history and history[-1].month == month else None
        self.gross.pop((meter.meter_id, register, month), None)
        self.pending[month] = [one for one in self.pending.get(month, []) if one[:2] != (meter.meter_id, register)]
        if done is not None:
            history.append(done)
            self.gross[meter.meter_id, register, month] = done.quantity
            self.pending[month] += [(meter.meter_id, register, past, part) for past, part in done.trued_up.items()]
            if done.basis == "estimated" or done.trued_up:
                self.by_days.add((meter.meter_id, month))
        return (now and now.figures()) != (done and done.figures())

    def to_true_up(self, month):
        """The estimated months that `month` brings true-ups for [C9]."""
        return sorted({past for _, _, past, _ in self.pending.get(month, [])})

    def true_up(self, month):
        """Puts the true-ups that `month` brings in place of the estimates [C9]."""
        for meter, register, past, quantity in self.pending.get(month, []):
            self.gross[meter, register, past] = quantity

    def fed(self, contract, month):
        """All that meters give a contract in a month, as far as it can be told."""
        found = {}
        for meter in self.park.meters.values():
            if meter.role == "head" or not self.serves(meter, month):
                continue
            try:
                if meter.role == "common":
                    shares, _ = self.shares(meter, month)
                    found.update({(meter.meter_id, register): share
                                  for (register, owner), share in shares.items() if owner == contract})
                elif meter.contract_id == contract:
                    found.update({(meter.meter_id, register): self.net(meter, register, month)
                                  for register in self.registers(meter)})
            except DataError as error:
                found[meter.meter_id, ""] = str(error)
        return found

    # Meters

    def serves(self, meter, month):
        return any((meter.meter_id, name, month) in self.gross for name in self.registers(meter)) \
            or (meter.meter_id, month) in self.broken

    def registers(self, meter):
        return ["total"] if meter.mode == "interval" else meter.registers

    def children(self, meter, month):
        return [child for child in self.park.children.get(meter.meter_id, []) if self.serves(child, month)
                and child.role != "head"]

    def require(self, meter, month):
        """A meter and its direct children must be sound [C12]."""
        for one in [meter] + self.children(meter, month):
            if (one.meter_id, month) in self.broken:
                raise DataError(self.broken[one.meter_id, month])
            if (one.service, one.mode, one.registers) != (meter.service, meter.mode, meter.registers):
                raise DataError(f"{one.meter_id} does not match its parent {meter.meter_id}")

    def net(self, meter, register, month):
        self.require(meter, month)
        value = self.gross[meter.meter_id, register, month]
        for child in self.children(meter, month):
            value -= self.gross[child.meter_id, register, month]
        if value < 0:
            raise DataError(f"{meter.meter_id}: children took more than it")
        return value

    def basis(self, meter, register, month):
        """The basis of a row of consumption.csv: the weakest of the meter and its children [C16]."""
        found = {self.own_basis(one, register, month) for one in [meter] + self.children(meter, month)}
        return next(name for name in ("estimated", "interpolated", "actual") if name in found)

    def own_basis(self, meter, register, month):
        if meter.mode == "interval":
            return "estimated" if self.series[meter.meter_id, month].estimated else "actual"
        return self.closing(meter, register, month).basis

    def closing(self, meter, register, month):
        return next(done for done in self.history[meter.meter_id, register] if done.month == month)

    def of_service(self, service, month, role, contract=None):
        return [meter for key, meter in sorted(self.park.meters.items(), key=lambda item: item[0].encode())
                if meter.service == service and meter.role == role and self.serves(meter, month)
                and (contract is None or meter.contract_id == contract)]

    # Common meters

    def shares(self, meter, month):
        """({(register, contract): share}, {register: park share}) of a common meter [C13]."""
        sharers = self.park.sharers(meter.service, month)
        shares, kept = {}, {}
        for register in self.registers(meter):
            if register == "reactive":
                continue
            net = self.net(meter, register, month)
            # What is left after the park's share is rounded; the park's share is the rest.
            left = half_up(net * (100 - Fraction(meter.park_share_percent)) / 100, 3)
            kept[register] = net - left
            if not sharers:
                if left:
                    raise DataError(f"{meter.meter_id}: nobody shares it")
                continue
            weights = self.share_weights(meter, sharers, month)
            if not sum(weights):
                weights = [Fraction(1)] * len(sharers)
            for contract, part in zip(sharers, largest_remainder(left, weights)):
                shares[register, contract] = part
        return shares, kept

    def share_weights(self, meter, sharers, month):
        if meter.allocate_by == "equal":
            return [Fraction(sum(s.days for s in self.park.segments(c, meter.service, month))) for c in sharers]
        if meter.allocate_by == "consumption":
            return [sum((self.net(own, register, month)
                         for own in self.of_service(meter.service, month, "resident", contract)
                         for register in self.registers(own) if register != "reactive"), ZERO)
                    for contract in sharers]
        return [self.area_days(contract, meter.service, month) for contract in sharers]

    def area_days(self, contract, service, month):
        days = {day for s in self.park.segments(contract, service, month) for day in range(s.first, s.last + 1)}
        rows = [row for row in self.park.premises if row.contract_id == contract]
        if not any(row.area_m2 and row.first() <= last_day(month) and row.last() >= first_day(month) for row in rows):
            raise DataError(f"{contract} has no area to share by")
        return sum((row.area_m2 * sum(1 for day in days if row.holds_on(day)) for row in rows), ZERO)

    # A contract's consumption by segment

    def parts(self, contract, services, month, segments):
        """Per segment: {"all", "reactive", zone: quantity}, as if the services' meters were on these segments."""
        found = [{"all": ZERO, "reactive": ZERO} for _ in segments]
        for service in services:
            for meter in self.of_service(service, month, "resident", contract):
                if meter.mode == "interval":
                    self.add_intervals(found, meter, month, segments)
                else:
                    self.add_registers(found, meter, month, segments)
            for meter in self.of_service(service, month, "common"):
                shares, _ = self.shares(meter, month)
                for (register, owner), share in sorted(shares.items()):
                    if owner == contract:
                        self.add(found, register, share, [Fraction(s.days) for s in segments], meter)
        return found

    def add_registers(self, found, meter, month, segments):
        for register in meter.registers:
            quantity = self.net(meter, register, month)
            by_days = (meter.meter_id, month) in self.by_days
            weights = spread_weights(self.park, meter, register, month, segments,
                                     self.closing(meter, register, month), by_days)
            self.add(found, register, quantity, weights, meter)

    def add(self, found, register, quantity, weights, meter):
        if quantity == 0:
            return
        if not sum(weights):
            raise DataError(f"{meter.meter_id}: consumption with no day in force to go to")
        for part, amount in zip(found, largest_remainder(quantity, weights)):
            if register == "reactive":
                part["reactive"] += amount
            else:
                part["all"] += amount
                if register != "total":
                    part[register] = part.get(register, ZERO) + amount

    def add_intervals(self, found, meter, month, segments):
        quantity = self.net(meter, "total", month)
        values = self.net_values(meter, month)
        weights, outside = {}, ZERO
        for start, value in values.items():
            day = start // DAY
            index = next((i for i, s in enumerate(segments) if s.first <= day <= s.last), None)
            if index is None:
                outside += abs(value)
                continue
            names = {row.zone for row in segments[index].rows if row.component == "energy" and row.zone}
            zone = zone_at(self.park, names, start) if names else ""
            weights[index, zone] = weights.get((index, zone), ZERO) + value
        if outside:
            raise DataError(f"{meter.meter_id}: consumption with no day in force to go to")
        # Below zero is an error in each part that has a price of its own, as it is in the whole [C12].
        for key, value in weights.items():
            if half_up(value, 3) < 0:
                raise DataError(f"{meter.meter_id}: children took more than it in part {key}")
            weights[key] = max(value, ZERO)
        if quantity == 0:
            return
        keys = sorted(weights)
        for (index, zone), amount in zip(keys, largest_remainder(quantity, [weights[key] for key in keys])):
            found[index]["all"] += amount
            if zone:
                found[index][zone] = found[index].get(zone, ZERO) + amount

    def net_values(self, meter, month):
        """Interval by interval in the service's unit, children taken off, nothing rounded."""
        self.require(meter, month)
        total = self.scaled(meter, month)
        for child in self.children(meter, month):
            for start, value in self.scaled(child, month).items():
                total[start] = total.get(start, ZERO) - value
        return total

    def scaled(self, meter, month):
        factor = meter.multiplier * (1 + Fraction(meter.loss_percent) / 100) \
            * unit_factor(meter.unit, self.park.services[meter.service].unit)
        return {start: value * factor for start, value in self.series[meter.meter_id, month].values.items()}

    def peak(self, contract, service, month, segments):
        """The highest mean power in kW of the contract's interval meters together, or None without any [P6]."""
        meters = [m for m in self.of_service(service, month, "resident", contract) if m.mode == "interval"]
        if not meters:
            return None
        to_kwh = unit_factor(self.park.services[service].unit, "kWh")
        power = {}
        finest = min(self.series[m.meter_id, month].length for m in meters if (m.meter_id, month) in self.series)
        for meter in meters:
            length = self.series[meter.meter_id, month].length
            for start, value in self.net_values(meter, month).items():
                for step in range(start, start + length, finest):
                    power[step] = power.get(step, ZERO) + value * to_kwh * 3600 / length
        inside = [value for start, value in power.items() if any(s.first <= start // DAY <= s.last for s in segments)]
        return half_up(max(inside, default=ZERO), 3) if max(inside, default=ZERO) > 0 else ZERO

    def estimated(self, contract, services, month):
        """Whether anything that feeds the contract's services is not an actual reading [C16]."""
        for service in services:
            common = [m for m in self.of_service(service, month, "common")
                      if contract in self.park.sharers(service, month)]
            for meter in self.of_service(service, month, "resident", contract) + common:
                if any(self.basis(meter, name, month) != "actual" for name in self.registers(meter)):
                    return True
        return False
