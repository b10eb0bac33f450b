import Diagnostics
import Foundation
import Intake
import Measures
import Park

/// A small park that is in order, whose files a test replaces or adds to.
struct InputSample {
  var files: [String: [UInt8]] = [:]

  init() {
    self["park.json"] = "{\n\"firstMonth\": \"2026-07\"\n}"
    self["residents.csv"] = """
      resident_id;full_name;short_name;legal_form;inn;entered_on
      R1;Full One;One;legal_entity;12345678901234;2026-01-01
      R2;Full Two;Two;sole_proprietor;;2026-01-01
      """
    self["contracts.csv"] = """
      contract_id;resident_id;number;valid_from
      C-1;R1;1;2026-01-01
      C-2;R2;2;2026-01-01
      """
    self["services.csv"] = """
      service;point;kind;unit;tax;derived_from;name_ky
      power;13.1;metered;kWh;vat;;Ток
      water;13.2;metered;m3;vat;;Суу
      sewer;13.3;derived;m3;vat;water;Канализация
      repair;13.4;ordered;шт;vat;;Оңдоо
      """
    self["taxes.csv"] = "tax;name;kind;rate_percent;valid_from\nvat;КНС;vat;12;2020-01-01"
    self["tariffs.csv"] = """
      tariff;component;zone;threshold;price;valid_from;valid_to
      T1;energy;;0;3,65;2026-01-01;
      T2;energy;day;0;4;2026-01-01;
      """
    self["zones.csv"] = "zone;days;from;to\nday;workday;08:00;20:00\nnight;all;20:00;08:00"
    self["terms.csv"] = """
      contract_id;service;tariff;price;valid_from
      C-1;power;T1;;2026-01-01
      C-2;water;;18.50;2026-01-01
      """
    self["meters.csv"] = """
      meter_id;service;role;contract_id;mode;unit;registers;decimals;parent;installed_on;installed_reading;removed_on;removed_reading
      M1;power;;C-1;;kWh;;1;;2026-01-01;10,5;;
      M2;water;;C-2;;m3;;0;;2026-01-01;0;;
      I-1;power;;C-1;interval;kWh;;0;;2026-01-01;;;
      """
  }

  subscript(file: String) -> String {
    get { String(decoding: files[file] ?? [], as: UTF8.self) }
    set { files[file] = Array((file == "park.json" ? Self.withRequisites(newValue) : newValue).utf8) }
  }

  /// A profile that names its supplier, as every bill needs it, in the first line; one that tells of its company does so
  /// by itself.
  private static func withRequisites(_ text: String) -> String {
    guard text.contains("firstMonth"), !text.contains("company") else { return text }
    let requisites = """
      "name": "Park", "company": {"name": "Park Company", "inn": "00101202610001", "address": "Park Street 1", \
      "director": "A. Director", "bank": {"name": "Bank", "bic": "129001", "account": "1299000000000001"}}, 
      """
    return text.replacingOccurrences(of: "{", with: "{" + requisites, range: text.range(of: "{"))
  }

  /// Writes the files, and hands over the folder for as long as the body runs.
  func with<Result>(_ body: (String) throws -> Result) throws -> Result {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    for (file, bytes) in files {
      let url = root.appendingPathComponent(file)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }
    return try body(root.path)
  }

  /// Gives a file another name.
  mutating func rename(_ file: String, to name: String) { files[name] = files.removeValue(forKey: file) }

  /// - Parameter today: the number of the run's day; 13 October 2026 unless said.
  func load(today: Int = 20_739) throws -> IntakeResult {
    try with { try Intake.load($0) { _ in Day(number: today) } }
  }

  /// Each finding as `file:line:column code severity touches months`.
  func findings() throws -> [String] { try load().findings.map(\.summary) }
}

extension Finding {
  var summary: String {
    let reached = touches.map { touch in
      switch touch {
      case .everyone: "everyone"
      case .contract(let id): "contract \(id)"
      case .invoice(let number): "invoice \(number)"
      case .meter(let id): "meter \(id)"
      case .resident(let id): "resident \(id)"
      case .service(let id): "service \(id)"
      case .tariff(let id): "tariff \(id)"
      case .consumption(let id, _): "consumption \(id)"
      case .tax(let id): "tax \(id)"
      case .currency(let id): "currency \(id)"
      }
    }
    let place = problem.place.map(\.description) ?? "–"
    var text = "\(place) \(problem.code) \(problem.severity)"
    if !reached.isEmpty { text += " [" + reached.joined(separator: ", ") + "]" }
    if case .only(let month) = months { text += " \(month)" }
    return text
  }
}
