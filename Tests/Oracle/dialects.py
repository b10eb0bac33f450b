"""Writes tables as people's programs do: delimiters, decimal marks, date forms, encodings, ends of lines."""
import csv
import datetime
import io
import json
import math
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
        self.short_years = self.bare = self.noise = self.short_hours = self.sep = self.titled = False

    def as_spreadsheets(self, rng):
        """Forms of a spreadsheet: short years, `.5`, hours of one digit, noise of binary fractions, a line `sep=;`, titles."""
        self.short_years, self.bare, self.noise = rng.random() < 0.2, rng.random() < 0.2, rng.random() < 0.15
        self.short_hours, self.sep, self.titled = rng.random() < 0.2, rng.random() < 0.15, rng.random() < 0.15
        return self

    def cell(self, value):
        if value is None:
            return ""
        if isinstance(value, datetime.datetime):
            return self.moment(value)
        if isinstance(value, datetime.date):
            return value.strftime(("%d.%m.%y" if self.short_years else "%d.%m.%Y") if self.russian_dates else "%Y-%m-%d")
        if isinstance(value, (int, Decimal)):
            text = format(value, "f")
            if self.noise and isinstance(value, Decimal) and value % 1 and abs(value) < 1000:
                text = noisy(value)
            if self.bare and text.startswith("0."):
                text = text[1:]
            sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
            whole, _, decimals = text.partition(".")
            if self.group and len(whole) > 3 and len(text) < 16:
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
        text = value.strftime(self.instant)
        return self.cell(value.date()) + (text[0] + text[2:] if self.short_hours and text[1] == "0" else text)


def noisy(value):
    """What a spreadsheet makes of a decimal: the next binary fraction with all its digits, or the one of four bytes."""
    double = math.nextafter(float(value), math.inf)
    text = format(Decimal(repr(double)), "f")
    return text if len(text) >= 17 else format(value, "f")


def write_table(path, rows, rng, forms=None):
    dialect = Dialect(rng)
    if forms is not None:
        dialect.as_spreadsheets(forms)
    # What ends in a bar is for the maker alone.
    rows = [{key: value for key, value in row.items() if key[-1] != "_"} for row in rows]
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
    if dialect.sep:
        content = f"sep={dialect.delimiter}" + dialect.end + content
    elif dialect.titled:
        content = "Тизме" + dialect.end + dialect.delimiter * 3 + dialect.end + content
    try:
        data = content.encode(dialect.encoding)
    except UnicodeEncodeError:
        data = content.encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


ACCOUNT = "1090000000000009"


def write_statement(path, rows, account=ACCOUNT, encoding="cp1251"):
    """Payments as a bank's 1CClientBankExchange text of one account; `out_` went out, `from_` is the payer's account."""
    received = sum((row["amount"] for row in rows if not row.get("out_")), Decimal(0))
    written_off = sum((row["amount"] for row in rows if row.get("out_")), Decimal(0))
    lines = ["1CClientBankExchange", "ВерсияФормата=1.03", "Кодировка=Windows", f"РасчСчет={account}",
             "СекцияРасчСчет", f"РасчСчет={account}", "НачальныйОстаток=100.00", f"ВсегоПоступило={received}",
             f"ВсегоСписано={written_off}", f"КонечныйОстаток={100 + received - written_off}", "КонецРасчСчет"]
    for row in rows:
        day = row["received_on"].strftime("%d.%m.%Y")
        ours, theirs = account, row.get("from_") or "1090000000000001"
        payer, payee = (ours, theirs) if row.get("out_") else (theirs, ours)
        lines += ["СекцияДокумент=Платежное поручение", f"Номер={row['number']}", f"Дата={day}",
                  f"Сумма={row['amount']}", f"{'ДатаСписано' if row.get('out_') else 'ДатаПоступило'}={day}",
                  f"ПлательщикИНН={'' if row.get('out_') else row['inn']}", f"ПлательщикСчет={payer}",
                  "Плательщик=Плательщик", f"ПолучательСчет={payee}",
                  f"НазначениеПлатежа={row.get('purpose') or 'Оплата'}", "КонецДокумента"]
    lines.append("КонецФайла")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("\r\n".join(lines).encode(encoding))


def write_statements(folder, rows, rng, features):
    """One file; with several accounts a file for each, and one more that overlaps."""
    if "bank_accounts" not in features:
        write_statement(folder / "bank.txt", rows)
        return
    for account in sorted({row.get("account_", ACCOUNT) for row in rows}):
        mine = [row for row in rows if row.get("account_", ACCOUNT) == account]
        write_statement(folder / f"bank-{account[-3:]}.txt", mine, account, rng.choice(("cp1251", "utf-8", "cp866")))
        if rng.random() < 0.5:
            half = [row for row in mine if row["received_on"] >= mine[len(mine) // 2]["received_on"]]
            write_statement(folder / f"bank-{account[-3:]}-more.txt", [dict(row, purpose="Оплата  ") for row in half], account)


def write_park(folder, park, seed, features=()):
    """Writes every table; folders get a file a month and the rest by chance."""
    rng = random.Random(f"dialects {seed}")
    forms = random.Random(f"forms {seed}") if "forms" in features else None
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
            write_table(folder / f"{name}.csv", rows, rng, forms)
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
                    write_table(path.with_name(f"{month}-registers.csv"), listed, rng, forms)
            if some:
                write_table(path, some, rng, forms)
    if speaker.aliases:
        write_table(folder / "meter-aliases.csv", speaker.aliases, rng, forms)
    if park["statement"]:
        write_statements(folder / "payments", park["statement"], rng, features)
