"""The worked examples of rules.md: python3 -m unittest, in this folder."""
import unittest
from fractions import Fraction

from scenario import HEAD, Scenario
from values import BadCell, fixed, half_away, half_up, largest_remainder, parse_instant, parse_number, unit_factor


class Numbers(unittest.TestCase):
    def test_numbers_are_read_as_written(self):
        self.assertEqual(parse_number("1 234,50", 1), Fraction(2469, 2))
        self.assertEqual(parse_number("-1\u00a0234.5", 2), Fraction(-2469, 2))
        for text in ("1,234.5", "12abc", "1.234", "", "1e3"):
            with self.assertRaises(BadCell):
                parse_number(text, 2)

    def test_numbers_of_spreadsheets(self):
        """15 significant digits of 16 and more; 7 where the number is exactly one of four bytes."""
        for text, value in ((".5", "0.5"), (",5", "0.5"), ("-.25", "-0.25"), ("7.199999999999999", "7.2"),
                            ("0.30000001192092896", "0.3"), ("1234.5600000000001", "1234.56")):
            self.assertEqual(parse_number(text, 3), Fraction(value))
        for text in (".", "5.", "0.3000000119"):
            with self.assertRaises(BadCell):
                parse_number(text, 3)

    def test_short_dates_and_hours(self):
        self.assertEqual(parse_instant("30.09.26", "end"), parse_instant("2026-10-01 0:00"))
        self.assertEqual(parse_instant("30.09.2026 9:15"), parse_instant("2026-09-30T09:15:00+06:00"))

    def test_rounding(self):
        self.assertEqual(half_away(Fraction("-0.005")), Fraction("-0.01"))
        self.assertEqual(half_up(Fraction("0.0005"), 3), Fraction("0.001"))
        self.assertEqual(fixed(Fraction("-0.5"), 2), "-0.50")

    def test_largest_remainder_of_three_equal_parts(self):
        self.assertEqual(largest_remainder(Fraction(100), [Fraction(1)] * 3),
                         [Fraction("33.334"), Fraction("33.333"), Fraction("33.333")])

    def test_midnight_has_two_names(self):
        self.assertEqual(parse_instant("2026-09-30 24:00"), parse_instant("2026-10-01T00:00"))
        self.assertEqual(parse_instant("30.09.2026", "end"), parse_instant("2026-09-30T18:00Z"))

    def test_units(self):
        self.assertEqual(unit_factor("Gcal", "GJ"), Fraction("4.1868"))
        self.assertEqual(unit_factor("Gcal", "MWh"), Fraction("1.163"))
        self.assertEqual(unit_factor("L", "m3"), Fraction("0.001"))


