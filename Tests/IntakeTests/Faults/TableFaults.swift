private let contracts = "contract_id;resident_id;number;valid_from;valid_to;payment_days;penalty_percent_per_day\n"
private let both = contracts + "C-1;R1;1;2026-01-01;;;\nC-2;R2;2;2026-01-01;;;\n"
private let services = "service;point;kind;unit;tax;derived_from;name_ky\n"
private let goodServices =
  services + "power;13.1;metered;kWh;vat;;Ток\nwater;13.2;metered;m3;vat;;Суу\nrepair;13.4;ordered;шт;vat;;Оңдоо\n"
private let terms = "contract_id;service;tariff;price;valid_from;valid_to\n"

/// Files that are no tables, and headers that do not fit.
let fileFaults: [FaultSample] = [
  FaultSample("holidays.csv", "PK\u{3}\u{4}\0", "holidays.csv:1 not-a-table error [everyone]"),
  FaultSample("holidays.csv", "\n\n", "holidays.csv empty-file error [everyone]"),
  FaultSample("holidays.csv/x", "", "holidays.csv not-a-file error [everyone]"),
  FaultSample(
    "exchange-rates.csv", "currency;rate\nUSD;87\n", "exchange-rates.csv:1:date missing-column error [everyone]"),
  FaultSample(
    "exchange-rates.csv", "currency;rate;date;курс\n", "exchange-rates.csv:1:rate repeated-column error [everyone]"),
  FaultSample("holidays.csv", "date;nme\n", "holidays.csv:1 unknown-column warning"),
  FaultSample("holidays.csv", "date;name\n"),
  FaultSample(
    "readings/2026-09/a.csv", "meter_id;reading\n",
    "readings/2026-09/a.csv:1:read_at missing-column error [service power, service water] 2026-09"
  ),
  FaultSample(
    "intervals/a.csv", "meter_id;start\n", "intervals/a.csv:1:value missing-column error [service power, service water]"
  ),
  FaultSample("activities/a.csv", "date;point\n", "activities/a.csv:1:description missing-column error"),
  FaultSample("orders/a.docx", "x", "orders/a.docx not-read error [everyone]"),
  FaultSample(
    "orders/a.csv", "order_id;contract_id;service;ordered_on;status\n", "orders/a.csv no-rows error [everyone]"),
  FaultSample("orders/a.xls", "x", "orders/a.xls not-a-workbook error [everyone]"),
  FaultSample("orders/a.xlsx", "PK\u{3}\u{4}", "orders/a.xlsx broken-workbook error [everyone]"),
  FaultSample("holiday.csv", "date\n", "holiday.csv near-name error [everyone]"),
  FaultSample(
    "Майрамдар.csv", "date\n", beside: ["holidays.csv": "date\n"],
    "Майрамдар.csv table-in-two-places error [everyone]"),
  FaultSample("notes.txt", "x", "notes.txt unknown-name warning"),
  FaultSample("acknowledged.csv", "code;file\nodd;\n", "acknowledged.csv:2 one-subject error"),
  FaultSample(
    "holidays.csv", "date;name\n2026-01-01;\u{FFFF}\n", "holidays.csv:2:name no-such-character error [tariff T2]"),
]

