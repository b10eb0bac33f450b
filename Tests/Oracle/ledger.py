"""Documents, payments, balances and penalties [I3-I5]."""
from fractions import Fraction

from park import payers_of
from pricing import Line
from values import first_day, half_away, last_day

ZERO = Fraction(0)


class Document:
    """An issued invoice or correction, or an opening balance."""

    def __init__(self, number, contract, issued_on, due_on, principal, penalty, corrects=None, opening=False):
        self.number, self.contract, self.issued_on, self.due_on = number, contract, issued_on, due_on
        self.issued_principal, self.corrects, self.opening = principal, corrects, opening
        self.total = principal + penalty
        # A negative part is set against the other one; what is left of a negative whole is handled by the ledger.
        self.principal = max(ZERO, principal + min(ZERO, penalty))
        self.penalty = max(ZERO, penalty + min(ZERO, principal))
        self.less_principal = max(ZERO, -principal - max(ZERO, penalty))
        self.less_penalty = max(ZERO, -penalty - max(ZERO, principal))

    @property
    def open(self):
        return self.principal + self.penalty

    def take(self, amount, penalty_first=False):
        """Pays at most `amount`, principal first; returns what is left."""
        for part in ("penalty", "principal") if penalty_first else ("principal", "penalty"):
            paid = min(amount, getattr(self, part))
            setattr(self, part, getattr(self, part) - paid)
            amount -= paid
        return amount

    def age_key(self):
        """Opening balances by due date and document, then by date of issue and number."""
        if self.opening:
            return 0, self.due_on, self.number.encode(), self.contract.encode()
        return 1, self.issued_on, self.number.encode(), self.contract.encode()


class Ledger:
    """Replays documents and payments day by day, in the order of I3."""

    def __init__(self, park, documents):
        self.park = park
        self.advance = {contract: ZERO for contract in park.contracts}
        self.paid = {contract: ZERO for contract in park.contracts}
        self.documents, self.queue = [], []
        self.daily = {}          # (number, contract): {day: principal outstanding after the day's payments}
        self.unallocated = []
        for row in park.openings:
            if row.contract_id not in park.contracts:
                continue
            if row.amount < 0:
                self.advance[row.contract_id] -= row.amount
            elif row.amount > 0:
                self.documents.append(
                    Document(row.document, row.contract_id, 0, row.due_on, row.amount, ZERO, opening=True))
        self.opened = {contract: -self.advance[contract] for contract in park.contracts}
        for document in self.documents:
            self.opened[document.contract] += document.open
        for document in documents:
            self.queue.append(document)
        self.queue.sort(key=lambda document: (document.issued_on, document.number))
        self.payments = list(park.payments)

    def run(self, until):
        start = first_day(self.park.first_month)
        first = min([start] + [p.received_on for p in self.payments])
        for day in range(first, until + 1):
            while self.payments and self.payments[0].received_on <= day:
                self.pay(self.payments.pop(0))
            for document in self.documents:
                self.daily.setdefault((document.number, document.contract), {})[day] = document.principal
            while self.queue and self.queue[0].issued_on <= day:
                self.issue(self.queue.pop(0))
        return self

    # Payments

    def pay(self, payment):
        named, contracts = self.payer(payment)
        if not contracts or payment.amount <= 0 or len(payers_of(payment)) > 1:
            self.unallocated.append(payment)
            return
        holder = named.contract if named else contracts[0]
        if payment.kind == "refund":
            self.advance[holder] -= payment.amount
            self.paid[holder] -= payment.amount
            return
        left = payment.amount
        if named:
            left = self.settle(named, left)
        if payment.contract_id or named:
            for document in self.oldest(contracts[:1]):
                left = self.settle(document, left)
        for document in self.oldest(contracts):
            left = self.settle(document, left)
        self.advance[holder] += left
        self.paid[holder] += left

    def payer(self, payment):
        """The invoice that a payment names, and its contracts: the one that is named first.

        An invoice unknown or issued on or after the payment's day is as if unnamed, so that the payment does not
        move when an invoice gets that number later; without another name its payer is unknown.
        """
        named = next((d for d in self.documents if d.number == payment.invoice_no and not d.opening
                      and d.issued_on < payment.received_on), None)
        contract = named.contract if named else payment.contract_id
        own = self.park.contracts.get(payment.contract_id)
        if named and own and own.resident_id == self.park.contracts[named.contract].resident_id:
            contract = payment.contract_id
        if contract is not None:
            if contract not in self.park.contracts:
                return None, []
            others = self.park.contracts_of_resident(self.park.contracts[contract].resident_id)
            return named, [contract] + [other for other in others if other != contract]
        resident = payment.resident_id
        if resident is None and payment.inn:
            resident = next((key for key, row in sorted(self.park.residents.items()) if row.inn == payment.inn), None)
        return None, self.park.contracts_of_resident(resident) if resident else []

    def oldest(self, contracts):
        return sorted((d for d in self.documents if d.contract in contracts and d.open > 0), key=Document.age_key)

    def settle(self, document, amount):
        left = document.take(amount)
        self.paid[document.contract] += amount - left
        return left

    # Documents

    def issue(self, document):
        """A document takes from the contract's advance; one that takes away pays its invoice, then the oldest."""
        self.documents.append(document)
        if document.total >= 0:
            have = max(ZERO, self.advance[document.contract])
            self.advance[document.contract] -= have - document.take(have)
            return
        left = ZERO
        corrected = next((d for d in self.documents if d.number == document.corrects and not d.opening), None)
        if corrected:
            left = corrected.take(document.less_penalty, penalty_first=True) + corrected.take(document.less_principal)
        else:
            left = document.less_penalty + document.less_principal
        for other in self.oldest([document.contract]):
            left = other.take(left)
        self.advance[document.contract] += left

    # Balances

    def ageing(self, contract, day):
        """not_due, overdue by 30 days, advance at the end of the day."""
        columns = [ZERO] * 5
        for document in self.documents:
            if document.contract == contract and document.open:
                late = day - document.due_on
                columns[0 if late <= 0 else min(4, (late - 1) // 30 + 1)] += document.open
        advance = self.advance[contract]
        columns[0] += max(ZERO, -advance)
        return columns + [max(ZERO, advance)]


def penalty_lines(park, ledger, contract, month, charged):
    """The month's penalty lines; `charged` is what each document was charged before: (amount, last day) [I4]."""
    row = park.contracts[contract]
    if not row.penalty_percent_per_day:
        return []
    lines = []
    start = first_day(park.first_month)
    for document in sorted((d for d in ledger.documents if d.contract == contract), key=Document.age_key):
        before, last = charged.get(document.number, (ZERO, 0))
        first = max(document.due_on + 1, last + 1, start)
        outstanding = ledger.daily.get((document.number, contract), {})
        days = [day for day in range(first, last_day(month) + 1) if outstanding.get(day, ZERO) > 0]
        amount = half_away(sum((outstanding[day] for day in days), ZERO) * row.penalty_percent_per_day / 100)
        if row.penalty_cap_percent is not None:
            amount = min(amount, half_away(row.penalty_cap_percent * document.issued_principal / 100) - before)
        if amount <= 0:
            continue
        lines.append(Line(
            service="", point="", component="penalty", zone="", block="", **{"from": days[0], "to": days[-1]},
            basis="penalty", quantity=Fraction(1), unit="", unit_price=amount, currency="KGS",
            exchange_rate=Fraction(1), discount_percent=ZERO, net=amount, tax="", vat=ZERO, sales_tax=ZERO,
            total=amount, reference=document.number, month=month))
    return sorted(lines, key=lambda line: (line["from"], line["reference"].encode()))
