import CSV
import Diagnostics
import Foundation
import Measures
import Park

/// The input folder: its files, and what was found wrong while they are read.
final class InputFolder {
  let root: String
  private(set) var findings: [Finding] = []
  /// The names that a bad row of each kind bears: to refer to them is no further fault.
  private var broken: [Reference: Set<String>] = [:]
  /// The tables that can't be read: to refer to any row of them is no further fault either.
  private var unreadTables: Set<String> = []
  private var lostContracts = LostContracts()
  /// What lies in `readings/` and `intervals/`.
  private(set) lazy var meterFiles = findMeterFiles()

  init(_ root: String) { self.root = root.hasSuffix("/") ? String(root.dropLast()) : root }

  func path(_ file: String) -> String { root + "/" + file }

  func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path(file)) }

  /// Only a folder has a `.` in it.
  func isFolder(_ file: String) -> Bool { Self.isFolder(path(file)) }

  private static func isFolder(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path + "/.") }

  func report(_ problem: Problem, _ touches: [Scope] = [], _ months: Finding.Months = .unissued) {
    findings.append(Finding(problem, touches: problem.severity == .error ? touches : [], months: months))
  }

  func report(_ row: TableRow) {
    findings += row.findings
    if let (name, place) = row.lostContract { lostContracts.add(name, at: place, row.touches) }
  }

  /// Tells the contracts that rows name and none declares, when all rows are read.
  func reportLostContracts(among known: some Sequence<Contract.ID>) {
    findings += lostContracts.findings(among: known.map(\.text).sorted())
  }

  func report(_ found: [Finding]) { findings += found }

  func noteBroken(_ kind: Reference, _ name: String?) {
    if let name { broken[kind, default: []].insert(name) }
  }

  func isBroken(_ kind: Reference, _ name: String) -> Bool {
    switch kind {
    case .contract, .resident, .service, .meter: unreadTables.contains(kind.file) || broken(kind).contains(name)
    // A row without its tariff or tax can't be priced, and is bad itself.
    case .tariff, .tax, .zone, .register: broken(kind).contains(name)
    }
  }

  func broken(_ kind: Reference) -> Set<String> { broken[kind] ?? [] }

  /// Whether a name that a row gives is known. One whose own row is bad counts as known: it is reported there.
  func check<Owner, Fact>(
    _ id: Identifier<Owner>?, _ kind: Reference, among known: [Identifier<Owner>: Fact], _ row: inout TableRow,
    _ column: String
  ) {
    guard let id, known[id] == nil, !isBroken(kind, id.text) else { return }
    if kind == .contract { return row.loseContract(id.text, column) }
    row.report(.unknown(kind, id.text, among: known.keys.map(\.text)), column, value: id.text)
  }

  // MARK: Files

  /// Files below a folder, in the order of the UTF-8 bytes of their paths; hidden and lock files are left out. A file
  /// without a table's ending is read where it is wanted for something else.
  func files(in folder: String, isWanted: (String) -> Bool = { _ in false }) -> [String] {
    let kinds: Set = ["csv", "tsv", "txt"]
    var found: [String] = []
    collect(folder, &found)
    found.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return found.filter { file in
      if kinds.contains((file as NSString).pathExtension.lowercased()) || isWanted(file) { return true }
      report(Fault.notRead(kinds.sorted().map { "." + $0 }.joined(separator: ", ")).at(Place(file: file)))
      return false
    }
  }

  private func collect(_ folder: String, _ found: inout [String]) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path(folder))) ?? []
    for name in names where !name.hasPrefix(".") && !name.hasPrefix("~$") {
      let inner = folder + "/" + name
      if isFolder(inner) { collect(inner, &found) } else { found.append(inner) }
    }
  }

  /// The month of the innermost folder on the way to a file that is named `YYYY-MM`.
  static func month(of file: String) -> Month? {
    file.split(separator: "/").dropLast().reversed().lazy.compactMap { Month(String($0)) }.first
  }

  /// Opens a table; what is wrong with the file as a whole is reported, and touches what is given.
  func open(
    _ file: String, as table: InputTable, touches: [Scope], months: Finding.Months = .unissued
  ) -> OpenTable? {
    open(file, touches: touches, months: months, as: { _ in table })
  }

  /// The same for a table whose columns depend on its header.
  func open(
    _ file: String, touches: [Scope], months: Finding.Months = .unissued, as table: ([String]) -> InputTable
  ) -> OpenTable? {
    var reader: CSVReader
    do {
      reader = try CSVReader.open(path(file))
    } catch {
      report(Self.problem(error, file, in: root), touches, months)
      unreadTables.insert(file)
      return nil
    }
    let layout = TableLayout(
      table(reader.header), header: reader.header, place: Place(file: file, line: reader.headerLine))
    for problem in layout.problems { report(problem, touches, months) }
    guard layout.isUsable else {
      unreadTables.insert(file)
      return nil
    }
    return OpenTable(reader: reader, layout: layout)
  }

  /// Why a file can't be read as a table.
  static func problem(_ failure: CSVFailure, _ file: String, in root: String) -> Problem {
    switch failure {
    case .system where isFolder(root + "/" + file): Fault.notAFile.at(Place(file: file))
    case .system(let number): Fault.systemRefuses(number).at(Place(file: file))
    case .notATextTable(let line): Fault.notATable.at(Place(file: file, line: line))
    case .noHeader: Fault.emptyFile.at(Place(file: file))
    case .tornHeader(let fault):
      Fault.torn(fault.kind).at(Place(file: file, line: fault.line), value: fault.excerpt)
    }
  }

  /// Reads a whole table row by row.
  func rows(
    _ file: String, as table: InputTable, touches: [Scope], months: Finding.Months = .unissued,
    _ body: (inout TableRow) -> Void
  ) {
    rows(file, touches: touches, months: months, as: { _ in table }, body)
  }

  /// The same for a table whose columns depend on its header.
  func rows(
    _ file: String, touches: [Scope], months: Finding.Months, as table: ([String]) -> InputTable,
    _ body: (inout TableRow) -> Void
  ) {
    guard var opened = open(file, touches: touches, months: months, as: table) else { return }
    let layout = opened.layout
    do {
      try opened.reader.forEachRow { cells, fault in
        var row = TableRow(cells, fault, layout: layout, file: file)
        body(&row)
        self.report(row)
      }
    } catch {
      report(Self.problem(error, file, in: root), touches, months)
      unreadTables.insert(file)
    }
  }

  /// The same for a table at the top of the folder that need not be there.
  func table(_ table: InputTable, touches: [Scope], _ body: (inout TableRow) -> Void) {
    guard exists(table.file) else { return }
    rows(table.file, as: table, touches: touches, body)
  }

  /// The same for all files of a folder.
  func folder(_ table: InputTable, touches: [Scope], _ body: (inout TableRow) -> Void) {
    for file in files(in: String(table.file.dropLast())) {
      rows(file, as: table, touches: touches, months: Self.months(of: file), body)
    }
  }

  /// What a fault of a whole file below `readings/` or `intervals/` reaches.
  static func months(of file: String) -> Finding.Months { month(of: file).map { .only($0) } ?? .unissued }
}

/// A table whose header fits.
struct OpenTable: ~Copyable {
  var reader: CSVReader
  let layout: TableLayout
}
