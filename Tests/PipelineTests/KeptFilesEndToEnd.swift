import Foundation
import Pipeline
import Testing

/// A file of intervals that is not read again: whatever becomes of it or of what is kept, the invoices are right.
@Suite struct KeptFilesEndToEnd {
  /// Half hours of June, 0.5 kWh each: 720 kWh, in some 34 kilobytes.
  private static func june(last: String = "0.500") -> String {
    var text = "meter_id,start,value,quality\n"
    for day in 1...30 {
      for half in 0..<48 {
        let time = String(format: "2026-06-%02d %02d:%02d", day, half / 2, half % 2 * 30)
        text += "I1,\(time),\(day == 30 && half == 47 ? last : "0.500"),A\n"
      }
    }
    return text
  }

  /// A park that was run twice, the second time when its files had rested.
  private func rested() throws -> ParkFolder {
    let park = try ParkFolder([
      "meters.csv": "meter_id,service,contract_id,unit,mode,installed_on\nI1,power,C1,kWh,interval,2026-06-01\n",
      "readings/r.csv": "meter_id,read_at,reading\n", "intervals/i.csv": Self.june(),
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    sleep(4)
    #expect(park.run(through: "2026-06") == .done)
    return park
  }

  private func quantities(_ park: ParkFolder) throws -> [[String]] {
    try park.rows("2026-06/consumption.csv", "meter_id", "quantity")
  }

  @Test func aChangeThatHidesItselfIsFound() throws {
    let park = try rested()
    let kept = try park.snapshot().filter { $0.key.hasPrefix(".intervals/") }
    #expect(kept.count == 1)
    #expect(try quantities(park) == [["I1", "720.000"]])

    // Another value of the same length, and the file as old as before.
    let path = park.input + "/intervals/i.csv"
    let time = try #require(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    try park.write(Self.june(last: "9.500"), to: "intervals/i.csv")
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    #expect(park.run(through: "2026-06") == .done)
    #expect(try quantities(park) == [["I1", "729.000"]])
    #expect(try park.rows("2026-06/invoices.csv", "kind") == [["invoice"], ["correction"]])
  }

  @Test func whatIsKeptMayBeTornOrGone() throws {
    let park = try rested()
    let first = try park.snapshot()
    let name = try #require(first.keys.first { $0.hasPrefix(".intervals/") })
    let path = park.output + "/" + name
    let time = try #require(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    try Data("torn".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    #expect(park.run(through: "2026-06") == .done)
    #expect(try park.snapshot() == first)
    try FileManager.default.removeItem(atPath: park.output + "/.intervals")
    #expect(park.run(through: "2026-06") == .done)
    #expect(try park.snapshot() == first)

    // A file that can't be kept is no reason to stop.
    try FileManager.default.removeItem(atPath: park.output + "/.intervals")
    try Data().write(to: URL(fileURLWithPath: park.output + "/.intervals"))
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try quantities(park) == [["I1", "720.000"]])
  }

  @Test func whatIsKeptOfAFileThatIsGoneGoesToo() throws {
    let park = try rested()
    try park.remove("intervals/i.csv")
    try park.write(Self.june(), to: "intervals/other.csv")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.snapshot().keys.filter { $0.hasPrefix(".intervals/") }.count == 1)
    #expect(try park.rows("2026-06/invoices.csv", "kind") == [["invoice"]])
  }
}
