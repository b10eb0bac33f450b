private let header =
  """
  meter_id;service;role;contract_id;mode;unit;registers;digits;decimals;parent;installed_on;installed_reading;removed_on;\
  removed_reading

  """
private let good =
  header
    + """
    M1;power;;C-1;;kWh;;;1;;2026-01-01;10,5;;
    M2;water;;C-2;;m3;;;0;;2026-01-01;0;;
    I-1;power;;C-1;interval;kWh;;;0;;2026-01-01;;;

    """

/// `meters.csv` and `meter-aliases.csv`.
let meterFaults: [FaultSample] = [
  FaultSample(
    "meters.csv", good + "M3;power;;;;m3;a|b|a;0;7;;2026-01-01;1;2025-12-31;\n",
    "meters.csv:5:contract_id contract-needed error [meter M3]", "meters.csv:5:decimals out-of-range error [meter M3]",
    "meters.csv:5:digits out-of-range error [meter M3]",
    "meters.csv:5:installed_reading register-count error [meter M3]",
    "meters.csv:5:registers listed-twice error [meter M3]",
    "meters.csv:5:removed_on ends-before-start error [meter M3]",
    "meters.csv:5:removed_reading removal-incomplete error [meter M3]",
    "meters.csv:5:unit units-differ error [meter M3]"),
  FaultSample(
    "meters.csv", good + "M3;repair;;C-1;;шт;;;0;;2026-01-01;0,5;;\n",
    "meters.csv:5:installed_reading too-many-decimals error [meter M3, contract C-1]",
    "meters.csv:5:service service-not-metered error [meter M3, contract C-1]"),
  FaultSample(
    "meters.csv", good + "M3;power;common;;;kWh;;5;;M1;2026-01-01;100000;;\n",
    "meters.csv:5:installed_reading beyond-display error [meter M3, meter M1, service power]"),
  FaultSample(
    "meters.csv", good + "M3;power;;C-1;;kWh;;;;M9;2026-01-01;0;;\n",
    "meters.csv:5:parent unknown-meter error [meter M3]"),
  FaultSample(
    "meters.csv", good + "M3;power;;C-1;;kWh;;;;M4;2026-01-01;0;;\nM4;power;;C-1;;kWh;;;;M3;2026-01-01;0;;\n",
    "meters.csv:5:parent parent-loop error [meter M3]", "meters.csv:6:parent parent-loop error [meter M4]"),
  FaultSample(
    "meters.csv", good + "M2;water;;C-1;;m3;;;0;;2026-01-01;0;;\n",
    "meters.csv:5:meter_id conflicting-rows error [meter M2, contract C-1, contract C-2]"),
  FaultSample(
    "meters.csv", good + "M3;power;;C-1;;kWh;;;;;2026-01-01;;;\n",
    "meters.csv:5:installed_reading empty-cell error [meter M3, contract C-1]"),
  FaultSample(
    "meter-contracts.csv",
    """
    meter_id;contract_id;valid_from;valid_to
    M1;C-2;2026-08-01;
    M9;C-2;2026-08-01;2026-07-01
    M3;C-1;2026-01-01;2026-08-15
    M3;C-2;2026-08-15;
    M4;C-2;2026-08-15;
    """,
    beside: [
      "meters.csv": good + "M3;power;;;;kWh;;;;;2026-01-01;0;;\nM4;power;common;;;kWh;;;;;2026-01-01;0;;\n"
    ],
    "meter-contracts.csv:2:meter_id owned-twice error [contract C-2, meter M1, contract C-1]",
    "meter-contracts.csv:3:meter_id unknown-meter error [contract C-2, meter M9]",
    "meter-contracts.csv:3:valid_to ends-before-start error [contract C-2, meter M9]",
    "meter-contracts.csv:5:valid_from overlapping-rows error [contract C-2, meter M3, contract C-1]",
    "meter-contracts.csv:6:meter_id not-handed-on error [contract C-2, meter M4]"),
  FaultSample(
    "meter-aliases.csv", "meter_id;alias;channel;register\nM1;A;;night\nM9;B;;\n",
    "meter-aliases.csv:2:register unknown-register error [meter M1]", "meter-aliases.csv:3:meter_id unknown-meter error"
  ),
]

