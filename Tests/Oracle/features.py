"""What random parks may have beyond the plain ones, each by a switch of its own, so that a program which lacks one can
still be compared on the others. A feature draws from a source of its own: the rest of a park stays as it is."""
import datetime
import random
from decimal import Decimal

from flows import ONE_DAY, last_of

FEATURES = {
    "dates": "runs within and beyond the days in which books are open, --issued-on, due dates on any day",
    "consent": "facts edited in place, records taken away and brought back, --correct, --keep",
    "handed_meters": "meter-contracts.csv, with gaps, parents and leavers",
    "addenda": "dated rows of contracts, residents and zones, vatPayer from a date, a term's own tax",
    "refunds": "refunds of what was paid, by contract and by resident",
    "bank_accounts": "accounts in two currencies, files that overlap, transfers, equal documents",
    "payment_contracts": "payments of nobody, given to a contract later or moved to another",
    "hold": "a digit too many, mended or confirmed later",
    "too_many_estimates": "a month in which most meters are not read, --estimate-all later",
    "leavers": "contracts that end within a month while their meters stay",
    "total_area": "common meters shared by the whole area, vacant premises",
    "final": "esep final for a contract that has ended",
    "forms": "numbers, dates, instants and headers as spreadsheets write them",
}
DEFAULT = tuple(FEATURES)


def chosen(text):
    """The features that a list names; all without one, none for `none`."""
    if not text:
        return set(DEFAULT)
    names = {name.strip() for name in text.split(",")} - {"none", ""}
    unknown = names - set(FEATURES)
    if unknown:
        raise SystemExit(f"no feature {', '.join(sorted(unknown))}; there are {', '.join(FEATURES)}")
    return names


