"""The records: readings, intervals, orders, payments and whose they are, exchange rates [I6]."""
import copy
from collections import defaultdict

from bank import is_statement, read_statements
from intervals import grid_length
from meterdata import read_meter_data
from tables import Problem, paths_of, read_table, unreadable
from values import DAY, BadCell, DataError, dated_day, first_day, half_up


def payers_of(payment):
    """The columns that say whose a payment is."""
    return [name for name in ("contract_id", "resident_id", "inn") if getattr(payment, name)]


class Records:
    def __init__(self, park, folder, today, problems):
        from park import Row
        self.row, self.today, self.problems = Row, today, problems

        def table(name):
            return [Row(row) for row in read_table(folder, name, problems)]

        self.rates = defaultdict(dict)
        for row in table("exchange-rates"):
            self.rates[row.currency][row.date] = row.rate
        readings, intervals, lengths = read_meter_data(folder, park.meters, park.aliases, problems)
        self.readings = self.read_readings(park, [Row(row) for row in readings])
        self.intervals = self.read_intervals(park, [Row(row) for row in intervals], lengths)
        self.orders = self.read_orders(park, table("orders"))
        self.payments = self.read_payments(park, folder, table("payments"))
        self.via = self.read_via(park, table("payment-contracts"))
        self.row = self.problems = None

    def bad(self, table, row, what, **more):
        self.problems.append(Problem(table, row.where, row.cells, what, **more))

    def late(self, day):
        return self.today is not None and day > self.today

    def read_readings(self, park, rows):
        found = defaultdict(list)
        for row in rows:
            meter = park.meters.get(row.meter_id)
            if meter is None or row.register not in meter.registers:
                self.bad("readings", row, "unknown meter or register")
            elif self.late(dated_day(row.cells["read_at"])):
                self.bad("readings", row, "read after the run's date")
            elif half_up(abs(row.reading), meter.decimals) != abs(row.reading):
                self.bad("readings", row, "more decimals than the meter's")
            else:
                row.corrected = row.source == "corrected"
                found[row.meter_id, row.register].append(row)
        return dict(found)

    def read_intervals(self, park, rows, lengths):
        found, self.interval_files = defaultdict(dict), {}
        for row in rows:
            self.interval_files.setdefault(row.meter_id, row.where.rpartition(":")[0])
            series = found[row.meter_id]
            old = series.get(row.start)
            if row.meter_id not in park.meters or row.value < 0:
                self.bad("intervals", row, "unknown meter or negative value")
            elif self.late(dated_day(row.cells["start"])):
                self.bad("intervals", row, "measured after the run's date")
            elif old is None or old[1] == "E" and row.quality == "A":
                series[row.start] = (row.value, row.quality)     # an actual value supersedes an estimated one [C11]
            elif old[:2] != (row.value, row.quality) and (old[1], row.quality) != ("A", "E"):
                self.bad("intervals", row, "two values for one interval")
        told = set()
        for row in rows:
            try:
                length = grid_length(found.get(row.meter_id, {}), row.meter_id)
            except DataError:
                continue
            own = lengths.get((row.where.rpartition(":")[0] or row.where, row.meter_id))
            if row.start % length:
                found[row.meter_id].pop(row.start, None)
                self.bad("intervals", row, "off the meter's grid")
            elif own and own * 60 != length:
                mark = row.meter_id, row.where.rpartition(":")[0]
                if mark not in told:
                    told.add(mark)
                    self.bad("intervals", row, "a file of another interval length")
        return dict(found)

    def read_orders(self, park, rows):
        found = {}
        for row in park.declared("orders", rows):
            if row.status == "completed" and row.completed_on and self.late(row.completed_on):
                self.bad("orders", row, "completed after the run's date")
            else:
                found[row.order_id] = row
        return found

    def rate_on(self, currency, day):
        known = [date for date in self.rates.get(currency, {}) if date <= day]
        return self.rates[currency][max(known)] if known else None

    def read_payments(self, park, folder, rows):
        statements = []
        for path in paths_of(folder, "payments"):
            where = path.relative_to(folder).as_posix()
            if path.suffix.lower() == ".txt":
                if is_statement(path.read_bytes()):
                    statements.append((where, path))
                else:
                    self.problems.append(unreadable("payments", where, "a file of no known kind"))
        residents = {row.inn for some in park.residents.values() for row in some if row.inn}
        banked = [self.row(row) for row in
                  read_statements(statements, park.accounts, self.rate_on, residents, self.problems)]
        good = []
        for row in rows + banked:
            row.from_bank = getattr(row, "from_bank", False)
            if row.amount <= 0:
                self.bad("payments", row, "an amount not above 0")
            elif self.late(row.received_on):
                self.bad("payments", row, "received after the run's date")
            elif row.received_on < first_day(park.first_month):
                self.bad("payments", row, "dated before the first month", severity="warning", code="early-payment")
            elif row.contract_id and row.contract_id not in park.contracts and \
                    park.known_or_near(row.contract_id, park.contracts):
                self.bad("payments", row, f"no contract {row.contract_id}")
            else:
                row.disputed = len(payers_of(row)) > 1
                if row.disputed:
                    self.bad("payments", row, "more than one payer")
                good.append(row)
        self.tell_twice(park, good)
        return sorted(good, key=lambda row: (row.received_on, row.payment_id.encode()))

    def tell_twice(self, park, rows):
        """The same contract, date and amount from a bank and from a table [I3]."""
        def owners(row):
            if row.contract_id:
                return {row.contract_id}
            resident = row.resident_id or park.resident_by_inn(row.inn, row.received_on)
            return set(park.contracts_of_resident(resident, row.received_on)) if resident in park.residents else set()
        banked = [(row.received_on, row.amount, owners(row)) for row in rows if row.from_bank]
        for row in rows:
            if not row.from_bank and any(day == row.received_on and amount == row.amount and who & owners(row)
                                         for day, amount, who in banked):
                self.bad("payments", row, "also in a bank's statement", severity="warning", code="payment-twice")

    def read_via(self, park, rows):
        known, found = {row.payment_id for row in self.payments}, {}
        for row in park.declared("payment-contracts", rows):
            if row.payment_id not in known:
                self.bad("payment-contracts", row, f"no payment {row.payment_id}")
            else:
                found[row.payment_id] = row.contract_id
        return found

    # What issued months used and is gone

    def missing(self, used):
        """The keys of used records that are not here."""
        gone = set()
        for key, row in used.readings.items():
            if not any(one.read_at == row.read_at and one.corrected == row.corrected
                       for one in self.readings.get(key[:2], [])):
                gone.add(("readings", key))
        for (meter, day), values in used.days.items():
            series = self.intervals.get(meter, {})
            if sum(1 for start in series if start // DAY == day) < len(values):
                gone.add(("days", (meter, day)))
        gone |= {("orders", key) for key in used.orders if key not in self.orders}
        there = {row.payment_id for row in self.payments}
        gone |= {("payments", key) for key in used.payments if key not in there}
        gone |= {("via", key) for key, (_, via, _) in used.payments.items() if via and key not in self.via}
        gone |= {("rates", key) for key in used.rates if key[1] not in self.rates.get(key[0], {})}
        return gone

    def joined(self, used, gone):
        """These records and those that are gone, which count as recorded."""
        both = copy.copy(self)
        both.readings, both.intervals = dict(self.readings), dict(self.intervals)
        both.orders, both.via = dict(self.orders), dict(self.via)
        both.rates = {currency: dict(rates) for currency, rates in self.rates.items()}
        payments = list(self.payments)
        for table, key in sorted(gone, key=repr):
            if table == "readings" and key in used.readings:
                both.readings[key[:2]] = both.readings.get(key[:2], []) + [used.readings[key]]
            elif table == "days" and key in used.days:
                meter, day = key
                series = {start: value for start, value in both.intervals.get(meter, {}).items() if start // DAY != day}
                both.intervals[meter] = series | used.days[key]
            elif table == "orders" and key in used.orders:
                both.orders[key] = used.orders[key]
            elif table == "payments" and key in used.payments:
                payments.append(used.payments[key][0])
            elif table == "via" and key in used.payments:
                both.via[key] = used.payments[key][1]
            elif table == "rates" and key in used.rates:
                both.rates.setdefault(key[0], {})[key[1]] = used.rates[key]
        both.payments = sorted(payments, key=lambda row: (row.received_on, row.payment_id.encode()))
        return both


class Used:
    """The records that issued months used; payments with whose they were: (row, payment-contracts, {contract: part})."""

    def __init__(self):
        self.readings, self.days, self.orders, self.payments, self.rates = {}, {}, {}, {}, {}

    def without(self, gone):
        left = copy.copy(self)
        for name in ("readings", "days", "orders", "payments", "rates"):
            lost = {key for table, key in gone if table == name}
            setattr(left, name, {key: value for key, value in getattr(self, name).items() if key not in lost})
        vias = {key for table, key in gone if table == "via"}
        left.payments = {key: (row, None if key in vias else via, parts)
                         for key, (row, via, parts) in left.payments.items()}
        return left
