"""Batches: months in order, what is found, corrections, dates, numbers, balances [I1, I2, I5, I6, I7]."""
from fractions import Fraction

from calculation import Calculation
from closings import read_in
from ledger import Document, Ledger
from pricing import Line, sort_key
from state import Kept
from values import DAY, FOREVER, first_day, last_day, month_of, show_month
from world import World

ZERO = Fraction(0)
SUMS = ("net", "vat", "sales_tax", "total")


class Refused(Exception):
    """Wrong usage: nothing is done (64)."""


class Billing:
    def __init__(self, present, recorded, today, options):
        self.present, self.recorded, self.today, self.options = present, recorded, today, options
        self.findings = []       # (severity, code, where, what, contract, month)
        self.calculation = None  # the last one by what is recorded
        self.stopped = False
        self.restore_lost()
        present.numbers = {d["invoice_no"]: d["contract_id"] for d in recorded.documents}
        self.gone = present.records.missing(recorded.used)
        self.records = present.records.joined(recorded.used, self.gone)

    def restore_lost(self):
        """A contract that no table has any more goes on by its last recorded row [I6]."""
        for name, contract in self.recorded.contracts().items():
            if name not in self.present.contracts:
                self.present.contracts[name] = contract
                known = self.recorded.residents()
                for row in contract.rows:
                    if row.resident_id in known:
                        self.present.residents.setdefault(row.resident_id, known[row.resident_id])

    # What is due

    def due(self, through):
        first = self.recorded.months[-1] + 1 if self.recorded.months else self.present.first_month
        over = month_of(self.today + 1) - 1
        return list(range(first, min(through, over) + 1))

    def check_issued_on(self, due):
        day = self.options.issued_on
        if day is not None and (day > self.today or any(day < last_day(month) for month in due)):
            raise Refused("--issued-on is not before the month's end, nor after the run's date")

    def run(self, through):
        """Every month that is due, then what is found without one; then what waits."""
        due = self.due(through)
        if self.options.clock_alone and len(due) > 3:
            raise Refused(f"{len(due)} months are due: say --through or --today")
        if self.options.correct and due:
            raise Refused("--correct while a month is due")
        self.check_issued_on(due)
        issued = 0
        for month in due:
            if len(due) > 1 and not read_in(World(self.present, self.recorded, self.records), month):
                self.find("error", "month-without-readings", ("readings", ""), f"no reading of {show_month(month)}", "", month)
                self.stopped = True
                break
            if not self.own_batch(month):
                break
            issued += 1
        if not issued and self.recorded.months:
            self.found_batch()
        if self.options.keep and self.recorded.months:
            gone = self.present.records.missing(self.recorded.used)
            self.recorded.kept = Kept(self.recorded.snapshot(self.present), gone, self.recorded.months[-1],
                                      self.present.openings)
        self.tell_waiting()

    # Worlds

    def world(self, way="recorded", **more):
        records = self.records
        if way == "present":
            records = self.present.records
        elif way == "kept":
            used = self.recorded.used
            records = self.present.records.joined(used, self.gone - self.recorded.kept.gone)
        return World(self.present, self.recorded, records, way, self.options.estimate_all, **more)

    def openings(self, way):
        if way == "present" or self.recorded.openings is None:
            return self.present.openings
        return self.recorded.kept.openings if way == "kept" else self.recorded.openings

    def ledger(self, way, world, until, batch=None, documents=None):
        documents = [self.document(d) for d in (documents or self.recorded.documents) if batch is None or d["batch"] <= batch]
        ledger = Ledger(self.present, self.openings(way), documents, world.records.payments, world.records.via,
                        self.pinned(world.records))
        return ledger.run(until)

    def pinned(self, records):
        """Payments that were shown stay with the contracts that they were shown with, as long as their rows stand."""
        found = {}
        for row in records.payments:
            kept = self.recorded.used.payments.get(row.payment_id)
            if kept and same_payment(kept[0], row) and kept[1] == records.via.get(row.payment_id):
                found[row.payment_id] = kept[2]
        return found

    def document(self, entry):
        penalty = sum((line["total"] for line in entry["lines"] if line["component"] == "penalty"), ZERO)
        return Document(entry["invoice_no"], entry["contract_id"], entry["issued_on"], entry["due_on"],
                        entry["total"] - penalty, penalty, entry["corrects"] or None, batch=entry["batch"])

    # Batches

    def own_batch(self, month):
        """A month's own batch, with what is found in the first of a run; False where everybody is held back."""
        calculation, drafts, done = self.drafts(month)
        concerned = [c for c in self.world().contracts() if self.present.in_force(c, month)]
        if concerned and not any(self.recorded.is_done(c, month) or (c, month) in done for c in concerned):
            self.stopped = True
            self.tell_errors(calculation, month)
            return False
        self.recorded.months.append(month)
        facts = self.recorded.snapshot(self.present)
        self.recorded.month_facts[month] = facts
        if self.recorded.openings is None:
            self.recorded.openings = self.present.openings
        for contract in self.present.contracts:
            if (contract, month) not in done and not self.recorded.is_done(contract, month):
                self.recorded.held.add((contract, month))
        day = self.dated(self.options.issued_on or last_day(month))
        self.recorded.days[month] = day
        last_finished = month == month_of(self.today + 1) - 1
        self.commit(calculation, drafts, done, month, day, last_finished, own=True)
        self.tell_errors(calculation, month)
        return True

    def dated(self, day):
        """No document is dated before one already issued."""
        return max(day, self.recorded.last_issued_on())

    def found_batch(self):
        """What is found when no month is issued: in the last month's folder as long as its books are open, else in the
        next one's."""
        last = self.recorded.months[-1]
        if self.options.correct:
            calculation, drafts, done = self.corrected(last)
        else:
            calculation, drafts, done = self.drafts(last)
        folder, day = self.place_of_found(last)
        self.commit(calculation, drafts, done, folder, day, True, own=False)
        self.tell_errors(calculation, last)

    def place_of_found(self, last):
        later = any(document["batch"] > last for document in self.recorded.documents)
        if self.today - last_day(last) <= self.present.book_close_days and last > self.present.closed_through and not later:
            return last, self.dated(self.recorded.days[last])
        return last + 1, self.dated(min(self.today, last_day(last + 1)))

    def drafts(self, month):
        """What the recorded facts and the present records make of every month up to this one: the documents, and the
        (contract, month) that become billed."""
        recorded = self.recorded
        calculation = self.calculation = Calculation(self.world(), month)
        ledger = self.ledger("recorded", calculation.world, last_day(month))
        drafts, billed = [], set()
        for contract in calculation.world.contracts():
            held = False
            for period in range(self.present.first_month, month + 1):
                error = calculation.errors.get((contract, period))
                held = held or bool(error)
                if recorded.is_done(contract, period):
                    if not error:
                        drafts += self.correction(calculation, contract, period, ledger)
                    continue
                if held:
                    continue
                lines = calculation.with_penalties(contract, period, ledger)
                if period not in recorded.months or (contract, period) in recorded.held or lines:
                    billed.add((contract, period))
                if lines:
                    drafts.append((contract, period, "invoice", lines))
        return calculation, drafts, billed

    def corrected(self, month):
        """What `--correct` issues: everything by the present facts and records."""
        recorded = self.recorded
        calculation = self.calculation = Calculation(self.world("present"), month)
        ledger = self.ledger("present", calculation.world, last_day(month))
        drafts, billed = [], set()
        for contract in calculation.world.contracts():
            held = False
            for period in range(self.present.first_month, month + 1):
                error = calculation.errors.get((contract, period))
                if recorded.is_done(contract, period):
                    if not error and not self.disputed(contract, period):
                        drafts += self.correction(calculation, contract, period, ledger)
                    held = held or bool(error)
                    continue
                held = held or bool(error)
                if held:
                    continue
                lines = calculation.with_penalties(contract, period, ledger)
                billed.add((contract, period))
                if lines:
                    drafts.append((contract, period, "invoice", lines))
        self.put_present(calculation, month)
        return calculation, drafts, billed

    def put_present(self, calculation, month):
        """The present facts and records take the place of the old for all months after `closedThrough`."""
        recorded, facts = self.recorded, self.recorded.snapshot(self.present)
        for period in recorded.months:
            if period > self.present.closed_through:
                recorded.month_facts[period] = facts
        for key in list(recorded.facts_of):
            if key[1] > self.present.closed_through and key[1] in recorded.months and not self.disputed(*key) \
                    and key not in calculation.errors:
                recorded.facts_of[key] = facts
        for key in list(recorded.meter_facts):
            if key[1] > self.present.closed_through and key[1] in recorded.months and key[0] in facts.meters:
                recorded.meter_facts[key] = facts
        folder, _ = self.place_of_found(month)
        for contract in self.present.contracts:
            more = opened(self.present.openings, contract) - opened(recorded.openings, contract)
            if more:
                recorded.more_opened[folder, contract] = recorded.more_opened.get((folder, contract), ZERO) + more
        recorded.openings = self.present.openings
        recorded.used = recorded.used.without(self.gone)
        self.gone, self.records, recorded.kept = set(), self.present.records, None

    def correction(self, calculation, contract, period, ledger):
        new = calculation.with_penalties(contract, period, ledger)
        if not self.recorded.documents_of(contract, period):
            return [(contract, period, "invoice", new)] if new else []
        if period <= self.present.closed_through:
            return []
        changed = differing(new, self.recorded.standing(contract, period))
        return [(contract, period, "correction", changed)] if changed else []

    # Issuing

    def commit(self, calculation, drafts, billed, folder, day, late, own):
        recorded = self.recorded
        facts = recorded.snapshot(self.present)
        for contract, period in sorted(billed):
            recorded.done.setdefault(contract, []).append(period)
            if (contract, period) in recorded.held or period not in recorded.months or own and period == folder \
                    or self.options.correct:
                recorded.facts_of[contract, period] = facts
            else:
                recorded.facts_of[contract, period] = recorded.month_facts[period]
            recorded.held.discard((contract, period))
        drafts.sort(key=lambda draft: (draft[0].encode(), draft[1], draft[2] == "correction"))
        fresh = [self.make(*draft, folder, day, late) for draft in drafts]
        self.record(calculation, folder if own else self.recorded.months[-1])
        last = recorded.months[-1] if recorded.months else None
        if own or folder == last:
            if own or fresh or self.changes(folder):
                recorded.balances[folder] = self.balances(folder)
            rows = recorded.balances[folder]
        else:
            rows = self.balances(folder, day)
        for document in fresh:
            row = rows[document["contract_id"]]
            document.update(opening_balance=row["opening"], paid=row["paid"], balance_due=row["closing"])

    def make(self, contract, period, kind, lines, folder, day, late):
        recorded = self.recorded
        row = self.present.contracts[contract].on(day)
        first = recorded.documents_of(contract, period)
        due = day + row.payment_days
        if late and due < self.today:
            due = self.today + row.payment_days
        document = {
            "invoice_no": recorded.next_number(int(show_month(month_of(day))[:4])), "kind": kind,
            "corrects": first[0]["invoice_no"] if kind == "correction" else "", "contract_id": contract,
            "resident_id": row.resident_id, "period": period, "batch": folder, "issued_on": day,
            "due_on": self.present.next_workday(due), "lines": lines}
        for name in SUMS:
            document[name] = sum((line[name] for line in lines), ZERO)
        recorded.documents.append(document)
        return document

    def changes(self, month):
        return self.recorded.balances.get(month) != self.balances(month)

    def balances(self, month, day=None):
        """The balances at the end of the month, or on a day before its own batch [I5]."""
        recorded = self.recorded
        world = World(self.present, recorded, self.records)
        ledger = self.ledger("recorded", world, last_day(month) if day is None else day, batch=month).close(month)
        rows, names = {}, ("not_due", "overdue_1_30", "overdue_31_60", "overdue_61_90", "overdue_over_90", "advance")
        for contract in sorted(self.present.contracts, key=str.encode):
            earlier = [recorded.balances[m][contract] for m in sorted(recorded.balances)
                       if m < month and contract in recorded.balances[m]]
            more = sum((amount for (m, one), amount in recorded.more_opened.items() if one == contract), ZERO)
            opening = earlier[-1]["closing"] if earlier else ledger.opened.get(contract, ZERO) - more
            invoiced = sum((d["total"] for d in recorded.documents
                            if d["batch"] == month and d["contract_id"] == contract), ZERO)
            invoiced += recorded.more_opened.get((month, contract), ZERO)
            paid = ledger.paid.get(contract, ZERO) - sum((row["paid"] for row in earlier), ZERO)
            row = {"opening": opening, "invoiced": invoiced, "paid": paid, "closing": opening + invoiced - paid}
            row.update(zip(names, ledger.ageing(contract, last_day(month) if day is None else day)))
            owed = sum((row[name] for name in names[:-1]), -row["advance"])
            assert day is not None or owed == row["closing"], f"{contract} {show_month(month)}: {row}"
            rows[contract] = row
        if day is None:
            self.pin(ledger, world.records)
        return rows

    def pin(self, ledger, records):
        rows = {row.payment_id: row for row in records.payments}
        for name, parts in ledger.parts.items():
            if parts:
                self.recorded.used.payments[name] = (rows[name], records.via.get(name), parts)

    # What is recorded

    def record(self, calculation, month):
        """Records closings and consumption of every month calculated, but for closed ones; and what they used."""
        recorded = self.recorded
        for period in range(self.present.first_month, month + 1):
            if period not in calculation.rows:
                continue
            held = {c for c in self.present.contracts if not recorded.is_done(c, period)}
            rows = [row for row in calculation.rows[period] if row["contract_id"] not in held]
            rows = self.with_kept_rows(calculation, period, rows)
            if period <= self.present.closed_through and period in recorded.consumption:
                # A closed month stays as it was; a contract whose invoice was missing joins it.
                kept = recorded.consumption[period]
                known = {row["contract_id"] for row in kept}
                rows = sorted(kept + [row for row in rows if row["contract_id"] not in known], key=row_order)
            recorded.consumption[period] = rows
            recorded.park_balance[period] = calculation.balance_rows[period](rows)
        metering = calculation.metering
        for (meter, period), parts in metering.parts.items():
            if period > month:
                continue
            for part in parts:
                if not part.error and self.is_billed(calculation, part, period):
                    for name, done in part.closings.items():
                        recorded.closings[part.key(name, period)] = done
                    recorded.meter_facts.setdefault((meter, period), recorded.snapshot(part.facts)
                                                    if part.facts is self.present else part.facts)
        self.record_used(calculation, month)

    def leant_on(self, calculation, month):
        """The sound parts of a month that somebody's invoice rests on: billed ones, what opens them, their children, and
        what weighs a common meter's shares."""
        metering = calculation.metering
        parts = [part for part in metering.all_parts(month) if not part.error]
        found = [part for part in parts if self.is_billed(calculation, part, month)]
        weighed = {part.meter.service for part in found if part.meter.allocate_by == "consumption"
                   and part.meter.role == "common"}
        names = {part.meter.meter_id for part in found}
        return [part for part in parts if part in found or part.meter.meter_id in names or part.meter.parent in names
                or part.meter.service in weighed]

    def record_used(self, calculation, month):
        recorded, records = self.recorded, calculation.world.records
        used = recorded.used
        used.readings, used.days = {}, {}
        instants = {(meter, name, at) for (meter, _, name, _), done in recorded.closings.items() for at in done.used}
        days = set(recorded.meter_facts)
        for period in recorded.months:
            for part in self.leant_on(calculation, period) if period <= month else ():
                days.add((part.meter.meter_id, period))
                instants |= {(part.meter.meter_id, name, at) for name, done in part.closings.items() for at in done.used}
        for key, rows in records.readings.items():
            for row in rows:
                if (*key, row.read_at) in instants | calculation.metering.used_cuts:
                    used.readings[(*key, row.read_at, row.corrected)] = row
        for meter, period in sorted(days):
            for start, value in records.intervals.get(meter, {}).items():
                if month_of(start // DAY) == period:
                    used.days.setdefault((meter, start // DAY), {})[start] = value
        standing = {line["reference"] for d in recorded.documents for line in d["lines"] if line["basis"] == "order"}
        used.orders = {name: row for name, row in records.orders.items() if name in standing}
        used.rates = {(currency, day): records.rates[currency][day] for currency, day in calculation.pricing.used_rates
                      if day in records.rates.get(currency, {})}

    def with_kept_rows(self, calculation, month, rows):
        """The rows of an issued month that is in error stay; a common meter's go together."""
        still = {part.meter.meter_id for part in calculation.unbilled(month)}

        def stays(row):
            if row["role"] == "common":
                return row["meter_id"] in still
            return self.is_kept(calculation, row["contract_id"], month)

        kept = [row for row in self.recorded.consumption.get(month, []) if stays(row)]
        return sorted(kept + [row for row in rows if not stays(row)], key=row_order)

    def is_billed(self, calculation, part, month):
        """Whether somebody's invoice rests on the meter's month; a head meter's and the park's are always kept."""
        if part.meter.role == "head" or part.stretch.park:
            return True
        return any(self.recorded.is_done(contract, month) and not self.is_kept(calculation, contract, month)
                   for contract in calculation.payers(part, month))

    def is_kept(self, calculation, contract, month):
        """Whether a contract's month stays as it was recorded: it is in error, or its present is disputed."""
        return (contract, month) in calculation.errors or self.options.correct and self.disputed(contract, month)

    # Telling

    def find(self, severity, code, place, what, contract, month):
        self.findings.append((severity, code, place, what, contract, month))

    def tell_errors(self, calculation, until):
        told = set()
        for (contract, month), errors in sorted(calculation.errors.items()):
            for error in errors if month <= until else ():
                place = error.place if hasattr(error, "place") else split(error.where)
                if getattr(error, "hits", None):
                    continue
                mark = error.code, place, str(error), contract
                if mark not in told:
                    told.add(mark)
                    self.find("error", error.code, place, str(error), contract, month)

        # What is wrong with a meter is told to all who pay for it, also beside another error of theirs, and with a head
        # meter as with any, though it holds nobody back [C8, C15, C17, C18].
        for (_, month), parts in sorted(calculation.metering.parts.items(), key=str):
            for part in parts:
                if not part.error or month > until:
                    continue
                place = part.error.place if part.error.place[0] else split(part.meter.where)
                if part.meter.role == "head":
                    self.find("error", part.error.code, place, str(part.error), "", month)
                elif part.error.code in ("implausible-consumption", "too-many-estimates"):
                    for contract in calculation.concerned(part, month):
                        self.find("error", part.error.code, place, str(part.error), contract, month)

        for part, month, error in calculation.world.gone_bad:
            if part.meter.role == "head" and month <= until:
                self.find("error", error.code, error.place if error.place[0] else split(part.meter.where), str(error), "", month)

    def disputed(self, contract, month):
        """Whether a bad row keeps the present from saying what a month comes to."""
        lost = self.recorded.contracts()
        return any(problem.severity == "error" and self.present.month_of_problem(problem) in (None, month)
                   and self.present.touches(problem, contract, month, lost) for problem in self.present.problems)

    def tell_waiting(self):
        """What the present facts and records would change beyond what goes out by itself [I6]."""
        recorded = self.recorded
        if not recorded.months:
            return
        self.gone = self.present.records.missing(recorded.used)
        same = {id(facts) for facts in [*recorded.month_facts.values(), *recorded.facts_of.values()]}
        if same == {id(recorded.snapshot(self.present))} and not self.gone and recorded.openings is not None \
                and sums(recorded.openings) == sums(self.present.openings):
            return
        self.records = self.present.records.joined(recorded.used, self.gone)
        last = recorded.months[-1]
        wait = self.differences("present", last)
        seen = self.differences("kept", last) if recorded.kept else {}
        for (contract, month), (marks, total) in sorted(wait.items()):
            if recorded.kept and seen.get((contract, month), (None,))[0] == marks:
                continue
            self.find("warning", "correction-waits", ("", ""), f"{contract} {show_month(month)}: a document over "
                      f"{float(total):.2f} waits for --correct or --keep", contract, month)

    def differences(self, way, last):
        """(contract, month): what is different from what stands, and its sum."""
        calculation = Calculation(self.world(way), last)
        ledger = self.ledger(way, calculation.world, last_day(last))
        found = {}
        for contract in calculation.world.contracts():
            for period in self.recorded.months:
                closed = period <= self.present.closed_through and self.recorded.documents_of(contract, period)
                if closed or period > last or (contract, period) in calculation.errors \
                        or (contract, period) in self.recorded.held or self.disputed(contract, period):
                    continue
                new = calculation.with_penalties(contract, period, ledger)
                changed = differing(new, self.recorded.standing(contract, period))
                if changed:
                    marks = sorted(repr(sorted((k, str(v)) for k, v in line.items() if k != "basis")) for line in changed)
                    found[contract, period] = marks, sum((line["total"] for line in changed), ZERO)
        gone = self.gone if way == "present" else self.gone & self.recorded.kept.gone
        for table, key in gone:
            if table == "payments" and key in self.recorded.used.payments:
                row, _, parts = self.recorded.used.payments[key]
                for contract, amount in parts.items():
                    self.add_wait(found, contract, min(max(month_of(row.received_on), self.present.first_month), last),
                                  f"gone {key}", amount)
        for contract in self.present.contracts:
            more = opened(self.openings(way), contract) - opened(self.recorded.openings or [], contract)
            if more:
                self.add_wait(found, contract, self.present.first_month, "opening", more)
        return found

    def add_wait(self, found, contract, month, mark, amount):
        marks, total = found.get((contract, month), ([], ZERO))
        found[contract, month] = marks + [f"{mark} {amount}"], total + amount


def same_payment(left, right):
    names = ("received_on", "kind", "amount", "contract_id", "resident_id", "inn", "invoice_no", "purpose")
    return all(getattr(left, name) == getattr(right, name) for name in names)


def sums(openings):
    return sorted((row.contract_id, row.document, row.due_on, row.amount) for row in openings)


def opened(openings, contract):
    return sum((row.amount for row in openings if row.contract_id == contract), ZERO)


def split(where):
    file, _, line = where.rpartition(":")
    return (file, line) if file and line.isdigit() else (where, "")


def differing(new, old):
    """The lines that differ from what stands, the old reversed and the new added [I2]."""
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
    changed.sort(key=lambda item: (item[0], item[1], item[2]["to"]))
    return [line for _, _, line in changed]


def place(line):
    """Where a line stands on a document: regular lines, minimums, adjustments by month, penalties."""
    if line["component"] == "penalty":
        return 3, line["from"], line["reference"].encode()
    if line["basis"] == "adjustment":
        return 2, line["month"], line["component"] == "minimum", sort_key(line)
    return (1 if line["component"] == "minimum" else 0), sort_key(line)


def row_order(row):
    return row["meter_id"].encode(), row["register_order"], row["at"], row["contract_id"].encode()


