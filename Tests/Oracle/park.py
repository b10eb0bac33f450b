"""The facts of a park, read from an Input folder, and with them the records of the day."""
import copy
import datetime
import json
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

from names import lies_about, nearly_a_table, table_called
from records import Records
from tables import Problem, read_table, unreadable
from touch import Touch
from values import DAY, FOREVER, BadCell, DataError, first_day, last_day, parse_day, parse_month

CONSUMING = ("metered", "derived")
NEEDED = (("name",), ("inn",), ("address",), ("bank", "name"), ("bank", "bic"), ("bank", "account"), ("director",))


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


class Contract:
    """A contract and its addenda: each day goes by the row in force, before the first by it, after the last by that."""

    def __init__(self, rows):
        self.rows = sorted(rows, key=Row.first)
        self.contract_id = self.rows[0].contract_id

    def first(self):
        return self.rows[0].first()

    def last(self):
        return self.rows[-1].last()

    def on(self, day):
        return next((row for row in reversed(self.rows) if row.first() <= day), self.rows[0])

    def holds_on(self, day):
        return self.first() <= day <= self.last()


class Segment:
    """Days of a month in which one term and the same tariff rows are in force."""

    def __init__(self, first, last, term, rows):
        self.first, self.last, self.term, self.rows = first, last, term, rows
        self.days = last - first + 1


class Stretch:
    """Days on which one contract has a meter, or nobody but the park [C19, C20]."""

    def __init__(self, label, contract, first, last, park=False):
        self.label, self.contract, self.first, self.last, self.park = label, contract, first, last, park


def overlap(first, last, other_first, other_last):
    """How many days two periods share."""
    return max(0, min(last, other_last) - max(first, other_first) + 1)


