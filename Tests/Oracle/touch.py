"""What a problem touches [formats 1]: by its contract, or through its meter, resident, service, tariff, tax, currency."""
from names import nearly
from values import BadCell, dated_day, first_day, last_day, month_of, parse_month


class Touch:
    """A part of the park: whom a problem holds back."""

    def touches(self, problem, contract, month, lost=()):
        """Whether an error holds a contract back for a month; `month_of_problem` says of which months it is at all."""
        if problem.severity != "error" or problem.hits == "nobody":
            return False
        if problem.hits == "everyone":
            return True
        if problem.hits == "metered":
            return any(owner == contract and self.services[service].kind in ("metered", "derived")
                       and self.shares(contract, service, month) for owner, service in self.terms)
        return contract in self.named_by(problem, month, lost)

    def named_by(self, problem, month, lost):
        cells = {name: str(value or "").strip() for name, value in problem.cells.items() if name}
        table, found = problem.table, set(problem.contracts)
        found |= self.known_or_near(cells.get("contract_id"), {*self.contracts, *lost})
        if table == "payments":
            return found | self.payers_named(cells)
        if table in ("readings", "intervals", "meter-contracts", "meter-aliases"):
            for name in self.known_or_near(cells.get("meter_id"), self.meters):
                found |= self.contracts_of_meter(self.meters[name], month)
        elif table == "residents":
            for name in self.known_or_near(cells.get("resident_id"), self.residents):
                found |= self.ever_of_resident(name)
        elif table == "meters":
            found |= {row.contract_id for row in self.handed.get(cells.get("meter_id"), [])}
            if cells.get("role") == "head":
                return set()
            if cells.get("role") == "common":
                found |= set(self.sharers(cells.get("service"), month))
            if cells.get("parent") in self.meters:
                found |= self.contracts_of_meter(self.meters[cells["parent"]], month)
        elif table in ("services", "tariffs", "taxes", "exchange-rates", "zones"):
            found |= {contract for contract in self.contracts if self.uses(contract, table, cells, month)}
        return found

    def known_or_near(self, name, known):
        if not name:
            return set()
        return {name} if name in known else set(nearly(name, known))

    def payers_named(self, cells):
        found = {self.numbers[cells["invoice_no"]]} if cells.get("invoice_no") in self.numbers else set()
        for name in self.known_or_near(cells.get("resident_id"), self.residents):
            found |= self.ever_of_resident(name)
        for name, rows in self.residents.items():
            if cells.get("inn") and any(row.inn == cells["inn"] for row in rows):
                found |= self.ever_of_resident(name)
        return found

    def ever_of_resident(self, resident):
        return {c.contract_id for c in self.contracts.values() if any(row.resident_id == resident for row in c.rows)}

    def uses(self, contract, table, cells, month):
        for (owner, name), terms in self.terms.items():
            if owner != contract:
                continue
            service = self.services[name]
            for term in terms:
                first, last = self.term_days(term, month)
                if first > last:
                    continue
                rows = self.tariffs.get(term.tariff, []) if term.tariff else []
                if table == "services" and name == cells.get("service") or \
                        table == "tariffs" and term.tariff and term.tariff == cells.get("tariff") or \
                        table == "taxes" and cells.get("tax") == (term.tax or service.tax) or \
                        table == "zones" and any(row.zone == cells.get("zone") for row in rows if row.zone) or \
                        table == "exchange-rates" and cells.get("currency") in {
                            *(row.currency for row in rows), *([] if term.tariff else [term.currency])}:
                    return True
        return False

    def sharers(self, service, month):
        return sorted({contract for contract, name in self.terms if name == service
                       and self.shares(contract, service, month)}, key=str.encode)

    def contracts_of_meter(self, meter, month):
        """Whoever pays for a meter in a month, and for its parent."""
        if meter.role == "head":
            return set()
        if meter.role == "common":
            own = set(self.sharers(meter.service, month))
        else:
            own = {s.contract for s in self.stretches(meter) if s.contract
                   and s.first <= last_day(month) and s.last >= first_day(month)}
        parent = self.meters.get(meter.parent)
        return own | self.contracts_of_meter(parent, month) if parent else own

    def month_of_problem(self, problem):
        """The month that a bad reading or interval touches, by its date or its folder; None for all not yet issued."""
        if problem.table not in ("readings", "intervals") or not problem.cells:
            return None
        try:
            return month_of(dated_day(problem.cells.get("read_at") or problem.cells.get("start") or ""))
        except BadCell:
            pass
        for part in problem.where.split("/")[:-1]:
            try:
                return parse_month(part)
            except BadCell:
                continue
        return None
