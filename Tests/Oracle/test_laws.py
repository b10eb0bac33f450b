"""Laws that hold for every generated park, whatever it is."""
import csv
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

import oracle
from generate import change, generate

SEEDS = range(901, 907)


def rows(folder, month, name):
    with open(Path(folder, month, f"{name}.csv"), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def amount(row, *names):
    return sum(Decimal(row[name]) for name in names)


class Laws(unittest.TestCase):
    def each_park(self, check):
        for seed in SEEDS:
            with self.subTest(seed=seed), tempfile.TemporaryDirectory() as scratch:
                self.source, self.output = Path(scratch, "Input"), Path(scratch, "Output")
                self.state = Path(scratch, "state.json")
                plan = generate(seed, self.source)
                self.run_plan(plan)
                check(seed, plan)

    def run_plan(self, plan):
        oracle.run(self.source, self.output, plan["through"], plan["today"], self.state, log=lambda text: None)

    def bytes_of_output(self):
        return {path: path.read_bytes() for path in self.output.rglob("*.csv")}

    def test_a_run_without_a_change_leaves_the_same_bytes(self):
        def check(seed, plan):
            for again in (plan, change(seed, self.source)):
                self.run_plan(again)
                before = self.bytes_of_output()
                self.run_plan(again)
                changed = [path.name for path, data in self.bytes_of_output().items() if before.get(path) != data]
                self.assertEqual(changed, [])
        self.each_park(check)

    def test_totals_are_sums_and_balances_go_on(self):
        def check(seed, _):
            self.run_plan(change(seed, self.source))
            closing, numbers = {}, []
            for month in sorted(path.name for path in self.output.iterdir()):
                lines = rows(self.output, month, "lines")
                for invoice in rows(self.output, month, "invoices"):
                    own = [line for line in lines if line["invoice_no"] == invoice["invoice_no"]]
                    for name in ("net", "vat", "sales_tax", "total"):
                        self.assertEqual(amount(invoice, name), sum(amount(line, name) for line in own))
                    numbers.append(invoice["invoice_no"])
                for row in rows(self.output, month, "balances"):
                    self.assertEqual(amount(row, "closing_balance"),
                                     amount(row, "opening_balance", "invoiced") - amount(row, "paid"))
                    self.assertEqual(amount(row, "closing_balance"), amount(
                        row, "not_due", "overdue_1_30", "overdue_31_60", "overdue_61_90", "overdue_over_90")
                        - amount(row, "advance"))
                    if row["contract_id"] in closing:
                        self.assertEqual(closing[row["contract_id"]], amount(row, "opening_balance"))
                    closing[row["contract_id"]] = amount(row, "closing_balance")
            for year in {number[:4] for number in numbers}:
                same = [number for number in numbers if number.startswith(year)]
                self.assertEqual(same, [f"{year}-{index:06d}" for index in range(1, len(same) + 1)])
        self.each_park(check)


if __name__ == "__main__":
    unittest.main()
