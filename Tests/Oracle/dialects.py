"""Writes tables as people's programs do: delimiters, decimal marks, date forms, encodings, ends of lines."""
import csv
import datetime
import io
import json
import random
from decimal import Decimal
from pathlib import Path

from meterdialects import Speaker


class Dialect:
    def __init__(self, rng):
        self.delimiter = rng.choice(";\t,")
        self.mark = rng.choice(".,")
        self.russian_dates = rng.random() < 0.4
        self.encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1251"))
        self.end = rng.choice(("\n", "\r\n"))
        self.group = rng.choice(("", "", "\u00a0", " "))
        self.instant = rng.choice(("T%H:%M", " %H:%M", "T%H:%M:%S", "T%H:%M+06:00", "utc", "24:00"))

    def cell(self, value):
        if value is None:
            return ""
        if isinstance(value, datetime.datetime):
            return self.moment(value)
        if isinstance(value, datetime.date):
            return value.strftime("%d.%m.%Y" if self.russian_dates else "%Y-%m-%d")
        if isinstance(value, (int, Decimal)):
            text = format(value, "f")
            sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
            whole, _, decimals = text.partition(".")
            if self.group and len(whole) > 3:
                whole = f"{int(whole):,}".replace(",", self.group)
            return sign + whole + (self.mark + decimals if decimals else "")
        if isinstance(value, list):
            return "|".join(self.cell(part) for part in value)
        return value


    def moment(self, value):
        if self.instant == "utc":
            value -= datetime.timedelta(hours=6)
            return self.cell(value.date()) + value.strftime("T%H:%MZ")
        if self.instant == "24:00":
            if value.hour == value.minute == 0:
                return self.cell(value.date() - datetime.timedelta(days=1)) + "T24:00"
            return self.cell(value.date()) + value.strftime("T%H:%M")
        return self.cell(value.date()) + value.strftime(self.instant)


def write_table(path, rows, rng):
    dialect = Dialect(rng)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    rng.shuffle(columns)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator=dialect.end)
    writer.writerow([name.upper() if rng.random() < 0.1 else name for name in columns])
    for row in rows:
        writer.writerow([dialect.cell(row.get(name)) for name in columns])
        if rng.random() < 0.005:
            text.write(dialect.end)
    content = text.getvalue()
    if rng.random() < 0.2:
        content = content.rstrip("\r\n")
    try:
        data = content.encode(dialect.encoding)
    except UnicodeEncodeError:
        data = content.encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def write_statement(path, rows):
    """Payments as a bank's 1CClientBankExchange text."""
    lines = ["1CClientBankExchange", "ВерсияФормата=1.03", "Кодировка=Windows"]
    for row in rows:
        day = row["received_on"].strftime("%d.%m.%Y")
        lines += ["СекцияДокумент=Платежное поручение", f"Номер={row['number']}", f"Дата={day}",
                  f"Сумма={row['amount']}",
                  f"ДатаПоступило={day}", f"ПлательщикИНН={row['inn']}", "ПлательщикСчет=1090000000000001",
                  "Плательщик=Плательщик", "НазначениеПлатежа=Оплата", "КонецДокумента"]
    lines.append("КонецФайла")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("\r\n".join(lines).encode("cp1251"))


def write_park(folder, park, seed):
    """Writes every table; folders get a file a month and the rest by chance."""
    rng = random.Random(f"dialects {seed}")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.rglob("*"):
        if path.is_file():
            path.unlink()
    (folder / "park.json").write_text(json.dumps(park["settings"], ensure_ascii=False, indent=2), encoding="utf-8")
    speaker = Speaker(random.Random(f"meters {seed}"), park["tables"])
    for name, rows in park["tables"].items():
        if not rows:
            continue
        if name not in ("readings", "intervals", "orders", "payments"):
            # What ends in a bar is for the maker alone.
            plain = [{key: value for key, value in row.items() if key[-1] != "_"} for row in rows]
            write_table(folder / f"{name}.csv", plain, rng)
            continue
        date = {"readings": "read_at", "intervals": "start", "orders": "ordered_on", "payments": "received_on"}[name]
        by_month = {}
        for row in rows:
            by_month.setdefault(row[date].strftime("%Y-%m"), []).append(row)
        in_folders = rng.random() < 0.4
        for month, some in sorted(by_month.items()):
            path = folder / name / month / f"{name}.csv" if in_folders else folder / name / f"{month}.csv"
            path.parent.mkdir(parents=True, exist_ok=True)
            if name == "intervals":
                some = speaker.interval_files(some, path.parent, month)
            elif name == "readings":
                listed, some = speaker.register_list(some)
                if listed:
                    write_table(path.with_name(f"{month}-registers.csv"), listed, rng)
            if some:
                write_table(path, some, rng)
    if speaker.aliases:
        write_table(folder / "meter-aliases.csv", speaker.aliases, rng)
    if park["statement"]:
        write_statement(folder / "payments" / "bank.txt", park["statement"])