class Consumption(Scenario):
    meters = "meter_id,service,contract_id,unit,digits,multiplier,installed_on,installed_reading\n"

    def test_rollover(self):
        self.park(tariffs="tariff,component,price,valid_from\nT,energy,1,2020-01-01\n",
                  terms="contract_id,service,tariff,valid_from\nC1,EL,T,2026-01-01\n",
                  meters=self.meters + "M,EL,C1,kWh,5,40,2026-09-01,99940\n",
                  readings="meter_id,read_at,reading\nM,2026-09-30,160\n")
        self.run_to("2026-09")
        self.assertEqual(self.cells("2026-09", "consumption", "quantity", "rollover"), [("8800.000", "1")])

    def test_a_name_passes_to_the_meter_that_takes_the_place(self):
        """P is A to the end of the 14th, and B from there on: 700 − 600 and 40 − 5."""
        self.park(tariffs="tariff,component,price,valid_from\nT,energy,1,2020-01-01\n",
                  terms="contract_id,service,tariff,valid_from\nC1,EL,T,2026-01-01\n",
                  meters=("meter_id,service,contract_id,unit,installed_on,installed_reading,removed_on,removed_reading\n"
                          "A,EL,C1,kWh,2026-09-01,600,2026-09-14,700\nB,EL,C1,kWh,2026-09-15,5,,\n"),
                  meter_aliases="meter_id,alias\nA,P\nB,P\n",
                  readings="meter_id,read_at,reading\nP,2026-09-14,700\nP,2026-09-15 00:00,5\nP,2026-09-30,40\n")
        self.run_to("2026-09")
        self.assertEqual(self.cells("2026-09", "consumption", "meter_id", "quantity"),
                         [("A", "100.000"), ("B", "35.000")])

    def test_change_of_tariff_inside_a_month(self):
        self.park(tariffs=("tariff,component,price,valid_from,valid_to\nT,energy,3.61,2020-01-01,2026-09-15\n"
                           "T,energy,3.98,2026-09-16,\n"),
                  terms="contract_id,service,tariff,valid_from\nC1,EL,T,2026-01-01\n",
                  meters=self.meters + "M,EL,C1,kWh,6,1,2026-09-01,0\n",
                  readings="meter_id,read_at,reading\nM,2026-09-30,3000\n")
        self.run_to("2026-09")
        self.assertEqual(self.cells("2026-09", "lines", "quantity", "net"),
                         [("1500.000", "5415.00"), ("1500.000", "5970.00")])

    def test_blocks_and_tax(self):
        self.park(tariffs=("tariff,component,threshold,price,valid_from\nT,energy,0,2.50,2020-01-01\n"
                           "T,energy,700,3.70,2020-01-01\n"),
                  terms="contract_id,service,tariff,valid_from\nC1,EL,T,2026-01-01\n",
                  meters=self.meters + "M,EL,C1,kWh,6,1,2026-09-01,0\n",
                  readings="meter_id,read_at,reading\nM,2026-09-30,1000\n")
        self.run_to("2026-09")
        self.assertEqual(self.cells("2026-09", "lines", "net", "vat"), [("1750.00", "210.00"), ("1110.00", "133.20")])
        self.assertEqual(self.cells("2026-09", "invoices", "net", "total"), [("2860.00", "3203.20")])

    def true_up_park(self, readings, first="2026-06", others=""):
        self.park(first=first, tariffs="tariff,component,price,valid_from\nT,energy,2,2020-01-01\n",
                  terms="contract_id,service,tariff,valid_from\nC1,WA,T,2026-01-01\n",
                  meters=self.meters + "M,WA,C1,m3,6,1,2026-06-01,0\n" + others,
                  readings="meter_id,read_at,reading\nM,2026-06-30,300\n" + readings)

    def test_true_up(self):
        self.true_up_park("")
        for month in ("2026-06", "2026-07", "2026-08"):
            self.run_to(month)
        self.assertEqual(self.cells("2026-07", "consumption", "quantity", "basis"), [("310.000", "estimated")])
        self.assertEqual(self.cells("2026-08", "consumption", "quantity", "basis"), [("310.000", "estimated")])
        self.true_up_park("M,2026-09-30,1600\n")
        self.run_to("2026-09")
        found = self.cells("2026-09", "lines", "basis", "from", "quantity")
        self.assertEqual(found, [("actual", "2026-09-01", "423.913"), ("adjustment", "2026-07-01", "128.044"),
                                 ("adjustment", "2026-08-01", "128.043")])

    def test_three_months_at_once_are_interpolated(self):
        """A second meter is read every month, so that no month is without a reading."""
        others = "".join(f"N,2026-{day},{value}\n" for day, value in (("07-31", 1), ("08-31", 2), ("09-30", 3)))
        self.true_up_park("M,2026-09-30,1600\n" + others, others="N,WA,C1,m3,6,1,2026-06-30,0\n")
        self.run_to("2026-09")
        found = [self.cells(month, "consumption", "quantity", "basis")[0]
                 for month in ("2026-07", "2026-08", "2026-09")]
        self.assertEqual(found, [("438.000", "interpolated"), ("438.000", "interpolated"), ("424.000", "actual")])

    def test_a_month_without_readings_stops_the_catch_up(self):
        self.true_up_park("")
        self.assertEqual(self.run_to("2026-08"), 65)
        self.assertFalse((self.root / "Output" / "2026-07" / "invoices.csv").exists())

    def test_a_second_run_issues_nothing(self):
        self.true_up_park("M,2026-09-30,1600\n")
        self.run_to("2026-09")
        before = {path: path.read_bytes() for path in self.root.rglob("*.csv")}
        self.run_to("2026-09")
        self.assertEqual(before, {path: path.read_bytes() for path in self.root.rglob("*.csv")})

    def test_a_late_reading_in_the_window_is_a_correction(self):
        self.true_up_park("")
        for month in ("2026-06", "2026-07"):
            self.run_to(month)
        self.true_up_park("M,2026-08-01,410\nM,2026-08-31,800\n")
        self.run_to("2026-08")
        self.assertEqual(self.cells("2026-08", "invoices", "kind", "period", "total"),
                         [("correction", "2026-07", "-400.00"), ("invoice", "2026-08", "780.00")])
        self.assertEqual(self.cells("2026-08", "lines", "basis", "quantity")[:2],
                         [("reversal", "-310.000"), ("actual", "110.000")])