/// Cells and rows of the tables at the top of the folder.
let rowFaults: [FaultSample] = [
  FaultSample(
    "contracts.csv", both + "C-3;R9;3;2026-13-01;;-1;x\n",
    "contracts.csv:4:payment_days out-of-range error [contract C-3]",
    "contracts.csv:4:penalty_percent_per_day bad-number error [contract C-3]",
    "contracts.csv:4:resident_id unknown-resident error [contract C-3]",
    "contracts.csv:4:valid_from bad-date error [contract C-3]"),
  FaultSample(
    "contracts.csv", both + "C-3;R1;;2026-02-01;2026-01-31;1,5;1.5,0\n",
    "contracts.csv:4:number empty-cell error [contract C-3]",
    "contracts.csv:4:payment_days too-many-decimals error [contract C-3]",
    "contracts.csv:4:penalty_percent_per_day both-decimal-marks error [contract C-3]",
    "contracts.csv:4:valid_to ends-before-start error [contract C-3]"),
  FaultSample(
    "contracts.csv", both + "C-3;R1;3;2026-01-01;;;9999999999999999\n",
    "contracts.csv:4:penalty_percent_per_day number-too-large error [contract C-3]"),
  FaultSample(
    "contracts.csv", both + "C\u{1B};R1;3;2026-01-01;;;\n", "contracts.csv:4:contract_id bad-identifier error"),
  // What no document can hold is said once, whatever else follows from it.
  FaultSample(
    "contracts.csv", both + "C\u{7};R1;3;2026-01-01;;;\n", "contracts.csv:4:contract_id no-such-character error"),
  FaultSample(
    "contracts.csv", both + "C-2;R2;2;01.01.2026;;10;0\n", "contracts.csv:4:contract_id repeated-row warning"),
  FaultSample(
    "contracts.csv", both + "C-2;R2;22;2026-01-01;;;\n",
    "contracts.csv:4:contract_id conflicting-rows error [contract C-2]"),
  FaultSample(
    "contracts.csv", contracts + "C-1;R1;1;2026-01-01;2026-08-31;;\nC-2;R2;2;2026-01-01;;;\nC-1;R1;1-A;2026-09-02;;;\n",
    "contracts.csv:4:valid_from gap-before-addendum error [contract C-1]"),
  FaultSample(
    "contracts.csv", both + "C-2;R2;2-A;2026-09-01;;;\n",
    "contracts.csv:4:valid_from overlapping-rows error [contract C-2]"),
  FaultSample(
    "contracts.csv", contracts + "C-1;R2;1-A;2026-09-01;;;\nC-2;R2;2;2026-01-01;;;\nC-1;R1;1;2026-01-01;2026-08-31;;\n"),
  FaultSample("contracts.csv", both + "C-3;R1;3\n", "contracts.csv:4 too-few-cells error [contract C-3]"),
  FaultSample(
    "contracts.csv", both + "C-3;R1;3;2026-01-01;;;;x\n", "contracts.csv:4 too-many-cells error [contract C-3]"),
  FaultSample(
    "contracts.csv", both + "C-3;R1;\"3;2026-01-01;;;\n", "contracts.csv:4 open-quote error [contract C-3]"),
  FaultSample(
    "contracts.csv", both + "C-3;R1;\"3\"a;2026-01-01;;;\n", "contracts.csv:4 text-after-quote error [contract C-3]"),
  FaultSample(
    "residents.csv",
    """
    resident_id;full_name;short_name;legal_form;inn;okpo;entered_on;terminated_on;withheld;language
    R1;Full;One;legal;1234;12;2026-01-01;2025-12-31;phon;kg
    R2;Full Two;Two;sole_proprietor;;;2026-01-01;;phone|email;ky
    """,
    "residents.csv:2:inn bad-form error [resident R1]", "residents.csv:2:language bad-choice error [resident R1]",
    "residents.csv:2:legal_form bad-choice error [resident R1]", "residents.csv:2:okpo bad-form error [resident R1]",
    "residents.csv:2:terminated_on ends-before-start error [resident R1]",
    "residents.csv:2:withheld bad-choice error [resident R1]"),
  FaultSample(
    "services.csv", goodServices + "sewer;13.10;derived;m3;vta;;Канализация\n",
    "services.csv:5:derived_from derived-from-nothing error [service sewer]",
    "services.csv:5:point bad-choice error [service sewer]",
    "services.csv:5:tax unknown-tax error [service sewer]"),
  FaultSample(
    "services.csv", goodServices + "sewer;13.3;derived;m3;vat;repair|watr|repair;Канализация\n",
    "services.csv:5:derived_from listed-twice error [service sewer]",
    "services.csv:5:derived_from source-not-metered error [service sewer]",
    "services.csv:5:derived_from source-not-metered error [service sewer]",
    "services.csv:5:derived_from unknown-service error [service sewer]"),
  FaultSample(
    "services.csv", goodServices + "rent;lease;recurring;м2;vat;water;Ижара\n",
    "services.csv:5:derived_from derived-from-not-derived error [service rent]"),
  FaultSample(
    "services.csv", goodServices + "rent;lease;recurring;м2;vat;;\n",
    "services.csv:5:name_ky service-without-name error [service rent]"),
  FaultSample(
    "taxes.csv", "tax;name;kind;rate_percent;valid_from\nvat;КНС;nds;112;2020-01-01",
    "taxes.csv:2:kind bad-choice error [tax vat]", "taxes.csv:2:rate_percent out-of-range error [tax vat]"),
  FaultSample(
    "tariffs.csv",
    """
    tariff;component;zone;threshold;price;currency;valid_from;valid_to
    T1;energy;;0;3.65;;2026-01-01;2026-05-31
    T1;energy;;0;4;;2026-05-31;
    T3;fixed;day;0;-1;usd;2026-01-01;
    T4;energy;dya;0;1;;2026-01-01;
    """,
    "tariffs.csv:3:valid_from overlapping-rows error [tariff T1]",
    "tariffs.csv:4:currency bad-form error [tariff T3]", "tariffs.csv:4:price out-of-range error [tariff T3]",
    "tariffs.csv:4:zone zone-means-nothing warning", "tariffs.csv:5:zone unknown-zone error [consumption T4]"),
  FaultSample(
    "terms.csv", terms + "C-1;power;T1;3;2026-01-01;\nC-2;wter;;;2026-01-01;\nC-9;water;T8;;2026-01-01;\n",
    "terms.csv:2:price tariff-or-price error [contract C-1]", "terms.csv:3:price tariff-or-price error [contract C-2]",
    "terms.csv:3:service unknown-service error [contract C-2]",
    "terms.csv:4:contract_id unknown-contract error",
    "terms.csv:4:tariff unknown-tariff error"),
  FaultSample(
    "terms.csv",
    terms + "C-1;power;T1;;2026-01-01;2026-06-30\nC-1;power;T1;;2026-07-01;\nC-1;power;T1;;2026-12-31;\n",
    "terms.csv:4:valid_from overlapping-rows error [contract C-1]"),
  FaultSample(
    "terms.csv", "contract_id;service;price;tax;valid_from\nC-1;repair;3;fre;2026-01-01\n",
    "terms.csv:2:tax unknown-tax error [contract C-1]"),
  FaultSample(
    "zones.csv",
    "zone;days;from;to;valid_from;valid_to\nday;all;08:00;20:00;2026-09-01;2026-08-31\nnight;all;20:00;08:00;;\n",
    "zones.csv:2:valid_to ends-before-start error [tariff T2]"),
  FaultSample(
    "zones.csv", "zone;days;months;from;to\nday;Mon|Tus;1-13;08:00;25:00\nnight;all;;20:00;08:00\n",
    "zones.csv:2:days bad-choice error [tariff T2]", "zones.csv:2:months bad-form error [tariff T2]",
    "zones.csv:2:to bad-time error [tariff T2]"),
  FaultSample(
    "holidays.csv", "date;kind\n2026-02-30;holiday\n", "holidays.csv:2:date bad-date error [tariff T2]"),
  FaultSample(
    "premises.csv", "premises_id;kind;contract_id;area_m2;valid_from;valid_to\nA;land;C-1;-1;2026-01-01;\n",
    "premises.csv:2:area_m2 out-of-range error [contract C-1]"),
  FaultSample(
    "premises.csv",
    "premises_id;kind;contract_id;area_m2;valid_from;valid_to\nA;land;C-1;1;2026-01-01;\nA;land;C-2;1;2026-02-01;\n",
    "premises.csv:3:valid_from overlapping-rows error [contract C-2, contract C-1]"),
  FaultSample(
    "opening-balances.csv", "contract_id;document;due_on;amount\nC-1;D;2026-06-30;1.005\n",
    "opening-balances.csv:2:amount too-many-decimals error [contract C-1]"),
  FaultSample(
    "exchange-rates.csv", "currency;date;rate\nUSD;2026-09-30;0\n",
    "exchange-rates.csv:2:rate out-of-range error [currency USD]"),
]
