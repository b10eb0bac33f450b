private let meter = Header.meters + "M1,power,,C-1,,kWh,,,2026-06-01,1000\n"
private let read = Header.readings + "M1,2026-06-30,1100\n"

private func removed(at reading: Int) -> String {
  "meter_id,service,contract_id,unit,installed_on,installed_reading,removed_on,removed_reading\n"
    + "M1,power,C-1,kWh,2026-06-01,1000,2026-06-20,\(reading)\n"
}

/// Readings of registers.
let registerFaults: [MonthFaultSample] = [
  MonthFaultSample(
    ["meters.csv": meter + "M2,power,,C-1,,kWh,,,2026-06-01,0\n"], "meters.csv:3 no-reading error C-1"),
  MonthFaultSample(
    ["readings/r.csv": Header.readings + "M1,2026-06-30,900\n"],
    "readings/r.csv:2:reading reading-below-opening error C-1"),
  MonthFaultSample(
    ["readings/r.csv": read + "M1,2026-06-30,1101\n"], "readings/r.csv:3:reading contradicting-readings error C-1"),
  // What was read at the end of the day of removal, or of the day before the installation, is not what meters.csv says.
  MonthFaultSample(
    [
      "meters.csv": removed(at: 1050),
      "readings/r.csv": Header.readings + "M1,2026-06-20,1051\n",
    ],
    "readings/r.csv:2:reading contradicting-readings error C-1"),
  MonthFaultSample(
    [
      "meters.csv": removed(at: 1050),
      "readings/r.csv": Header.readings + "M1,2026-05-31,999\nM1,2026-06-20,1050\n",
    ],
    "readings/r.csv:2:reading contradicting-readings error C-1"),
  // Of two meters, July reads one.
  MonthFaultSample(
    [
      "meters.csv": meter + "M2,power,,C-1,,kWh,,,2026-06-01,0\n",
      "readings/r.csv": read + "M2,2026-06-30,10\nM2,2026-07-31,20\n",
    ],
    inJuly: true, "meters.csv:2 estimated-reading warning"),
  // 99 999 999 999 a thousand times.
  MonthFaultSample(
    [
      "meters.csv": """
      meter_id,service,contract_id,unit,digits,multiplier,installed_on,installed_reading
      M1,power,C-1,kWh,12,1000,2026-06-01,0
      """,
      "readings/r.csv": Header.readings + "M1,2026-06-30,99999999999\n",
    ],
    "meters.csv:2 consumption-too-large error C-1"),
  MonthFaultSample(
    ["readings/r.csv": Header.readings + "M1,2026-06-30,1000\n"], "readings/r.csv:2 no-consumption warning"),
  // June 100 in 30 days; five times that in July's 31 is 516.7.
  MonthFaultSample(
    ["readings/r.csv": read + "M1,2026-07-31,1617\n"], inJuly: true, "readings/r.csv:3 unlikely-consumption warning"),
  // After a month without any consumption every one is more than five times the mean.
  MonthFaultSample(
    ["readings/r.csv": Header.readings + "M1,2026-06-30,1000\nM1,2026-07-31,1001\n"], inJuly: true,
    "readings/r.csv:3 unlikely-consumption warning"),
  // A fifth of it is 20.7.
  MonthFaultSample(
    ["readings/r.csv": read + "M1,2026-07-31,1120\n"], inJuly: true, "readings/r.csv:3 unlikely-consumption warning"),
  MonthFaultSample(["readings/r.csv": read + "M1,2026-07-31,1616\nM1,2026-08-31,1637\n"], inJuly: true),
  // Ten times that is 1 033.3.
  MonthFaultSample(
    ["readings/r.csv": read + "M1,2026-07-31,2134\n"], inJuly: true,
    "readings/r.csv:3:reading implausible-consumption error C-1"),
  // Of three meters, July reads one.
  MonthFaultSample(
    [
      "meters.csv": meter + "M2,power,,C-1,,kWh,,,2026-06-01,0\nM3,power,,C-1,,kWh,,,2026-06-01,0\n",
      "readings/r.csv": read + "M2,2026-06-30,10\nM3,2026-06-30,10\nM2,2026-07-31,20\n",
    ],
    inJuly: true, "meters.csv:2 too-many-estimates error C-1", "meters.csv:4 too-many-estimates error C-1"),
]

/// Meters that are handed on, or stay when their contract ends.
let handoverFaults: [MonthFaultSample] = [
  // The meter is nobody's from 16 to 20 June, and nothing tells what it showed on the 20th.
  MonthFaultSample(
    [
      "meters.csv": Header.meters + "M1,power,,,,kWh,,,2026-06-01,1000\n",
      "meter-contracts.csv": "meter_id,contract_id,valid_from,valid_to\n"
        + "M1,C-1,2026-06-01,2026-06-15\nM1,C-1,2026-06-21,\n",
      "readings/r.csv": Header.readings + "M1,2026-06-15,1050\n",
    ],
    "meters.csv:2 handover-unread error C-1", "meters.csv:2 park-days-unread warning")
]

/// One day of an interval meter that is installed on it, each hour 1 kWh but for some.
private func lastOfJune(without missing: Set<Int> = []) -> [String: String] {
  let hours = (0..<24).filter { !missing.contains($0) }
  let rows = hours.map { "I-1,2026-06-30 \($0 < 10 ? "0" : "")\($0):00,1\n" }
  return [
    "meters.csv": meter + "I-1,power,,C-1,interval,kWh,,,2026-06-30,0\n",
    "intervals/i.csv": "meter_id,start,value\n" + rows.joined(),
  ]
}