class PartsBelowZero(Scenario):
    """M1 counts 10 kWh an hour, K1 behind it what `child` says of an hour: a part that is priced must not be below 0."""

    def bill(self, tariffs, child):
        rows = ["meter_id,start,value"]
        for hour in range(720):
            start = f"2026-09-{hour // 24 + 1:02d}T{hour % 24:02d}:00"
            rows += [f"M1,{start},10", f"K1,{start},{child(hour // 24 + 1, hour % 24)}"]
        self.park(contracts="contract_id,resident_id,number,valid_from\nC1,R1,1,2026-01-01\nC2,R1,2,2026-01-01\n",
                  tariffs="tariff,component,zone,price,valid_from,valid_to\n" + tariffs,
                  terms="contract_id,service,tariff,price,valid_from\nC1,EL,T,,2026-01-01\nC2,EL,,2,2026-01-01\n",
                  zones="zone,days,from,to\nday,all,08:00,20:00\nnight,all,20:00,08:00\n",
                  meters=("meter_id,service,contract_id,unit,mode,parent,installed_on\n"
                          "M1,EL,C1,kWh,interval,,2026-09-01\nK1,EL,C2,kWh,interval,M1,2026-09-01\n"),
                  intervals="\n".join(rows) + "\n")
        self.run_to("2026-09")
        return self.cells("2026-09", "lines", "zone", "quantity", "net")

    def test_by_prices(self):
        """480 × 9 = 4 320 and 240 × −1: C1 is held back; C2 pays 480 + 2 640."""
        two = "T,energy,,3,2026-01-01,2026-09-20\nT,energy,,4,2026-09-21,\n"
        self.assertEqual(self.bill(two, lambda day, hour: 1 if day <= 20 else 11), [("", "3120.000", "6240.00")])
        self.assertIn("children", self.log[0])

    def test_one_price_is_one_part(self):
        self.assertEqual(self.bill("T,energy,,3,2026-01-01,\n", lambda day, hour: 1 if day <= 20 else 11),
                         [("", "4080.000", "12240.00"), ("", "3120.000", "6240.00")])

    def test_by_zones(self):
        """By night 360 × (10 − 11). Where only the hour from 20:00 is below zero, 30 × (11 × 9 − 1) = 2 940."""
        zones = "T,energy,day,3,2026-01-01,\nT,energy,night,1,2026-01-01,\n"
        self.assertEqual(len(self.bill(zones, lambda day, hour: 2 if 8 <= hour < 20 else 11)), 1)
        self.setUp()
        self.assertEqual(self.bill(zones, lambda day, hour: 11 if hour == 20 else 1)[:2],
                         [("day", "3240.000", "9720.00"), ("night", "2940.000", "2940.00")])


