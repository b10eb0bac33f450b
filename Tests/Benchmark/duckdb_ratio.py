"""The question of the benchmark, put to DuckDB on the same files in the same run: sums by zone and the largest value of
each meter, in DECIMAL, on two threads. Prints how many times esep's time DuckDB takes, and holds the sums of both
against each other.

    pip install duckdb
    swift build -c release --product Benchmark
    python3 Tests/Benchmark/duckdb_ratio.py --meters 2000 --pairs 5

esep checks for duplicates, the grid and gaps while it does so; DuckDB is asked for the sums alone.
"""

import argparse
import csv
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

QUERY = """
copy (
  select meter_id, count(*) as count, sum(value) as sum, max(value) as peak,
    coalesce(sum(value) filter (hour between 6 and 17 or (weekday >= 6 and hour between 18 and 21)), 0) as day,
    coalesce(sum(value) filter (hour >= 22 or hour < 6), 0) as night,
    coalesce(sum(value) filter (weekday < 6 and hour between 18 and 21), 0) as peak_hours
  from (
    select meter_id, value, hour(start) as hour, isodow(start) as weekday
    from read_csv('{files}', header = true, columns = {{
      'meter_id': 'VARCHAR', 'start': 'TIMESTAMP', 'value': 'DECIMAL(18, 6)', 'quality': 'VARCHAR'}})
  )
  group by meter_id order by meter_id
) to '{target}' (header)
"""

# A process of its own for each run, as for esep; it says what the query alone took.
RUN = """
import duckdb, resource, sys, time
connection = duckdb.connect()
connection.execute("set threads = 2")
connection.execute("set enable_progress_bar = false")
begin = time.monotonic()
connection.execute(sys.argv[1])
print(time.monotonic() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def millionths(text):
    """DuckDB's decimals as whole millionths, which esep writes."""
    whole, _, decimals = text.partition(".")
    return int(whole) * 1_000_000 + int(decimals.ljust(6, "0") or 0)


def same(esep, duckdb):
    with open(esep, newline="") as file:
        ours = list(csv.reader(file))[1:]
    with open(duckdb, newline="") as file:
        theirs = [
            [row[0], row[1]] + [str(millionths(figure)) for figure in row[2:]] for row in list(csv.reader(file))[1:]
        ]
    return ours == theirs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--meters", type=int, default=2000)
    parser.add_argument("--files", type=int, default=1)
    parser.add_argument("--order", choices=["meters", "time"], default="meters")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--benchmark", default=".build/release/Benchmark", help="the built benchmark")
    options = parser.parse_args()
    park = Path(tempfile.mkdtemp(prefix="esep-duckdb-"))
    try:
        made = ["--folder", park, "--meters", options.meters, "--files", options.files, "--order", options.order]
        subprocess.run([options.benchmark, "generate", *map(str, made)], check=True)
        ours, theirs = park / "esep.sums", park / "duckdb.sums"
        query = QUERY.format(files=park / "intervals" / "*.csv", target=theirs)
        pairs = []
        for _ in range(options.pairs):
            duckdb = subprocess.run([sys.executable, "-c", RUN, query], check=True, capture_output=True, text=True)
            seconds, memory = duckdb.stdout.split()
            esep = subprocess.run(
                [options.benchmark, "measure", "--folder", str(park)], check=True, capture_output=True, text=True)
            rows, _, _, whole, tables, peak = map(int, esep.stdout.split())
            pairs.append((float(seconds), (whole - tables) / 1000, int(memory), peak // 1024))
        subprocess.run([options.benchmark, "measure", "--folder", str(park), "--sums", str(ours)], check=True,
                       capture_output=True)
        if not same(ours, theirs):
            sys.exit("esep and DuckDB came to different sums")
        print(f"rows       {rows}, the same sums in both")
        print(f"DuckDB     {statistics.median(pair[0] for pair in pairs):.2f} s, {max(pair[2] for pair in pairs)} MiB")
        print(f"esep       {statistics.median(pair[1] for pair in pairs):.2f} s, {max(pair[3] for pair in pairs)} MiB")
        ratios = sorted(pair[0] / pair[1] for pair in pairs)
        print(f"ratio      {statistics.median(ratios):.1f} ({ratios[0]:.1f} to {ratios[-1]:.1f}, {len(pairs)} pairs)")
    finally:
        shutil.rmtree(park, ignore_errors=True)


if __name__ == "__main__":
    main()
