"""By which facts and records each month is calculated [I6]: as recorded, by the present, or as kept."""
from intervals import month_series
from registers import points_of
from values import FOREVER


class World:
    """`way` is "recorded" (issued months by the facts that priced them), "present" or "kept"."""

    def __init__(self, present, recorded, records, way="recorded", estimate_all=False, final=None, rate_day=FOREVER):
        self.present, self.recorded, self.records, self.way = present, recorded, records, way
        self.estimate_all, self.final, self.rate_day = estimate_all, final, rate_day
        self.closed_through = present.closed_through
        self.gone_bad, self.cache = [], {}

    # Facts

    def instead(self, month):
        """The facts that take the place of those recorded with an issued month."""
        return None if month <= self.closed_through else self.others(month)

    def others(self, month):
        if month not in self.recorded.months:
            return None
        if self.way == "present":
            return self.present
        if self.way == "kept" and month <= self.recorded.kept.through:
            return self.recorded.kept.facts
        return None

    def facts(self, month):
        return self.instead(month) or self.recorded.month_facts.get(month, self.present)

    def facts_of(self, contract, month):
        """The facts that a contract's month goes by: those of the batch that billed it."""
        if self.instead(month) is not None:
            return self.instead(month)
        if self.others(month) is not None and not self.recorded.documents_of(contract, month):
            return self.others(month)    # a missing invoice of a closed month [I2, I6]
        if (contract, month) in self.recorded.facts_of:
            return self.recorded.facts_of[contract, month]
        return self.present if (contract, month) in self.recorded.held else self.facts(month)

    def facts_of_meter(self, meter, month):
        """The facts that a meter's month goes by, or None where they know no such meter."""
        facts = self.instead(month)
        if facts is None:
            facts = self.recorded.meter_facts.get((meter, month))
        if facts is None:
            facts = self.facts(month)
            if month in self.recorded.months and meter in self.present.meters:
                payers = self.present.contracts_of_meter(self.present.meters[meter], month)
                if any((payer, month) in self.recorded.held for payer in payers):
                    facts = self.present
        return facts if meter in facts.meters else None

    def meters_in(self, month):
        names = {*self.present.meters, *self.facts(month).meters,
                 *(meter for meter, when in self.recorded.meter_facts if when == month)}
        return sorted((name for name in names if self.facts_of_meter(name, month)), key=str.encode)

    def contracts(self):
        return sorted(self.present.contracts, key=str.encode)

    def sharers(self, service, month):
        """Contracts with a term in force for the service that month [C13]."""
        return [contract for contract in self.contracts()
                if self.facts_of(contract, month).shares(contract, service, month)]

    def segments(self, contract, service, month):
        return self.facts_of(contract, month).segments(contract, service, month)

    # Records

    def points(self, facts, meter, register):
        key = id(facts), meter.meter_id, register
        if key not in self.cache:
            self.cache[key] = points_of(self.records.readings.get((meter.meter_id, register), []), meter, register)
        return self.cache[key]

    def series(self, facts, meter, month):
        until = FOREVER
        if self.final:
            until = facts.contracts[self.final].last() if self.final in facts.contracts else FOREVER
        return month_series(facts, self.records.intervals.get(meter.meter_id, {}), meter, month, until)
