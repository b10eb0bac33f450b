"""What lies in readings/ and intervals/: tables, lists of registers by OBIS code, layout 80020, NEM12; each in either
folder, told by its content. Meters may be named by an alias."""
import csv
import io
import re
from xml.etree import ElementTree

from tables import TABLES, Problem, decode, paths_of, read_row, read_rows, unreadable
from values import BadCell, dated_day, unit_factor

OBIS = re.compile(r"(?:(\d)-([01]):)?(\d+)\.(\d+)\.(\d+)(?:\*255)?$")
QUALITIES = {"0": "A", "1": "E", "A": "A", "E": "E", "S": "E", "F": "E"}


def obis(text):
    """A code as (medium, quantity, kind, tariff); None for anything else."""
    found = OBIS.match(text.strip())
    return found and (int(found.group(1) or 1), *map(int, found.groups()[2:]))


class Names:
    """Aliases to meters, channels to registers. A name that several meters bear means those that are installed on the
    day of a value, as if the table held no other rows."""

    def __init__(self, meters, aliases):
        self.meters, self.rows = meters, {}
        for row in aliases:
            self.rows.setdefault(row.alias, []).append(row)

    def known(self, name, day):
        """The rows of a name and whether it is a meter's own, on a day; None is a day that can't be read."""
        rows, own = self.rows.get(name, []), name in self.meters
        if len({row.meter_id for row in rows} | ({name} if own else set())) > 1 and day is not None:
            there = {key for key, meter in self.meters.items() if meter.installed_on <= day <= meter.last_on}
            rows, own = [row for row in rows if row.meter_id in there], own and name in there
        return rows, own

    def find(self, name, channel="", day=None):
        """The meter, and the register an alias tells for the channel or None."""
        channel = channel_of(channel)
        rows, own = self.known(name, day)
        for row in rows:
            if channel and channel_of(row.channel) == channel:
                return row.meter_id, row.register or "total"
        plain = [row for row in rows if not channel_of(row.channel)]
        owners = {row.meter_id for row in plain or rows}
        meter = name if own else owners.pop() if len(owners) == 1 or day is None and owners else None
        if not channel:
            return meter, plain[0].register if plain and not own else None
        told = {row.register or "total" for some in self.rows.values() for row in some
                if row.meter_id == meter and channel_of(row.channel) == channel}
        return meter, told.pop() if len(told) == 1 else None


def channel_of(text):
    text = text.strip()
    return obis(text) or ("0" + text if len(text) == 1 and text.isdigit() else text.upper())


def read_meter_data(folder, meters, aliases, problems):
    """The rows of readings and of intervals, as `read_table` gives those of other tables; and the interval length that
    a file of layout 80020 or NEM12 has for a meter, by (file, meter)."""
    names = Names(meters, aliases)
    found, days, lengths = {"readings": [], "intervals": []}, {}, {}
    for folder_of in found:
        for path in paths_of(folder, folder_of):
            where = path.relative_to(folder).as_posix()
            try:
                read_file(path, where, folder_of, names, found, days, lengths, problems)
            except (BadCell, ElementTree.ParseError, ValueError, AttributeError, IndexError) as error:
                problems.append(unreadable(folder_of, where, str(error)))
    for deliveries in days.values():
        found["intervals"] += deliveries[max(deliveries)]
    return found["readings"], found["intervals"], lengths


def read_file(path, where, folder_of, names, found, days, lengths, problems):
    data, number = path.read_bytes(), None
    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        table, number, rows = "intervals", *layout_80020(data, names)
    elif decode(data).lstrip("\ufeff").startswith("100,NEM12"):
        table, rows = "intervals", nem12(decode(data), names)
    elif path.suffix.lower() in (".csv", ".tsv", ".txt"):
        table, rows = table_rows(path, folder_of, names)
    else:
        raise BadCell("a file of no known kind; save it as .xlsx or .csv")
    for line, cells, factor in rows:
        try:
            row = read_row(TABLES[table][0], cells)
        except BadCell as error:
            problems.append(Problem(table, f"{where}:{line}", cells, str(error)))
            continue
        if factor != 1:
            row["value"] *= factor
        row = {**row, "where": f"{where}:{line}", "cells": cells}
        if "length" in cells:
            lengths[where, row["meter_id"]] = cells["length"]
        if number is None:
            found[table].append(row)
        else:
            # Of two deliveries of one day the one with the higher number supersedes the lower [C11].
            days.setdefault((row["meter_id"], cells["start"][:10]), {}).setdefault(number, []).append(row)


