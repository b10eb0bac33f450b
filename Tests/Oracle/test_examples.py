"""Figures that others have published (examples.md), by the calculator."""
import datetime
import unittest
from fractions import Fraction

from scenario import HEAD, Scenario
from values import half_away, largest_remainder

METERS = "meter_id,service,contract_id,unit,decimals,registers,installed_on,installed_reading\n"
TERMS = "contract_id,service,tariff,valid_from\n"


class Published(Scenario):
    def bill(self, service, unit, reading, rows, taxes=HEAD["taxes"], decimals=0, registers="total"):
        """The lines of a meter read at `reading` at the end of September under rows component,zone,threshold,price."""
        names = registers.split("|")
        self.park(taxes=taxes, terms=TERMS + f"C1,{service},T,2026-01-01\n",
                  tariffs="tariff,component,zone,threshold,price,valid_from\n"
                          + "".join(f"T,{row},2020-01-01\n" for row in rows),
                  meters=METERS + f"M,{service},C1,{unit},{decimals},{registers},2026-09-01,"
                  + "|".join("0" for _ in names) + "\n",
                  readings="meter_id,register,read_at,reading\n"
                           + "".join(f"M,{name},2026-09-30,{value}\n" for name, value in zip(names, reading)))
        self.run_to("2026-09")
        return self.cells("2026-09", "invoices", "net")[0][0]

    def test_marginal_blocks(self):
        rows = ("energy,,0,1.5", "energy,,10,1.0", "energy,,110,0.5")
        self.assertEqual(self.bill("WA", "m3", [111], rows), "115.50")

    def test_blocks_of_two_zones_side_by_side(self):
        rows = ("energy,a,0,1", "energy,a,10,10", "energy,a,60,100",
                "energy,b,0,2", "energy,b,100,20", "energy,b,600,200")
        for values, net in (([5, 99], "203.00"), ([5, 101], "225.00"), ([75, 101], "2230.00")):
            self.setUp()
            self.assertEqual(self.bill("WA", "m3", values, rows, registers="a|b"), net)

    def test_city_of_seymour(self):
        rows = ("energy,,0,0.149", "energy,,250,0.134", "energy,,700,0.1296", "fixed,,0,7.5")
        taxes = HEAD["taxes"].replace("V,VAT,vat,12", "V,City,sales,1")
        self.assertEqual(self.bill("EL", "kWh", [1200], rows, taxes), "169.85")

    def test_hours_of_demand_as_blocks(self):
        self.assertEqual(self.bill("EL", "kWh", [160000], ("energy,,0,0.07", "energy,,110000,0.04")), "9700.00")

    def test_electricity_heat_and_water_of_the_republic(self):
        for service, unit, reading, decimals, rows, net in (
                ("EL", "kWh", 1000, 0, ("energy,,0,1", "energy,,700,2.16"), "1348.00"),
                ("EL", "kWh", 12345, 0, ("energy,,0,2.87",), "35430.15"),
                ("HE", "Gcal", "12.345", 3, ("energy,,0,1695.1",), "20926.01"),
                ("HE", "Gcal", "12.345", 3, ("energy,,0,2052",), "25331.94"),
                ("WA", "m3", 137, 0, ("energy,,0,18.50",), "2534.50")):
            self.setUp()
            self.assertEqual(self.bill(service, unit, [reading], rows, decimals=decimals), net)

    def test_reactive_above_half_of_active(self):
        rows = ("energy,,0,0", "reactive,,0.5,2")
        self.assertEqual(self.bill("EL", "kWh", [1000, 620], rows, registers="total|reactive"), "240.00")

    def test_demand_at_the_end_of_a_month(self):
        load = {(1, 31, 22): 100, (1, 31, 23): 50, (2, 1, 0): 50, (2, 1, 1): 25}
        hour, rows = datetime.datetime(2026, 1, 1), []
        while hour.month < 3:
            rows.append(f"M,{hour:%Y-%m-%dT%H:%M},{load.get((hour.month, hour.day, hour.hour), 0)}\n")
            hour += datetime.timedelta(hours=1)
        self.park("2026-01", terms=TERMS + "C1,EL,T,2026-01-01\n",
                  tariffs="tariff,component,price,valid_from\nT,energy,0.05,2020-01-01\nT,demand,10,2020-01-01\n",
                  meters="meter_id,service,contract_id,unit,mode,installed_on\nM,EL,C1,kWh,interval,2026-01-01\n",
                  intervals="meter_id,start,value\n" + "".join(rows))
        self.run_to("2026-02")
        nets = [net for month in ("2026-01", "2026-02") for net, in self.cells(month, "lines", "net")]
        self.assertEqual(nets, ["7.50", "1000.00", "3.75", "500.00"])

    def test_change_of_rate_in_a_period(self):
        self.assertEqual(largest_remainder(Fraction(100), [Fraction(15), Fraction(30)]),
                         [Fraction("33.333"), Fraction("66.667")])

    def test_tax_and_discount_of_a_line(self):
        self.park(taxes="tax,name,kind,rate_percent,valid_from\nV,VAT,vat,22,2020-01-01\nN,VAT,vat,22,2020-01-01\n",
                  terms="contract_id,service,price,quantity,discount_percent,valid_from\n"
                        "C1,RE,348.35,16,4,2026-01-01\n")
        self.run_to("2026-09")
        self.assertEqual(self.cells("2026-09", "lines", "net", "vat", "total"), [("5350.66", "1177.15", "6527.81")])

    def test_proration_and_tax(self):
        self.park(taxes="tax,name,kind,rate_percent,valid_from\nN,VAT,vat,25,2020-01-01\n",
                  terms="contract_id,service,price,valid_from\nC1,RE,200,2026-09-02\n")
        self.run_to("2026-09")
        self.assertEqual(self.cells("2026-09", "lines", "net", "vat", "total"), [("193.33", "48.33", "241.66")])

    def test_a_bill_is_the_sum_of_its_lines(self):
        lines = [41.16, 7.71, 1.59, 87.75, 92.25, 258.10, 11.71]
        self.assertEqual(sum(half_away(Fraction(str(line))) for line in lines), Fraction("500.27"))


if __name__ == "__main__":
    unittest.main()
