"""Laws that hold for every generated park, whatever it is."""
import tempfile
import unittest
from decimal import Decimal
from pathlib import Path

import oracle
from compare import table
from features import DEFAULT
from generate import change, generate
from run import run_oracle

SEEDS = range(901, 903)
TURNS = 3


def amount(row, *names):
    return sum(Decimal(row[name]) for name in names)


class Laws(unittest.TestCase):
    def each_park(self, check, features=DEFAULT, seeds=SEEDS):
        for seed in seeds:
            with self.subTest(seed=seed), tempfile.TemporaryDirectory() as scratch:
                self.source, self.output = Path(scratch, "Input"), Path(scratch, "Output")
                for turn in range(TURNS):
                    plan = change(seed, self.source) if turn else generate(seed, self.source, features=features)
                    self.run_plan(plan)
                    check(plan)

    def run_plan(self, plan, **options):
        return run_oracle(self.source, self.output, {**plan, "options": plan["options"] + list(options.items())},
                          lambda text: None)

    def bytes_of_output(self):
        return {path.relative_to(self.output): path.read_bytes() for path in self.output.rglob("*")
                if path.is_file() and path.suffix != ""}

    def documents(self):
        return oracle.Recorded.load(self.output / oracle.STATE).documents

    def rows(self, name):
        return [(path.parent.name, row) for path in sorted(self.output.glob(f"*/{name}.csv")) for row in table(path)]

    def test_a_run_without_a_change_leaves_the_same_bytes(self):
        def check(plan):
            if "final" in plan:
                return
            self.run_plan(plan)
            before = self.bytes_of_output()
            self.run_plan(plan)
            changed = [str(path) for path, data in self.bytes_of_output().items() if before.get(path) != data]
            self.assertEqual(changed, [])
        self.each_park(check)

    def test_totals_are_sums_and_balances_go_on(self):
        def check(plan):
            closing = {}
            lines = [line for _, line in self.rows("lines")]
            for _, invoice in self.rows("invoices"):
                own = [line for line in lines if line["invoice_no"] == invoice["invoice_no"]]
                for name in ("net", "vat", "sales_tax", "total"):
                    self.assertEqual(amount(invoice, name), sum(amount(line, name) for line in own))
            for _, row in self.rows("balances"):
                self.assertEqual(amount(row, "closing_balance"),
                                 amount(row, "opening_balance", "invoiced") - amount(row, "paid"))
                self.assertEqual(amount(row, "closing_balance"), amount(
                    row, "not_due", "overdue_1_30", "overdue_31_60", "overdue_61_90", "overdue_over_90")
                    - amount(row, "advance"))
                if row["contract_id"] in closing:
                    self.assertEqual(closing[row["contract_id"]], amount(row, "opening_balance"))
                closing[row["contract_id"]] = amount(row, "closing_balance")
        self.each_park(check)

    def test_numbers_have_no_gap_and_dates_never_fall(self):
        def check(plan):
            documents = self.documents()
            for before, after in zip(documents, documents[1:]):
                self.assertLessEqual(before["issued_on"], after["issued_on"])
            for document in documents:
                self.assertLessEqual(document["issued_on"], document["due_on"])
            for year in {document["invoice_no"][:4] for document in documents}:
                same = [document["invoice_no"] for document in documents if document["invoice_no"][:4] == year]
                self.assertEqual(same, [f"{year}-{index:06d}" for index in range(1, len(same) + 1)])
        self.each_park(check)

    def test_with_all_facts_unchanged_correct_issues_nothing(self):
        def check(plan):
            if "final" in plan:
                return
            before = len(self.documents())
            self.run_plan(plan, correct=True)
            self.assertEqual(len(self.documents()), before)
        self.each_park(check, set(DEFAULT) - {"consent", "final"})

    def test_what_is_taken_away_and_put_back_ends_where_it_began(self):
        def check(plan):
            if "final" in plan:
                return
            self.run_plan(plan)
            before, issued = self.bytes_of_output(), len(self.documents())
            for name in ("readings", "payments", "orders", "exchange-rates.csv", "tariffs.csv"):
                path, aside = self.source / name, self.source.with_name("aside")
                if not path.exists():
                    continue
                path.rename(aside)
                self.run_plan(plan)
                aside.rename(path)
                if len(self.documents()) != issued:
                    return      # something was issued in between
            self.run_plan(plan)
            changed = [str(path) for path, data in self.bytes_of_output().items() if before.get(path) != data]
            self.assertEqual(changed, [])
        self.each_park(check, set(DEFAULT) - {"consent", "final"})


if __name__ == "__main__":
    unittest.main()