class Park(Touch):
    def __init__(self, folder, today=None):
        self.problems, self.numbers = [], {}
        self.taken = None        # these facts as they are kept
        self.read_settings(json.loads(Path(folder, "park.json").read_text(encoding="utf-8-sig")))
        self.look_about(Path(folder))

        def table(name):
            return [Row(row) for row in read_table(folder, name, self.problems)]

        residents = sorted(table("residents"), key=Row.first)
        self.residents = group(residents, lambda row: row.resident_id)
        self.contracts = self.read_contracts(table("contracts"))
        self.premises = table("premises")
        self.services = {row.service: row for row in table("services")}
        self.tariffs = group(table("tariffs"), lambda row: row.tariff)
        self.taxes = group(table("taxes"), lambda row: row.tax)
        self.meters = {row.meter_id: row for row in table("meters")}
        terms, handed = self.declared("terms", table("terms")), self.declared("meter-contracts", table("meter-contracts"))
        self.terms = group(terms, lambda row: (row.contract_id, row.service))
        self.handed = group(sorted(handed, key=Row.first), lambda row: row.meter_id)
        self.zones = group(table("zones"), lambda row: row.zone)
        self.holidays = {row.date: row.kind for row in table("holidays")}
        openings = self.declared("opening-balances", table("opening-balances"))
        self.openings = sorted(openings, key=lambda row: (row.due_on, row.document.encode()))
        self.acknowledged = table("acknowledged")
        self.aliases = table("meter-aliases")
        self.declared("premises", [row for row in self.premises if row.contract_id])
        self.prepare_meters()
        self.children = group([m for m in self.meters.values() if m.parent], lambda row: row.parent)
        self.check_terms()
        self.records = Records(self, folder, today, self.problems)

    def read_settings(self, settings):
        self.settings = settings
        self.first_month = parse_month(settings["firstMonth"])
        closed = settings.get("closedThrough")
        self.closed_through = parse_month(closed) if closed else -1
        self.window = Fraction(str(settings.get("readingWindowDays", 3))) * DAY
        self.max_estimated = int(settings.get("maxEstimatedMonths", 2))
        self.max_estimated_percent = Fraction(str(settings.get("maxEstimatedPercent", 50)))
        self.book_close_days = int(settings.get("bookCloseDays", 20))
        self.due_on_workday = settings.get("dueOnWorkday", True)
        language = settings.get("language", "ky")
        self.excel = settings.get("csv", "excel-ru" if language in ("ky", "ru") else "standard") == "excel-ru"
        payer = settings.get("vatPayer", True)
        self.vat_from = parse_day(payer) if isinstance(payer, str) else 1 if payer else FOREVER
        company = settings.get("company", settings)
        missing = [".".join(path) for path in NEEDED if not dig(company, path)] + ([] if settings.get("name") else ["name"])
        if missing:
            self.problems.append(Problem("park", "park.json", {}, f"no {', '.join(missing)}: an invoice that names no "
                                         "supplier is none", code="no-supplier", hits="everyone"))
        bank = company.get("bank") or {}
        self.accounts = {bank["account"]: bank.get("currency") or "KGS"} if bank.get("account") else {}
        self.accounts |= {row["account"]: row.get("currency") or "KGS" for row in company.get("accounts") or []}
        self.own_inn = company.get("inn")

    def look_about(self, folder):
        """Names at the top of Input that are nearly known, or unknown."""
        for path in sorted(folder.iterdir()):
            stem = path.name if path.is_dir() else path.stem
            like_a_table = path.is_dir() or path.suffix.lower() in (".csv", ".tsv", ".xlsx")
            if lies_about(path.relative_to(folder)) or path.name == "park.json" or like_a_table and table_called(stem):
                continue
            tables = nearly_a_table(stem) if like_a_table else []
            if tables:
                self.problems.append(unreadable(tables[0], path.name, f"is {tables[0]} meant?"))
            else:
                self.problems.append(Problem("input", path.name, {}, "an unknown name", "warning", "unknown-file"))

    def read_contracts(self, rows):
        found = {}
        for name, some in group(sorted(rows, key=Row.first), lambda row: row.contract_id).items():
            found[name] = Contract(some)
            for before, row in zip(some, some[1:]):
                if before.last() + 1 != row.first():
                    self.bad("contracts", row, "an addendum begins the day after the row before it")
            for row in some:
                if row.resident_id not in self.residents:
                    self.bad("contracts", row, f"no resident {row.resident_id}")
        return found

    def bad(self, table, row, what, **more):
        self.problems.append(Problem(table, row.where, row.cells, what, **more))

    def declared(self, table, rows):
        """The rows whose contract, meter and service there are."""
        good = []
        for row in rows:
            unknown = [f"{name} {getattr(row, column)}" for column, name, known in (
                ("contract_id", "contract", self.contracts), ("meter_id", "meter", self.meters),
                ("service", "service", self.services)) if getattr(row, column, None) and getattr(row, column) not in known]
            if unknown:
                self.bad(table, row, f"no {unknown[0]}")
            else:
                good.append(row)
        return good

    def check_terms(self):
        for rows in self.terms.values():
            self.check_overlaps("terms", rows)
        for rows in self.handed.values():
            self.check_overlaps("meter-contracts", rows)
        for rows in self.tariffs.values():
            for some in group(rows, lambda row: (row.component, row.zone, row.threshold)).values():
                self.check_overlaps("tariffs", some)

    def check_overlaps(self, table, rows):
        rows = sorted(rows, key=Row.first)
        for before, row in zip(rows, rows[1:]):
            if before.last() >= row.first():
                self.bad(table, before, "overlaps another row")
                self.bad(table, row, "overlaps another row")

    def prepare_meters(self):
        for meter in list(self.meters.values()):
            try:
                if (meter.removed_on is None) != (meter.removed_reading is None) and meter.mode == "register":
                    raise BadCell("removed_on and removed_reading go together")
                if meter.role == "resident" and (meter.contract_id is None) != (meter.meter_id in self.handed):
                    raise BadCell("a resident's meter has a contract, here or in meter-contracts")
                if meter.contract_id and meter.contract_id not in self.contracts:
                    raise BadCell(f"no contract {meter.contract_id}")
                if meter.service not in self.services:
                    raise BadCell(f"no service {meter.service}")
                count = len(meter.registers)
                if meter.installed_reading is None and meter.mode == "register":
                    raise BadCell("installed_reading is empty")
                installed = meter.installed_reading or [Fraction(0)] * count
                removed = meter.removed_reading or [None] * count
                if meter.mode == "register" and (len(installed) != count or len(removed) != count):
                    raise BadCell("a reading for each register")
            except BadCell as error:
                self.bad("meters", meter, str(error))
                del self.meters[meter.meter_id]
                continue
            meter.installed = dict(zip(meter.registers, installed))
            meter.removed = dict(zip(meter.registers, removed))
            meter.installed_at = meter.installed_on * DAY
            meter.removed_at = None if meter.removed_on is None else (meter.removed_on + 1) * DAY
            meter.last_on = FOREVER if meter.removed_on is None else meter.removed_on

    def without_records(self):
        """The facts alone, to be kept with what they priced."""
        facts = copy.copy(self)
        facts.records = facts.problems = facts.numbers = facts.taken = None
        return facts

    def digest(self):
        """Equal for equal facts, however they are written."""
        def bare(thing):
            if isinstance(thing, dict):
                return sorted(((repr(key), bare(value)) for key, value in thing.items()), key=repr)
            if isinstance(thing, (list, tuple)):
                return [bare(one) for one in thing]
            if isinstance(thing, (Row, Contract)):
                return bare({name: value for name, value in thing.__dict__.items() if name not in ("where", "cells")})
            return repr(thing)
        names = ("settings", "residents", "contracts", "premises", "services", "tariffs", "terms", "taxes", "meters",
                 "handed", "zones", "holidays", "openings")
        return repr([bare(getattr(self, name)) for name in names])

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

    def shares(self, contract, service, month):
        """Whether a contract has a term in force for the service that month [C13]."""
        days = [self.term_days(term, month) for term in self.terms.get((contract, service), [])]
        return any(first <= last for first, last in days)

    def in_force(self, contract, month):
        row = self.contracts.get(contract)
        return row is not None and overlap(row.first(), row.last(), first_day(month), last_day(month)) > 0

    def kind_of_day(self, day):
        named = self.holidays.get(day)
        if named:
            return "weekend" if named == "holiday" else "workday"
        return "weekend" if datetime.date.fromordinal(day).weekday() >= 5 else "workday"

    def next_workday(self, day):
        while self.due_on_workday and self.kind_of_day(day) != "workday":
            day += 1
        return day

    # Whose a meter is

    def stretches(self, meter):
        """Who has a resident's meter when; days in no row and after a contract's end are the park's [C19, C20]."""
        if meter.role != "resident":
            return [Stretch("", None, meter.installed_on, meter.last_on)]
        pieces = [(f"{row.contract_id}@{row.first()}", row.contract_id, row.first(), row.last())
                  for row in self.handed.get(meter.meter_id, [])]
        found, cursor = [], meter.installed_on

        def park(until):
            nonlocal cursor
            if cursor <= until:
                found.append(Stretch(f"park@{cursor}", None, cursor, until, park=True))
                cursor = until + 1
        for label, contract, first, last in pieces or [("", meter.contract_id, meter.installed_on, FOREVER)]:
            ends = self.contracts[contract].last() if contract in self.contracts else FOREVER
            first, last = max(first, cursor), min(last, meter.last_on, ends)
            if first <= last:
                park(first - 1)
                found.append(Stretch(label, contract, first, last))
                cursor = last + 1
        park(meter.last_on)
        return found

    # Who a resident is

    def resident_on(self, resident, day):
        rows = self.residents[resident]
        return next((row for row in reversed(rows) if row.first() <= day), rows[0])

    def resident_by_inn(self, inn, day):
        """Who has a number on a day, else who had it before."""
        names = sorted(self.residents, key=str.encode) if inn else []
        now = next((name for name in names if self.resident_on(name, day).inn == inn), None)
        return now or next((name for name in names if any(
            row.inn == inn and row.first() <= day for row in self.residents[name])), None)

    def contracts_of_resident(self, resident, day):
        """The contracts that a resident holds on a day."""
        return sorted((c.contract_id for c in self.contracts.values() if c.on(day).resident_id == resident),
                      key=str.encode)


def dig(settings, path):
    for name in path:
        settings = settings.get(name) if isinstance(settings, dict) else None
    return settings


def group(rows, key):
    found = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return dict(found)
