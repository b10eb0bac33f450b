import Diagnostics
import Invoicing
import Ledger
import Measures
import Park
import Testing

/// Corrections (I2): the differing lines only, against what stands after the ones before.
@Suite struct CorrectionTests {
  /// The rent differs, the order does not.
  @Test func aCorrectionHasTheDifferingLinesOnly() throws {
    var park = try BilledPark("C-1", "C-2")
    try park.order("O1", on: "2026-06-20")
    try park.run(through: "2026-06")
    try park.term("C-1", "rent", "1100")
    #expect(try park.run(through: "2026-06") == ["2026-000003 correction 2026-06 C-1 100.00"])
    #expect(park.lines("2026-000003") == ["reversal rent -1000.00", "recurring rent 1100.00"])
    #expect(park.books.documents.map(\.corrects) == [nil, nil, "2026-000001"])
  }

  /// 1 000, then 1 100, then 1 250: the second correction takes back the 1 100. Back at 1 000, the third the 1 250.
  @Test func aSecondCorrectionCorrectsTheCorrectedState() throws {
    var park = try BilledPark("C-1")
    try park.run(through: "2026-06")
    try park.term("C-1", "rent", "1100")
    try park.run(through: "2026-06")
    try park.term("C-1", "rent", "1250")
    #expect(try park.run(through: "2026-07").first == "2026-000003 correction 2026-06 C-1 150.00")
    #expect(park.lines("2026-000003") == ["reversal rent -1100.00", "recurring rent 1250.00"])
    #expect(park.lines("2026-000004") == ["recurring rent 1250.00"], "July was not billed before")
    try park.term("C-1", "rent", "1000")
    try park.run(through: "2026-07")
    #expect(park.lines("2026-000005") == ["reversal rent -1250.00", "recurring rent 1000.00"])
    #expect(park.lines("2026-000006") == ["reversal rent -1250.00", "recurring rent 1000.00"])
    #expect(park.books.documents.map { $0.corrects ?? "" }.suffix(2) == ["2026-000001", "2026-000004"])
    #expect(try park.run(through: "2026-07") == [])
  }

  /// Names, notes, the order and the places of rows are not what was billed; nor is an amount reached another way.
  @Test func aChangeWithoutADifferenceMakesNoDocument() throws {
    var park = try BilledPark("C-1")
    try park.order("O1", on: "2026-06-20")
    try park.run(through: "2026-06")
    let id = Contract.ID("C-1")
    park.facts.contracts[id]?.number = "77"
    park.facts.contracts[id]?.paymentDays = 30
    park.facts.services[Service.ID("rent")]?.name = .init(ky: "башка", ru: "другое", en: "other")
    park.facts.orders[Order.ID("O1")]?.actNumber = "А-1"
    park.facts.terms[id]?.reverse()
    for index in park.facts.terms[id, default: []].indices { park.facts.terms[id]?[index].place = .init(file: "x.csv") }
    #expect(try park.run(through: "2026-06") == [])
  }

  /// A price that differs is corrected though the amount is the same: 1 000 × 1 and 500 × 2.
  @Test func anotherPriceOfTheSameAmountIsADifference() throws {
    var park = try BilledPark("C-1")
    try park.run(through: "2026-06")
    try park.term("C-1", "rent", "500")
    park.facts.terms[Contract.ID("C-1")]?[1].quantity = Quantity(whole: 2)
    #expect(try park.run(through: "2026-06") == ["2026-000002 correction 2026-06 C-1 0.00"])
    #expect(park.lines("2026-000002") == ["reversal rent -1000.00", "recurring rent 1000.00"])
  }

  /// A term that never was: all of June is taken back, and July has nothing to bill.
  @Test func aMonthMayBeTakenBackWhole() throws {
    var park = try BilledPark("C-1")
    try park.run(through: "2026-06")
    park.facts.terms = [:]
    #expect(try park.run(through: "2026-07") == ["2026-000002 correction 2026-06 C-1 -1000.00"])
    #expect(park.lines("2026-000002") == ["reversal rent -1000.00"])
  }

  /// A month whose data have gone bad is not calculated again: what stands, stands.
  @Test func badDataCorrectNothing() throws {
    var park = try BilledPark("C-1", "C-2")
    try park.run(through: "2026-06")
    try park.term("C-1", "rent", "1100")
    try park.term("C-2", "rent", "1100")
    park.facts.taxes = [:]
    #expect(try park.run(through: "2026-06") == [])
    #expect(park.codes("2026-06") == ["no-tax-rate", "no-tax-rate"])
  }

  /// Closed months are left alone, with a warning of what it would have been; open ones are not.
  @Test func closedMonthsAreLeftAlone() throws {
    var park = try BilledPark("C-1")
    try park.run(through: "2026-07")
    var profile = park.facts.profile
    profile.closedThrough = Month(year: 2026, month: 6)
    var closed = ParkFacts(profile: profile, clock: park.facts.clock)
    (closed.contracts, closed.services) = (park.facts.contracts, park.facts.services)
    (closed.terms, closed.taxes) = (park.facts.terms, park.facts.taxes)
    park.facts = closed
    try park.term("C-1", "rent", "1100")
    #expect(try park.run(through: "2026-07") == ["2026-000003 correction 2026-07 C-1 100.00"])
    #expect(park.codes("2026-06") == ["closed-month-changed"])
    let said = park.months[0].problems.map(\.problem.message.en)
    #expect(said.allSatisfy { $0.contains("a correction of 100.00 soms") }, "\(said)")
  }
}
