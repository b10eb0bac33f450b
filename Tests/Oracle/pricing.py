"""From consumption and terms to lines [P1-P13]."""
from fractions import Fraction

from values import DataError, days_in, half_away, half_up, last_day

COMPONENTS = ("energy", "demand", "capacity", "reactive", "fixed", "percent", "minimum", "penalty")
HUNDRED = Fraction(100)
# What makes a line new when it differs [I2].
FIGURES = ("quantity", "unit_price", "currency", "exchange_rate", "discount_percent", "net", "vat", "sales_tax")


class Line(dict):
    """A line of lines.csv; `month` is the month that it prices."""

    def key(self):
        """The key of a true-up [C9], and with `reference` and `basis` group that of a correction."""
        return tuple(self[name] for name in ("service", "component", "zone", "block", "from", "to"))

    def full_key(self):
        return self.key() + (self["reference"], self["basis"] == "adjustment")

    def same_figures(self, other):
        return all(self[name] == other[name] for name in FIGURES)


class Pricing:
    def __init__(self, world, metering):
        self.world, self.metering = world, metering
        self.used_rates = set()  # (currency, day)

    def month_lines(self, contract, month, services=None):
        """The lines of consumption and recurring services, sorted, then the minimums."""
        lines, minimums = [], []
        facts = self.world.facts_of(contract, month)
        for name in facts.services_of(contract):
            service = facts.services[name]
            segments = facts.segments(contract, name, month)
            if service.kind == "ordered":
                continue
            own = self.service_lines(facts, contract, service, month, segments) if segments else []
            lines += own
            minimums += self.minimum(facts, service, month, segments, own)
        self.check_unpriced(facts, contract, month)
        return sorted(lines, key=sort_key) + sorted(minimums, key=sort_key)

    def check_unpriced(self, facts, contract, month):
        """Consumption of a service without a term in force is an error [P3]."""
        for service in facts.services.values():
            if service.kind == "metered" and not facts.segments(contract, service.service, month):
                for part in self.metering.of_service(service.service, month, "resident", contract):
                    for register in part.registers:
                        if self.metering.net(part, register, month):
                            raise DataError(f"{part.meter.meter_id}: consumption with no day in force to go to", "no-term")

    def service_lines(self, facts, contract, service, month, segments):
        metered = service.kind in ("metered", "derived")
        sources = [service.service] if service.kind == "metered" else service.derived_from
        if metered:
            parts = self.metering.by_segment(contract, sources, month, segments)
            basis = "estimated" if self.metering.estimated(contract, sources, month) else "actual"
        lines = []
        for index, segment in enumerate(segments):
            def line(row, quantity, unit, basis, block=""):
                lines.append(self.line(facts, service, segment.term, row, quantity, unit, basis, month,
                                       segment.first, segment.last, block))
            if metered:
                part = self.scaled_part(service, segment, parts[index])
                for row, quantity, block in energy(segment, part, month):
                    line(row, quantity, service.unit, basis, str(block))
                for row in rows_of(segment, "reactive"):
                    line(row, half_up(max(Fraction(0), part["reactive"] - row.threshold * part["all"]), 3),
                         reactive_unit(service.unit), basis)
                for row in rows_of(segment, "demand"):
                    peak = self.metering.peak(contract, service.service, month, segments)
                    if peak is None:
                        raise DataError(f"{contract} {service.service}: demand needs interval meters")
                    line(row, prorated(peak, segment, month), "kW", basis)
            elif not segment.rows:
                raise DataError(f"{contract}: no price in force for {service.service}", "no-price")
            for row in rows_of(segment, "capacity"):
                line(row, prorated(segment.term.quantity, segment, month), "kW", "recurring")
            for row in rows_of(segment, "fixed"):
                count = segment.term.quantity if service.kind == "recurring" else 1
                unit = service.unit if service.kind == "recurring" else "month"
                line(row, prorated(count, segment, month), unit, "recurring")
        return [one for one in lines if one["quantity"] != 0]

    def scaled_part(self, service, segment, part):
        if service.kind != "derived":
            return part
        return {name: half_up(value * segment.term.share_percent / HUNDRED, 3) for name, value in part.items()}

    def minimum(self, facts, service, month, segments, own):
        """A line that lifts a service's net to its minimum [P9]."""
        parts = [Fraction(s.term.minimum_amount) * s.days / days_in(month) for s in segments]
        least = half_away(sum(parts, Fraction(0)))
        missing = least - sum((line["net"] for line in own), Fraction(0))
        if not segments or missing <= 0 or least <= 0:
            return []
        return [self.taxed(facts, service, segments[-1].term, Line(
            service=service.service, point=service.point, component="minimum", zone="", block="",
            **{"from": segments[0].first, "to": segments[-1].last}, basis="minimum", quantity=Fraction(1), unit="",
            unit_price=missing, currency="KGS", exchange_rate=Fraction(1), discount_percent=Fraction(0), net=missing,
            tax=segments[-1].term.tax or service.tax, reference="", month=month))]

    def line(self, facts, service, term, row, quantity, unit, basis, month, first, last, block="", reference=""):
        rate = self.exchange_rate(row.currency, month) if quantity else Fraction(1)
        quantity = Fraction(quantity)
        net = quantity * row.price * (1 - Fraction(term.discount_percent) / HUNDRED) * rate
        if row.component == "percent":
            net /= HUNDRED
        return self.taxed(facts, service, term, Line(
            service=service.service, point=service.point, component=row.component, zone=row.zone, block=block,
            **{"from": first, "to": last}, basis=basis, quantity=quantity, unit=unit, unit_price=row.price,
            currency=row.currency, exchange_rate=rate, discount_percent=Fraction(term.discount_percent),
            net=half_away(net), tax=term.tax or service.tax, reference=reference, month=month))

    def exchange_rate(self, currency, month):
        """The last official rate on or before the month's last day, or the day of a last bill [P10, I7]."""
        if currency == "KGS":
            return Fraction(1)
        day = min(last_day(month), self.world.rate_day)
        known = [date for date in self.world.records.rates.get(currency, {}) if date <= day]
        if not known:
            raise DataError(f"no rate for {currency}", "no-rate")
        self.used_rates.add((currency, max(known)))
        return self.world.records.rates[currency][max(known)]

    def taxed(self, facts, service, term, line):
        """The term's taxes, else the service's, in force on the line's last day, each by itself [P12]."""
        rows = [row for row in facts.taxes.get(term.tax or service.tax, []) if row.holds_on(line["to"])]
        if not rows:
            raise DataError(f"tax {term.tax or service.tax} has no row in force")
        line["vat"] = line["sales_tax"] = Fraction(0)
        for row in rows:
            if row.kind == "vat" and line["to"] < facts.vat_from:
                continue
            line["vat" if row.kind == "vat" else "sales_tax"] += half_away(line["net"] * row.rate_percent / HUNDRED)
        line["total"] = line["net"] + line["vat"] + line["sales_tax"]
        return line

    def order_lines(self, order, month):
        """A completed order at the term and rows in force on the day it was completed [P11]."""
        facts, day = self.world.facts_of(order.contract_id, month), order.completed_on
        service = facts.services.get(order.service)
        if service is None or order.contract_id not in facts.contracts:
            raise DataError(f"order {order.order_id}: no service {order.service}")
        if day is None:
            raise DataError(f"order {order.order_id} is completed on no day")
        contract = facts.contracts[order.contract_id]
        terms = [term for term in facts.terms.get((order.contract_id, order.service), [])
                 if term.holds_on(day) and contract.holds_on(day)]
        if not terms:
            raise DataError(f"order {order.order_id}: no term in force")
        lines = []
        for row in facts.price_rows(terms[0]):
            if row.holds_on(day) and row.component in ("fixed", "percent"):
                if row.component == "percent" and order.base_amount is None:
                    raise DataError(f"order {order.order_id} has no base amount")
                quantity = order.quantity if row.component == "fixed" else order.base_amount
                lines.append(self.line(facts, service, terms[0], row, quantity, service.unit, "order", month, day, day,
                                       reference=order.order_id))
        if not lines:
            raise DataError(f"order {order.order_id}: no price in force")
        return [line for line in lines if line["quantity"] != 0]


