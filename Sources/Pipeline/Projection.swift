import Diagnostics
import Intake
import Invoicing
import Ledger
import Measures
import Metering
import Park

/// All folders that can be made again from the journal and the inputs.
struct Projection {
  let facts: ParkFacts
  let books: Books
  let language: Language

  /// Lays all folders out anew; files whose bytes stay the same are not touched.
  func write(_ outcome: RunOutcome, to storage: Storage) throws {
    var workbooks = RenderedWorkbooks(storage)
    defer { try? workbooks.remember() }
    let months = MonthFolder(facts: facts, books: books, language: language, storage: storage)
    for month in outcome.months { try months.write(month, workbooks: &workbooks) }
    let quarters = QuarterFolder(facts: facts, books: books, language: language, storage: storage)
    for quarter in books.finishedQuarters { try quarters.write(quarter, workbooks: &workbooks) }
  }
}

extension Books {
  /// The quarters whose last month a run has been through.
  var finishedQuarters: [Quarter] {
    Set(issuedMonths.map(\.quarter)).filter { issuedMonths.contains($0.lastMonth) }.sorted()
  }
}

extension ParkFacts {
  /// Reads the single values of the meters that need them for some months.
  mutating func readSeries(from input: String, months: ClosedRange<Month>) {
    let needed = daysNeedingSeries(in: months)
    if !needed.isEmpty { intervalSeries = Intake.series(of: needed, in: input, facts: self) }
  }
}
