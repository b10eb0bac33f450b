import Foundation
import Measures
import Pipeline
import Testing

/// Journals that earlier versions wrote, with the inputs they were written from: what was issued stands, and goes on.
@Suite struct EarlierJournals {
  /// Its facts are without what came to the profile and the tables since, a bank's payment bears a shorter name, and whose
  /// it was shown as it does not say. A rent of 1 000 a month was billed for June and July, and 400 were paid.
  @Test func theFirstThatKeptFactsAndRecords() throws {
    let sample = try #require(Bundle.module.path(forResource: "Journals/of-facts-and-records", ofType: nil))
    let park = try ParkFolder()
    try FileManager.default.removeItem(atPath: park.input)
    try FileManager.default.copyItem(atPath: sample + "/Input", toPath: park.input)
    try FileManager.default.createDirectory(atPath: park.output, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: sample + "/journal", toPath: park.output + "/journal")
    let earlier = try Self.journal(of: park)
    #expect(park.run(through: "2026-07") { $0.today = Day.parse("2026-08-06") } == .done, "\(park.said)")
    #expect(try Self.journal(of: park) == earlier)
    #expect(park.run(through: "2026-08") { $0.today = Day.parse("2026-09-05") } == .done, "\(park.said)")
    #expect(
      try park.rows("2026-08/invoices.csv", "invoice_no", "kind", "total") == [["2026-000003", "invoice", "1000.00"]])
    // 2 000 − 400 before, 1 000 in August.
    #expect(
      try park.rows("2026-08/balances.csv", "opening_balance", "paid", "closing_balance") == [
        ["1600.00", "0.00", "2600.00"]
      ])
  }

  private static func journal(of park: ParkFolder) throws -> [String: Data] {
    let folder = park.output + "/journal"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return Dictionary(
      uniqueKeysWithValues: names.map { ($0, FileManager.default.contents(atPath: folder + "/" + $0) ?? Data()) })
  }
}