def rows_of(segment, component):
    return [row for row in segment.rows if row.component == component]


def prorated(quantity, segment, month):
    return half_up(Fraction(quantity) * segment.days / days_in(month), 6)


def reactive_unit(unit):
    return unit.replace("Wh", "varh")


def energy(segment, part, month):
    """(row, quantity, block) by marginal blocks within each zone [P4]."""
    rows = rows_of(segment, "energy")
    if not rows and part["all"]:
        raise DataError(f"no energy price for {segment.term.service}")
    for zone in sorted({row.zone for row in rows}):
        blocks = sorted((row for row in rows if row.zone == zone), key=lambda row: row.threshold)
        if blocks[0].threshold != 0:
            raise DataError("the lowest threshold must be 0")
        limits = [half_up(Fraction(row.threshold) * segment.days / days_in(month), 3) for row in blocks]
        quantity = part.get(zone, Fraction(0)) if zone else part["all"]
        for index, row in enumerate(blocks):
            upper = limits[index + 1] if index + 1 < len(limits) else quantity
            yield row, max(Fraction(0), min(quantity, upper) - limits[index]), index + 1


def sort_key(line):
    """Lines stand by point, service, from, component, zone, block [section 3]."""
    return (line["point"].encode(), line["service"].encode(), line["from"], COMPONENTS.index(line["component"]),
            line["zone"].encode(), int(line["block"] or 0), line["reference"].encode())


def adjustments(month, new_lines, billed):
    """Lines that bring what was billed for a month to what it comes to now [C9]."""
    found, seen = [], set()
    for line in new_lines:
        seen.add(line.key())
        found.append(difference(line, billed.get(line.key())))
    for key, old in billed.items():
        if key not in seen:
            gone = Line(old, quantity=Fraction(0), net=Fraction(0), vat=Fraction(0), sales_tax=Fraction(0))
            found.append(difference(gone, old))
    found = [line for line in found if any(line[name] for name in ("quantity", "net", "vat", "sales_tax"))]
    return sorted(found, key=lambda line: (line["component"] == "minimum", sort_key(line)))


def difference(line, old):
    changed = Line(line, basis="adjustment")
    for name in ("quantity", "net", "vat", "sales_tax"):
        changed[name] = line[name] - (old[name] if old else 0)
    changed["total"] = changed["net"] + changed["vat"] + changed["sales_tax"]
    return changed


def add_billed(billed, lines):
    """Adds lines to what was billed so far, by key."""
    for line in lines:
        old = billed.get(line.key())
        entry = Line(line if old is None else old)
        if old is not None:
            for name in ("quantity", "net", "vat", "sales_tax"):
                entry[name] = old[name] + line[name]
        billed[line.key()] = entry
