"""Documents, payments, balances and penalties [I3-I5]."""
import re
from fractions import Fraction

from pricing import Line
from records import payers_of
from values import first_day, half_away, last_day

ZERO = Fraction(0)
NUMBER = re.compile(r"(?<!\d)\d{4}-\d{6}(?!\d)")


class Document:
    """An issued invoice or correction, an opening balance, or what a refund left."""

    def __init__(self, number, contract, issued_on, due_on, principal, penalty, corrects=None, kind="invoice", batch=None):
        self.number, self.contract, self.issued_on, self.due_on = number, contract, issued_on, due_on
        self.issued_principal, self.corrects, self.kind, self.batch = principal, corrects, kind, batch
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
        """Pays at most `amount`, principal first; returns what is left, principal and penalty paid."""
        paid = {}
        for part in ("penalty", "principal") if penalty_first else ("principal", "penalty"):
            paid[part] = min(amount, getattr(self, part))
            setattr(self, part, getattr(self, part) - paid[part])
            amount -= paid[part]
        return amount, paid["principal"], paid["penalty"]

    def age_key(self):
        """Opening balances by due date and document, then by date of issue and number."""
        if self.kind == "opening":
            return 0, self.due_on, self.number.encode(), self.contract.encode()
        return 1, self.issued_on, self.number.encode(), self.contract.encode()


class Settled:
    """What a payment paid of a document."""

    def __init__(self, day, document, principal, penalty):
        self.day, self.document, self.principal, self.penalty = day, document, principal, penalty

    def newest(self):
        return self.day, self.document.age_key()