/// The folders of many files.
let folderFaults: [FaultSample] = [
  FaultSample(
    "readings/2026-08/a.csv",
    """
    meter_id;register;read_at;reading;source
    M1;;2026-09-30;12,55;
    M1;;30/09/2026;12;
    M1;day;2026-09-30;-1;guess
    M9;;2026-09-30;12;
    M1;;2026-10-14;12;
    I-1;;2026-09-30;12;
    M2;;2025-12-30;12;
    M2;;2026-09-30
    """,
    "readings/2026-08/a.csv:2:reading too-many-decimals error [meter M1] 2026-09",
    "readings/2026-08/a.csv:3:read_at bad-instant error [meter M1] 2026-08",
    "readings/2026-08/a.csv:4:reading out-of-range error [meter M1] 2026-09",
    "readings/2026-08/a.csv:4:register unknown-register error [meter M1] 2026-09",
    "readings/2026-08/a.csv:4:source bad-choice error [meter M1] 2026-09",
    "readings/2026-08/a.csv:5:meter_id unknown-meter error 2026-09",
    "readings/2026-08/a.csv:6:read_at dated-ahead error [meter M1] 2026-10",
    "readings/2026-08/a.csv:7:meter_id not-a-register-meter error [meter I-1] 2026-09",
    "readings/2026-08/a.csv:8:meter_id outside-installation warning",
    "readings/2026-08/a.csv:9 too-few-cells error [meter M2] 2026-09"),
  FaultSample(
    "intervals/a.csv",
    """
    meter_id;start;value;quality
    I-1;2026-07-01 00:00;1;
    I-1;2026-07-01 00:30;1;A
    I-1;2026-07-01 01:00;-1;
    I-1;2026-07-01 01:30;x;Q
    I-1;2026-07-01 02:07;1;
    I-1;2026-07-02 00:15;1;
    I-1;2026-07-01 00:30;1.0;
    I-1;2026-07-01 00:00;2;
    M1;2026-07-01 00:00;2;
    X77;2026-07-01 00:00;2;
    X77;2026-07-01 00:30;2;
    I-1;2025-07-01 00:00;1;
    I-1;2026-07-32 00:00;1;
    """,
    "intervals/a.csv:4:value negative-interval error [meter I-1] 2026-07",
    "intervals/a.csv:5:quality bad-choice error [meter I-1] 2026-07",
    "intervals/a.csv:5:value bad-number error [meter I-1] 2026-07",
    "intervals/a.csv:6:start interval-off-grid error [meter I-1] 2026-07",
    "intervals/a.csv:7:start interval-off-grid error [meter I-1] 2026-07",
    "intervals/a.csv:8:start repeated-intervals warning",
    "intervals/a.csv:9:value conflicting-interval error [meter I-1] 2026-07",
    "intervals/a.csv:10:meter_id not-an-interval-meter error [meter M1] 2026-07",
    "intervals/a.csv:11:meter_id unknown-meter error",
    "intervals/a.csv:13:meter_id outside-installation warning",
    "intervals/a.csv:14:start bad-instant error [meter I-1]"),
  FaultSample(
    "intervals/a.csv", "meter_id;start;value\nI-1;2026-07-01 00:00;1\nI-1;2026-07-01 02:00;1\n",
    "intervals/a.csv:2:start interval-length error [meter I-1]"),
  // One letter is another: it may be either meter's.
  FaultSample(
    "intervals/a.csv", "meter_id;start;value\nX1;2026-07-01 00:00;1\n",
    "intervals/a.csv:2:meter_id unknown-meter error [meter I-1, meter M1]"),
  FaultSample(
    "orders/a.csv",
    """
    order_id;contract_id;service;ordered_on;completed_on;status
    O1;C-1;repair;2026-07-02;2026-07-01;completed
    O2;C-1;power;2026-07-02;;completed
    O3;C-8;repair;2026-07-02;;done
    """,
    "orders/a.csv:2:completed_on ends-before-start error [contract C-1]",
    "orders/a.csv:3:completed_on completion-not-dated error [contract C-1]",
    "orders/a.csv:3:service service-not-ordered error [contract C-1]",
    "orders/a.csv:4:contract_id unknown-contract error",
    "orders/a.csv:4:status bad-choice error"),
  FaultSample(
    "payments/a.csv",
    "payment_id;received_on;amount;contract_id;inn\n"
      + "P-1;2026-07-01;1;C-2;12345678901234\nP-2;2026-07-01;1;;99999999999999\nP-3;2026-07-01;1;;\n"
      + "P-4;2026-07-01;1;;1234567890123\n",
    "payments/a.csv:2 one-payee error [contract C-2, resident R1]", "payments/a.csv:3:inn unallocated-payment warning",
    "payments/a.csv:4 unallocated-payment warning", "payments/a.csv:5:inn bad-form error"),
  // A bad row holds back whose money it is, and whose the invoice is that it names.
  FaultSample(
    "payments/a.csv",
    """
    payment_id;received_on;kind;amount;contract_id;resident_id;inn;invoice_no
    P-1;2026-07-01;;1,005;;R2;;
    P-2;2026-02-30;gift;1;;;12345678901234;
    ;2026-07-01;;-1;C-1;;;2026-000001
    P-4;2026-07-01;;x;;;;2026-000001
    P-5;2026-07-01;;1;C-9;;;2026-000001
    P-6;2026-07-01;;x;C-9;;;
    """,
    "payments/a.csv:2:amount too-many-decimals error [resident R2]",
    "payments/a.csv:3:kind bad-choice error [resident R1]", "payments/a.csv:3:received_on bad-date error [resident R1]",
    "payments/a.csv:4:amount amount-not-positive error [invoice 2026-000001, contract C-1]",
    "payments/a.csv:4:payment_id empty-cell error [invoice 2026-000001, contract C-1]",
    "payments/a.csv:5:amount bad-number error [invoice 2026-000001]", "payments/a.csv:7:amount bad-number error"),
  FaultSample(
    "payments/a.csv",
    "payment_id;received_on;amount;contract_id;resident_id\nP-1;2026-07-01;1;C-1;\nP-1;2026-07-01;1;;R2\n",
    "payments/a.csv:3:payment_id conflicting-rows error [resident R2, contract C-1]"),
  FaultSample(
    "payments/a.txt", "1CClientBankExchange\nСекцияДокумент=Платежное поручение\nНомер=1\n",
    "payments/a.txt torn-statement warning"),
  // The letter is Cyrillic: it nearly names C-1. Nothing is like C-9; and June is before the first month.
  FaultSample(
    "payments/a.csv",
    "payment_id;received_on;amount;contract_id\nP-1;2026-07-01;1;С-1\nP-2;2026-07-01;1;C-9\nP-3;2026-06-01;1;C-1\n",
    "payments/a.csv:2:contract_id unknown-contract error [contract C-1]",
    "payments/a.csv:3:contract_id unallocated-payment warning", "payments/a.csv:4 before-first-month warning"),
  FaultSample(
    "payment-contracts.csv", "payment_id;contract_id\nP-1;C-1\nP-7;C-1\nP-1;C-2\n",
    beside: ["payments/a.csv": "payment_id;received_on;amount\nP-1;2026-07-01;1\n"],
    "payment-contracts.csv:3:payment_id unknown-payment error [contract C-1]",
    "payment-contracts.csv:4:payment_id conflicting-rows error [contract C-2, contract C-1]",
    "payments/a.csv:2 unallocated-payment warning"),
  // Another's account; then sums that do not agree, a document that came twice, and one that says nothing of its way.
  FaultSample(
    "payments/a.txt", "1CClientBankExchange\nРасчСчет=9990000000000009\nКонецФайла\n",
    "payments/a.txt unknown-account error [everyone]"),
  FaultSample(
    "payments/a.txt",
    """
    1CClientBankExchange
    РасчСчет=9990000000000001
    СекцияРасчСчет
    РасчСчет=9990000000000001
    НачальныйОстаток=10.00
    ВсегоПоступило=5.00
    ВсегоСписано=1.00
    КонечныйОстаток=15.00
    КонецРасчСчет
    СекцияДокумент=Платежное поручение
    Номер=1
    Дата=01.07.2026
    Сумма=2.00
    ПлательщикСчет=1
    ПлательщикИНН=12345678901234
    ПолучательСчет=9990000000000001
    КонецДокумента
    СекцияДокумент=Платежное поручение
    Номер=1
    Дата=03.07.2026
    Сумма=2.00
    ПлательщикСчет=1
    ПлательщикИНН=12345678901234
    ПолучательСчет=9990000000000001
    КонецДокумента
    СекцияДокумент=Платежное поручение
    Номер=3
    Дата=03.07.2026
    Сумма=2.00
    КонецДокумента
    СекцияДокумент=Платежное поручение
    Номер=4
    Дата=03.07.2026
    Сумма=2.00
    ПлательщикСчет=9990000000000001
    ПолучательСчет=1
    ПолучательИНН=12345678901234
    КонецДокумента
    СекцияДокумент=Платежное поручение
    Номер=5
    Дата=03.07.2026
    Сумма=2.00
    ПлательщикСчет=1
    ПлательщикИНН=12345678901234
    ПолучательСчет=9990000000000002
    КонецДокумента
    КонецФайла
    """,
    beside: [
      "park.json": """
      {"firstMonth": "2026-07", "name": "Park", "company": {"name": "Park Company", "inn": "00101202610001",
       "address": "Park Street 1", "director": "A. Director",
       "bank": {"name": "Bank", "bic": "129001", "account": "9990000000000001"},
       "accounts": [{"account": "9990000000000002", "bank": "B", "bic": "123456", "currency": "EUR"}]}}
      """
    ],
    "payments/a.txt:3:ВсегоПоступило statement-received warning",
    "payments/a.txt:3:КонечныйОстаток statement-balance warning", "payments/a.txt:18 like-receipt warning",
    "payments/a.txt:26 unclear-document warning", "payments/a.txt:31 paid-to-resident warning",
    "payments/a.txt:39:Сумма no-rate-for-payment error [resident R1]"),
  FaultSample(
    "indicators/a.csv", "resident_id;quarter;jobs\nR1;2026-Q5;-1\nR7;2026-Q3;1\n",
    "indicators/a.csv:2:quarter bad-form error", "indicators/a.csv:3:resident_id unknown-resident error"),
  FaultSample(
    "activities/a.csv", "date;point;description\n2026-07-01;11.11;x\n2026-07-01;5.10;\n",
    "activities/a.csv:2:point bad-choice error", "activities/a.csv:3:description empty-cell error"),
]

