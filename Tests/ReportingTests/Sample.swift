import Diagnostics
import Ledger
import Measures
import Metering
import Park
import Pricing
import Reporting
import Testing

/// A park with two contracts that esep bills from August 2026 on: figures small enough to check by hand.
enum Sample {
  static let july = Month(year: 2026, month: 7)
  static let august = Month(year: 2026, month: 8)
  static let september = Month(year: 2026, month: 9)
  static let quarter = Quarter(year: 2026, quarter: 3)
  static let first = Contract.ID("C-1")
  static let second = Contract.ID("C-2")
  static let place = Place(file: "sample.csv", line: 2)

  static func money(_ text: String) throws -> Money { try Money.parse(text).get() }
  static func quantity(_ text: String) throws -> Quantity { try Quantity.parse(text).get() }
  static func fine(_ text: String) throws -> FineQuantity { try FineQuantity.parse(text).get() }
  static func day(_ text: String) throws -> Day { try #require(Day.parse(text)) }
  static func period(_ from: String, _ to: String? = nil) throws -> Period {
    try #require(Period(from: day(from), through: try to.map(day)))
  }

  static func facts() throws -> ParkFacts {
    var profile = ParkProfile(firstMonth: august)
    profile.name = Phrase(ky: "Ала-Тоо", ru: "Ала-Тоо", en: "Ala-Too")
    profile.language = .ru
    var facts = ParkFacts(profile: profile, clock: try #require(ParkClock(zone: "Asia/Bishkek")))
    for (id, name, form, entered) in [
      ("R-2", "Тигүүчү", Resident.LegalForm.soleProprietor, "2026-08-10"),
      ("R-1", "Завод", .legalEntity, "2025-03-01"), ("R-3", "Filial", .foreignBranch, "2026-11-01"),
    ] {
      let resident = Resident(
        id: Resident.ID(id), fullName: "\(name) полностью", shortName: name, legalForm: form,
        enteredOn: try day(entered),
        place: place)
      facts.residents[resident.id] = resident
    }
    for (id, resident, from) in [("C-2", "R-2", "2026-08-10"), ("C-1", "R-1", "2025-03-01")] {
      let contract = Contract(
        id: Contract.ID(id), resident: Resident.ID(resident), number: "\(id)/26", validity: try period(from),
        place: place)
      facts.contracts[contract.id] = contract
    }
    for (id, point, kind, unit) in [
      ("electricity", "13.2", Service.Kind.metered, "kWh"), ("rent", "lease", .recurring, "month"),
      ("consulting", "13.4", .ordered, "h"),
    ] {
      let service = Service(
        id: Service.ID(id), point: try #require(Service.Point(point)), kind: kind, unit: unit,
        tax: Identifier("vat"), derivedFrom: [], name: Phrase(ky: id, ru: id, en: id), place: place)
      facts.services[service.id] = service
    }
    return facts
  }

  static func charge(
    _ service: String?, _ point: String, _ component: LineComponent, _ basis: Charge.Basis, _ quantity: String,
    decimals: Int = 3, price: String, net: String, vat: String = "0", sales: String = "0", month: Month = august,
    reference: String = ""
  ) throws -> Charge {
    Charge(
      service: service.map { Service.ID($0) }, point: point, component: component, zone: nil, block: nil,
      from: month.firstDay, to: month.lastDay, basis: basis, quantity: try fine(quantity), quantityDecimals: decimals,
      unit: "kWh", unitPrice: try UnitPrice.parse(price).get(), currency: .soms, exchangeRate: .one,
      discountPercent: .zero, net: try money(net), tax: "vat", vat: try money(vat), salesTax: try money(sales),
      reference: reference, description: "", sources: ["readings/a.csv:2", "readings/a.csv:9"])
  }

  static func document(
    _ number: String, _ contract: Contract.ID, kind: InvoiceDocument.Kind = .invoice, corrects: String? = nil,
    period: Month, month: Month, lines: [Charge]
  ) -> InvoiceDocument {
    InvoiceDocument(
      number: number, kind: kind, corrects: corrects, contract: contract,
      resident: Resident.ID(contract == first ? "R-1" : "R-2"), period: period, issuedOn: month.lastDay,
      dueOn: month.lastDay.advanced(by: 10), lines: lines, openingBalance: .zero, paid: .zero, balanceDue: .zero,
      language: .ru, contractNumber: "1", contractSignedOn: nil, seller: Party(), buyer: Party())
  }

  static func balance(
    _ contract: Contract.ID, opening: String, invoiced: String, paid: String, notDue: String = "0",
    overdue: String = "0", advance: String = "0"
  ) throws -> BalanceRow {
    var row = BalanceRow(contract: contract, resident: Resident.ID(contract == first ? "R-1" : "R-2"))
    row.openingBalance = try money(opening)
    row.invoiced = try money(invoiced)
    row.paid = try money(paid)
    row.notDue = try money(notDue)
    row.overdue1to30 = try money(overdue)
    row.advance = try money(advance)
    return row
  }

  /// August: electricity 3 271.80 and rent 59 279.96 in one invoice.
  /// September: electricity 4 995.29 and a penalty of 12.34; a correction of August by 32.71; consulting 5 130.00.
  static func books(septemberPaid: String = "20000") throws -> Books {
    var books = Books()
    let electricity = LineComponent.tariff(.energy)
    books.append(
      batch(
        august,
        [
          document(
            "2026-000001", first, period: august, month: august,
            lines: [
              try charge(
                "electricity", "13.2", electricity, .actual, "1000", price: "2.87", net: "2870", vat: "344.40",
                sales: "57.40"),
              try charge(
                "rent", "lease", .tariff(.fixed), .recurring, "0.433333", decimals: 6, price: "120000",
                net: "51999.96", vat: "6240.00", sales: "1040.00"),
            ])
        ],
        [try balance(first, opening: "1000", invoiced: "62551.76", paid: "10000", notDue: "53551.76")],
        [try record(august, meters: [("M-1", "700.5"), ("M-2", "299.5")], supplied: "1050")]))
    let closing = Money.zero - (try money("870"))
    let consulting = try balance(second, opening: "0", invoiced: "5130", paid: "6000", advance: "870")
    #expect(consulting.closingBalance == closing)
    books.append(
      batch(
        september,
        [
          document(
            "2026-000002", first, period: september, month: september,
            lines: [
              try charge(
                "electricity", "13.2", electricity, .actual, "1200.5", price: "3.65", net: "4381.83", vat: "525.82",
                sales: "87.64", month: september),
              try charge(
                nil, "", .penalty, .penalty, "1", price: "12.34", net: "12.34", month: september,
                reference: "2026-000001"),
            ]),
          document(
            "2026-000003", first, kind: .correction, corrects: "2026-000001", period: august, month: september,
            lines: [
              try charge(
                "electricity", "13.2", electricity, .reversal, "-1000", price: "2.87", net: "-2870", vat: "-344.40",
                sales: "-57.40"),
              try charge(
                "electricity", "13.2", electricity, .actual, "1010", price: "2.87", net: "2898.70", vat: "347.84",
                sales: "57.97"),
            ]),
          document(
            "2026-000004", second, period: september, month: september,
            lines: [
              try charge(
                "consulting", "13.4", .tariff(.fixed), .order, "3", price: "1500", net: "4500", vat: "540", sales: "90",
                month: september, reference: "O-1")
            ]),
        ],
        [
          consulting,
          try balance(
            first, opening: "53551.76", invoiced: "5040.34", paid: septemberPaid, notDue: "5040.34", overdue: "33551.76"
          ),
        ],
        [
          try record(august, meters: [("M-1", "710.5"), ("M-2", "299.5")], supplied: "1050"),
          try record(september, meters: [("M-1", "1200.5")], supplied: "1300"),
        ]))
    return books
  }

  static func record(_ month: Month, meters: [(String, String)], supplied: String?) throws -> MonthRecord {
    let rows = try meters.reversed().map { name, quantity in
      ConsumptionRow(
        RegisterKey(Meter.ID(name), .total), contract: first, service: Service.ID("electricity"), isCommon: false,
        span: nil, basis: .actual, multiplier: .one, lossPercent: .zero, decimals: 0,
        quantity: try Sample.quantity(quantity), unit: "kWh")
    }
    return MonthRecord(
      month: month, registers: [], consumption: rows,
      parkBalance: [
        ParkBalanceRow(
          service: Service.ID("electricity"), supplied: try supplied.map(Sample.quantity),
          billed: rows.map(\.quantity).total(), common: .zero, parkShare: .zero, unit: "kWh")
      ])
  }

  static func batch(
    _ month: Month, _ documents: [InvoiceDocument], _ balances: [BalanceRow], _ records: [MonthRecord]
  ) -> Batch {
    Batch(
      month: month, issuedOn: month.lastDay, documents: documents, months: records, balances: balances, heldBack: [])
  }

  static func payment(
    _ id: String, _ day: String, _ amount: String, _ kind: Payment.Kind = .payment
  ) throws -> Statement.AllocatedPayment {
    let payment = Payment(
      id: Payment.ID(id), receivedOn: try Sample.day(day), kind: kind, amount: try money(amount),
      payee: .contract(first), purpose: "", place: place)
    return (payment, kind == .refund ? -payment.amount : payment.amount)
  }
}

extension Table {
  /// The rows as plain text, `|` between cells.
  var lines: [String] { rows.map { $0.map(\.plainText).joined(separator: "|") } }
  /// The columns' names, with commas between.
  var header: String { columns.map(\.name).joined(separator: ",") }
  /// The cells of one column.
  func cells(_ column: String) throws -> [String] {
    let index = try #require(columns.firstIndex { $0.name == column })
    return rows.map { $0[index].plainText }
  }
}
