/// Months, payments and penalties.
let bookFaults: [MonthFaultSample] = [
  // July has no reading at all: where August is due as well, it is not billed on estimates in silence.
  MonthFaultSample([:], inJuly: true, by: .run(through: "2026-08"), "nothing-read error"),
  // A price is changed without a new row, when June was billed by it.
  MonthFaultSample(
    [:], later: ["terms.csv": "contract_id,service,price,valid_from\nC-1,power,3,2026-01-01\n"],
    "contracts.csv:2 correction-waits warning C-1"),
  // The contract ends inside July, its meter was last read at the end of June, and the last bill is asked for.
  MonthFaultSample(
    [:], inJuly: true,
    later: [
      "contracts.csv": "contract_id,resident_id,number,valid_from,valid_to\nC-1,R1,1/26,2026-01-01,2026-07-15\n"
    ],
    by: .final(contract: "C-1", today: "2026-07-20"), "meters.csv:2 final-needs-reading error C-1"),
  // Bad rows of months before the first, after the last and in the future hold back nobody, but are told.
  MonthFaultSample(
    [
      "readings/r.csv": Header.readings
        + "M1,2026-05-31,99O\nM1,2026-06-30,1100\nM1,2026-07-31,12OO\nM1,2062-06-30,1100\n"
    ],
    "readings/r.csv:2:reading bad-number error", "readings/r.csv:4:reading bad-number error",
    "readings/r.csv:5:read_at dated-ahead error"),
  MonthFaultSample(
    [:],
    later: [
      "park.json":
        #"{"firstMonth": "2026-06", "closedThrough": "2026-06", "name": {"en": "Park"}, "language": "en", "bookCloseDays": 3660}"#,
      "terms.csv": "contract_id,service,price,valid_from\nC-1,power,3,2026-01-01\n",
    ],
    "contracts.csv:2 closed-month-changed warning"),
  // What was owed before June, entered when June was out.
  MonthFaultSample(
    [:], later: ["opening-balances.csv": "contract_id,document,due_on,amount\nC-1,OLD,2026-05-31,300\n"],
    "opening-balances.csv:2 opening-changed warning"),
  // C-2 was billed for June, and is in no table any more.
  MonthFaultSample(
    [
      "contracts.csv": "contract_id,resident_id,number,valid_from\nC-1,R1,1/26,2026-01-01\nC-2,R2,2/26,2026-01-01\n",
      "terms.csv": "contract_id,service,price,valid_from\nC-1,power,2,2026-01-01\nC-2,rent,5,2026-01-01\n",
    ],
    later: [
      "contracts.csv": "contract_id,resident_id,number,valid_from\nC-1,R1,1/26,2026-01-01\n",
      "terms.csv": "contract_id,service,price,valid_from\nC-1,power,2,2026-01-01\n",
    ],
    "contracts.csv contract-gone warning"),
  // An invoice that there is not.
  MonthFaultSample(
    ["payments/p.csv": Header.payments + "P-1,2026-06-15,400,2026-009999\n"],
    "payments/p.csv:2 unallocated-payment warning", "payments/p.csv:2:invoice_no payment-invoice warning"),
  // One that is issued on the 30th, after the payment.
  MonthFaultSample(
    ["payments/p.csv": Header.payments + "P-1,2026-06-15,400,2026-000001\n"],
    "payments/p.csv:2 unallocated-payment warning", "payments/p.csv:2:invoice_no payment-invoice warning"),
  // One payment, typed in and in the bank's statement.
  MonthFaultSample(
    [
      "residents.csv": """
      resident_id,full_name,short_name,legal_form,entered_on,inn
      R1,Resident One LLC,One,legal_entity,2026-01-01,11111111111111
      R2,Branch,Branch,foreign_branch,2026-01-01,
      """,
      "payments/b.txt": """
      1CClientBankExchange
      СекцияДокумент=Платежное поручение
      Номер=1
      Дата=05.06.2026
      Сумма=100.00
      ПлательщикСчет=1
      ПлательщикИНН=11111111111111
      ДатаПоступило=05.06.2026
      КонецДокумента
      КонецФайла
      """,
      "payments/p.csv": "payment_id,received_on,amount,contract_id\nP-1,2026-06-05,100,C-1\n",
    ],
    "payments/p.csv:2 typed-and-from-the-bank warning"),
  // The invoice of C-1 for R2's money.
  MonthFaultSample(
    [
      "readings/r.csv": Header.readings + "M1,2026-06-30,1100\nM1,2026-07-31,1200\n",
      "payments/p.csv": "payment_id,received_on,amount,resident_id,invoice_no\nP-1,2026-07-05,400,R2,2026-000001\n",
    ],
    inJuly: true, "payments/p.csv:2:invoice_no payment-payer warning"),
  // The payer's money, but not the invoice that the purpose names.
  MonthFaultSample(
    [
      "payments/p.csv":
        "payment_id,received_on,amount,contract_id,purpose\nP-1,2026-06-15,400,C-1,за счет 2026-009999\n"
    ],
    "payments/p.csv:2:purpose payment-purpose warning"),
  // A million million soms, but for a hundred, due on 10 July, and each day the same again.
  MonthFaultSample(
    [
      "contracts.csv": """
      contract_id,resident_id,number,valid_from,penalty_percent_per_day
      C-1,R1,1/26,2026-01-01,100
      """,
      "terms.csv": "contract_id,service,price,valid_from\nC-1,power,9999999999,2026-01-01\n",
      "readings/r.csv": Header.readings + "M1,2026-06-30,1100\nM1,2026-07-31,1200\n",
    ],
    inJuly: true, "contracts.csv:2:penalty_percent_per_day amount-too-large error C-1"),
]
