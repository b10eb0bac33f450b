"""Batches: months in order, corrections, numbering, balances [I1, I2, I5]."""
from fractions import Fraction

from ledger import Document, Ledger, penalty_lines
from metering import Metering
from pricing import Line, Pricing, add_billed, adjustments, sort_key
from report import consumption_rows, park_balance_rows
from values import DataError, last_day, month_end, month_of

ZERO = Fraction(0)
SUMS = ("net", "vat", "sales_tax", "total")


class Stop(Exception):
    """The catch-up ends before this month."""


class Billing:
    def __init__(self, park, recorded, log):
        self.park, self.recorded, self.log = park, recorded, log
        self.known = set()

    def run(self, through, estimate_all=False):
        """Runs every month up to `through`; corrections go to the first month not yet run, else to `through`."""
        recorded = self.recorded
        pending = [m for m in range(self.park.first_month, through + 1) if m not in recorded.months]
        for month in pending:
            try:
                self.batch(month, estimate_all)
            except Stop as stop:
                self.log(str(stop))
                return
        if not pending:
            self.batch(through, True)

    # Calculation of every month up to R from the present inputs

    def calculate(self, until):
        """self.lines[contract, month], and self.errors[contract, month] of what holds it back."""
        self.metering = Metering(self.park, self.recorded)
        self.recorded.gone_bad = []
        self.look_up_orders()
        self.pricing = Pricing(self.park, self.metering)
        self.lines, self.errors, self.billed, self.kept = {}, {}, {}, set()
        self.rows, self.balance_rows = {}, {}
        for month in range(self.park.first_month, until + 1):
            self.metering.close_month(month)
            self.bad_rows(month)
            for meter, bad_month, what in self.recorded.gone_bad:
                if bad_month == month:
                    for contract in self.park.contracts_of_meter(self.park.meters[meter], month):
                        self.fail(contract, month, what)
            self.price_month(month)
            while self.metering.stand(self.unbilled(month), month):
                self.price_month(month)
            self.rows[month] = consumption_rows(self.metering, month)
            self.balance_rows[month] = park_balance_rows(self.metering, month)
            self.add_adjustments(month)

    def price_month(self, month):
        for contract in self.contracts():
            issued = self.recorded.documents_of(contract, month)
            if issued and (month <= self.park.closed_through or (contract, month) in self.errors):
                self.keep_issued(contract, month)
                continue
            try:
                own = self.pricing.month_lines(contract, month)
                orders = [line for order in self.orders_of(contract, month)
                          for line in self.pricing.order_lines(order, month)]
            except DataError as error:
                self.fail(contract, month, str(error))
                if issued:
                    self.keep_issued(contract, month)
                continue
            regular = [line for line in own if line["basis"] != "minimum"]
            minimums = [line for line in own if line["basis"] == "minimum"]
            self.lines[contract, month] = sorted(regular + orders, key=sort_key) + minimums
            self.billed[contract, month] = {}
            add_billed(self.billed[contract, month], own)

    def unbilled(self, month):
        """Meters of which the month is in nobody's invoice or correction now, though it was before: whoever pays for
        them keeps what was issued, so the next month must open at what was recorded [C3, I2]."""
        if month <= self.park.closed_through or month not in self.recorded.months:
            return []
        found = []
        for meter in self.park.meters.values():
            payers = self.payers(meter, month)
            if not payers or not all(self.waits(contract, month) for contract in payers):
                continue
            known = any(self.recorded.closing(meter.meter_id, name, month) for name in meter.registers)
            if known or all(self.recorded.is_done(contract, month) for contract in payers):
                found.append(meter)
        return found

    def payers(self, meter, month):
        if meter.role == "head":
            return []
        return [meter.contract_id] if meter.role == "resident" else self.park.sharers(meter.service, month)

    def waits(self, contract, month):
        """Whether the month itself is in error, or was never billed because of one before it."""
        if self.recorded.is_done(contract, month):
            return (contract, month) in self.errors
        return any(contract == one and period <= month for one, period in self.errors)

    def contracts(self):
        return sorted(self.park.contracts, key=str.encode)

    def fail(self, contract, month, what):
        self.errors.setdefault((contract, month), []).append(what)

    def bad_rows(self, month):
        for problem in self.park.problems:
            contracts, touched = self.park.touched(problem)
            for contract in contracts:
                if touched in (month, None):
                    self.fail(contract, month, str(problem))

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

    def add_adjustments(self, month):
        """Prices the months that a true-up touches again, for the contracts that it touches [C9]."""
        estimated = self.metering.to_true_up(month)
        before = {(contract, past): self.metering.fed(contract, past)
                  for past in estimated for contract in self.contracts()}
        self.metering.true_up(month)
        for past in estimated:
            for contract in self.contracts():
                if (contract, month) in self.kept or (contract, month) not in self.lines \
                        or (contract, past) not in self.billed:
                    continue
                if before[contract, past] == self.metering.fed(contract, past):
                    continue
                try:
                    fresh = self.pricing.month_lines(contract, past)
                except DataError as error:
                    self.fail(contract, month, str(error))
                    continue
                lines = adjustments(month, fresh, self.billed[contract, past])
                add_billed(self.billed[contract, past], lines)
                self.lines[contract, month] += lines

    def orders_of(self, contract, month):
        return [order for order in self.park.orders if order.contract_id == contract
                and order.status == "completed" and self.order_month(order) == month]

    def order_month(self, order):
        """The month in which an order is billed [P11]: that of a document which has billed it before, for what changes
        about it is corrected there [I2], unless it was completed after that month."""
        if order.completed_on is None:
            return None
        month, closed = month_of(order.completed_on), self.park.closed_through
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
        if not self.recorded.documents_of(order.contract_id, month):
            return month
        while month in self.recorded.months and self.recorded.is_done(order.contract_id, month):
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

    def with_penalties(self, contract, month, ledger):
        """The lines of a contract's month with its penalties, which follow from those of the months before."""
        charged = {}
        for earlier in range(self.park.first_month, month + 1):
            closed = earlier <= self.park.closed_through and self.recorded.documents_of(contract, earlier)
            if earlier < month and closed:
                found = [line for line in self.recorded.standing(contract, earlier) if line["component"] == "penalty"]
            else:
                found = penalty_lines(self.park, ledger, contract, earlier, charged)
            for line in found:
                amount = charged.get(line["reference"], (ZERO, 0))[0]
                charged[line["reference"]] = (amount + line["net"], line["to"])
        return self.lines[contract, month] + found

    # One batch

    def batch(self, month, estimate_all):
        recorded, fresh = self.recorded, month not in self.recorded.months
        self.calculate(month)
        if fresh and not estimate_all:
            self.check_estimates(month)
        ledger = Ledger(self.park, [self.document(d) for d in recorded.documents]).run(last_day(month))
        drafts, waiting = [], 0
        for contract in self.contracts():
            held = False
            for period in range(self.park.first_month, month + 1):
                done = recorded.is_done(contract, period)
                error = self.errors.get((contract, period))
                if error:
                    self.report(contract, period, error)
                if done:
                    if not error:
                        drafts += self.correction(contract, period, ledger)
                    held = held or bool(error)
                    continue
                held = held or bool(error)
                if held:
                    continue
                lines = self.with_penalties(contract, period, ledger)
                recorded.done.setdefault(contract, []).append(period)
                if lines:
                    drafts.append((contract, period, "invoice", lines))
            waiting += held
        if not fresh and not drafts:
            return
        if not recorded.months and waiting == len(self.park.contracts):
            raise Stop("nothing was ever issued, and nothing can be")
        if fresh:
            recorded.months.append(month)
        self.issue(drafts, month)
        self.record(month)

    def report(self, contract, period, errors):
        for what in errors:
            if (contract, period, what) not in self.known:
                self.known.add((contract, period, what))
                self.log(f"{contract} {period // 12}-{period % 12 + 1:02d}: {what}")

    def check_estimates(self, month):
        """A month without any reading, in which something would be estimated, is not run."""
        end, window = month_end(month), self.park.window
        if any(abs(row.read_at - end) <= window for rows in self.park.readings.values() for row in rows):
            return
        for meter in self.park.meters.values():
            if meter.role == "head" or meter.mode == "interval" or not self.metering.serves(meter, month):
                continue
            broken = (meter.meter_id, month) in self.metering.broken
            if broken or self.metering.closing(meter, meter.registers[0], month).basis == "estimated":
                raise Stop(f"no reading at all for {month // 12}-{month % 12 + 1:02d}")

    def correction(self, contract, period, ledger):
        """The lines that differ from what stands, the old reversed and the new added [I2]."""
        recorded = self.recorded
        new = self.with_penalties(contract, period, ledger)
        old = recorded.standing(contract, period)
        if not recorded.documents_of(contract, period):
            return [(contract, period, "invoice", new)] if new else []
        if period <= self.park.closed_through:
            return []
        by_key = {}
        for line in new:
            by_key.setdefault(line.full_key(), []).append(line)
        changed = []
        for line in old:
            rivals = by_key.get(line.full_key(), [])
            match = next((rival for rival in rivals if rival.same_figures(line)), None)
            if match is not None:
                rivals.remove(match)
                continue
            gone = Line(line, basis="reversal")
            for name in ("quantity",) + SUMS:
                gone[name] = -line[name]
            changed.append((place(line), 0, gone))
        for rivals in by_key.values():
            changed += [(place(line), 1, line) for line in rivals]
        if not changed:
            return []
        changed.sort(key=lambda item: (item[0], item[1], item[2]["to"]))
        return [(contract, period, "correction", [line for _, _, line in changed])]

    def issue(self, drafts, month):
        recorded, day = self.recorded, last_day(month)
        drafts.sort(key=lambda draft: (draft[0].encode(), draft[1], draft[2] == "correction"))
        for contract, period, kind, lines in drafts:
            row = self.park.contracts[contract]
            first = recorded.documents_of(contract, period)
            document = {
                "invoice_no": recorded.next_number(month // 12), "kind": kind,
                "corrects": first[0]["invoice_no"] if kind == "correction" else "", "contract_id": contract,
                "resident_id": row.resident_id, "period": period, "batch": month, "issued_on": day,
                "due_on": day + row.payment_days, "lines": lines}
            for name in SUMS:
                document[name] = sum((line[name] for line in lines), ZERO)
            recorded.documents.append(document)
        self.balance(month, len(drafts))

    def balance(self, month, count):
        """The snapshot of balances at the end of the month [I5]."""
        recorded, park = self.recorded, self.park
        ledger = Ledger(park, [self.document(d) for d in recorded.documents]).run(last_day(month))
        rows = {}
        for contract in self.contracts():
            earlier = [recorded.balances[m][contract] for m in sorted(recorded.balances)
                       if m < month and contract in recorded.balances[m]]
            opening = earlier[-1]["closing"] if earlier else ledger.opened[contract]
            invoiced = sum((d["total"] for d in recorded.documents
                            if d["batch"] == month and d["contract_id"] == contract), ZERO)
            paid = ledger.paid[contract] - sum((row["paid"] for row in earlier), ZERO)
            row = {"opening": opening, "invoiced": invoiced, "paid": paid, "closing": opening + invoiced - paid}
            names = ("not_due", "overdue_1_30", "overdue_31_60", "overdue_61_90", "overdue_over_90", "advance")
            row.update(zip(names, ledger.ageing(contract, last_day(month))))
            rows[contract] = row
        recorded.balances[month] = rows
        for document in recorded.documents[len(recorded.documents) - count:]:
            row = rows[document["contract_id"]]
            document.update(opening_balance=row["opening"], paid=row["paid"], balance_due=row["closing"])

    def document(self, entry):
        penalty = sum((line["total"] for line in entry["lines"] if line["component"] == "penalty"), ZERO)
        return Document(entry["invoice_no"], entry["contract_id"], entry["issued_on"], entry["due_on"],
                        entry["total"] - penalty, penalty, entry["corrects"] or None)

    def record(self, month):
        """Records closings and consumption of every month calculated, but for closed ones."""
        recorded = self.recorded
        for period in range(self.park.first_month, month + 1):
            held = {c for c in self.park.contracts if not recorded.is_done(c, period)}
            rows = [row for row in self.rows[period] if row["contract_id"] not in held]
            rows = self.with_kept_rows(period, rows)
            if period <= self.park.closed_through and period in recorded.consumption:
                # A closed month stays as it was; a contract whose invoice was missing joins it.
                kept = recorded.consumption[period]
                known = {row["contract_id"] for row in kept}
                rows = kept + [row for row in rows if row["contract_id"] not in known]
            recorded.consumption[period] = rows
            recorded.park_balance[period] = self.balance_rows[period](recorded.consumption[period])
        for (meter, register), history in self.metering.history.items():
            for done in history:
                if self.is_billed(self.park.meters[meter], done.month):
                    recorded.closings[meter, register, done.month] = done

    def with_kept_rows(self, month, rows):
        """The rows of an issued month that is in error stay; a common meter's go together."""
        still = {meter.meter_id for meter in self.unbilled(month)}

        def stays(row):
            if self.park.meters[row["meter_id"]].role == "common":
                return row["meter_id"] in still
            return (row["contract_id"], month) in self.errors

        kept = [row for row in self.recorded.consumption.get(month, [])
                if row["meter_id"] in self.park.meters and stays(row)]
        return sorted(kept + [row for row in rows if not stays(row)], key=self.row_order)

    def row_order(self, row):
        names = self.metering.registers(self.park.meters[row["meter_id"]])
        place = names.index(row["register"]) if row["register"] in names else len(names)
        return row["meter_id"].encode(), place, row["contract_id"].encode()

    def is_billed(self, meter, month):
        """Whether somebody's invoice rests on the meter's month; a head meter's is always kept."""
        if meter.role == "head":
            return True
        contracts = [meter.contract_id] if meter.role == "resident" else [
            row["contract_id"] for row in self.rows[month] if row["meter_id"] == meter.meter_id]
        return any(self.recorded.is_done(contract, month) and not self.errors.get((contract, month))
                   for contract in contracts)


def place(line):
    """Where a line stands on a document: regular lines, minimums, adjustments by month, penalties."""
    if line["component"] == "penalty":
        return 3, line["from"], line["reference"].encode()
    if line["basis"] == "adjustment":
        return 2, line["month"], line["component"] == "minimum", sort_key(line)
    return (1 if line["component"] == "minimum" else 0), sort_key(line)
