"""The lines of every contract and month, and what holds them back, in one world of facts and records."""
from fractions import Fraction

from ledger import penalty_lines
from metering import Metering
from pricing import Pricing, add_billed, adjustments, sort_key
from report import consumption_rows, park_balance_rows
from values import FOREVER, DataError, month_of

ZERO = Fraction(0)


class Calculation:
    def __init__(self, world, until):
        self.world, self.recorded, self.present = world, world.recorded, world.present
        self.first = self.present.first_month
        self.metering = Metering(world)
        self.pricing = Pricing(world, self.metering)
        self.lines, self.errors, self.billed, self.kept = {}, {}, {}, set()
        self.rows, self.balance_rows = {}, {}
        self.look_up_orders()
        for month in range(self.first, until + 1):
            self.metering.close_month(month)
            self.bad_rows(month)
            self.bad_meters(month)
            self.price_month(month)
            while self.metering.stand_parts(self.unbilled(month), month):
                self.price_month(month)
            self.rows[month] = consumption_rows(self.metering, month)
            self.balance_rows[month] = park_balance_rows(self.metering, month)
            self.add_adjustments(month)

    # What holds back

    def fail(self, contract, month, error):
        known = self.errors.setdefault((contract, month), [])
        if str(error) not in [str(one) for one in known]:
            known.append(error)

    def bad_rows(self, month):
        lost = self.recorded.contracts()
        for problem in self.present.problems:
            if problem.severity != "error":
                continue
            touched = self.present.month_of_problem(problem)
            for contract in self.world.contracts():
                applies = touched == month if touched is not None else not self.recorded.is_done(contract, month)
                if applies and self.present.touches(problem, contract, month, lost):
                    self.fail(contract, month, problem)

    def bad_meters(self, month):
        for part, bad_month, error in self.world.gone_bad:
            if bad_month == month:
                for contract in self.concerned(part, month):
                    self.fail(contract, month, error)

    def concerned(self, part, month):
        """Who pays for a part of a meter, and for its parent."""
        parent = part.facts.meters.get(part.meter.parent)
        return sorted({*self.payers(part, month), *(part.facts.contracts_of_meter(parent, month) if parent else ())})

    def payers(self, part, month):
        if part.meter.role == "head" or part.stretch.park:
            return []
        return [part.stretch.contract] if part.meter.role == "resident" else self.world.sharers(part.meter.service, month)

    # Prices

    def price_month(self, month):
        for contract in self.world.contracts():
            issued = self.recorded.documents_of(contract, month)
            if issued and (month <= self.present.closed_through or (contract, month) in self.errors):
                self.keep_issued(contract, month)
                continue
            try:
                own = self.pricing.month_lines(contract, month)
                orders = [line for order in self.orders_of(contract, month)
                          for line in self.pricing.order_lines(order, month)]
            except DataError as error:
                self.fail(contract, month, error)
                if issued:
                    self.keep_issued(contract, month)
                continue
            regular = [line for line in own if line["basis"] != "minimum"]
            minimums = [line for line in own if line["basis"] == "minimum"]
            self.lines[contract, month] = sorted(regular + orders, key=sort_key) + minimums
            self.billed[contract, month] = {}
            add_billed(self.billed[contract, month], own)

    def keep_issued(self, contract, month):
        """A month that is closed, or whose data have gone bad, stays as it was issued."""
        if (contract, month) in self.kept:
            return
        self.kept.add((contract, month))
        lines = [line for line in self.recorded.standing(contract, month) if line["component"] != "penalty"]
        self.lines[contract, month] = lines
        own = self.billed[contract, month] = {}
        add_billed(own, [line for line in lines if line["basis"] not in ("order", "adjustment")])
        for line in lines:
            if line["basis"] == "adjustment":
                add_billed(self.billed.setdefault((contract, line["month"]), {}), [line])

    def unbilled(self, month):
        """Parts of meters of which the month is in nobody's invoice or correction now, though it was before: whoever
        pays for them keeps what was issued, so the next month must open at what was recorded [C3, I2]."""
        if month <= self.present.closed_through or month not in self.recorded.months:
            return []
        found = []
        for part in self.metering.all_parts(month):
            payers = self.payers(part, month)
            if not payers or not all(self.waits(contract, month) for contract in payers):
                continue
            known = any(self.recorded.closing(*part.key(name, month)) for name in part.registers)
            if known or all(self.recorded.is_done(contract, month) for contract in payers):
                found.append(part)
        return found

    def waits(self, contract, month):
        """Whether the month itself is in error, or was never billed because of one before it."""
        if self.recorded.is_done(contract, month):
            return (contract, month) in self.errors
        return any(contract == one and period <= month for one, period in self.errors)

    def add_adjustments(self, month):
        """Prices the months that a true-up touches again, for the contracts that it touches [C9]."""
        estimated = self.metering.to_true_up(month)
        contracts = self.world.contracts()
        before = {(contract, past): self.metering.fed(contract, past) for past in estimated for contract in contracts}
        self.metering.true_up(month)
        for past in estimated:
            for contract in contracts:
                if (contract, month) in self.kept or (contract, month) not in self.lines \
                        or (contract, past) not in self.billed:
                    continue
                if before[contract, past] == self.metering.fed(contract, past):
                    continue
                try:
                    fresh = self.pricing.month_lines(contract, past)
                except DataError as error:
                    self.fail(contract, month, error)
                    continue
                lines = adjustments(month, fresh, self.billed[contract, past])
                add_billed(self.billed[contract, past], lines)
                self.lines[contract, month] += lines

    # Orders

    def orders_of(self, contract, month):
        orders = sorted(self.world.records.orders.values(), key=lambda order: order.order_id)
        return [order for order in orders if order.contract_id == contract and order.status == "completed"
                and self.order_month(order) == month]

    def order_month(self, order):
        """The month in which an order is billed [P11]: that of a document which has billed it before, for what changes
        about it is corrected there [I2], unless it was completed after that month."""
        if order.completed_on is None:
            return None
        month, closed = month_of(order.completed_on), self.present.closed_through
        ever, standing = self.order_history.get(order.order_id, ((), ()))
        if standing:
            contract, kept = max(standing, key=lambda place: place[1])
            if kept >= month and (contract == order.contract_id or kept > closed):
                return kept
            if kept <= closed:
                return None     # billed once, in a month that no correction changes
        known = [past for past in ever if past >= month and past > closed]
        if known:
            return min(known)
        return self.next_open(order.contract_id, month)

    def next_open(self, contract, month):
        while self.recorded.is_done(contract, month):
            month += 1
        return month

    def look_up_orders(self):
        """By order: the months that have ever billed it, and (contract, month) where it stands now."""
        self.order_history = {}
        for place in sorted({(d["contract_id"], d["period"]) for d in self.recorded.documents}):
            issued = [line for d in self.recorded.documents_of(*place) for line in d["lines"]]
            for order in {line["reference"] for line in issued if line["basis"] == "order"}:
                self.order_history.setdefault(order, (set(), set()))[0].add(place[1])
            for order in {line["reference"] for line in self.recorded.standing(*place) if line["basis"] == "order"}:
                self.order_history[order][1].add(place)

    # Penalties

    def with_penalties(self, contract, month, ledger, until=FOREVER):
        """The lines of a contract's month with its penalties, which follow from those of the months before."""
        charged, found = {}, []
        for earlier in range(self.first, month + 1):
            closed = earlier <= self.present.closed_through and self.recorded.documents_of(contract, earlier)
            if earlier < month and (closed or (contract, earlier) in self.errors):
                found = [line for line in self.recorded.standing(contract, earlier) if line["component"] == "penalty"]
            else:
                found = penalty_lines(self.world.facts_of(contract, earlier), ledger, contract, earlier, charged,
                                      until if earlier == month else FOREVER)
            for line in found:
                amount = charged.get(line["reference"], (ZERO, 0))[0]
                charged[line["reference"]] = (amount + line["net"], line["to"])
        return self.lines.get((contract, month), []) + found
