import Diagnostics
import Foundation
import Measures
import Pipeline
import ReadBack

/// A park in a temporary folder: its tables as text, changed and run like an accountant would.
final class ParkFolder {
  let root: String
  private(set) var said: [String] = []

  /// A park of one resident and one contract, with electricity without tax and one meter, and what is laid over it.
  init(_ tables: [String: String] = [:], in folder: String = NSTemporaryDirectory()) throws {
    root = URL(fileURLWithPath: folder).appendingPathComponent("esep-" + UUID().uuidString).path
    // A file of a data folder that holds no row is an error: where a test has none, there is no file.
    for (name, text) in Self.base.merging(tables, uniquingKeysWith: { $1 })
    where !name.contains("/") || text.split(whereSeparator: \.isNewline).count > 1 {
      try write(text, to: name)
    }
  }

  /// The same park in another folder: its tables and its output.
  init(copyOf park: ParkFolder) throws {
    root = (park.root as NSString).deletingLastPathComponent + "/esep-" + UUID().uuidString
    try FileManager.default.copyItem(atPath: park.root, toPath: root)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  var input: String { root + "/Input" }
  var output: String { root + "/Output" }

  func write(_ text: String, to name: String) throws {
    let path = input + "/" + name
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let whole = name == "park.json" ? Self.withRequisites(text) : text
    try Data(whole.utf8).write(to: URL(fileURLWithPath: path))
  }

  /// A profile that names its supplier, as every bill needs it, in the first line.
  private static func withRequisites(_ text: String) -> String {
    guard text.contains("firstMonth"), !text.contains("company") else { return text }
    let name = text.contains(#""name""#) ? "" : #""name": "Park", "#
    let company = """
      "company": {"name": "Park Company", "inn": "00101202610001", "address": "Park Street 1", "director": "A. Director", \
      "bank": {"name": "Bank", "bic": "129001", "account": "1299000000000001"}}, 
      """
    return text.replacingOccurrences(
      of: "{", with: "{" + name + company, range: text.range(of: "{"))
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: input + "/" + name) }

  @discardableResult
  func run(through month: String, _ change: (inout RunRequest) -> Void = { _ in }) -> ExitStatus {
    var request = RunRequest()
    request.input = input
    request.output = output
    request.through = Month(month)
    request.today = Day.parse("2027-12-31")
    request.language = .en
    change(&request)
    said = []
    return RunJob.run(request) { self.said.append($0) }
  }

  /// Asks something of the books that issues nothing.
  @discardableResult
  func ask(_ task: BooksRequest.Task) -> ExitStatus {
    var request = BooksRequest(task)
    request.input = input
    request.output = output
    request.today = Day.parse("2027-12-31")
    request.language = .en
    said = []
    return BooksJob.run(request) { self.said.append($0) }
  }

  /// The rows of an output table, cut to some columns.
  func rows(_ file: String, _ columns: String...) throws -> [[String]] { try rows(file, columns) }

  func rows(_ file: String, _ columns: [String]) throws -> [[String]] {
    let table = PlainTable(try Data(contentsOf: URL(fileURLWithPath: output + "/" + file)))
    let places = try columns.map { name in
      guard let place = table.columns.firstIndex(of: name) else { throw NoColumn(name: name) }
      return place
    }
    return table.rows.map { row in places.map { row[$0] } }
  }

  struct NoColumn: Error { let name: String }

  /// Every file below the output folder and its bytes, but for the lock and the cache, which is no output.
  func snapshot() throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: output)
    where name != ".lock" && !name.hasPrefix(".cache") {
      if let data = FileManager.default.contents(atPath: output + "/" + name) { files[name] = data }
    }
    return files
  }

  static let base = [
    "park.json":
      #"{"firstMonth": "2026-06", "name": {"ky": "Парк", "ru": "Парк", "en": "Park"}, "language": "en", "bookCloseDays": 3660}"#,
    "residents.csv": """
    resident_id,full_name,short_name,legal_form,entered_on
    R1,Resident One LLC,One,legal_entity,2026-01-01
    R2,Resident Two LLC,Two,legal_entity,2026-01-01
    """,
    "contracts.csv": """
    contract_id,resident_id,number,valid_from
    C-1,R1,1/26,2026-01-01
    """,
    "services.csv": """
    service,point,kind,unit,tax,derived_from,name_ky,name_ru,name_en
    power,13.2,metered,kWh,none,,Электр энергиясы,Электроэнергия,Electricity
    water,13.3,metered,m3,none,,Суу,Вода,Water
    waste,13.3,derived,m3,none,water,Саркынды суу,Водоотведение,Wastewater
    rent,lease,recurring,m2,none,,Ижара,Аренда,Rent
    works,13.1,ordered,KGS,none,,Курулуш,Строительство,Works
    hours,13.4,ordered,hour,vat,,Кеңеш,Консультации,Consulting
    """,
    "taxes.csv": """
    tax,name,kind,rate_percent,valid_from
    none,Exempt,vat,0,2020-01-01
    vat,VAT,vat,12,2020-01-01
    """,
    "terms.csv": """
    contract_id,service,price,valid_from
    C-1,power,2.50,2026-01-01
    """,
    "meters.csv": """
    meter_id,service,contract_id,unit,installed_on,installed_reading
    M1,power,C-1,kWh,2026-06-01,1000
    """,
    "readings/r.csv": """
    meter_id,read_at,reading
    M1,2026-06-30,1100
    """,
  ]
}
