#!/usr/bin/env python3
"""Bills a made-up park month by month and tells what each run costs.

    python3 years.py --esep ../../.build/release/esep --months 36 DIR

Every month's data are put into DIR/Input before its run, as an accountant would: half-hourly intervals, readings, and
payments of what the month before came to. The last line is the ratio of the last month's run to the first's.
"""

import argparse
import csv
import datetime
import os
import random
import subprocess
import time

FIRST = datetime.date(2024, 1, 1)


def month(index):
    """The first day of a month, counted from the park's first."""
    return datetime.date(FIRST.year + index // 12, index % 12 + 1, 1)


def put(path, rows):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(",".join(str(cell) for cell in row) + "\n" for row in rows)


class Park:
    def __init__(self, root, residents, meters, intervals):
        self.root, self.residents = root, residents
        self.meters = [f"M-{n:04}" for n in range(meters)]
        self.intervals = set(self.meters[:intervals])
        self.shown = {meter: 0 for meter in self.meters}

    def owner(self, meter):
        return f"C-{int(meter[2:]) % self.residents:04}"

    def path(self, name):
        return os.path.join(self.root, "Input", name)

    def begin(self):
        contracts = range(self.residents)
        start = FIRST.isoformat()
        profile = ['{"firstMonth": "%s"' % start[:7], '"language": "ru"', '"name": {"ru": "Park"}}']
        put(self.path("park.json"), [profile])
        put(self.path("residents.csv"), [
            ["resident_id", "full_name", "short_name", "legal_form", "entered_on", "inn"]] + [
            [f"R-{n:04}", f"Resident {n}", f"R{n}", "legal_entity", start, f"{10**13 + n}"] for n in contracts])
        put(self.path("contracts.csv"), [
            ["contract_id", "resident_id", "number", "valid_from", "penalty_percent_per_day"]] + [
            [f"C-{n:04}", f"R-{n:04}", f"{n}/24", start, "0.1"] for n in contracts])
        put(self.path("premises.csv"), [
            ["premises_id", "kind", "contract_id", "area_m2", "valid_from"]] + [
            [f"B-{n:04}", "building", f"C-{n:04}", 100 + n, start] for n in contracts])
        put(self.path("services.csv"), [
            ["service", "point", "kind", "unit", "tax", "name_ky", "name_ru"],
            ["power", "13.2", "metered", "kWh", "std", "Ток", "Ток"],
            ["rent", "lease", "recurring", "m2", "std", "Ижара", "Аренда"]])
        put(self.path("taxes.csv"), [
            ["tax", "name", "kind", "rate_percent", "valid_from"], ["std", "VAT", "vat", 12, "2009-01-01"]])
        put(self.path("tariffs.csv"), [
            ["tariff", "component", "zone", "threshold", "price", "valid_from", "valid_to"]] + [
            ["el", "energy", zone, 0, f"{2 + n % 5}.{n % 90 + 10}", month(n).isoformat(),
             (month(n + 6) - datetime.timedelta(1)).isoformat()]
            for n in range(0, 120, 6) for zone in ["day", "night", ""]] + [
            ["flat", "energy", "", 0, "3.15", "2009-01-01", ""]])
        put(self.path("zones.csv"), [
            ["zone", "days", "from", "to"], ["day", "all", "06:00", "22:00"], ["night", "all", "22:00", "06:00"]])
        put(self.path("terms.csv"), [["contract_id", "service", "tariff", "price", "quantity", "valid_from"]] + [
            [f"C-{n:04}", "power", "el" if f"M-{n:04}" in self.intervals else "flat", "", "", start]
            for n in contracts] + [
            [f"C-{n:04}", "rent", "", 350, 100 + n, start] for n in contracts])
        put(self.path("meters.csv"), [
            ["meter_id", "service", "role", "contract_id", "mode", "unit", "installed_on", "installed_reading"]] + [
            [meter, "power", "resident", self.owner(meter),
             "interval" if meter in self.intervals else "register", "kWh", start, 0] for meter in self.meters] + [
            ["M-common", "power", "common", "", "register", "kWh", start, 0]])

    def add(self, index):
        """The data of one month."""
        first, following = month(index), month(index + 1)
        days, last = (following - first).days, following - datetime.timedelta(1)
        dice = random.Random(index)
        name = f"{first:%Y-%m}"
        rows = [["meter_id", "read_at", "reading"]]
        for meter in self.meters + ["M-common"]:
            if meter not in self.intervals:
                self.shown[meter] = self.shown.get(meter, 0) + dice.randrange(200, 400)
                rows.append([meter, last.isoformat(), self.shown[meter]])
        put(self.path(f"readings/{name}.csv"), rows)
        rows = [["meter_id", "start", "value"]]
        for meter in sorted(self.intervals):
            for day in range(days):
                date = (first + datetime.timedelta(day)).isoformat()
                for half in range(48):
                    start = f"{date}T{half // 2:02}:{half % 2 * 30:02}"
                    rows.append([meter, start, f"{dice.randrange(50)}.{dice.randrange(99):02}"])
        put(self.path(f"intervals/{name}.csv"), rows)
        put(self.path(f"payments/{name}.csv"), [["payment_id", "received_on", "amount", "contract_id"]] + [
            [f"P-{name}-{contract}", first.replace(day=dice.randrange(3, 9)).isoformat(), amount, contract]
            for contract, amount in self.owed(index - 1) if dice.randrange(10)])

    def owed(self, index):
        """What each contract owed at the end of a month; most pay it in the next."""
        path = os.path.join(self.root, "Output", f"{month(index):%Y-%m}", "balances.csv")
        if index < 0:
            return []
        with open(path, encoding="utf-8-sig") as file:
            return [(row["contract_id"], row["closing_balance"]) for row in csv.DictReader(file)
                    if float(row["closing_balance"]) > 0]


def run(esep, root, index):
    """Seconds on the clock, seconds of work, and mebibytes of the run that issues a month."""
    today = month(index + 1) + datetime.timedelta(4)
    arguments = [esep, "run", "--input", f"{root}/Input", "--output", f"{root}/Output", "--today", today.isoformat()]
    start = time.perf_counter()
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        text = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"exit {process.returncode}\n{text[-2000:]}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--esep", required=True)
    parser.add_argument("--months", type=int, default=36)
    parser.add_argument("--residents", type=int, default=40)
    parser.add_argument("--meters", type=int, default=100)
    parser.add_argument("--intervals", type=int, default=20)
    options = parser.parse_args()
    park = Park(options.folder, options.residents, options.meters, options.intervals)
    park.begin()
    costs = []
    for index in range(options.months):
        park.add(index)
        # What has just been written is not taken for unchanged by the next run.
        time.sleep(3.2)
        costs.append(run(options.esep, options.folder, index))
        tell(f"{month(index):%Y-%m}", costs[-1])
    tell("again  ", run(options.esep, options.folder, options.months - 1))
    time_ratio, memory_ratio = (costs[-1][kind] / costs[0][kind] for kind in (1, 2))
    print(f"month {options.months} / month 1: {time_ratio:.2f} in time, {memory_ratio:.2f} in memory")


def tell(name, cost):
    print(f"{name}  {cost[0]:7.2f} s  cpu {cost[1]:7.2f} s  {cost[2]:6.0f} MiB", flush=True)


if __name__ == "__main__":
    main()
