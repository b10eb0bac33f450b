"""What was issued and recorded, kept between runs in a JSON file."""
import json
from fractions import Fraction
from pathlib import Path

from pricing import Line
from registers import Closing

NUMBERS = ("quantity", "unit_price", "exchange_rate", "discount_percent", "net", "vat", "sales_tax", "total")


class Recorded:
    def __init__(self):
        self.months = []         # months run, in order
        self.documents = []      # issued, in order: dicts with lines
        self.done = {}           # contract: months that are not held back
        self.closings = {}       # (meter, register, month): Closing
        self.consumption = {}    # month: rows as printed
        self.park_balance = {}   # month: rows as printed
        self.balances = {}       # month: contract: {opening, invoiced, paid, closing} and the ageing
        self.series_cache = {}   # within a run: (meter, month): Series
        self.gone_bad = []       # within a batch

    def closing(self, meter, register, month):
        return self.closings.get((meter, register, month))

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

    # File

    def save(self, path):
        data = {
            "months": self.months, "done": self.done,
            "documents": [{**d, "lines": [pack(line) for line in d["lines"]]} for d in self.documents],
            "closings": [[*key, c.opening_at, c.closing_at, str(c.opening), str(c.closing), c.basis, str(c.difference),
                          str(c.quantity), {str(m): str(q) for m, q in c.trued_up.items()}]
                         for key, c in sorted(self.closings.items())],
            "consumption": self.consumption, "park_balance": self.park_balance, "balances": self.balances}
        Path(path).write_text(json.dumps(data, default=str, ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def load(cls, path):
        self = cls()
        if not path or not Path(path).exists():
            return self
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        self.months = data["months"]
        self.done = {contract: list(months) for contract, months in data["done"].items()}
        self.documents = [{**d, "lines": [unpack(line) for line in d["lines"]]} for d in data["documents"]]
        for document in self.documents:
            for name in ("net", "vat", "sales_tax", "total", "opening_balance", "paid", "balance_due"):
                document[name] = Fraction(document[name])
        for meter, register, month, opened, closed, low, high, basis, difference, quantity, trued in data["closings"]:
            done = Closing(month, opened, Fraction(low), closed, Fraction(high), basis, Fraction(difference))
            done.quantity = Fraction(quantity)
            done.trued_up = {int(m): Fraction(q) for m, q in trued.items()}
            self.closings[meter, register, month] = done
        for name in ("consumption", "park_balance"):
            setattr(self, name, {int(month): rows for month, rows in data[name].items()})
        for month, rows in data["balances"].items():
            self.balances[int(month)] = {contract: {name: Fraction(value) for name, value in row.items()}
                                         for contract, row in rows.items()}
        return self


def reverses(line, old):
    return old.key() == line.key() and old["reference"] == line["reference"] and old["quantity"] == -line["quantity"] \
        and old["net"] == -line["net"] and old["unit_price"] == line["unit_price"] and old["vat"] == -line["vat"]


def pack(line):
    return {name: str(value) if name in NUMBERS else value for name, value in line.items()}


def unpack(cells):
    return Line({name: Fraction(value) if name in NUMBERS else value for name, value in cells.items()})
