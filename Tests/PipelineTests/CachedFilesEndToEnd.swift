import Foundation
import Measures
import Pipeline
import Testing

/// A file of intervals that is not read again: whatever becomes of it or of the cache, the invoices are right.
@Suite struct CachedFilesEndToEnd {
  /// Half hours of June, 0.5 kWh each: 720 kWh, in some 34 kilobytes.
  private static func june(last: String = "0.500") -> String {
    var text = "meter_id,start,value,quality\n"
    for day in 1...30 {
      for half in 0..<48 {
        let time = String(format: "2026-06-%02d %02d:%02d", day, half / 2, half % 2 * 30)
        text += "I-1,\(time),\(day == 30 && half == 47 ? last : "0.500"),A\n"
      }
    }
    return text
  }

  /// A park that was run twice, the second time when its files had rested.
  private func rested() throws -> ParkFolder {
    let park = try ParkFolder([
      "meters.csv": "meter_id,service,contract_id,unit,mode,installed_on\nI-1,power,C-1,kWh,interval,2026-06-01\n",
      "readings/r.csv": "meter_id,read_at,reading\n", "intervals/i.csv": Self.june(),
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(runLater(park) == .done)
    return park
  }

  /// A run that comes when all files have rested: what it reads, it keeps.
  private func runLater(_ park: ParkFolder) -> Pipeline.ExitStatus {
    park.run(through: "2026-06") { $0.now = Instant(seconds: Int64(Date().timeIntervalSince1970) + 3600) }
  }

  private func quantities(_ park: ParkFolder) throws -> [[String]] {
    try park.rows("2026-06/consumption.csv", "meter_id", "quantity")
  }

  @Test func aChangeThatHidesItselfIsFound() throws {
    let park = try rested()
    #expect(try quantities(park) == [["I-1", "720.000"]])

    // Another value of the same length, and the file as old as before.
    let path = park.input + "/intervals/i.csv"
    let time = try #require(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    try park.write(Self.june(last: "9.500"), to: "intervals/i.csv")
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    #expect(park.run(through: "2026-06") { $0.today = Day.parse("2026-07-05") } == .done)
    #expect(try quantities(park) == [["I-1", "729.000"]])
    #expect(try park.rows("2026-06/invoices.csv", "kind") == [["invoice"], ["correction"]])
  }

  /// Any byte of any entry changed, cut off or added, and any entry gone: the run is as if there were no cache.
  @Test func whateverBecomesOfTheCacheTheOutputIsTheSame() throws {
    let park = try rested()
    let right = try park.snapshot()
    let folder = park.output + "/.cache"
    let entries = try FileManager.default.contentsOfDirectory(atPath: folder).map { folder + "/" + $0 }
    // The journal's file, the file of intervals, the months, the folders of the month and of the quarter.
    #expect(entries.count == 5)
    for (number, entry) in entries.enumerated() {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: entry))
      for place in [0, bytes.count / 3, bytes.count - 65, bytes.count - 64, bytes.count - 1] where place >= 0 {
        var changed = bytes
        changed[place] ^= 1
        try changed.write(to: URL(fileURLWithPath: entry))
        #expect(runLater(park) == .done, "\(park.said)")
        #expect(try park.snapshot() == right)
      }
      let other = try Data(contentsOf: URL(fileURLWithPath: entries[(number + 1) % entries.count]))
      for harmed in [Data(), bytes.dropLast(), bytes + [0], [0] + bytes, Data(count: bytes.count), other] {
        try Data(harmed).write(to: URL(fileURLWithPath: entry))
        #expect(runLater(park) == .done, "\(park.said)")
        #expect(try park.snapshot() == right)
      }
      try FileManager.default.removeItem(atPath: entry)
      try FileManager.default.createDirectory(atPath: entry, withIntermediateDirectories: false)
      #expect(runLater(park) == .done, "\(park.said)")
      #expect(try park.snapshot() == right)
      try FileManager.default.removeItem(atPath: entry)
    }

    // What can't be kept is no reason to stop.
    try FileManager.default.removeItem(atPath: folder)
    try Data().write(to: URL(fileURLWithPath: folder))
    #expect(runLater(park) == .done, "\(park.said)")
    #expect(try park.snapshot() == right)
  }

  @Test func whatIsKeptOfAFileThatIsGoneGoesToo() throws {
    let park = try rested()
    let count = { try FileManager.default.contentsOfDirectory(atPath: park.output + "/.cache").count }
    #expect(try count() == 5)
    try park.remove("intervals/i.csv")
    try park.write(Self.june(), to: "intervals/other.csv")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try count() == 4)
    #expect(try park.rows("2026-06/invoices.csv", "kind") == [["invoice"]])
  }
}