class Orders(Scenario):
    """Two hours at 10 USD on 20 August, at 87.5: 1 750. The rate of September is 90, of October 95."""

    def order(self, day, status="completed", **tables):
        super().park("2026-08", services="service,point,kind,unit,tax,name_ky\nOR,13.4,ordered,h,N,к\n",
                     terms="contract_id,service,price,currency,valid_from\nC1,OR,10,USD,2026-01-01\n",
                     exchange_rates="currency,date,rate\nUSD,2026-08-31,87.5\nUSD,2026-09-30,90\nUSD,2026-10-31,95\n",
                     orders=("order_id,contract_id,service,description,ordered_on,completed_on,status,quantity\n"
                             f"O1,C1,OR,x,2026-08-01,{day},{status},2\n"))

    def bill(self, month):
        self.run_to(month)
        return self.cells(month, "invoices", "kind", "period", "net")

    def test_done_later(self):
        self.order("2026-08-20")
        self.assertEqual(self.bill("2026-08"), [("invoice", "2026-08", "1750.00")])
        self.order("2026-10-05")
        self.assertEqual(self.bill("2026-09"), [("correction", "2026-08", "-1750.00")])
        self.assertEqual(self.bill("2026-09"), [("correction", "2026-08", "-1750.00")])
        self.assertEqual(self.bill("2026-10"), [("invoice", "2026-10", "1900.00")])
        self.order("2026-08-20")
        self.assertEqual(self.bill("2026-10")[1:], [("correction", "2026-10", "0.00")])

    def test_cancelled_by_mistake(self):
        self.order("2026-08-20")
        self.bill("2026-08")
        self.order("2026-08-20", "cancelled")
        self.assertEqual(self.bill("2026-09"), [("correction", "2026-08", "-1750.00")])
        self.order("2026-08-20")
        self.assertEqual(self.bill("2026-10"), [("correction", "2026-08", "1750.00")])


class Prices(Scenario):
    def test_proration_of_rent(self):
        self.park(terms="contract_id,service,price,quantity,valid_from\nC1,RE,120000,1,2026-09-18\n")
        self.run_to("2026-09")
        self.assertEqual(self.cells("2026-09", "lines", "quantity", "net"), [("0.433333", "51999.96")])

    def test_currency(self):
        self.park(terms="contract_id,service,price,currency,quantity,valid_from\nC1,RE,6.50,USD,250,2026-01-01\n",
                  exchange_rates="currency,date,rate\nUSD,2026-09-29,87.4512\nUSD,2026-10-01,90\n")
        self.run_to("2026-09")
        self.assertEqual(self.cells("2026-09", "lines", "net", "exchange_rate"), [("142108.20", "87.4512")])

    def test_minimum_without_consumption(self):
        self.park(terms="contract_id,service,price,minimum_amount,valid_from\nC1,WA,2,300,2026-09-16\n")
        self.run_to("2026-09")
        self.assertEqual(self.cells("2026-09", "lines", "component", "from", "to", "quantity", "net"),
                         [("minimum", "2026-09-16", "2026-09-30", "1.000", "150.00")])


class Money(Scenario):
    def park(self, **tables):
        super().park(contracts=HEAD["contracts"].replace(",0\n", ",0.1\n"), **tables)

    def test_penalty(self):
        self.park(opening_balances="contract_id,document,due_on,amount\nC1,D,2026-09-10,50000\n")
        self.run_to("2026-09")
        self.assertEqual(self.cells("2026-09", "lines", "component", "from", "to", "net", "reference"),
                         [("penalty", "2026-09-11", "2026-09-30", "1000.00", "D")])
        self.assertEqual(self.cells("2026-09", "balances", "opening_balance", "invoiced", "closing_balance", "not_due",
                                    "overdue_1_30"), [("50000.00", "1000.00", "51000.00", "1000.00", "50000.00")])

    def test_a_payment_entered_late_corrects_the_penalty(self):
        self.test_penalty()
        self.park(opening_balances="contract_id,document,due_on,amount\nC1,D,2026-09-10,50000\n",
                  payments="payment_id,received_on,amount,contract_id\nP,2026-09-21,50000,C1\n")
        self.run_to("2026-09")
        self.assertEqual(self.cells("2026-09", "lines", "basis", "to", "net"),
                         [("penalty", "2026-09-30", "1000.00"), ("reversal", "2026-09-30", "-1000.00"),
                          ("penalty", "2026-09-20", "500.00")])
        self.assertEqual(self.cells("2026-09", "balances", "paid", "closing_balance"), [("50000.00", "500.00")])


if __name__ == "__main__":
    unittest.main()