/// `park.json`. Without a first month nothing else can be read.
let profileFaults: [FaultSample] = [
  FaultSample("park.json", "{\"firstMonth\": \"2026-07\",", "park.json not-json error"),
  FaultSample("park.json", "{}", "park.json:firstMonth no-first-month error"),
  FaultSample("park.json", "{\n\"firstMonth\": \"2026-7\"}", "park.json:2:firstMonth no-first-month error"),
  FaultSample(
    "park.json", "{\n\"firstMonth\": \"2026-07\",\n\"closedThrogh\": \"2026-07\",\n\"colour\": 1}",
    "park.json:3:closedThrogh unknown-key error [everyone]", "park.json:4:colour unknown-key error"),
  FaultSample(
    "park.json",
    "{\"firstMonth\": \"2026-07\",\n\"vatPayer\": \"yes\",\n\"company\": {\"inn\": \"12\", \"iban\": \"x\"}}",
    "park.json:company.address missing-requisite error [everyone]",
    "park.json:company.bank.account missing-requisite error [everyone]",
    "park.json:company.bank.bic missing-requisite error [everyone]",
    "park.json:company.bank.name missing-requisite error [everyone]",
    "park.json:company.director missing-requisite error [everyone]",
    "park.json:company.name missing-requisite error [everyone]", "park.json:name missing-requisite error [everyone]",
    "park.json:2:vatPayer wrong-value error [everyone]", "park.json:3:company.iban unknown-key error",
    "park.json:3:company.inn wrong-value error"),
  FaultSample(
    "park.json", "{\"firstMonth\": \"2026-07\",\n\"language\": \"ky\", \"language\": \"ru\"}",
    "park.json:2:language repeated-key error [everyone]"),
]
