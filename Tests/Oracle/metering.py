"""Who has what part of a month's consumption [C12-C14, C16, C20]."""
from fractions import Fraction

from closings import Closings
from intervals import zone_at
from registers import spread_weights
from values import DAY, DataError, first_day, half_up, largest_remainder, last_day, unit_factor

ZERO = Fraction(0)


class Metering(Closings):
    """Parts of meters turned into consumption of contracts."""

    def stand_parts(self, parts, month):
        """Puts recorded closings in the place of those of the present inputs, or none where none is recorded; whether
        that changes what anybody is billed. An interval meter has no opening."""
        changed = False
        for part in parts:
            if part.meter.mode == "interval" or part.error:
                continue
            kept = {name: self.recorded.closing(*part.key(name, month)) for name in part.registers}
            if len({done is None for done in kept.values()}) > 1:
                continue    # its list of registers is another one now
            for name, done in kept.items():
                changed |= self.replace(part, name, month, done)
        return changed

    def replace(self, part, register, month, done):
        meter, label = part.meter.meter_id, part.stretch.label
        history = self.history.setdefault((meter, register), [])
        now = part.closings.pop(register, None)
        if now in history:
            history.remove(now)
        self.gross.pop(part.key(register, month), None)
        self.pending[month] = [one for one in self.pending.get(month, []) if one[:3] != (meter, label, register)]
        if done is not None:
            self.put(part, register, month, done)
            history.sort(key=lambda one: (one.month, one.closing_at))
        return (now and now.figures()) != (done and done.figures())

    def to_true_up(self, month):
        """The estimated months that `month` brings true-ups for [C9]."""
        return sorted({past for *_, past, _ in self.pending.get(month, [])})

    def true_up(self, month):
        """Puts the true-ups that `month` brings in place of the estimates [C9]."""
        for meter, label, register, past, quantity in self.pending.get(month, []):
            self.gross[meter, label, register, past] = quantity

    def fed(self, contract, month):
        """All that meters give a contract in a month, as far as it can be told."""
        found = {}
        for part in self.all_parts(month):
            if part.meter.role == "head":
                continue
            mark = part.meter.meter_id, part.stretch.label
            try:
                if part.meter.role == "common":
                    shares, _ = self.shares(part, month)
                    found.update({(*mark, register): share
                                  for (register, owner), share in shares.items() if owner == contract})
                elif part.stretch.contract == contract:
                    found.update({(*mark, register): self.net(part, register, month) for register in part.registers})
            except DataError as error:
                found[mark] = str(error)
        return found

    # Parts of meters

    def all_parts(self, month):
        return [part for (_, when), parts in sorted(self.parts.items(), key=lambda item: item[0][0].encode())
                for part in parts if when == month]

    def meters_of(self, month):
        return [self.world.facts_of_meter(name, month).meters[name] for name in self.world.meters_in(month)]

    def has(self, part, month):
        return part.error is not None or any(part.key(name, month) in self.gross for name in part.registers)

    def children(self, part, month):
        facts = part.facts
        names = [child.meter_id for child in facts.children.get(part.meter.meter_id, []) if child.role != "head"]
        return [one for name in names for one in self.parts.get((name, month), []) if self.has(one, month)]

    def require(self, part, month):
        """A part of a meter and its direct children must be sound [C12]."""
        meter = part.meter
        for one in [part] + self.children(part, month):
            if one.error is not None:
                raise one.error
            if (one.meter.service, one.meter.mode, one.meter.registers) != (meter.service, meter.mode, meter.registers):
                raise DataError(f"{one.meter.meter_id} does not match its parent {meter.meter_id}", "child-differs")
        for child in self.children(part, month):
            for register in child.registers if self.children(child, month) else ():
                self.net(child, register, month)     # below zero is an error of what its parent bills, too

    def net(self, part, register, month):
        """Its own less its children's; of a divided parent in proportion to what its parts are gross [C12, C20]."""
        self.require(part, month)
        taken = sum((self.gross[child.key(register, month)] for child in self.children(part, month)), ZERO)
        siblings = [one for one in self.parts[part.meter.meter_id, month] if one.key(register, month) in self.gross]
        own = self.gross[part.key(register, month)]
        if taken and len(siblings) > 1:
            weights = [max(ZERO, self.gross[one.key(register, month)]) for one in siblings]
            if not sum(weights):
                raise DataError(f"{part.meter.meter_id}: children took more than it", "children-exceed")
            taken = largest_remainder(taken, weights)[siblings.index(part)]
        if own - taken < 0:
            raise DataError(f"{part.meter.meter_id}: children took more than it", "children-exceed")
        return own - taken

    def basis(self, part, register, month):
        """The basis of a row of consumption.csv is the register's own [C16]."""
        if part.meter.mode == "interval":
            return "estimated" if part.series.estimated else "actual"
        return part.closings[register].basis

    def weakest(self, part, register, month):
        found = {self.basis(one, register, month) for one in [part] + self.children(part, month)}
        return next(name for name in ("estimated", "interpolated", "actual") if name in found)

    def of_service(self, service, month, role, contract=None):
        return [part for part in self.all_parts(month)
                if part.meter.service == service and part.meter.role == role and self.has(part, month)
                and (role != "resident" or part.stretch.contract is not None)
                and (contract is None or part.stretch.contract == contract)
                and not (role == "common" and self.world.final)]

    # Common meters

    def shares(self, part, month):
        """({(register, contract): share}, {register: park share}) of a common meter [C13]."""
        meter = part.meter
        sharers = self.world.sharers(meter.service, month)
        shares, kept = {}, {}
        for register in part.registers:
            if register == "reactive":
                continue
            net = self.net(part, register, month)
            # What is left after the park's share is rounded; the park's share is the rest.
            left = half_up(net * (100 - Fraction(meter.park_share_percent)) / 100, 3) if sharers else ZERO
            kept[register] = net - left
            if not sharers:
                continue
            weights, vacant = self.share_weights(meter, sharers, month)
            if not sum(weights) + vacant:
                weights = [Fraction(1)] * len(sharers)
            parts = largest_remainder(left, weights + [vacant])
            kept[register] += parts.pop()
            for contract, share in zip(sharers, parts):
                shares[register, contract] = share
        return shares, kept

    def share_weights(self, meter, sharers, month):
        """The weights of the sharers, and of what is nobody's."""
        world, service = self.world, meter.service
        if meter.allocate_by == "equal":
            return [Fraction(sum(s.days for s in world.segments(c, service, month))) for c in sharers], ZERO
        if meter.allocate_by == "consumption":
            return [sum((self.net(own, register, month) for own in self.of_service(service, month, "resident", contract)
                         for register in own.registers if register != "reactive"), ZERO) for contract in sharers], ZERO
        premises = {contract: self.premises(contract, month) for contract in sharers}
        for contract, rows in premises.items():
            if not any(row.area_m2 for row in rows):
                raise DataError(f"{contract} has no area to share by", "no-area")
        kind = None
        if meter.allocate_by == "total_area":
            kind = "building" if any(row.kind == "building" and row.area_m2 for rows in premises.values()
                                     for row in rows) else "land"
        weights = [self.area_days(contract, premises[contract], kind, service, month) for contract in sharers]
        if kind is None:
            return weights, ZERO
        facts = world.facts(month)
        every = sum((row.area_m2 * max(0, min(row.last(), last_day(month)) - max(row.first(), first_day(month)) + 1)
                     for row in facts.premises if row.kind == kind), ZERO)
        return weights, max(ZERO, every - sum(weights))

    def premises(self, contract, month):
        return [row for row in self.world.facts_of(contract, month).premises if row.contract_id == contract
                and row.first() <= last_day(month) and row.last() >= first_day(month)]

    def area_days(self, contract, rows, kind, service, month):
        days = {day for s in self.world.segments(contract, service, month) for day in range(s.first, s.last + 1)}
        return sum((row.area_m2 * sum(1 for day in days if row.holds_on(day)) for row in rows
                    if kind in (None, row.kind)), ZERO)

    # A contract's consumption by segment

    def by_segment(self, contract, services, month, segments):
        """Per segment: {"all", "reactive", zone: quantity}, as if the services' meters were on these segments."""
        found = [{"all": ZERO, "reactive": ZERO} for _ in segments]
        for service in services:
            for part in self.of_service(service, month, "resident", contract):
                if part.meter.mode == "interval":
                    self.add_intervals(found, part, month, segments)
                else:
                    self.add_registers(found, part, month, segments)
            for part in self.of_service(service, month, "common"):
                shares, _ = self.shares(part, month)
                for (register, owner), share in sorted(shares.items()):
                    if owner == contract:
                        self.add(found, register, share, [Fraction(s.days) for s in segments], part.meter)
        return found

    def add_registers(self, found, part, month, segments):
        meter = part.meter
        for register in part.registers:
            quantity = self.net(part, register, month)
            by_days = part.key(register, month) in self.by_days
            weights, cuts = spread_weights(meter, part.stretch, segments, part.closings, register,
                                           lambda name: self.world.points(part.facts, meter, name), by_days)
            self.used_cuts |= {(meter.meter_id, name, cut) for cut in cuts for name in meter.registers}
            self.add(found, register, quantity, weights, meter)

    def add(self, found, register, quantity, weights, meter):
        if quantity == 0:
            return
        if not sum(weights):
            raise DataError(f"{meter.meter_id}: consumption with no day in force to go to", "no-term")
        for part, amount in zip(found, largest_remainder(quantity, weights)):
            if register == "reactive":
                part["reactive"] += amount
            else:
                part["all"] += amount
                if register != "total":
                    part[register] = part.get(register, ZERO) + amount

    def add_intervals(self, found, part, month, segments):
        meter = part.meter
        quantity = self.net(part, "total", month)
        weights, outside = {}, ZERO
        for start, value in self.net_values(part, month).items():
            day = start // DAY
            index = next((i for i, s in enumerate(segments) if s.first <= day <= s.last), None)
            if index is None:
                outside += abs(value)
                continue
            names = {row.zone for row in segments[index].rows if row.component == "energy" and row.zone}
            zone = zone_at(part.facts, names, start) if names else ""
            weights[index, zone] = weights.get((index, zone), ZERO) + value
        if outside:
            raise DataError(f"{meter.meter_id}: consumption with no day in force to go to", "no-term")
        # Below zero is an error in each part that has a price of its own, as it is in the whole [C12].
        for key, value in weights.items():
            if half_up(value, 3) < 0:
                raise DataError(f"{meter.meter_id}: children took more than it in part {key}", "children-exceed")
            weights[key] = max(value, ZERO)
        if quantity == 0:
            return
        keys = sorted(weights)
        for (index, zone), amount in zip(keys, largest_remainder(quantity, [weights[key] for key in keys])):
            found[index]["all"] += amount
            if zone:
                found[index][zone] = found[index].get(zone, ZERO) + amount

    def net_values(self, part, month):
        """Interval by interval in the service's unit, children taken off, nothing rounded."""
        self.require(part, month)
        total = self.scaled(part)
        for child in self.children(part, month):
            for start, value in self.scaled(child).items():
                if part.stretch.first <= start // DAY <= part.stretch.last:
                    total[start] = total.get(start, ZERO) - value
        return total

    def scaled(self, part):
        meter = part.meter
        factor = meter.multiplier * (1 + Fraction(meter.loss_percent) / 100) \
            * unit_factor(meter.unit, part.facts.services[meter.service].unit)
        return {start: value * factor for start, value in part.series.values.items()}

    def peak(self, contract, service, month, segments):
        """The highest mean power in kW of the contract's interval meters together, or None without any [P6]."""
        parts = [p for p in self.of_service(service, month, "resident", contract) if p.meter.mode == "interval"]
        if not parts:
            return None
        for part in parts:
            self.require(part, month)
        to_kwh = unit_factor(self.world.facts_of(contract, month).services[service].unit, "kWh")
        power, finest = {}, min(part.series.length for part in parts)
        for part in parts:
            length = part.series.length
            for start, value in self.net_values(part, month).items():
                for step in range(start, start + length, finest):
                    power[step] = power.get(step, ZERO) + value * to_kwh * 3600 / length
        inside = [value for start, value in power.items() if any(s.first <= start // DAY <= s.last for s in segments)]
        return half_up(max(inside, default=ZERO), 3) if max(inside, default=ZERO) > 0 else ZERO

    def estimated(self, contract, services, month):
        """Whether anything that feeds the contract's services is not an actual reading [C16]."""
        for service in services:
            common = [p for p in self.of_service(service, month, "common")
                      if contract in self.world.sharers(service, month)]
            for part in self.of_service(service, month, "resident", contract) + common:
                if any(self.weakest(part, name, month) != "actual" for name in part.registers):
                    return True
        return False
