import Foundation
import Pipeline
import Testing

/// A run to disturb: the park before it, and what the disk holds after it if nothing does.
struct Scene {
  /// The last month of the run.
  let month: String
  private let before: ParkFolder
  /// Each file before the run.
  let old: [String: Data]
  /// Each file after a run that nothing disturbed.
  let new: [String: Data]
  /// The calls of such a run.
  let calls: [DiskCall]

  /// A month, from nothing: the folders, the journal and the tables are made.
  static func first() throws -> Scene { try Scene(park(), through: "2026-05") }

  /// The month after it and its quarter: a reading that came late corrects the first month, so that files are replaced;
  /// a workbook that is no longer issued and what an earlier run left half written are removed.
  static func later() throws -> Scene {
    let park = try park()
    #expect(park.run(through: "2026-05") == .done, "\(park.said)")
    try park.write(
      "meter_id,read_at,reading,source\nM1,2026-05-31,1150,corrected\nM1,2026-06-30,1300,actual\n",
      to: "readings/june.csv")
    for name in ["2026-05/invoices/2026-000099.xlsx", "2026-05/lines.csv.esep-tmp", ".journal-end.esep-tmp"] {
      try Data("left over".utf8).write(to: URL(fileURLWithPath: park.output + "/" + name))
    }
    return try Scene(park, through: "2026-06")
  }

  private static func park() throws -> ParkFolder {
    // A folder in memory spares the disk thousands of syncs; what a call means is the same there.
    let memory = "/dev/shm"
    let folder = FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
    return try ParkFolder(
      [
        "park.json": #"{"firstMonth": "2026-05", "language": "en", "bookCloseDays": 3660}"#,
        "contracts.csv":
          "contract_id,resident_id,number,valid_from\nC-1,R1,1/26,2026-01-01\nC-2,R2,2/26,2026-01-01\n",
        "terms.csv":
          "contract_id,service,price,valid_from\nC-1,power,2.50,2026-01-01\nC-2,rent,1000,2026-01-01\n",
        "meters.csv":
          "meter_id,service,contract_id,unit,installed_on,installed_reading\nM1,power,C-1,kWh,2026-05-01,1000\n",
        "readings/r.csv": "meter_id,read_at,reading\nM1,2026-05-31,1100\n",
        "payments/p.csv": "payment_id,received_on,amount,contract_id\nP-1,2026-06-05,400,C-2\n",
      ], in: folder)
  }

  private init(_ park: ParkFolder, through month: String) throws {
    self.month = month
    before = park
    old = FileManager.default.fileExists(atPath: park.output) ? try park.snapshot() : [:]
    // By the calls in this process, which no disk of ours stands behind.
    let undisturbed = try ParkFolder(copyOf: park)
    #expect(undisturbed.run(through: month) == .done, "\(undisturbed.said)")
    new = try undisturbed.snapshot()
    let counted = try ParkFolder(copyOf: park)
    let ending = try counted.runDoomed(through: month)
    #expect(ending.status == 0, "\(ending)")
    #expect(try counted.snapshot() == new)
    calls = try DiskCall.log(counted.log)
  }

  /// The park as it was before the run, in a folder of its own.
  func park() throws -> ParkFolder { try ParkFolder(copyOf: before) }
}