/// Interval meters.
let intervalFaults: [MonthFaultSample] = [
  MonthFaultSample(
    ["meters.csv": meter + "I-1,power,,C-1,interval,kWh,,,2026-06-30,0\n"], "meters.csv:3 no-intervals error C-1"),
  // Three of 24 are more than 10 %, two are not.
  MonthFaultSample(lastOfJune(without: [7, 8, 20]), "meters.csv:3 too-many-gaps error C-1"),
  MonthFaultSample(lastOfJune(without: [7, 8]), "meters.csv:3 filled-intervals warning"),
  // Before the first hour there is neither a neighbour nor another day.
  MonthFaultSample(lastOfJune(without: [0]), "meters.csv:3 gap-without-likeness error C-1"),
  MonthFaultSample(
    lastOfJune().merging(
      [
        "terms.csv": Header.terms + "C-1,power,,T,,,2026-01-01\n",
        "tariffs.csv": Header.tariffs + "T,energy,day,0,2,2026-01-01,\nT,energy,,0,2,2026-01-01,\n",
        "zones.csv": "zone,days,from,to\nday,all,08:00,20:00\n",
      ], uniquingKeysWith: { $1 }), "tariffs.csv:2:zone hour-without-zone error C-1"),
  MonthFaultSample(
    lastOfJune().merging(
      [
        "terms.csv": Header.terms + "C-1,power,,T,,,2026-01-01\n",
        "tariffs.csv": Header.tariffs + "T,energy,,0,2,2026-01-01,\nT,energy,day,0,2,2026-01-01,\n"
          + "T,energy,night,0,2,2026-01-01,\n",
        "zones.csv": "zone,days,from,to\nday,all,08:00,20:00\nnight,all,19:00,08:00\n",
      ], uniquingKeysWith: { $1 }), "tariffs.csv:3:zone hour-in-two-zones error C-1"),
]

/// An hour of 3 kWh after one without any, where every other is of 1 kWh.
let spikeFaults: [MonthFaultSample] = [
  MonthFaultSample(
    [
      "meters.csv": meter + "I-1,power,,C-1,interval,kWh,,,2026-06-30,0\n",
      "intervals/i.csv": "meter_id,start,value\n"
        + (0..<24).map { hour in
          "I-1,2026-06-30 \(hour < 10 ? "0" : "")\(hour):00,\(hour == 7 ? 0 : hour == 8 ? 3 : 1)\n"
        }.joined(),
    ],
    "intervals/i.csv:2 interval-spike warning")
]

/// Meters behind meters, and meters that several contracts share.
let sharingFaults: [MonthFaultSample] = [
  MonthFaultSample(
    [
      "meters.csv": meter + "M2,power,,C-1,,kWh,M1,,2026-06-01,0\n",
      "readings/r.csv": read + "M2,2026-06-30,101\n",
    ],
    "meters.csv:2 parent-below-children error C-1"),
  MonthFaultSample(aboveItsParentAtNight, "meters.csv:3 parent-below-children error C-1"),
  MonthFaultSample(
    [
      "terms.csv": "contract_id,service,price,valid_from\nC-1,power,2,2026-01-01\nC-1,water,2,2026-01-01\n",
      "meters.csv": meter + "M2,water,,C-1,,m3,M1,,2026-06-01,0\n",
      "readings/r.csv": read + "M2,2026-06-30,1\n",
    ],
    "meters.csv:3:parent unlike-child error C-1"),
  MonthFaultSample(
    [
      "meters.csv": meter + "K,water,common,,,m3,,equal,2026-06-01,0\n",
      "readings/r.csv": read + "K,2026-06-30,9\n",
    ],
    "meters.csv:3 nobody-shares warning"),
  MonthFaultSample(
    [
      "meters.csv": meter + "K,power,common,,,kWh,,area,2026-06-01,0\n",
      "readings/r.csv": read + "K,2026-06-30,9\n",
    ],
    "meters.csv:3 no-area error C-1"),
  MonthFaultSample(
    [
      "meters.csv": meter + "K,power,common,,,kWh,,consumption,2026-06-01,0\n",
      "readings/r.csv": Header.readings + "K,2026-06-30,9\n",
    ],
    "meters.csv:2 no-reading error C-1", "meters.csv:3 unknown-weights error C-1"),
  // Of 125, 25 are lost: 20 %, which is no more than the limit of 20, but is beyond one of 19.999.
  MonthFaultSample(loss(limit: "20")),
  MonthFaultSample(loss(limit: "19.999"), "services.csv:2 loss-beyond-limit warning"),
]

/// On one day K1 counts less than I-1 by day and more by night, and less in all.
private let aboveItsParentAtNight = [
  "terms.csv": Header.terms + "C-1,power,,T,,,2026-01-01\n",
  "tariffs.csv": Header.tariffs + "T,energy,day,0,2,2026-01-01,\nT,energy,night,0,1,2026-01-01,\n",
  "zones.csv": "zone,days,from,to\nday,all,08:00,20:00\nnight,all,20:00,08:00\n",
  "meters.csv": meter + "I-1,power,,C-1,interval,kWh,,,2026-06-30,0\nK1,power,,C-1,interval,kWh,I-1,,2026-06-30,0\n",
  "intervals/i.csv": "meter_id,start,value\n"
    + (0..<24).map { hour in
      let start = "2026-06-30 \(hour < 10 ? "0" : "")\(hour):00"
      return "I-1,\(start),5\nK1,\(start),\((8..<20).contains(hour) ? 1 : 6)\n"
    }.joined(),
]

private func loss(limit: String) -> [String: String] {
  [
    "park.json": """
    {"firstMonth": "2026-06", "name": {"en": "Park"}, "language": "en", "lossLimitPercent": \(limit)}
    """,
    "meters.csv": meter + "H,power,head,,,kWh,,,2026-06-01,0\n",
    "readings/r.csv": read + "H,2026-06-30,125\n",
  ]
}
