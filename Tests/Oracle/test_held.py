"""An issued month that is in error for a contract: the next month opens at what was recorded there [C3, I2]."""
import unittest

from scenario import HEAD, Scenario

TWO = HEAD["contracts"] + "C2,R1,2,2026-01-01,10,0\n"
TERMS = "contract_id,service,price,valid_from\nC1,WA,1,2026-01-01\nC2,WA,1,2026-01-01\n"
METERS = "meter_id,service,role,contract_id,unit,installed_on,parent,allocate_by,installed_reading\n"


class Held(Scenario):
    def write(self, meters, readings, september, mended=""):
        """The readings of October, September's of meter A, which goes bad, and the other ones of September."""
        self.park(contracts=TWO, terms=TERMS, meters=METERS + meters.replace("\n", ",0\n"),
                  readings="meter_id,read_at,reading,source\n" + readings + september + mended)
        self.run_to("2026-10")

    def corrections(self):
        return [row[1:] for row in self.cells("2026-10", "invoices", "kind", "contract_id", "period", "total")
                if row[0] == "correction"]

    def check(self, meters, readings, mended, expected):
        """Nothing is corrected while A is bad; then what is expected."""
        self.write(meters, readings, "A,2026-09-30,100,\n")
        before = self.rows("2026-09", "consumption"), self.rows("2026-10", "consumption")
        for bad in ("A,2026-09-30,1o0,\n", "A,2026-09-30,100,\nA,2026-09-30,101,\n"):
            self.write(meters, readings, bad, mended)
            self.assertEqual(self.corrections(), [])
            self.assertEqual((self.rows("2026-09", "consumption"), self.rows("2026-10", "consumption")), before)
        self.write(meters, readings, "A,2026-09-30,100,\n", mended)
        self.assertEqual(self.corrections(), expected)

    def test_another_meter_of_the_contract(self):
        """September 100 + 100, October 100 + 200; B's 100 becomes 150."""
        self.check("A,WA,resident,C1,m3,2026-09-01,,\nB,WA,resident,C1,m3,2026-09-01,,\n",
                   "A,2026-10-31,200,\nB,2026-09-30,100,\nB,2026-10-31,300,\n", "B,2026-09-30,150,corrected\n",
                   [("C1", "2026-09", "50.00"), ("C1", "2026-10", "-50.00")])

    def test_a_child_of_another_contracts_meter(self):
        """P less B: 500 − 200 and 600 − 250; B's 200 becomes 250."""
        self.check("A,WA,resident,C2,m3,2026-09-01,,\nB,WA,resident,C2,m3,2026-09-01,P,\n"
                   "P,WA,resident,C1,m3,2026-09-01,,\n",
                   "A,2026-10-31,200,\nB,2026-09-30,200,\nB,2026-10-31,450,\nP,2026-09-30,500,\nP,2026-10-31,1100,\n",
                   "B,2026-09-30,250,corrected\n",
                   [("C1", "2026-09", "-50.00"), ("C1", "2026-10", "50.00"),
                    ("C2", "2026-09", "50.00"), ("C2", "2026-10", "-50.00")])

    def test_a_weight_of_a_common_meter(self):
        """90 over 100 and 200, then over 100 and 300 (22.5, 67.5) and over 100 and 100 (45, 45)."""
        self.check("A,WA,resident,C2,m3,2026-09-01,,\nB,WA,resident,C2,m3,2026-09-01,,\n"
                   "D,WA,resident,C1,m3,2026-09-01,,\nK,WA,common,,m3,2026-09-01,,consumption\n",
                   "A,2026-10-31,200,\nB,2026-09-30,100,\nB,2026-10-31,200,\nD,2026-09-30,100,\nD,2026-10-31,200,\n"
                   "K,2026-09-30,90,\nK,2026-10-31,180,\n", "B,2026-09-30,200,corrected\n",
                   [("C1", "2026-09", "-7.50"), ("C1", "2026-10", "15.00"),
                    ("C2", "2026-09", "107.50"), ("C2", "2026-10", "-115.00")])


if __name__ == "__main__":
    unittest.main()
