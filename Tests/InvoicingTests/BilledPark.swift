import Diagnostics
import Invoicing
import Ledger
import Measures
import Park
import Pricing
import Testing

/// A park of contracts with rent and service orders, run month after month as its facts change.
struct BilledPark {
  /// Made once: it looks through sixty years of the zone.
  private static let clock = ParkClock(zone: "Asia/Bishkek")

  var facts: ParkFacts
  var books = Books()
  /// Where the last run left each month.
  private(set) var months: [MonthStatus] = []

  /// Contracts that each pay a rent of 1 000 a month from June 2026 on, without tax.
  init(_ contracts: String...) throws {
    facts = ParkFacts(
      profile: ParkProfile(firstMonth: Month(year: 2026, month: 6)),
      clock: try #require(Self.clock))
    let always = try #require(Period(from: try Self.day("2026-01-01"), through: nil))
    for (id, kind) in [("rent", Service.Kind.recurring), ("hours", .ordered), ("power", .metered)] {
      facts.services[Service.ID(id)] = Service(
        id: Service.ID(id), point: .service(4), kind: kind, unit: kind == .metered ? "kWh" : "h",
        tax: Identifier("tax"), derivedFrom: [],
        name: Phrase(ky: id, ru: id, en: id), place: Place(file: "services.csv", line: 2))
    }
    // What is used here is drawn by lot, and no amount of it is unlikely.
    for id in facts.services.keys { facts.services[id]?.holdFactor = .zero }
    facts.taxes[Identifier("tax")] = [
      TaxRow(
        tax: Identifier("tax"), name: "", kind: .vat, rate: .zero, validity: always, place: Place(file: "taxes.csv"))
    ]
    for id in contracts.map({ Contract.ID($0) }) {
      facts.contracts[id] = Contract(
        id: id, resident: Resident.ID("R1"), number: "1", validity: always, place: Place(file: "contracts.csv"))
      try term(id.text, "rent", "1000")
      try term(id.text, "hours", "500")
    }
  }

  static func day(_ text: String) throws -> Day { try #require(Day.parse(text)) }

  /// Puts a term with a price of its own in the place of the contract's term for the service.
  mutating func term(_ contract: String, _ service: String, _ price: String, from: String = "2026-01-01") throws {
    let id = Contract.ID(contract)
    facts.terms[id, default: []].removeAll { $0.service.text == service }
    facts.terms[id, default: []].append(
      Term(
        contract: id, service: Service.ID(service), pricing: .price(try UnitPrice.parse(price).get(), .soms),
        validity: try #require(Period(from: try Self.day(from), through: nil)), place: Place(file: "terms.csv", line: 2)
      ))
  }

  /// Enters an order of two hours, or enters it again as it is now.
  mutating func order(
    _ id: String, of contract: String = "C-1", on day: String?, _ status: Order.Status = .completed, hours: Int = 2
  ) throws {
    var order = Order(
      id: Order.ID(id), contract: Contract.ID(contract), service: Service.ID("hours"),
      orderedOn: try Self.day("2026-05-01"), status: status, place: Place(file: "orders.csv", line: 2))
    order.completedOn = try day.map(Self.day)
    order.quantity = Quantity(whole: hours)
    facts.orders[order.id] = order
  }

  /// Runs through a month by the present facts, as somebody says who agrees to them (I6), and enters in the books what is to
  /// be committed; gives back the new documents, each as
  /// `number kind period contract net`.
  @discardableResult
  mutating func run(
    through month: String, today: String? = nil, issuedOn: String? = nil, findings: [Finding] = [],
    estimateAll: Bool = false
  ) throws -> [String] {
    let month = try #require(Month(month))
    var options = BillingPlan.Options(
      through: month, today: try today.map(Self.day) ?? month.lastDay.advanced(by: 1),
      issuedOn: try issuedOn.map(Self.day), estimateAll: estimateAll)
    options.isConsent = true
    let result = BillingRun.result(of: BillingPlan(of: facts, findings: findings, books: books, options: options))
    months = result.months
    for batch in result.batches { books.append(batch) }
    return result.batches.flatMap(\.documents).map {
      "\($0.number) \($0.kind.rawValue) \($0.period) \($0.contract) \($0.net)"
    }
  }

  /// The lines of a document, each as `basis service reference net`.
  func lines(_ number: String) -> [String] {
    let document = books.documents.first { $0.number == number }
    return (document?.lines ?? []).map { line in
      [line.basis.rawValue, line.service?.text ?? "", line.reference, line.net.description]
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
  }

  /// The codes of a month's problems in the last run.
  func codes(_ month: String) -> [String] {
    months.first { $0.month == Month(month) }?.problems.map(\.problem.code) ?? []
  }
}
