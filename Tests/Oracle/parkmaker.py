"""Makes a random but valid park as tables of Python values."""
import datetime
import random
from decimal import Decimal

from features import Features
from flows import ONE_DAY, Flow, first_of, interval_rows, last_of, read_month

COMPANY = {
    "name": {"ky": "Башкаруу компаниясы", "ru": "Управляющая компания", "en": "Management company"},
    "inn": "01234567890123", "okpo": "12345678", "address": "Бишкек",
    "bank": {"name": "Банк", "bic": "109001", "account": "1090000000000009"}, "director": "А. Асанов",
    "chiefAccountant": "Б. Бакирова", "phone": "+996 312 000000", "email": "park@example.kg", "site": "park.example.kg"}


def dec(rng, low, high, decimals):
    scale = 10 ** decimals
    return Decimal(rng.randint(int(low * scale), int(high * scale))) / scale


class Maker:
    """`features` are names of features.py."""

    def __init__(self, seed, size, features=()):
        self.rng = rng = random.Random(f"park {seed}")
        self.medium, self.names = size == "medium", set(features)
        self.features = None
        first = rng.choice((2026 * 12 + rng.randint(0, 10), 2025 * 12 + 10, 2027 * 12 + rng.randint(10, 12)))
        self.months = list(range(first, first + rng.randint(2, 5)))
        self.start, self.end = first_of(first), last_of(self.months[-1])
        self.seed = seed
        names = ("residents contracts premises services tariffs terms taxes meters zones holidays exchange-rates "
                 "opening-balances readings intervals orders payments meter-contracts payment-contracts")
        self.tables = {name: [] for name in names.split()}
        self.cuts = {}           # tariff: days on which its rows change
        self.flows, self.statement = {}, []
        self.made = 0

    def add(self, table, /, **cells):
        self.tables[table].append({key.rstrip("_"): value for key, value in cells.items() if value is not None})
        return self.tables[table][-1]

    def day(self, low=None, high=None):
        low, high = low or self.start, high or self.end
        return low + ONE_DAY * self.rng.randint(0, max(0, (high - low).days))

    def chance(self, odds):
        return self.rng.random() < odds

    def make(self):
        self.facts()
        self.tariffs()
        self.parties()
        for contract in self.tables["contracts"]:
            self.contract_services(contract)
        self.common_meters()
        rng = self.rng
        settings = {"name": COMPANY["name"], "company": COMPANY, "firstMonth": self.start.strftime("%Y-%m")}
        if self.chance(0.3):
            settings["readingWindowDays"] = rng.choice((2, 4, 5))
        if self.chance(0.3):
            settings["maxEstimatedMonths"] = rng.choice((1, 3))
        if self.chance(0.15):
            settings["vatPayer"] = False
        features = Features(self.seed, self.names, self)
        self.read_all(lambda: features.apply(settings))
        features.read()
        self.orders()
        self.openings()
        return {"settings": settings, "tables": self.tables, "statement": self.statement, "months": self.months}

    # Services, taxes, prices

    def facts(self):
        services = (("EL", "13.1", "metered", "kWh", "FULL", None), ("EM", "13.1", "metered", "MWh", "FULL", None),
                    ("HE", "13.2", "metered", "Gcal", "NONE", None), ("WA", "13.3", "metered", "m3", "VAT", None),
                    ("SE", "13.4", "derived", "m3", "VAT", ["WA"]), ("RE", "lease", "recurring", "m2", "FULL", None),
                    ("IN", "13.5", "recurring", "линия", "VAT", None), ("OR", "13.7", "ordered", "шт", "FULL", None),
                    ("FE", "13.8", "ordered", "сом", "NONE", None))
        for service, point, kind, unit, tax, sources in services:
            self.add("services", service=service, point=point, kind=kind, unit=unit, tax=tax, derived_from=sources,
                     name_ky=f"Кызмат {service}", name_ru=f"Услуга {service}")
        early, change = datetime.date(2020, 1, 1), self.day()
        self.add("taxes", tax="FULL", name="НДС", kind="vat", rate_percent=Decimal(12), valid_from=early)
        self.add("taxes", tax="FULL", name="НсП", kind="sales", rate_percent=Decimal(2), valid_from=early,
                 valid_to=change)
        self.add("taxes", tax="FULL", name="НсП", kind="sales", rate_percent=Decimal("1.5"),
                 valid_from=change + ONE_DAY)
        self.add("taxes", tax="VAT", name="НДС", kind="vat", rate_percent=Decimal(12), valid_from=early)
        self.add("taxes", tax="NONE", name="Без налога", kind="sales", rate_percent=Decimal(0), valid_from=early)
        for zone, low, high in (("day", "07:00", "17:00"), ("peak", "17:00", "22:00"), ("night", "22:00", "07:00")):
            self.add("zones", zone=zone, days="all", from_=low, to=high)
        self.add("zones", zone="busy", days="workday", from_="08:00", to="20:00")
        self.add("zones", zone="calm", days="workday", from_="20:00", to="08:00")
        self.add("zones", zone="calm", days="weekend", from_="00:00", to="00:00")
        self.add("zones", zone="inweek", days="Mon|Tue|Wed|Thu|Fri", from_="00:00", to="00:00")
        self.add("zones", zone="outweek", days="Sat|Sun", from_="00:00", to="00:00")
        for months, hour in (("10-3", "08:00"), ("4-8|9", "06:00")):
            self.add("zones", zone="early", days="all", months=months, from_="00:00", to=hour)
            self.add("zones", zone="late", days="all", months=months, from_=hour, to="00:00")
        for _ in range(2):
            self.add("holidays", date=self.day(), kind=self.rng.choice(("holiday", "workday")), name="Майрам")
        dates = {row["date"]: row for row in self.tables["holidays"]}
        self.tables["holidays"] = list(dates.values())
        day = self.start - ONE_DAY * 9
        while day < self.end:
            self.add("exchange-rates", currency="USD", date=day, rate=dec(self.rng, 86, 89, 4))
            day += ONE_DAY * self.rng.randint(4, 12)

    def tariff(self, name, rows):
        """Rows of (component, zone, threshold, price, decimals of a price); some change inside a month."""
        early, cut = datetime.date(2024, 1, 1), None
        if self.chance(0.5):
            cut = self.day(self.start + ONE_DAY, self.end)
            self.cuts[name] = [cut]
        for component, zone, threshold, price, *currency in rows:
            cells = dict(tariff=name, component=component, zone=zone, threshold=threshold,
                         currency=(currency or [None])[0])
            price = Decimal(str(price))
            if cut is None:
                self.add("tariffs", **cells, price=price, valid_from=early)
            else:
                self.add("tariffs", **cells, price=price, valid_from=early, valid_to=cut - ONE_DAY)
                self.add("tariffs", **cells, price=price + dec(self.rng, 0, 1, 4), valid_from=cut)

    def tariffs(self):
        rng = self.rng
        self.tariff("flat", [("energy", None, None, "2.87")])
        self.tariff("blocks", [("energy", None, None, "1.9"), ("energy", None, Decimal(300), "2.55"),
                               ("energy", None, Decimal(1200), "3.1234")])
        self.tariff("mix", [("energy", None, None, "0.35"), ("energy", "day", None, "2.1"),
                            ("energy", "night", None, "1.4"),
                            ("energy", "day", Decimal(500), "2.6"), ("reactive", None, Decimal("0.4"), "0.31"),
                            ("capacity", None, None, "41.5"), ("fixed", None, None, "199.99")])
        zones = rng.choice((("day", "peak", "night"), ("busy", "calm"), ("inweek", "outweek"), ("early", "late")))
        self.tariff("hourly", [("energy", zone, None, dec(rng, 1, 4, 3)) for zone in zones]
                    + [("energy", None, None, "0.05"), ("demand", None, None, "118.75"),
                       ("capacity", None, None, "12.3456")])
        self.tariff("mega", [("energy", None, None, "2870.5"), ("energy", None, Decimal("1.5"), "3100.125"),
                             ("reactive", None, Decimal("0.25"), "220")])
        self.tariff("heat", [("energy", None, None, "23.4567", "USD"), ("fixed", None, None, 75)])
        self.tariff("water", [("energy", None, None, "18.5"), ("energy", None, Decimal(40), "22.222222")])
        self.tariff("jobs", [("fixed", None, None, "1450.35")])
        self.tariff("fees", [("percent", None, None, "3.75")])
        self.tariff("dollars", [("fixed", None, None, "6.5", "USD")])

    # Residents and contracts

    def parties(self):
        rng = self.rng
        count = rng.randint(8, 14) if self.medium else rng.randint(3, 6)
        for number in range(1, max(2, count * 2 // 3) + 1):
            self.add("residents", resident_id=f"R{number:02d}", full_name=f"ОсОО «Резидент {number}»",
                     short_name=f"Резидент {number}", legal_form=rng.choice(("legal_entity", "sole_proprietor")),
                     inn=f"{10000000000000 + number}", entered_on=datetime.date(2025, 1, 1))
        for number in range(1, count + 1):
            begin = datetime.date(2025, 2, 3)
            if number > 1 and self.chance(0.3):
                begin = self.day(self.start, self.end - ONE_DAY * 20)
            end = None
            if number > 1 and self.chance(0.25):
                end = self.day(max(begin, self.start) + ONE_DAY * 5, self.end)
            resident = rng.choice(self.tables["residents"])["resident_id"]
            percent = rng.choice((None, Decimal("0.1"), Decimal("0.25"), Decimal("0.033")))
            cap = rng.choice((None, None, Decimal(1), Decimal("10"))) if percent else None
            self.add("contracts", contract_id=f"C-{number:02d}", resident_id=resident, number=f"{number}/26",
                     valid_from=begin, valid_to=end, payment_days=rng.choice((None, 0, 5, 15)),
                     penalty_percent_per_day=percent, penalty_cap_percent=cap)
            self.add("premises", premises_id=f"P{number}", kind="building", contract_id=f"C-{number:02d}",
                     area_m2=dec(rng, 20, 900, 1), valid_from=begin, valid_to=end)
            if self.chance(0.3):
                self.add("premises", premises_id=f"Q{number}", kind="land", contract_id=f"C-{number:02d}",
                         area_m2=dec(rng, 100, 2000, 2), valid_from=self.day())

    def term(self, contract, service, tariff=None, price=None, **cells):
        """A term for the contract's days; some change inside a month."""
        begin, end = max(contract["valid_from"], datetime.date(2025, 3, 1)), contract.get("valid_to")
        if tariff != "hourly" and begin >= self.start and self.chance(0.2):
            begin = min(begin + ONE_DAY * 2, end or self.end)
        shared = dict(contract_id=contract["contract_id"], service=service, tariff=tariff, price=price)
        if self.chance(0.2):
            cells["discount_percent"] = self.rng.choice((Decimal(10), Decimal("2.5"), Decimal(100)))
        if self.chance(0.2):
            cells["minimum_amount"] = dec(self.rng, 50, 4000, 2)
        cut = self.day(max(begin, self.start) + ONE_DAY, min(end or self.end, self.end))
        if self.chance(0.3) and begin < cut <= (end or self.end):
            self.add("terms", **shared, **cells, valid_from=begin, valid_to=cut - ONE_DAY)
            changed = dict(cells, discount_percent=self.rng.choice((None, Decimal(5))))
            gap = ONE_DAY * 0
            if tariff != "hourly" and self.chance(0.1) and cut + ONE_DAY * 2 <= (end or self.end):
                gap = ONE_DAY * 2
            self.add("terms", **shared, **changed, valid_from=cut + gap, valid_to=end)
            if gap:
                return
            self.cuts.setdefault((contract["contract_id"], service), []).append(cut)
        else:
            self.add("terms", **shared, **cells, valid_from=begin, valid_to=end if self.chance(0.5) else None)

    def contract_services(self, contract):
        rng = self.rng
        first = contract["contract_id"] == "C-01"
        if first or self.chance(0.6):
            tariff = rng.choice(("flat", "flat", "blocks", "mix", "hourly"))
            kilowatts = Decimal(rng.randint(5, 60)) if tariff in ("mix", "hourly") else None
            self.term(contract, "EL", tariff, quantity=kilowatts)
            if tariff == "hourly":
                self.interval_meter(contract, "EL")
            else:
                registers = ["day", "night", "reactive"] if tariff == "mix" else ["total"]
                for _ in range(rng.choice((1, 1, 2))):
                    self.register_meter(contract, "EL", "kWh", registers, rng.randint(20, 120), tariff)
        elif self.chance(0.4):
            self.term(contract, "EM", "mega")
            self.register_meter(contract, "EM", "kWh", ["total", "reactive"], rng.randint(30, 90), "mega")
        if self.chance(0.4):
            self.term(contract, "HE", "heat")
            unit = rng.choice(("GJ", "kWh", "MWh", "Gcal"))
            self.register_meter(contract, "HE", unit, ["total"], 5, "heat", decimals=3)
        if first or self.chance(0.6):
            if self.chance(0.5):
                self.term(contract, "WA", "water")
            else:
                self.term(contract, "WA", price=dec(rng, 9, 30, 2))
            unit = rng.choice(("m3", "L", "m³"))
            self.register_meter(contract, "WA", unit, ["total"], 400 if unit == "L" else 4, "water",
                                decimals=0 if unit == "L" else 2)
            if self.chance(0.6):
                self.term(contract, "SE", price=dec(rng, 5, 12, 4), share_percent=dec(rng, 50, 100, 1))
        if self.chance(0.7):
            if self.chance(0.5):
                self.term(contract, "RE", "dollars", quantity=dec(rng, 20, 900, 2))
            else:
                self.term(contract, "RE", price=dec(rng, 100, 400, 2), quantity=dec(rng, 20, 900, 3))
        if self.chance(0.4):
            self.term(contract, "IN", price=dec(rng, 900, 2500, 2), currency=rng.choice((None, "KGS")))
        if self.chance(0.7):
            self.term(contract, "OR", "jobs")
            self.term(contract, "FE", "fees")

    # Meters

    def span(self, contract):
        begin = max(contract["valid_from"], self.start)
        if self.chance(0.15):
            begin = min(begin + ONE_DAY * self.rng.randint(1, 9), contract.get("valid_to") or self.end)
        return begin, contract.get("valid_to")

    def flow_start(self, rate, digits):
        full = 10 ** digits
        if self.chance(0.2):
            return full - self.rng.randint(1, max(2, int(rate * 45)))
        return self.rng.randint(0, full // 3)

    def register_meter(self, contract, service, unit, registers, rate, tariff, decimals=0, **cells):
        begin, end = self.span(contract)
        if end is not None and begin > end:
            return None
        cells.setdefault("decimals", decimals or None)
        multiplier = self.rng.choice((None, None, Decimal(40), Decimal("1.5")))
        meter = self.new_meter(service, unit, registers, rate, begin, contract_id=contract["contract_id"],
                               multiplier=multiplier, **cells,
                               loss_percent=self.rng.choice((None, None, Decimal("2.35"))))
        meter["cuts_"] = self.cuts.get(tariff, []) + self.cuts.get((contract["contract_id"], service), [])
        if end is not None and end <= self.end and self.stays():
            meter["leaver_"] = True
        elif end is not None and end <= self.end:
            self.remove(meter, end)
        elif self.chance(0.2):
            self.replace(meter, rate)
        elif end is None and self.chance(0.25):
            self.child(contract, meter, rate)
        return meter

    def stays(self):
        """Whether a leaver's meter stays where it is."""
        return "leavers" in self.names and random.Random(f"leavers {self.seed} {self.made}").random() < 0.7

    def new_meter(self, service, unit, registers, rate, begin, **cells):
        self.made += 1
        digits, decimals = 6 if rate > 150 else self.rng.choice((5, 6)), int(cells.get("decimals") or 0)
        flows = {}
        for name in registers:
            flows[name] = Flow(self.rng, Decimal(self.flow_start(rate, digits)), begin, self.months,
                               Decimal(rate) * {"night": 1, "reactive": 1}.get(name, 2) / 2, digits, decimals)
        meter = self.add("meters", meter_id=f"M{self.made:03d}", service=service, unit=unit, digits=digits,
                         registers=None if registers == ["total"] else registers, installed_on=begin,
                         installed_reading=[flow.start for flow in flows.values()], **cells)
        self.flows[meter["meter_id"]] = flows
        return meter

    def remove(self, meter, day):
        meter["removed_on"] = day
        meter["removed_reading"] = [flow.at(day) for flow in self.flows[meter["meter_id"]].values()]

    def replace(self, meter, rate):
        """A meter is taken down and another put in its place the next day."""
        low = meter["installed_on"] + ONE_DAY * 3
        if low >= self.end - ONE_DAY * 3:
            return
        day = self.day(low, self.end - ONE_DAY * 3)
        if self.chance(0.4):
            day = min(self.end - ONE_DAY * 3, max(low, day.replace(day=self.rng.randint(1, 3))))
        self.remove(meter, day)
        names = ("contract_id", "multiplier", "loss_percent", "decimals", "parent", "role", "allocate_by",
                 "park_share_percent")
        copied = {name: meter.get(name) for name in names}
        successor = self.new_meter(meter["service"], meter["unit"], meter.get("registers") or ["total"], rate,
                                   day + ONE_DAY, **copied)
        successor["cuts_"] = meter.get("cuts_", [])
        successor["point_"] = meter.get("point_") or meter["meter_id"]

    def child(self, contract, parent, rate):
        """A smaller meter below the parent: another contract's that lives within it, or a common one."""
        registers = parent.get("registers") or ["total"]
        parent["cuts_"] = []
        copied = {"multiplier": parent.get("multiplier"), "decimals": parent.get("decimals"),
                  "parent": parent["meter_id"]}
        others = [term["contract_id"] for term in self.tables["terms"] if term["service"] == parent["service"]
                  and term["contract_id"] != contract["contract_id"] and term.get("tariff") != "hourly"]
        owners = [c for c in self.tables["contracts"] if c["contract_id"] in others]
        small = Decimal(max(1, rate)) / 8
        if owners and self.chance(0.6) and registers == ["total"]:
            owner = self.rng.choice(owners)
            begin, end = max(self.span(owner)[0], parent["installed_on"]), owner.get("valid_to")
            if end is None or end > begin:
                meter = self.new_meter(parent["service"], parent["unit"], registers, small, begin,
                                       contract_id=owner["contract_id"], **copied)
                if end is not None and end <= self.end:
                    self.remove(meter, end)
        else:
            self.new_meter(parent["service"], parent["unit"], registers, small, parent["installed_on"], role="common",
                           allocate_by=self.rng.choice(("area", "consumption", "equal")), **copied)

    def interval_meter(self, contract, service):
        rng = self.rng
        begin, end = max(contract["valid_from"], self.start), contract.get("valid_to")
        end = None if self.stays() else end
        last = min(end or self.end, self.end)
        minutes = rng.choice((30, 60))
        self.made += 1
        parent = self.add("meters", meter_id=f"M{self.made:03d}", service=service, mode="interval", unit="kWh",
                          contract_id=contract["contract_id"], installed_on=begin, removed_on=end,
                          removed_reading=[0] if end else None, multiplier=rng.choice((None, Decimal(2))),
                          loss_percent=rng.choice((None, Decimal("1.75"))))
        meters = [(parent, 40)]
        if self.chance(0.4):
            self.made += 1
            child = self.add("meters", meter_id=f"M{self.made:03d}", service=service, mode="interval", unit="Wh",
                             contract_id=contract["contract_id"], installed_on=begin, removed_on=end,
                             removed_reading=[0] if end else None,
                             parent=parent["meter_id"] if self.chance(0.6) else None)
            meters.append((child, 4000))
        for meter, scale in meters:
            until = last + ONE_DAY * (0 if end else 3)
            self.tables["intervals"] += interval_rows(rng, meter, begin, until, minutes, scale)

    def common_meters(self):
        rng = self.rng
        for service, unit, rate in (("EL", "kWh", 15), ("WA", "m3", 2)):
            for _ in range(rng.choice((0, 1, 2))):
                meter = self.new_meter(service, unit, ["total"], rate, self.start, role="common",
                                       allocate_by=rng.choice(("area", "consumption", "equal", None)),
                                       park_share_percent=rng.choice((None, Decimal(10), Decimal("33.333"))))
                if self.chance(0.2):
                    self.replace(meter, rate)
            if self.chance(0.6):
                self.new_meter(service, unit, ["total"], rate * 60, self.start, role="head")

    def read_all(self, before):
        """Readings of every register meter; the first meter is always read, so that every month has a reading."""
        before()
        anchor = True
        for meter in self.tables["meters"]:
            cuts = meter.pop("cuts_", [])
            flows = self.flows.get(meter["meter_id"])
            if flows is None:
                continue
            for month in self.months:
                if meter["installed_on"] > last_of(month):
                    continue
                odds = 0.04 if month == self.months[0] else 0.22
                habits = "sure" if anchor else "missing" if self.chance(odds) else "any"
                read_month(self.rng, meter, flows, month, self.tables["readings"], cuts, habits)
            anchor = anchor and meter.get("removed_on") is not None

    def orders(self):
        rng, number = self.rng, 0
        for term in [t for t in self.tables["terms"] if t["service"] in ("OR", "FE")]:
            contract = next(c for c in self.tables["contracts"] if c["contract_id"] == term["contract_id"])
            low = max(term["valid_from"], contract["valid_from"], self.start)
            high = min(term.get("valid_to") or self.end, contract.get("valid_to") or self.end, self.end)
            for _ in range(rng.randint(0, 4)):
                if low > high:
                    continue
                number += 1
                done = self.day(low, high)
                status = rng.choice(("completed", "completed", "completed", "accepted", "requested", "cancelled"))
                self.add("orders", order_id=f"O{number:03d}", contract_id=term["contract_id"], service=term["service"],
                         description="Иш", ordered_on=max(low, done - ONE_DAY * 4), status=status,
                         completed_on=done if status == "completed" else None,
                         quantity=Decimal(rng.choice((1, 2, 3, 1, -1))) if term["service"] == "OR" else None,
                         base_amount=dec(rng, 1000, 90000, 2) if term["service"] == "FE" else None)

    def openings(self):
        for contract in {row["contract_id"]: row for row in reversed(self.tables["contracts"])}.values():
            if contract["valid_from"] < self.start and self.chance(0.5):
                for number in range(self.rng.randint(1, 2)):
                    self.add("opening-balances", contract_id=contract["contract_id"],
                             document=f"Акт {number + 1}", amount=dec(self.rng, -4000, 20000, 2) or Decimal(5),
                             due_on=self.start - ONE_DAY * self.rng.randint(-5, 60))
