private let half = [String](repeating: "<value>1</value>", count: 48)

private func with(_ values: [Int: String]) -> [String] { half.indices.map { values[$0] ?? half[$0] } }

/// Files of meter data that are no tables, and lists of registers. The first period of 80020 stands on line 7.
let meterFormatFaults: [FaultSample] = [
  FaultSample(
    "intervals/a.xml",
    layout80020(
      day: "20260701",
      (
        "I-1", "01",
        with([
          0: "<value>x</value>", 1: "", 2: "<value>-1</value>", 3: "<value></value>",
          4: "<value status=\"2\">1</value>",
          5: "<value>1</value><value>2</value>", 6: "<value>1.0000001</value>", 7: "<value>1e3</value>",
          8: "<value>1000000001</value>",
        ])
      )),
    "intervals/a.xml:7:value bad-number error [meter I-1] 2026-07",
    "intervals/a.xml:9:value negative-interval error [meter I-1] 2026-07",
    "intervals/a.xml:11:status bad-choice error [meter I-1] 2026-07",
    "intervals/a.xml:12:value record-order error [meter I-1] 2026-07",
    "intervals/a.xml:13:value too-many-decimals error [meter I-1] 2026-07",
    "intervals/a.xml:14:value bad-number error [meter I-1] 2026-07",
    "intervals/a.xml:15:value number-too-large error [meter I-1] 2026-07"),
  // The same day with a higher number, and an actual value after an estimated one.
  FaultSample(
    "intervals/a.xml", layout80020(day: "20260701", ("I-1", "01", with([3: "<value>9</value>"]))),
    beside: [
      "intervals/b.xml": layout80020(day: "20260701", ("I-1", "01", half)).replacing(
        "number=\"7\"", with: "number=\"8\"")
    ],
    "intervals/a.xml:6 superseded-message warning"),
  FaultSample(
    "intervals/a.csv",
    "meter_id;start;value;quality\nI-1;2026-07-01 00:00;1;\nI-1;2026-07-01 00:30;1;E\nI-1;2026-07-01 00:30;2;\n",
    "intervals/a.csv:4:start superseded-intervals warning"),
  // Points and channels: unknown, spare, unclear, a meter of registers, a point twice with the same values.
  FaultSample(
    "intervals/a.xml",
    layout80020(
      day: "20260701", ("I-1", "01", half), ("X9", "01", half), ("I-1", "02", half), ("I-1", "07", half),
      ("M1", "01", half),
      ("I-1", "01", half), ("", "01", half)),
    "intervals/a.xml:57:meter_id unknown-measuring-point error",
    "intervals/a.xml:107:meter_id spare-channel warning",
    "intervals/a.xml:157:meter_id unclear-channel error [meter I-1] 2026-07",
    "intervals/a.xml:207:meter_id not-an-interval-meter error [meter M1] 2026-07",
    "intervals/a.xml:257:start repeated-intervals warning",
    "intervals/a.xml:306:measuringpoint empty-cell error [service power, service water] 2026-07"),
  // Of the two points the second contradicts where the first is right.
  FaultSample(
    "intervals/a.xml",
    layout80020(day: "20260701", ("I-1", "01", half), ("I-1", "01", with([3: "<value>2</value>"])))
      .replacing("start=\"0030\" end=\"0100\"", with: "start=\"0030\" end=\"0130\"", maxReplacements: 1)
      .replacing("start=\"0100\" end=\"0130\"", with: "start=\"25\" end=\"0130\"", maxReplacements: 1)
      .replacing("start=\"0200\" end=\"0230\"", with: "start=\"0200\" end=\"0225\"", maxReplacements: 1),
    "intervals/a.xml:8:meter_id period-length error [meter I-1] 2026-07",
    "intervals/a.xml:9:start bad-time error [meter I-1] 2026-07",
    "intervals/a.xml:57:start repeated-intervals warning",
    "intervals/a.xml:60:value conflicting-interval error [meter I-1] 2026-07"),
  FaultSample(
    "intervals/2026-07/a.xml", layout80020(day: "20260731", ("I-1", "01", half)).replacing("</message>", with: ""),
    "intervals/2026-07/a.xml:57 torn-file error [service power, service water] 2026-07"),
  FaultSample(
    "intervals/a.xml", layout80020(day: "20260731", ("I-1", "01", half)).replacing("</area>", with: "&b;</area>"),
    "intervals/a.xml:56 broken-xml error [service power, service water] 2026-07"),
  FaultSample(
    "intervals/a.xml", layout80020(day: "20260731", encoding: "KOI8-R", ("I-1", "01", half)),
    "intervals/a.xml:1 other-encoding error [service power, service water]"),
  FaultSample(
    "intervals/a.xml", layout80020(day: "20260732", ("I-1", "01", half)),
    "intervals/a.xml:3:day bad-date error [service power, service water]"),
  FaultSample(
    "intervals/a.xml",
    layout80020(day: "20260731", ("I-1", "01", half)).replacing("<day>20260731</day>", with: ""),
    "intervals/a.xml:6:day bad-date error [service power, service water]"),
  FaultSample(
    "readings/a.xml", "<message class=\"80040\"/>",
    "readings/a.xml:1:class unknown-form error [service power, service water]"),
  FaultSample(
    "intervals/a.xml",
    layout80020(day: "20260731", ("I-1", "01", half)).replacing(
      "<area timezone=\"1\">", with: "<extra><day>1</day></extra><area zone=\"1\">"),
    "intervals/a.xml:5:area unknown-element warning", "intervals/a.xml:5:message unknown-element warning"),
  // NEM12: counts, numbers, qualities, records out of place.
  FaultSample(
    "intervals/a.csv",
    nem12(
      "300,20260701,\(cells(48, "1")),A,,,,", "200,I-1,E1,1,E1,,,kWh,30,", "300,20260701,\(cells(47, "1")),A,,,,",
      "300,20260702,\(cells(49, "1")),A,,,,", "300,20260703,\(cells(46, "1")),x,-1,A,,,,",
      "300,20260704,\(cells(48, "1")),Q,,,,", "300,20260732,\(cells(48, "1")),A,,,,",
      "300,20260705,\(cells(48, "1")),V,,,,",
      "400,1,40,A,,", "300,20260706,\(cells(48, "1")),V,,,,", "400,1,40,A,,", "400,40,48,S14,,",
      "300,20260707,\(cells(48, "1")),A,,,,", "400,1,1,E52,,", "600", "300,20260708,1,\"1"),
    "intervals/a.csv:2:record record-order error [service power, service water]",
    "intervals/a.csv:4:300 value-count error [meter I-1] 2026-07",
    "intervals/a.csv:5:300 value-count error [meter I-1] 2026-07",
    "intervals/a.csv:6:300 value-count error [meter I-1] 2026-07",
    "intervals/a.csv:7:300 value-count error [meter I-1] 2026-07",
    "intervals/a.csv:8:300 bad-date error [service power, service water]",
    "intervals/a.csv:9:400 quality-ranges error [meter I-1] 2026-07",
    "intervals/a.csv:13:400 quality-ranges error [meter I-1] 2026-07",
    "intervals/a.csv:15:400 quality-ranges error [meter I-1] 2026-07",
    "intervals/a.csv:16:record record-order error [service power, service water] 2026-07",
    "intervals/a.csv:17 open-quote error [service power, service water] 2026-07"),
  FaultSample(
    "intervals/a.csv",
    nem12(
      "200,I-1,E1,1,E1,,,kWh,30,", "300,20260701,\(cells(45, "1")),1.0000001,-1,,A,,,,", "200,I-1,E1,1,E1,,,kWh,45,",
      "300,20260701,\(cells(32, "1")),A,,,,", "200,I-1,E1,1,E1,,,m3,30,", "300,20260701,\(cells(48, "1")),A,,,,",
      "200,I-1,E1,1,E1,,,kWh,15,", "300,20260702,\(cells(96, "1")),A,,,,", "200,I-1,E1,1,E2,,,kWh,30,",
      "300,20260702,\(cells(48, "1")),A,,,,", "200,I-1,E1,1,Q1,,,kvarh,30,", "300,20260702,\(cells(48, "1")),A,,,,",
      "200,I-1,E1"),
    "intervals/a.csv:3:value[46] too-many-decimals error [meter I-1] 2026-07",
    "intervals/a.csv:3:value[47] negative-interval error [meter I-1] 2026-07",
    "intervals/a.csv:3:value[48] empty-cell error [meter I-1] 2026-07",
    "intervals/a.csv:4:200 record-order error [service power, service water]",
    "intervals/a.csv:6:unit other-medium error [meter I-1]",
    "intervals/a.csv:9:meter_id period-length error [meter I-1] 2026-07",
    "intervals/a.csv:11:meter_id unclear-channel error [meter I-1] 2026-07",
    "intervals/a.csv:13:meter_id spare-channel warning",
    "intervals/a.csv:14:200 record-order error [service power, service water]"),
  // 0.001 Wh is a millionth of a kWh, 0.0001 Wh is less.
  FaultSample(
    "intervals/a.csv",
    nem12("200,I-1,E1,1,E1,,,Wh,30,", "300,20260701,\(cells(47, "0.001")),0.0001,A,,,,"),
    "intervals/a.csv:3:value[48] inexact-conversion error [meter I-1] 2026-07"),
  FaultSample(
    "intervals/a.csv",
    "100,NEM12,202607020100,PARK,ESEP\n200,I-1,E1,1,E1,,,kWh,30,\n300,20260701,\(cells(48, "1")),A,,,,\n",
    "intervals/a.csv:900 torn-file error [service power, service water] 2026-07"),
  FaultSample(
    "intervals/a.csv", "100,NEM13,202607020100,PARK,ESEP\n900\n",
    "intervals/a.csv:1:100 unknown-form error [service power, service water]"),
  FaultSample(
    "meter-aliases.csv", "meter_id;alias;channel;register\nM1;A;01;\nM2;A;1;\n",
    "meter-aliases.csv:3:alias meters-installed-together error [meter M2, meter M1]"),
  FaultSample(
    "meter-aliases.csv", "meter_id;alias;channel;register\nM1;A;01;\nM1;A;1;total\n",
    "meter-aliases.csv:3:alias conflicting-rows error [meter M1]"),
  // On the day on which M3 takes the place of M1, a reading of noon may be either's.
  FaultSample(
    "readings/a.csv", "meter_id;read_at;reading\nP;2026-07-15 12:00;20\n",
    beside: [
      "meters.csv": """
      meter_id;service;contract_id;unit;installed_on;installed_reading;removed_on;removed_reading
      M1;power;C-1;kWh;2026-01-01;0;2026-07-15;20
      M3;power;C-1;kWh;2026-07-15;0;;
      """, "meter-aliases.csv": "meter_id;alias\nM1;P\nM3;P\n",
    ], "readings/a.csv:2:meter_id exchange-day error [meter M1, meter M3] 2026-07"),
  FaultSample(
    "meter-aliases.csv", "meter_id;alias;channel;register\nM1;I-1;;\nM1;I-1;02;\nM1;M1;;\n",
    "meter-aliases.csv:2:alias alias-is-a-meter error [meter M1]"),
  FaultSample(
    "intervals/a.xml",
    layout80020(day: "20260701", ("I-1", "01", half)).replacing(
      "start=\"2330\" end=\"0000\"", with: "start=\"2307\" end=\"2337\""),
    "intervals/a.xml:54:start interval-off-grid error [meter I-1] 2026-07"),
  // Bishkek has no summer time; it is told once a file.
  FaultSample(
    "intervals/a.xml",
    layout80020(day: "20260701", ("I-1", "01", half)).replacing("end=\"0030\"", with: "end=\"0030\" summer=\"0\"")
      .replacing("end=\"0100\"", with: "end=\"0100\" summer=\"1\"")
      .replacing("end=\"0130\"", with: "end=\"0130\" summer=\"1\"")
      .replacing("end=\"0200\"", with: "end=\"0200\" summer=\"2\""),
    "intervals/a.xml:8:summer other-season warning",
    "intervals/a.xml:10:summer bad-choice error [meter I-1] 2026-07"),
  // Lists of registers.
  FaultSample(
    "readings/a.csv",
    """
    meter_id;read_at;1.8.0;1-0:1.8.0*255
    M1;2026-07-31;1;1
    """,
    "readings/a.csv:1:1.8.0 repeated-column error [service power, service water]"),
  FaultSample(
    "readings/a.csv",
    """
    meter_id;read_at;1.8.0;1.8.1;2.8.0;1.8.0*01;1-3:1.8.0
    M1;2026-07-31;12,55;;;;
    M1;2026-07-31;;;;;
    M2;2026-07-31;5;;;;
    M1;2026-07-31;12;1;2;;
    M1;2026-08-31;13;;;;9
    I-1;2026-07-31;1;;;;
    """,
    "readings/a.csv:1 unknown-column warning",
    "readings/a.csv:2:1.8.0 too-many-decimals error [meter M1] 2026-07",
    "readings/a.csv:3:1.8.0 empty-cell error [meter M1] 2026-07",
    "readings/a.csv:4:1.8.0 other-medium error [meter M2] 2026-07",
    "readings/a.csv:5:meter_id spare-channel warning", "readings/a.csv:5:meter_id spare-channel warning",
    "readings/a.csv:6:meter_id unclear-channel error [meter M1] 2026-08",
    "readings/a.csv:7:meter_id not-a-register-meter error [meter I-1] 2026-07"),
  FaultSample(
    "readings/a.csv", "meter_id;register;read_at;reading\nM1;8-0:1.0.0;2026-07-31;1\nM1;1-3:1.8.0;2026-07-31;1\n",
    "readings/a.csv:2:register other-medium error [meter M1] 2026-07",
    "readings/a.csv:3:register unclear-channel error [meter M1] 2026-07"),
]
