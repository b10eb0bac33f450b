import Diagnostics
import Invoicing
import Ledger
import Measures
import Park
import Testing

/// Numbers, their order and their years (I1), and what a month's list of problems looks like.
@Suite struct NumberingTests {
  /// By the bytes of the contract's name, not by its number.
  @Test func contractsStandInTheOrderOfTheirBytes() throws {
    var park = try BilledPark("C-2", "C-10", "ө1", "C-1", "c1")
    #expect(
      try park.run(through: "2026-06") == [
        "2026-000001 invoice 2026-06 C-1 1000.00", "2026-000002 invoice 2026-06 C-10 1000.00",
        "2026-000003 invoice 2026-06 C-2 1000.00", "2026-000004 invoice 2026-06 c1 1000.00",
        "2026-000005 invoice 2026-06 ө1 1000.00",
      ])
  }

  /// Of one contract: by period, and of one period the invoice before the correction. A rent that was 1 100 all along,
  /// found after July: one correction for each issued month, then August's invoice.
  @Test func thenByPeriodInvoicesBeforeCorrections() throws {
    var park = try BilledPark("C-1", "C-2")
    try park.run(through: "2026-07")
    try park.term("C-1", "rent", "1100")
    try park.order("O1", of: "C-2", on: "2026-08-03")
    #expect(
      try park.run(through: "2026-08") == [
        "2026-000005 correction 2026-06 C-1 100.00", "2026-000006 correction 2026-07 C-1 100.00",
        "2026-000007 invoice 2026-08 C-1 1100.00", "2026-000008 invoice 2026-08 C-2 2000.00",
      ])
  }

  /// What was held back in June goes out with July, June first, and leaves no gap in between.
  @Test func whatWasHeldBackIsIssuedInOrder() throws {
    var park = try BilledPark("C-1", "C-2")
    let bad = Finding(
      Problem(
        .error, "bad-number", at: Place(file: "terms.csv", line: 2), message: Phrase(ky: "", ru: "", en: ""),
        remedy: Phrase(ky: "", ru: "", en: "")),
      touches: [.contract(Contract.ID("C-1"))], months: .only(Month(year: 2026, month: 6)))
    #expect(try park.run(through: "2026-06", findings: [bad]) == ["2026-000001 invoice 2026-06 C-2 1000.00"])
    #expect(park.months.map(\.heldBack) == [[Contract.ID("C-1")]])
    #expect(try park.run(through: "2026-07", findings: [bad]) == ["2026-000002 invoice 2026-07 C-2 1000.00"])
    #expect(park.months.map(\.heldBack) == [[Contract.ID("C-1")], [Contract.ID("C-1")]], "later months wait too")
    #expect(
      try park.run(through: "2026-08") == [
        "2026-000003 invoice 2026-06 C-1 1000.00", "2026-000004 invoice 2026-07 C-1 1000.00",
        "2026-000005 invoice 2026-08 C-1 1000.00", "2026-000006 invoice 2026-08 C-2 1000.00",
      ])
  }

  /// The year is that of the day of issue, whatever the month.
  @Test func eachYearOfIssueCountsAnew() throws {
    var park = try BilledPark("C-1")
    let numbers = try park.run(through: "2027-01").map { $0.prefix(11) }
    #expect(numbers.suffix(3) == ["2026-000006", "2026-000007", "2027-000001"])
    var late = try BilledPark("C-1")
    #expect(
      try late.run(through: "2026-06", issuedOn: "2027-01-02") == ["2027-000001 invoice 2026-06 C-1 1000.00"])
    #expect(late.books.documents.map(\.dueOn.description) == ["2027-01-12"], "ten days later")
  }

  /// Errors before warnings, then by file and line, one for each contract that is held back.
  @Test func problemsStandInOrder() throws {
    func finding(_ severity: Severity, _ code: String, _ file: String, _ line: Int, _ touches: Scope...) -> Finding {
      Finding(
        Problem(
          severity, code, at: Place(file: file, line: line), message: Phrase(ky: "", ru: "", en: ""),
          remedy: Phrase(ky: "", ru: "", en: "")), touches: touches)
    }
    var park = try BilledPark("C-1", "C-2", "C-3")
    try park.run(
      through: "2026-06",
      findings: [
        finding(.warning, "w", "a.csv", 1), finding(.error, "e1", "b.csv", 10, .resident(Resident.ID("R1"))),
        finding(.error, "e3", "b.csv", 9), finding(.error, "e2", "b.csv", 10, .contract(Contract.ID("C-2"))),
        finding(.warning, "w", "a.csv", 1),
      ])
    let listed = park.months[0].problems.map { "\($0.problem.code) \($0.contract?.text ?? "–")" }
    #expect(listed == ["e3 –", "e1 C-1", "e1 C-2", "e1 C-3", "e2 C-2", "w –"])
  }
}
