"""Writes readings and intervals as systems that read meters hand them over: lists by OBIS code, layout 80020, NEM12."""
import datetime
from decimal import Decimal

SHORT = {"total": "1.8.0", "reactive": "3.8.0"}


class Speaker:
    """Decides for each meter how its data come, and keeps the aliases that this needs."""

    def __init__(self, rng, tables):
        self.rng, self.aliases, self.points = rng, [], {}
        self.meters = {row["meter_id"]: row for row in tables["meters"]}
        exchanged = {row["point_"]: row["meter_id"] for row in tables["meters"] if "point_" in row}
        self.exchanged = {*exchanged, *exchanged.values()}
        self.media = {row["service"]: row["unit"] for row in tables["services"]}

    def name(self, meter, channel=None, register=None):
        """What files call a meter: itself, or an alias, for all channels or for one."""
        if (meter, channel) not in self.points:
            kind = self.rng.choice(("own", "point", "channel"))
            if register and (meter, "tariff") in self.points:
                kind = "channel"
            # A point keeps its name when its meter is replaced.
            point = self.meters[meter].get("point_") or meter
            alias = meter if kind == "own" and not register else self.points.get((meter, "tariff"), f"99{point[1:]:>08}")
            if register:
                self.points[meter, "tariff"] = alias
            if alias != meter or register:
                given = channel if register or kind == "channel" else None
                row = {"meter_id": meter, "alias": alias, "channel": given, "register": register}
                self.aliases += [row] if row not in self.aliases else []
            self.points[meter, channel] = alias
        return self.points[meter, channel]

    # Readings

    def register_list(self, rows):
        """Takes rows that can stand in a list of registers out of `rows`; returns the list."""
        chosen = {meter for meter in sorted({row["meter_id"] for row in rows}) if self.rng.random() < 0.4}
        lines, rest = {}, []
        for row in rows:
            meter = self.meters.get(row["meter_id"])
            code = meter and row["meter_id"] in chosen and self.code(meter, row["register"] or "total")
            if not code:
                rest.append({**row, "meter_id": self.name(row["meter_id"])} if self.is_at_its_point(row) else row)
                continue
            name = self.points[row["meter_id"], code]
            for turn in range(9):
                line = lines.setdefault((name, row["read_at"], row.get("source"), turn), {
                    "meter_id": name, "read_at": row["read_at"], "source": row.get("source")})
                if code not in line:
                    line[code] = row["reading"]
                    break
        return list(lines.values()), rest

    def is_at_its_point(self, row):
        """Whether the point's name means the reading's meter: one of two that replaced each other, on a day of its."""
        if row["meter_id"] not in self.exchanged:
            return False
        day, meter = row["read_at"], self.meters[row["meter_id"]]
        day = day.date() if isinstance(day, datetime.datetime) else day
        return meter["installed_on"] <= day <= meter.get("removed_on", day)

    def code(self, meter, register):
        """A code that means the register, with an alias where nothing else tells; None for what has none."""
        unit, registers = self.media[meter["service"]], meter.get("registers") or ["total"]
        if register not in registers:
            return None
        if register == "total" and unit in ("m3", "m³"):
            code = "8-0:1.0.0"
        elif register == "total" and unit == "Gcal":
            code = "6-0:1.0.0"
        elif register in SHORT and unit == "kWh":
            code = SHORT[register]
        elif unit == "kWh":
            code = f"1.8.{registers.index(register) + 1}"
            self.name(meter["meter_id"], code, register)
            return code
        else:
            return None
        alias = self.points.get((meter["meter_id"], "tariff"), meter["meter_id"])
        self.points.setdefault((meter["meter_id"], code), alias)
        return code

    # Intervals

    def interval_files(self, rows, folder, month):
        """Writes some meters' month in other forms; returns the rows that are left for a table."""
        by_meter = {}
        for row in rows:
            by_meter.setdefault(row["meter_id"], []).append(row)
        rest, days = [], {}
        for meter, some in sorted(by_meter.items()):
            form = self.rng.choice(("table", "80020", "nem12"))
            starts = sorted(row["start"] for row in some)
            steps = {b - a for a, b in zip(starts, starts[1:])}
            if form == "table" or meter not in self.meters or datetime.timedelta(0) in steps or not steps:
                rest += some
                continue
            minutes = int(min(steps).total_seconds()) // 60
            if form == "80020":
                for row in some:
                    days.setdefault(row["start"].date(), {}).setdefault(meter, []).append((row, minutes))
            else:
                text = self.nem12(meter, some, minutes)
                (folder / f"{month}-{meter}.{self.rng.choice(('csv', 'txt', 'nem12'))}").write_text(text, "ascii")
        for day, meters in sorted(days.items()):
            encoding = self.rng.choice(("windows-1251", "utf-8"))
            text = self.layout_80020(day, meters, encoding)
            (folder / f"80020_1_{day:%Y%m%d}.xml").write_bytes(text.encode(encoding))
        return rest

    def in_kwh(self, row):
        return row["value"] / 1000 if self.meters[row["meter_id"]]["unit"] == "Wh" else row["value"]

    def layout_80020(self, day, meters, encoding):
        text = [f'<?xml version="1.0" encoding="{encoding}"?>', '<message class="80020" version="2" number="1">',
                f"<datetime><timestamp>{day:%Y%m%d}235900</timestamp><daylightsavingtime>0</daylightsavingtime>",
                f"<day>{day:%Y%m%d}</day></datetime>", "<sender><inn>1</inn><name>АСКУЭ</name></sender>",
                '<area timezone="1"><inn>1</inn><name>Парк &amp; Ко</name>']
        for meter, rows in meters.items():
            text.append(f'<measuringpoint code="{self.name(meter, "01")}" name="Ввод «1»">')
            text.append('<measuringchannel code="01" desc="Активная, приём">')
            for row, minutes in self.rng.sample(rows, len(rows)) if self.rng.random() < 0.1 else rows:
                end = row["start"] + datetime.timedelta(minutes=minutes)
                last = self.rng.choice(("0000", "2400")) if end.date() > row["start"].date() else f"{end:%H%M}"
                status = ' status="1"' if row.get("quality") == "E" else self.rng.choice(("", ' status="0"'))
                text.append(f'<period start="{row["start"]:%H%M}" end="{last}">'
                            f"<value{status}>{self.in_kwh(row):f}</value></period>")
            text.append("</measuringchannel></measuringpoint>")
        return self.rng.choice(("\n", "\r\n")).join(text + ["</area>", "</message>"])

    def nem12(self, meter, rows, minutes):
        unit, scale = self.rng.choice((("KWH", Decimal(1)), ("Wh", Decimal(1000)), ("kwh", Decimal(1))))
        text = ["100,NEM12,202607020100,PARK,ESEP", f"200,{self.name(meter, 'E1')},E1,1,E1,N1,SN1,{unit},{minutes},"]
        by_day = {}
        for row in rows:
            by_day.setdefault(row["start"].date(), {})[(row["start"].hour * 60 + row["start"].minute) // minutes] = row
        for day, known in sorted(by_day.items()):
            count = 1440 // minutes
            values = [f"{(self.in_kwh(known[index]) * scale).normalize():f}" if index in known else "0"
                      for index in range(count)]
            letters = [self.quality(known.get(index)) for index in range(count)]
            ranges = [[0, letters[0]]]
            for index, letter in enumerate(letters):
                if letter != ranges[-1][1]:
                    ranges.append([index, letter])
            whole = letters[0] if len(ranges) == 1 else "V"
            text.append(f"300,{day:%Y%m%d},{','.join(values)},{whole},,,20260702010000,")
            if whole == "V":
                ends = [start for start, _ in ranges[1:]] + [count]
                text += [f"400,{start + 1},{end},{letter},," for (start, letter), end in zip(ranges, ends)]
        return self.rng.choice(("\n", "\r\n")).join(text + ["900", ""])

    def quality(self, row):
        if row is None:
            return "N"
        return self.rng.choice(("E52", "S14", "F18")) if row.get("quality") == "E" else "A"
