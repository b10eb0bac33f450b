"""The facts of a park, read from an Input folder."""
import datetime
import json
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

from meterdata import read_meter_data
from tables import Problem, read_bank_statement, read_table
from values import (DAY, FOREVER, BadCell, DataError, first_day, half_up, identifier, last_day, month_of, parse_instant,
                    parse_month)

CONSUMING = ("metered", "derived")


class Row:
    """A row of a table with its columns as attributes."""

    def __init__(self, values):
        self.__dict__.update(values)

    def first(self):
        return self.valid_from

    def last(self):
        return FOREVER if self.valid_to is None else self.valid_to

    def holds_on(self, day):
        return self.first() <= day <= self.last()


class Segment:
    """Days of a month in which one term and the same tariff rows are in force."""

    def __init__(self, first, last, term, rows):
        self.first, self.last, self.term, self.rows = first, last, term, rows
        self.days = last - first + 1


def overlap(first, last, other_first, other_last):
    """How many days two periods share."""
    return max(0, min(last, other_last) - max(first, other_first) + 1)


class Park:
    def __init__(self, folder, today=None):
        self.problems = []
        settings = json.loads(Path(folder, "park.json").read_text(encoding="utf-8-sig"))
        self.first_month = parse_month(settings["firstMonth"])
        closed = settings.get("closedThrough")
        self.closed_through = parse_month(closed) if closed else -1
        self.window = Fraction(str(settings.get("readingWindowDays", 3))) * DAY
        self.max_estimated = int(settings.get("maxEstimatedMonths", 2))
        self.vat_payer = settings.get("vatPayer", True)

        def table(name):
            return [Row(row) for row in read_table(folder, name, self.problems)]

        self.residents = {row.resident_id: row for row in table("residents")}
        self.contracts = {row.contract_id: row for row in table("contracts")}
        self.premises = table("premises")
        self.services = {row.service: row for row in table("services")}
        self.tariffs = group(table("tariffs"), lambda row: row.tariff)
        self.terms = group(table("terms"), lambda row: (row.contract_id, row.service))
        self.taxes = group(table("taxes"), lambda row: row.tax)
        self.meters = {row.meter_id: row for row in table("meters")}
        self.zones = group(table("zones"), lambda row: row.zone)
        self.holidays = {row.date: row.kind for row in table("holidays")}
        self.rates = group(table("exchange-rates"), lambda row: row.currency)
        self.openings = sorted(table("opening-balances"), key=lambda row: (row.due_on, row.document))
        self.orders = sorted(table("orders"), key=lambda row: row.order_id)
        self.payments = self.read_payments(folder, table("payments"))
        self.children = group([m for m in self.meters.values() if m.parent], lambda row: row.parent)
        self.prepare_meters()
        readings, intervals = read_meter_data(folder, self.meters, table("meter-aliases"), self.problems)
        self.readings = self.read_readings([Row(row) for row in readings], today)
        self.intervals = self.read_intervals([Row(row) for row in intervals])

    def prepare_meters(self):
        for meter in list(self.meters.values()):
            try:
                if (meter.removed_on is None) != (meter.removed_reading is None) and meter.mode == "register":
                    raise BadCell("removed_on and removed_reading go together")
                if meter.role == "resident" and meter.contract_id is None:
                    raise BadCell("a resident's meter has a contract")
                count = len(meter.registers)
                installed = meter.installed_reading or [Fraction(0)] * count
                removed = meter.removed_reading or [None] * count
                if len(installed) != count or len(removed) != count:
                    raise BadCell("a reading for each register")
            except BadCell as error:
                self.problems.append(Problem("meters", meter.where, meter.cells, str(error)))
                del self.meters[meter.meter_id]
                continue
            meter.installed = dict(zip(meter.registers, installed))
            meter.removed = dict(zip(meter.registers, removed))
            meter.installed_at = meter.installed_on * DAY
            meter.removed_at = None if meter.removed_on is None else (meter.removed_on + 1) * DAY
            meter.last_on = FOREVER if meter.removed_on is None else meter.removed_on

    def read_readings(self, rows, today):
        found = defaultdict(list)
        for row in rows:
            meter = self.meters.get(row.meter_id)
            # A date alone stands for the end of its day; an instant of 00:00 belongs to the day that it opens.
            dated = (row.read_at - 1) // DAY if len(row.cells["read_at"].strip()) == 10 else row.read_at // DAY
            what = None
            if meter is None or row.register not in meter.registers:
                what = "unknown meter or register"
            elif today is not None and dated > today:
                what = "read after the run's date"
            elif half_up(row.reading, meter.decimals) != row.reading:
                what = "more decimals than the meter's"
            if what:
                self.problems.append(Problem("readings", row.where, row.cells, what))
            else:
                found[row.meter_id, row.register].append(row)
        return found

    def read_intervals(self, rows):
        found = defaultdict(dict)
        for row in rows:
            series = found[row.meter_id]
            if row.meter_id not in self.meters or row.value < 0:
                self.problems.append(Problem("intervals", row.where, row.cells, "unknown meter or negative value"))
            elif row.start in series and series[row.start] != (row.value, row.quality):
                self.problems.append(Problem("intervals", row.where, row.cells, "two values for one interval"))
            else:
                series[row.start] = (row.value, row.quality)
        return found

    def read_payments(self, folder, rows):
        base = Path(folder, "payments")
        if base.is_dir():
            for path in sorted(base.rglob("*.txt")):
                rows += [Row({**row, "where": f"{path.name}:{line}", "cells": row})
                         for line, row in read_bank_statement(path)]
        for row in rows:
            if "contract_id" in row.cells and len(payers_of(row)) > 1:
                self.problems.append(Problem("payments", row.where, row.cells, "more than one payer"))
        return sorted(rows, key=lambda row: (row.received_on, row.payment_id.encode()))

    # Days in force

    def term_days(self, term, month):
        """The first and last day of the month on which the term and its contract are in force."""
        contract = self.contracts.get(term.contract_id)
        if contract is None:
            return 1, 0
        return (max(term.first(), contract.first(), first_day(month)),
                min(term.last(), contract.last(), last_day(month)))

    def segments(self, contract, service, month):
        """The month cut where the term or any row of its tariff changes [P3]."""
        found = []
        for term in sorted(self.terms.get((contract, service), []), key=Row.first):
            first, last = self.term_days(term, month)
            if first > last:
                continue
            rows = self.price_rows(term)
            cuts = {first}
            for row in rows:
                cuts |= {day for day in (row.first(), row.last() + 1) if first < day <= last}
            starts = sorted(cuts)
            for start, end in zip(starts, [day - 1 for day in starts[1:]] + [last]):
                found.append(Segment(start, end, term, [row for row in rows if row.holds_on(start)]))
        return found

    def price_rows(self, term):
        """A tariff's rows; a price is one row: energy on consumption, fixed otherwise [P7]."""
        if term.tariff is not None:
            rows = self.tariffs.get(term.tariff)
            if not rows:
                raise DataError(f"tariff {term.tariff} has no rows")
            return rows
        if term.price is None:
            raise DataError("a term has a tariff or a price")
        component = "energy" if self.services[term.service].kind in CONSUMING else "fixed"
        return [Row({"component": component, "zone": "", "threshold": Fraction(0), "price": term.price,
                     "currency": term.currency, "valid_from": 1, "valid_to": None})]

    def services_of(self, contract):
        return sorted((service for owner, service in self.terms if owner == contract), key=str.encode)

    def in_force(self, contract, month):
        row = self.contracts[contract]
        return overlap(row.first(), row.last(), first_day(month), last_day(month)) > 0

    def exchange_rate(self, currency, month):
        if currency == "KGS":
            return Fraction(1)
        known = [row for row in self.rates.get(currency, []) if row.date <= last_day(month)]
        if not known:
            raise DataError(f"no rate for {currency}")
        return max(known, key=lambda row: row.date).rate

    def kind_of_day(self, day):
        named = self.holidays.get(day)
        if named:
            return "weekend" if named == "holiday" else "workday"
        return "weekend" if datetime.date.fromordinal(day).weekday() >= 5 else "workday"

    def contracts_of_resident(self, resident):
        return sorted((c.contract_id for c in self.contracts.values() if c.resident_id == resident), key=str.encode)

    # What a problem touches

    def touched(self, problem):
        """The contracts that a bad row holds back, and the month, or None for every month not yet issued."""
        cells, contracts, month = problem.cells, set(), None
        if cells.get("contract_id") in self.contracts:
            contracts.add(cells["contract_id"])
        meter = self.meters.get(cells.get("meter_id"))
        if problem.table in ("readings", "intervals"):
            try:
                text = cells.get("read_at") or cells.get("start") or ""
                month = month_of(parse_instant(text, whole_day="start") // DAY)
            except BadCell:
                month = None
        if problem.table == "payments":
            contracts |= {key for key, row in self.contracts.items() if row.resident_id == cells.get("resident_id")
                          or cells.get("inn") and self.residents[row.resident_id].inn == cells["inn"]}
        if problem.table != "payments" and meter:
            contracts |= self.contracts_of_meter(meter, month)
        return contracts, month

    def contracts_of_meter(self, meter, month):
        if meter.role == "head":
            return set()
        if meter.role == "common":
            own = set(self.sharers(meter.service, month)) if month else {
                contract for contract, service in self.terms if service == meter.service}
        else:
            own = {meter.contract_id}
        parent = self.meters.get(meter.parent)
        if parent:
            own |= self.contracts_of_meter(parent, month)
        return own

    def sharers(self, service, month):
        """Contracts with a term in force for the service that month [C13]."""
        return sorted({contract for (contract, name), terms in self.terms.items() if name == service
                       for term in terms if self.term_days(term, month)[0] <= self.term_days(term, month)[1]},
                      key=str.encode)


def payers_of(payment):
    """The columns that say whose a payment is."""
    return [name for name in ("contract_id", "resident_id", "inn") if getattr(payment, name)]


def group(rows, key):
    found = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)