class Features:
    """Adds what the features ask for to a park that is made."""

    def __init__(self, seed, names, maker):
        self.seed, self.names, self.maker = seed, names, maker
        self.tables, self.months = maker.tables, maker.months
        self.start, self.end = maker.start, maker.end

    def rng(self, name):
        return random.Random(f"{name} {self.seed}")

    def apply(self, settings):
        """After contracts and meters are made, before they are read."""
        if "dates" in self.names:
            self.dates(self.rng("dates"), settings)
        if "addenda" in self.names:
            self.addenda(self.rng("addenda"), settings)
        if "total_area" in self.names:
            self.total_area(self.rng("total_area"))
        if "handed_meters" in self.names:
            self.handed_meters(self.rng("handed_meters"))
        if "bank_accounts" in self.names:
            settings["company"] = dict(settings["company"], accounts=[
                {"account": "1090000000000010", "bank": "Банк", "bic": "109001", "currency": "KGS"},
                {"account": "1090000000000840", "bank": "Банк", "bic": "109001", "currency": "USD"}])

    def dates(self, rng, settings):
        if rng.random() < 0.3:
            settings["bookCloseDays"] = rng.choice((5, 10, 30))
        if rng.random() < 0.2:
            settings["dueOnWorkday"] = False

    def day(self, rng, low=None, high=None):
        low, high = low or self.start, high or self.end
        return low + ONE_DAY * rng.randint(0, max(0, (high - low).days))

    def addenda(self, rng, settings):
        rows = []
        for row in self.tables["contracts"]:
            low, high = max(row["valid_from"], self.start) + ONE_DAY, min(row.get("valid_to") or self.end, self.end)
            rows.append(row)
            if rng.random() < 0.4 and low <= high:
                cut = self.day(rng, low, high)
                more = dict(row, valid_from=cut)
                row["valid_to"] = cut - ONE_DAY
                more["penalty_percent_per_day"] = rng.choice((None, Decimal("0.05"), Decimal("0.2")))
                more["payment_days"] = rng.choice((None, 3, 20))
                if rng.random() < 0.3:
                    more["resident_id"] = rng.choice(self.tables["residents"])["resident_id"]
                rows.append({name: value for name, value in more.items() if value is not None})
        self.tables["contracts"][:] = rows
        for row in list(self.tables["residents"]):
            if rng.random() < 0.3:
                changed = dict(row, valid_from=self.day(rng), short_name=row["short_name"] + " жаңы")
                if rng.random() < 0.6:
                    changed["inn"] = str(int(row["inn"]) + 50000000000000)
                self.tables["residents"].append(changed)
        if rng.random() < 0.3:
            settings["vatPayer"] = self.day(rng).isoformat()
        for term in self.tables["terms"]:
            if rng.random() < 0.15:
                term["tax"] = rng.choice(("NONE", "VAT", "FULL"))
        if rng.random() < 0.4:
            cut = self.day(rng)
            for row in [row for row in self.tables["zones"] if row["zone"] in ("day", "peak")]:
                self.tables["zones"].append(dict(row, valid_from=cut, **(
                    {"to": "18:00"} if row["zone"] == "day" else {"from": "18:00"})))
                row["valid_to"] = cut - ONE_DAY

    def total_area(self, rng):
        for meter in self.tables["meters"]:
            if meter.get("role") == "common" and rng.random() < 0.6:
                meter["allocate_by"] = "total_area"
        for number in range(rng.randint(0, 3)):
            self.tables["premises"].append({
                "premises_id": f"V{number}", "kind": rng.choice(("building", "land")), "valid_from": self.day(rng),
                "area_m2": Decimal(rng.randint(100, 20000)) / 10} | (
                    {"valid_to": self.end} if rng.random() < 0.3 else {}))

    def spans(self):
        """The first and last day of every contract."""
        found = {}
        for row in self.tables["contracts"]:
            first, _ = found.get(row["contract_id"], (row["valid_from"], None))
            found[row["contract_id"]] = first, row.get("valid_to")
        return found

    def handed_meters(self, rng):
        """Meters that stand are handed to another contract with a term for the service, some after days of nobody."""
        spans = self.spans()
        for meter in self.tables["meters"]:
            if meter.get("role") or meter.get("removed_on") or meter.get("mode") or rng.random() < 0.5:
                continue
            owner, service = meter["contract_id"], meter["service"]
            low = max(meter["installed_on"], spans[owner][0]) + ONE_DAY * 2
            high = min(spans[owner][1] or self.end, self.end - ONE_DAY * 2)
            others = [term for term in self.tables["terms"] if term["service"] == service and term["contract_id"] != owner
                      and term.get("tariff") not in ("hourly", "mix") and not term.get("valid_to")
                      and not spans[term["contract_id"]][1] and meter.get("registers") is None]
            if not others or low > high:
                continue
            other, cut = rng.choice(others), self.day(rng, low, high)
            begin = max(cut + ONE_DAY * rng.choice((1, 1, 1, 4, 12)), other["valid_from"],
                        spans[other["contract_id"]][0])
            if begin > self.end:
                continue
            meter["handed_"] = [cut, begin - ONE_DAY]
            meter.pop("contract_id")
            self.tables["meter-contracts"] += [
                {"meter_id": meter["meter_id"], "contract_id": owner, "valid_from": spans[owner][0], "valid_to": cut},
                {"meter_id": meter["meter_id"], "contract_id": other["contract_id"], "valid_from": begin}]

    def read(self):
        """After the meters are read: what readings the features add or take."""
        if "leavers" in self.names or "handed_meters" in self.names:
            self.read_at_ends(self.rng("ends"))
        if "hold" in self.names:
            self.hold(self.rng("hold"))
        if "too_many_estimates" in self.names:
            self.unread(self.rng("too_many_estimates"))

    def read_at_ends(self, rng):
        spans = self.spans()
        for meter in self.tables["meters"]:
            ends = meter.pop("handed_", [])
            flows = self.maker.flows.get(meter["meter_id"])
            end = spans.get(meter.get("contract_id"), (None, None))[1]
            if meter.get("leaver_") and end:
                ends = ends + [end]
            meter.pop("leaver_", None)
            for day in ends:
                if flows and rng.random() < 0.75 and self.start <= day <= self.end + ONE_DAY * 5:
                    for name, flow in flows.items():
                        here = [row for row in self.tables["readings"] if row["meter_id"] == meter["meter_id"]
                                and row["register"] == name and row["read_at"] == day]
                        if not here:
                            self.tables["readings"].append({"meter_id": meter["meter_id"], "register": name,
                                                            "read_at": day, "reading": flow.at(day)})

    def hold(self, rng):
        """A reading far too high, mended some weeks later by another row or found right after all."""
        if rng.random() < 0.4 or len(self.months) < 3:
            return
        month = self.months[-1]
        rows = [row for row in self.tables["readings"] if row["read_at"] == last_of(month)
                and isinstance(row["reading"], Decimal) and not row.get("source")]
        rows = [row for row in rows if sum(1 for one in self.tables["readings"] if one["meter_id"] == row["meter_id"]
                                           and one["register"] == row["register"]
                                           and one["read_at"] == row["read_at"]) == 1]
        if not rows:
            return
        row = rng.choice(sorted(rows, key=lambda row: (row["meter_id"], row["register"])))
        flow = self.maker.flows[row["meter_id"]][row["register"]]
        high = row["reading"] + ((flow.rates[month] * 30 * rng.choice((15, 30))) // 1)
        if high >= Decimal(10) ** flow.digits:
            return
        later = last_of(month) + ONE_DAY * rng.randint(8, 40)
        if rng.random() < 0.5:
            self.tables["readings"].append(dict(row, source="corrected", seen_=later))
            row["reading"] = high
        else:
            # What comes after it would have to be higher too, so it is the register's last one.
            self.tables["readings"][:] = [
                one for one in self.tables["readings"] if one is row or one["meter_id"] != row["meter_id"]
                or one["register"] != row["register"] or date_of(one) < date_of(row)]
            row["reading"] = high
            self.tables["readings"].append(dict(row, source="confirmed", seen_=later))

    def unread(self, rng):
        """Most meters of a service are not read about the end of a month; some of the readings come later."""
        if rng.random() < 0.6 or len(self.months) < 2:
            return
        month = rng.choice(self.months[1:])
        service = rng.choice(("EL", "WA"))
        gone = {meter["meter_id"] for meter in self.tables["meters"] if meter["service"] == service}
        first = self.tables["readings"][0]["meter_id"] if self.tables["readings"] else None
        later = last_of(month) + ONE_DAY * rng.randint(10, 60)
        for row in self.tables["readings"]:
            near = abs((date_of(row) - last_of(month)).days) <= 6 or date_of(row) > last_of(month)
            if row["meter_id"] in gone - {first} and near and date_of(row) <= last_of(month) + ONE_DAY * 6:
                row["seen_"] = max(later, row.get("seen_", later))


def date_of(row):
    names = ("read_at", "start", "completed_on", "received_on", "ordered_on", "date")
    value = next(row[name] for name in names if row.get(name))
    return value.date() if isinstance(value, datetime.datetime) else value


