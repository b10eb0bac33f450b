"""A scenario of a test: a small park written from CSV texts, run, and its output read."""
import csv
import json
import tempfile
import unittest
from pathlib import Path

import oracle

HEAD = {
    "residents": "resident_id,full_name,short_name,legal_form,entered_on\nR1,Resident,R,legal_entity,2026-01-01\n",
    "contracts": "contract_id,resident_id,number,valid_from,payment_days,penalty_percent_per_day\n"
                 "C1,R1,1,2026-01-01,10,0\n",
    "taxes": "tax,name,kind,rate_percent,valid_from\nV,VAT,vat,12,2020-01-01\nN,none,vat,0,2020-01-01\n",
    "services": ("service,point,kind,unit,tax,name_ky\nEL,13.1,metered,kWh,V,э\nWA,13.3,metered,m3,N,с\n"
                 "RE,lease,recurring,m2,N,и\nHE,13.2,metered,Gcal,N,ж\n"),
}


SETTINGS = {"name": {"en": "Park"}, "language": "en", "company": {
    "name": {"en": "Management"}, "inn": "00101202610001", "address": "Bishkek", "director": "D",
    "bank": {"name": "Bank", "bic": "129001", "account": "1299000000000001"}}}


class Scenario(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name)

    def park(self, first="2026-09", settings=None, **tables):
        source = self.root / "Input"
        source.mkdir(exist_ok=True)
        (source / "park.json").write_text(json.dumps({**SETTINGS, "firstMonth": first, **(settings or {})}))
        for name, text in {**HEAD, **tables}.items():
            name = name.replace("_", "-")
            path = source / f"{name}.csv"
            if name in ("readings", "intervals", "orders", "payments"):
                (source / name).mkdir(exist_ok=True)
                path = source / name / "all.csv"
            path.write_text(text)

    def run_to(self, month, **options):
        """The status of a run, by default on the fifth day after the month."""
        self.log = []
        return oracle.run(self.root / "Input", self.root / "Output", month, log=self.log.append, **options).status

    def rows(self, month, name):
        with open(self.root / "Output" / month / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def cells(self, month, name, *columns):
        return [tuple(row[column] for column in columns) for row in self.rows(month, name)]
