"""What was issued and recorded, kept between runs in a file of its own."""
import pickle
from pathlib import Path

from pricing import FIGURES
from records import Used


class Kept:
    """What waited when somebody said that it was seen [I6]."""

    def __init__(self, facts, gone, through, openings):
        self.facts, self.gone, self.through, self.openings = facts, gone, through, openings


class Recorded:
    def __init__(self):
        self.months = []         # months run, in order
        self.days = {}           # month: the date of its own batch
        self.documents = []      # issued, in order: dicts with lines
        self.done = {}           # contract: months that are not held back
        self.held = set()        # (contract, month) that was held back when the month was issued
        self.closings = {}       # (meter, stretch, register, month): Closing
        self.consumption = {}    # month: rows as printed
        self.park_balance = {}   # month: rows as printed
        self.balances = {}       # month: contract: {opening, invoiced, paid, closing} and the ageing
        self.more_opened = {}    # (month, contract): what a changed opening balance adds
        self.openings = None     # opening balances as recorded
        self.snapshots = []      # (digest, facts)
        self.month_facts, self.facts_of, self.meter_facts = {}, {}, {}
        self.used, self.kept = Used(), None

    def snapshot(self, present):
        """The facts as they are now, unchanged ones once."""
        if present.taken is not None:
            return present.taken
        digest = present.digest()
        known = next((facts for one, facts in self.snapshots if one == digest), None)
        if known is None:
            known = present.without_records()
            self.snapshots.append((digest, known))
        present.taken = known
        return known

    def contracts(self):
        """Every contract that there ever was, by its last recorded row."""
        return {name: row for _, facts in self.snapshots for name, row in facts.contracts.items()}

    def residents(self):
        return {name: rows for _, facts in self.snapshots for name, rows in facts.residents.items()}

    def closing(self, meter, label, register, month):
        return self.closings.get((meter, label, register, month))

    def is_done(self, contract, month):
        return month in self.done.get(contract, ())

    def documents_of(self, contract, month):
        return [d for d in self.documents if d["contract_id"] == contract and d["period"] == month]

    def standing(self, contract, month):
        """The lines that stand for a contract's month after its corrections [I2]."""
        lines = []
        for document in self.documents_of(contract, month):
            for line in document["lines"]:
                if line["basis"] != "reversal":
                    lines.append(line)
                    continue
                lines.remove(next(old for old in lines if reverses(line, old)))
        return lines

    def next_number(self, year):
        used = sum(1 for d in self.documents if d["invoice_no"].startswith(f"{year:04d}-"))
        return f"{year:04d}-{used + 1:06d}"

    def last_issued_on(self):
        return max((document["issued_on"] for document in self.documents), default=0)

    # File

    def save(self, path):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(pickle.dumps(self))

    @classmethod
    def load(cls, path):
        return pickle.loads(Path(path).read_bytes()) if path and Path(path).exists() else cls()


def reverses(line, old):
    """Whether a reversal takes an old line back."""
    taken = ("quantity", "net", "vat", "sales_tax")
    return line.full_key()[:-1] == old.full_key()[:-1] and all(
        line[name] == (-old[name] if name in taken else old[name]) for name in FIGURES)