def told(names):
    """Whether a header is one of readings, or of a list of registers, or of intervals."""
    readings = {"meter_id", "read_at"} <= names and ("reading" in names or any(map(obis, names)))
    return readings or {"meter_id", "start", "value"} <= names


def table_rows(path, table, names):
    rows = list(read_rows(path, told))
    header = set(rows[0][1]) if rows else set()
    if {"start", "value"} <= header:
        table = "intervals"
    elif "read_at" in header and ("reading" in header or any(map(obis, header))):
        table = "readings"
    codes = [] if "reading" in header else [name for name in header if obis(name)]
    found = []
    for line, cells in rows:
        name = (cells.get("meter_id") or "").strip()
        day = day_of(cells.get("start" if table == "intervals" else "read_at") or "")
        meter = names.find(name, "", day)[0] or name
        if table == "intervals":
            found.append((line, {**cells, "meter_id": meter}, 1))
        elif not codes:
            register = names.find(name, (cells.get("register") or "").strip(), day)[1]
            register = register or default(cells.get("register") or "", names.meters.get(meter))
            found.append((line, {**cells, "meter_id": meter, "register": register}, 1))
        for code in codes:
            if (cells.get(code) or "").strip():
                register = names.find(name, code, day)[1] or default(code, names.meters.get(meter))
                found.append((line, {**cells, "meter_id": meter, "register": register, "reading": cells[code]}, 1))
    return table, [row for row in found if row[1].get("register") != "spare"]


def day_of(text):
    """The day that a row is of: at 24:00 the one that ends; None where it can't be read."""
    try:
        return dated_day(text)
    except BadCell:
        return None


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
    """The message's number and each value as (line, cells, factor); the parser tells no lines."""
    if data.startswith(b"\xef\xbb\xbf"):
        data = re.sub(r'^<\?xml[^>]*\?>', "", decode(data)).strip()     # its mark wins over what it declares
    message = ElementTree.fromstring(data)
    day = message.findtext("datetime/day").strip()
    dated = day_of(f"{day[:4]}-{day[4:6]}-{day[6:]}")
    number = message.get("number") or "0"
    return int(number) if number.isdigit() else 0, list(values_80020(message, day, dated, names))


def values_80020(message, day, dated, names):
    for point in message.iter("measuringpoint"):
        for channel in point.iter("measuringchannel"):
            meter, register = names.find(point.get("code"), channel.get("code"), dated)
            if (register or ("total" if channel.get("code") == "01" else None)) != "total":
                continue
            factor = unit_factor("kWh", names.meters[meter].unit) if meter in names.meters else 1
            for period in channel.iter("period"):
                value, start, end = period.find("value"), period.get("start"), period.get("end")
                if value is None or not (value.text or "").strip():
                    continue    # an empty value is missing
                minute = int(start[:2]) * 60 + int(start[2:])
                length = (int(end[:2]) * 60 + int(end[2:]) - minute) % 1440 if end else None
                cells = {"meter_id": meter or point.get("code"), "value": value.text, "start": moment(day, minute),
                         "quality": QUALITIES[value.get("status") or "0"]}
                yield 0, {**cells, **({"length": length} if length else {})}, factor


def nem12(text, names):
    """Each value that is not null as (line, cells, factor)."""
    head, stream, days = None, None, []
    for line, cells in enumerate(csv.reader(io.StringIO(text)), 1):
        if cells and cells[0] == "200":
            head = cells
        elif cells and cells[0] == "300":
            meter, register = names.find(head[1], head[4], day_of(f"{cells[1][:4]}-{cells[1][4:6]}-{cells[1][6:]}"))
            register = register or ("total" if head[4] == "E1" else None)
            stream = register == "total" and (meter or head[1], int(head[8]), head[7])
            if not stream:
                continue
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
                             "quality": QUALITIES[quality], "length": minutes}, factor
