"""What lies in readings/ and intervals/: tables, lists of registers by OBIS code, layout 80020, NEM12; each in either
folder, told by its content. Meters may be named by an alias."""
import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

from tables import TABLES, Problem, decode, read_row, read_rows
from values import DAY, BadCell, parse_day, parse_instant, unit_factor

OBIS = re.compile(r"(?:(\d)-([01]):)?(\d+)\.(\d+)\.(\d+)(?:\*255)?$")
QUALITIES = {"0": "A", "1": "E", "A": "A", "E": "E", "S": "E", "F": "E"}


def obis(text):
    """A code as (medium, quantity, kind, tariff); None for anything else."""
    found = OBIS.match(text.strip())
    return found and (int(found.group(1) or 1), *map(int, found.groups()[2:]))


class Names:
    """Aliases to meters, channels to registers."""

    def __init__(self, meters, aliases):
        self.meters, self.rows = meters, {}
        for row in aliases:
            self.rows[row.alias, channel_of(row.channel)] = row

    def meter(self, name):
        if name in self.meters:
            return name
        if (name, "") in self.rows:
            return self.rows[name, ""].meter_id
        owners = {row.meter_id for (alias, _), row in self.rows.items() if alias == name}
        return owners.pop() if len(owners) == 1 else None

    def find(self, name, channel):
        """The meter, and the register an alias tells for the channel or None."""
        row = self.rows.get((name, channel_of(channel)))
        if row:
            return row.meter_id, row.register or "total"
        meter = self.meter(name)
        told = {row.register or "total" for (_, known), row in self.rows.items()
                if row.meter_id == meter and known == channel_of(channel) != ""}
        return meter, told.pop() if len(told) == 1 else None


def channel_of(text):
    text = text.strip()
    return obis(text) or ("0" + text if len(text) == 1 and text.isdigit() else text.upper())


def read_meter_data(folder, meters, aliases, problems):
    """The rows of readings and of intervals, as `read_table` gives those of other tables."""
    names = Names(meters, aliases)
    found = {"readings": [], "intervals": []}
    paths = [path for name in found for path in Path(folder, name).rglob("*") if path.is_file()]
    for path in sorted(paths, key=lambda path: path.relative_to(folder).as_posix().encode()):
        where = path.relative_to(folder).as_posix()
        data = path.read_bytes()
        if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
            table, rows = "intervals", layout_80020(data, names)
        elif decode(data).lstrip("\ufeff").startswith("100,NEM12"):
            table, rows = "intervals", nem12(decode(data), names)
        elif path.suffix.lower() in (".csv", ".tsv", ".txt"):
            table, rows = table_rows(path, where, names)
        else:
            continue
        for line, cells, factor in rows:
            try:
                row = read_row(TABLES[table][0], cells)
            except BadCell as error:
                problems.append(Problem(table, f"{where}:{line}", cells, str(error)))
                continue
            if factor != 1:
                row["value"] *= factor
            found[table].append({**row, "where": f"{where}:{line}", "cells": cells})
    return found["readings"], found["intervals"]


def table_rows(path, where, names):
    rows = list(read_rows(path))
    header = set(rows[0][1]) if rows else set()
    table = where.split("/")[0]
    if {"start", "value"} <= header:
        table = "intervals"
    elif "read_at" in header and ("reading" in header or any(map(obis, header))):
        table = "readings"
    codes = [] if "reading" in header else [name for name in header if obis(name)]
    found = []
    for line, cells in rows:
        name = (cells.get("meter_id") or "").strip()
        meter = names.meter(name) or name
        if table == "intervals":
            found.append((line, {**cells, "meter_id": meter}, 1))
        elif not codes:
            register = names.find(name, cells["register"])[1] if (cells.get("register") or "").strip() else None
            register = register or default(cells.get("register") or "", names.meters.get(meter))
            found.append((line, {**cells, "meter_id": meter, "register": register}, 1))
        for code in codes:
            if (cells.get(code) or "").strip():
                register = names.find(name, code)[1] or default(code, names.meters.get(meter))
                found.append((line, {**cells, "meter_id": meter, "register": register, "reading": cells[code]}, 1))
    return table, [row for row in found if row[1].get("register") != "spare"]


def default(code, meter):
    """What a register's name or code means without an alias."""
    found = obis(code)
    if not found or meter and code.strip() in meter.registers:
        return code
    if found == (1, 3, 8, 0):
        return "reactive"
    total = found == (1, 1, 8, 0) or found[0] in (6, 8, 9) and found[1:] == (1, 0, 0)
    return "total" if total and meter and "total" in meter.registers else "spare"


def moment(day, minute):
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{minute // 60:02d}:{minute % 60:02d}"


def layout_80020(data, names):
    """Each value as (line, cells, factor); the parser tells no lines."""
    message = ElementTree.fromstring(data)
    day = message.findtext("datetime/day").strip()
    for point in message.iter("measuringpoint"):
        for channel in point.iter("measuringchannel"):
            meter, register = names.find(point.get("code"), channel.get("code"))
            if (register or ("total" if channel.get("code") == "01" else None)) != "total":
                continue
            factor = unit_factor("kWh", names.meters[meter].unit) if meter in names.meters else 1
            for period in channel.iter("period"):
                value, start = period.find("value"), period.get("start")
                yield 0, {"meter_id": meter or point.get("code"), "value": value.text,
                          "start": moment(day, int(start[:2]) * 60 + int(start[2:])),
                          "quality": QUALITIES[value.get("status", "0")]}, factor


def nem12(text, names):
    """Each value that is not null as (line, cells, factor)."""
    stream, days = None, []
    for line, cells in enumerate(csv.reader(io.StringIO(text)), 1):
        if cells and cells[0] == "200":
            meter, register = names.find(cells[1], cells[4])
            register = register or ("total" if cells[4] == "E1" else None)
            stream = register == "total" and (meter or cells[1], int(cells[8]), cells[7])
        elif cells and cells[0] == "300" and stream:
            count = 1440 // stream[1]
            days.append((line, stream, cells[1], cells[2:count + 2], [cells[count + 2][0]] * count))
        elif cells and cells[0] == "400" and stream:
            first, last = int(cells[1]), int(cells[2])
            days[-1][4][first - 1:last] = cells[3][0] * (last - first + 1)
    units = {"WH": "Wh", "KWH": "kWh", "MWH": "MWh"}
    for line, (meter, minutes, unit), day, values, qualities in days:
        factor = unit_factor(units[unit.upper()], names.meters[meter].unit) if meter in names.meters else 1
        for index, (value, quality) in enumerate(zip(values, qualities)):
            if quality != "N":
                yield line, {"meter_id": meter, "start": moment(day, index * minutes), "value": value,
                             "quality": QUALITIES[quality]}, factor
