public import Ledger
public import Measures
public import Park

extension QuarterlyReport {
  /// The report of a quarter, as its last day saw the park. Months that no run has been through are absent.
  public static func make(facts: ParkFacts, books: Books, quarter: Quarter) -> QuarterlyReport {
    let view = QuarterView(facts: facts, books: books, quarter: quarter)
    let sections = [
      view.park(), view.compliance(), view.capacities(), view.residents(), view.premises(), view.services(),
      view.consumption(), view.parkBalance(), view.settlements(), view.arrears(), view.orders(), view.activities(),
      view.activityLog(), view.indicators(), view.tariffs(),
    ]
    let register = RegisterTables(facts: facts, asOf: quarter.lastMonth.lastDay)
    return QuarterlyReport(
      quarter: quarter, park: facts.profile.name, company: facts.profile.company, sections: sections.map(\.table),
      figures: Section.figureTable(sections, quarter: quarter), register: register.full, publicRegister: register.open)
  }
}

/// What the sections are made from: the facts and the books, seen from one quarter.
struct QuarterView {
  let facts: ParkFacts
  let books: Books
  let quarter: Quarter

  /// The months of the quarter that a run has been through.
  var issuedMonths: [Month] {
    let issued = books.issuedMonths
    return quarter.months.filter(issued.contains)
  }
  /// The quarter's last day.
  var lastDay: Day { quarter.lastMonth.lastDay }
}
