"""Reading a workbook of meter readings, by esep, by openpyxl's read-only mode and by calamine, in pairs of runs: how many
times esep's time of the processor each takes, and that memory does not grow with the rows.

    pip install openpyxl XlsxWriter python-calamine
    swift build -c release --product WorkbookProbe
    python3 Tests/Benchmark/workbook_ratio.py --rows 200000 --pairs 5

openpyxl and calamine hand over Python's values, esep the texts of the cells; calamine's time has the making of these
values in it, a fifth of it. Fails where esep is less than ten times as fast as openpyxl.
"""

import argparse
import datetime
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import xlsxwriter

# A process of its own for each run; it says what it found, what the reading alone took, and the memory.
LEAD = """
import resource, sys, time
begin = time.process_time()
rows = cells = 0
"""
TAIL = """
print(rows, cells, time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
OPENPYXL = "import openpyxl\n" + LEAD + """
for row in openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0].iter_rows(values_only=True):
    rows += 1
    cells += sum(value is not None for value in row)
""" + TAIL
CALAMINE = "import python_calamine\n" + LEAD + """
for row in python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows():
    rows += 1
    cells += sum(value != "" for value in row)
""" + TAIL


def make(path, rows, is_shared):
    """Readings of 2000 meters, a day after the other."""
    chance = random.Random(1)
    book = xlsxwriter.Workbook(path, {"constant_memory": not is_shared})
    sheet = book.add_worksheet("readings")
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    instant = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
    for column, name in enumerate(["meter_id", "register", "read_at", "reading", "source"]):
        sheet.write_string(0, column, name)
    first = datetime.date(2024, 1, 1)
    for row in range(rows):
        meter, date = row % 2000, first + datetime.timedelta(row // 2000)
        sheet.write_string(row + 1, 0, f"E-{meter:04}")
        sheet.write_string(row + 1, 1, "day" if row % 2 else "night")
        if row % 3:
            sheet.write_datetime(row + 1, 2, date, day)
        else:
            time = datetime.time(chance.randrange(24), chance.randrange(60))
            sheet.write_datetime(row + 1, 2, datetime.datetime.combine(date, time), instant)
        sheet.write_number(row + 1, 3, meter * 100 + chance.randrange(100_000) / 1000)
        sheet.write_string(row + 1, 4, "actual")
    book.close()


def run(command):
    done = subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True)
    return done.stdout.split()


def ratios(name, pairs):
    found = sorted(other / ours for other, ours in pairs)
    middle = statistics.median(found)
    seconds = statistics.median(other for other, _ in pairs)
    print(f"{name:<11}{seconds:.3f} s, {middle:.2f} times esep ({found[0]:.2f} to {found[-1]:.2f})")
    return middle


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--inline", action="store_true", help="texts in the cells, none shared")
    parser.add_argument("--probe", default=".build/release/WorkbookProbe", help="the built reader")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="esep-workbook-"))
    try:
        path, few = folder / "readings.xlsx", folder / "few.xlsx"
        make(path, options.rows, not options.inline)
        make(few, options.rows // 10, not options.inline)
        openpyxl, calamine, own = [], [], []
        for turn in range(options.pairs):
            rows, cells, _, microseconds, peak = run([options.probe, "measure", path])
            ours = float(microseconds) / 1_000_000
            own.append(ours)
            other = run([sys.executable, "-c", CALAMINE, path])
            if other[:2] != [rows, cells]:
                sys.exit(f"esep read {rows} rows and {cells} cells, calamine {other[0]} and {other[1]}")
            calamine.append((float(other[2]), ours))
            if turn < 3:
                other = run([sys.executable, "-c", OPENPYXL, path])
                if other[:2] != [rows, cells]:
                    sys.exit(f"esep read {rows} rows and {cells} cells, openpyxl {other[0]} and {other[1]}")
                openpyxl.append((float(other[2]), ours))
        _, _, _, _, less = run([options.probe, "measure", few])
        print(f"rows       {rows}, {path.stat().st_size // 1024} KiB")
        print(f"esep       {statistics.median(own):.3f} s, {int(peak) // 1024} MiB; {int(less) // 1024} MiB for a tenth")
        ratios("calamine", calamine)
        if ratios("openpyxl", openpyxl) < 10:
            sys.exit("less than ten times as fast as openpyxl")
        if int(peak) > int(less) + 4096:
            sys.exit("memory grows with the rows")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