class Ledger:
    """Replays documents and payments day by day, in the order of I3. `pinned` says whose parts of payments are."""

    def __init__(self, facts, openings, documents, payments, via, pinned):
        self.facts, self.via, self.pinned = facts, via, pinned
        self.advance, self.paid, self.parts = {}, {}, {}
        self.documents, self.settled, self.daily = [], [], {}
        self.unallocated, self.told = [], []
        self.opened = {}
        for row in openings:
            self.opened[row.contract_id] = self.opened.get(row.contract_id, ZERO) + row.amount
            if row.amount < 0:
                self.add(self.advance, row.contract_id, -row.amount)
            elif row.amount > 0:
                self.documents.append(
                    Document(row.document, row.contract_id, 0, row.due_on, row.amount, ZERO, kind="opening"))
        self.queue = sorted(documents, key=lambda document: (document.issued_on, document.number))
        self.payments = list(payments)

    def add(self, sums, contract, amount):
        sums[contract] = sums.get(contract, ZERO) + amount

    def run(self, until):
        first = min([first_day(self.facts.first_month)] + [p.received_on for p in self.payments])
        for day in range(first, until + 1):
            while self.payments and self.payments[0].received_on <= day:
                self.pay(self.payments.pop(0))
            for document in self.documents:
                self.daily.setdefault((document.number, document.contract), {})[day] = document.principal
            while self.queue and self.queue[0].issued_on <= day:
                self.issue(self.queue.pop(0), day)
        self.today = until
        return self

    def close(self, batch):
        """Brings in the documents of a month's folder and before that are dated later."""
        for document in [one for one in self.queue if one.batch <= batch]:
            self.issue(document, self.today)
        return self

    # Payments

    def pay(self, payment):
        parts = self.pinned.get(payment.payment_id)
        if parts is None:
            named, contracts, first = self.payer(payment)
            if not contracts:
                self.unallocated.append(payment)
                return
        before = dict(self.paid)
        if payment.kind == "refund":
            if parts is not None:
                for contract, amount in parts.items():
                    self.refund([contract], -amount, payment.received_on)
            else:
                # An invoice that is named wins over a payer beside it.
                taken = [named.contract] if named else contracts[:1] if first else contracts
                self.refund(taken, payment.amount, payment.received_on)
        elif parts is not None:
            named = self.named(payment)
            for contract, amount in parts.items():
                self.receive(payment, named if named and named.contract == contract else None, [contract], amount, True)
        else:
            self.receive(payment, named, contracts, payment.amount, first)
        self.parts[payment.payment_id] = {
            contract: amount - before.get(contract, ZERO) for contract, amount in self.paid.items()
            if amount != before.get(contract, ZERO)}

    def receive(self, payment, named, contracts, amount, first):
        """The invoice that is named, the oldest of the first contract, the oldest of all; the rest is an advance."""
        left = self.settle(payment, named, amount) if named else amount
        for some in (contracts[:1] if first else []), contracts:
            for document in self.oldest(some):
                left = self.settle(payment, document, left)
        holder = named.contract if named else contracts[0]
        self.add(self.advance, holder, left)
        self.add(self.paid, holder, left)

    def named(self, payment, number=None):
        number = number or payment.invoice_no
        return next((d for d in self.documents if d.number == number and d.kind == "invoice"
                     and d.issued_on < payment.received_on), None)

    def payer(self, payment):
        """(the invoice that a payment names, its contracts, whether the first of them goes before the others)."""
        if payment.disputed:
            return None, [], False
        day, facts = payment.received_on, self.facts
        via = self.via.get(payment.payment_id)
        contract = via or payment.contract_id
        if contract not in facts.contracts:
            contract = None
        resident = facts.contracts[contract].on(day).resident_id if contract else payment.resident_id
        resident = resident or facts.resident_by_inn(payment.inn, day)
        own = facts.contracts_of_resident(resident, day) if resident in facts.residents else []
        named = self.named(payment)
        if payment.invoice_no and named is None:
            self.told.append((payment, "unknown-invoice", f"no invoice {payment.invoice_no} before that day"))
        elif named and payers_of(payment):
            self.told.append((payment, "invoice-and-payer", "an invoice and a payer are named: the invoice counts"))
        if not payment.invoice_no:
            found = NUMBER.search(payment.purpose or "")
            guess = self.named(payment, found[0]) if found else None
            if guess and (not own or guess.contract in own):
                named = guess
        if via and named and named.contract != via:
            named = None
        if named:
            first = contract if contract in own and named.contract in own else named.contract
            holder = facts.contracts.get(named.contract)
            if first == named.contract and holder:
                resident = holder.on(day).resident_id
                own = facts.contracts_of_resident(resident, day)
            return named, [first] + [other for other in own if other != first], True
        if contract:
            return None, [contract] + [other for other in own if other != contract], True
        return None, own, False

    def oldest(self, contracts):
        return sorted((d for d in self.documents if d.contract in contracts and d.open > 0), key=Document.age_key)

    def settle(self, payment, document, amount):
        left, principal, penalty = document.take(amount)
        self.add(self.paid, document.contract, amount - left)
        if payment.kind == "payment" and amount != left:
            self.settled.append(Settled(payment.received_on, document, principal, penalty))
        return left

    def refund(self, contracts, amount, day):
        """Takes back advances, then what payments paid last; what is left is an open document of that day."""
        for contract in contracts:
            part = min(amount, max(ZERO, self.advance.get(contract, ZERO)))
            self.give_back(contract, part)
            self.add(self.advance, contract, -part)
            amount -= part
        mine = [one for one in self.settled if one.document.contract in contracts]
        for one in sorted(mine, key=Settled.newest, reverse=True):
            for name in ("penalty", "principal"):
                part = min(amount, getattr(one, name))
                setattr(one, name, getattr(one, name) - part)
                setattr(one.document, name, getattr(one.document, name) + part)
                self.give_back(one.document.contract, part)
                amount -= part
        if amount:
            self.give_back(contracts[0], amount)
            self.documents.append(Document("", contracts[0], day, day, amount, ZERO, kind="refund"))

    def give_back(self, contract, amount):
        if amount:
            self.add(self.paid, contract, -amount)

    # Documents

    def issue(self, document, day):
        """A document takes from the contract's advance; one that takes away pays its invoice, then the oldest."""
        if document in self.queue:
            self.queue.remove(document)
        self.documents.append(document)
        if document.total >= 0:
            have = max(ZERO, self.advance.get(document.contract, ZERO))
            left, principal, penalty = document.take(have)
            self.add(self.advance, document.contract, left - have)
            if left != have:
                self.settled.append(Settled(day, document, principal, penalty))
            return
        left = document.less_penalty + document.less_principal
        corrected = next((d for d in self.documents if d.number == document.corrects and d.kind == "invoice"), None)
        if corrected:
            left = corrected.take(document.less_penalty, penalty_first=True)[0] + corrected.take(document.less_principal)[0]
        for other in self.oldest([document.contract]):
            left = other.take(left)[0]
        self.add(self.advance, document.contract, left)

    # Balances

    def ageing(self, contract, day):
        """not_due, overdue by 30 days, advance at the end of the day."""
        columns = [ZERO] * 5
        for document in self.documents:
            if document.contract == contract and document.open:
                late = day - document.due_on
                columns[0 if late <= 0 else min(4, (late - 1) // 30 + 1)] += document.open
        return columns + [self.advance.get(contract, ZERO)]


def penalty_lines(facts, ledger, contract, month, charged, until):
    """The month's penalty lines; `charged` is what each document was charged before: (amount, last day) [I4]."""
    terms = facts.contracts.get(contract)
    if terms is None:
        return []
    lines = []
    start = first_day(facts.first_month)
    for document in sorted((d for d in ledger.documents if d.contract == contract and d.kind != "refund"),
                           key=Document.age_key):
        before, last = charged.get(document.number, (ZERO, 0))
        first = max(document.due_on + 1, last + 1, start)
        outstanding = ledger.daily.get((document.number, contract), {})
        days = [day for day in range(first, min(last_day(month), until) + 1) if outstanding.get(day, ZERO) > 0
                and terms.on(day).penalty_percent_per_day]
        if not days:
            continue
        amount = half_away(sum((outstanding[day] * terms.on(day).penalty_percent_per_day for day in days), ZERO) / 100)
        cap = terms.on(days[-1]).penalty_cap_percent
        if cap is not None:
            amount = min(amount, half_away(cap * document.issued_principal / 100) - before)
        if amount <= 0:
            continue
        lines.append(Line(
            service="", point="", component="penalty", zone="", block="", **{"from": days[0], "to": days[-1]},
            basis="penalty", quantity=Fraction(1), unit="", unit_price=amount, currency="KGS",
            exchange_rate=Fraction(1), discount_percent=ZERO, net=amount, tax="", vat=ZERO, sales_tax=ZERO,
            total=amount, reference=document.number, month=month))
    return sorted(lines, key=lambda line: (line["from"], line["reference"].encode()))
