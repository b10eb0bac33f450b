import CSV
import Diagnostics
import Workbooks

/// Where each table lies, by what stands at the top of the input folder: files, folders and sheets by the names and titles
/// of tables. What bears a name that is nearly known, or none, is told.
struct InputCatalog {
  /// A problem, and the tables that can't be read because of it; none where it is a warning or reaches everyone.
  struct Finding {
    let problem: Problem
    let tables: [String]
  }
  /// For each table, by its stem, where it lies: `meters.csv`, `park.xlsx:meters`, and a folder as `readings/`.
  private(set) var places: [String: [String]] = [:]
  private(set) var findings: [Finding] = []
  /// The park's own file.
  private(set) var profile = "park.json"

  private let root: String
  private static let tables = Dictionary(uniqueKeysWithValues: Tables.all.map { ($0.stem, $0) })

  /// Nothing.
  init() { root = "" }

  /// Looks at the top of a folder. What the system refuses is a failure.
  init(_ root: String) throws(ReadRefusal) {
    self.root = root
    var at = ""
    do throws(CSVFailure) {
      for name in try namesInFolder(root) where !liesAbout(name) {
        at = name
        if try FilePresence.at(root + "/" + name) == .folder { addFolder(name) } else { try addFile(name) }
      }
    } catch {
      throw ReadRefusal(file: at, error) ?? ReadRefusal(file: at, number: 0)
    }
    for (stem, found) in places.sorted(by: { $0.key < $1.key }) where found.count > 1 {
      tell(.twoPlaces(found), at: found[1], [stem])
      places[stem] = []
    }
  }

  /// The tables that can't be read.
  var unread: Set<String> {
    Set(findings.filter { $0.problem.severity == .error }.flatMap(\.tables).compactMap { Self.tables[$0]?.file })
  }

  /// Those of these tables that lie nowhere, and that nothing is taken for.
  func missing(_ tables: [InputTable]) -> [String] {
    tables.filter { places[$0.stem, default: []].isEmpty && !unread.contains($0.file) }.map(\.file)
  }

  private mutating func tell(_ fault: Fault, at file: String, _ tables: [String] = []) {
    findings.append(Finding(problem: fault.at(Place(file: file)), tables: tables))
  }

  private mutating func tellUnknown(_ name: String, as word: String) {
    let near = KnownNames.near(word)
    tell(near.isEmpty ? .unknownName : .nearName(near.map { Self.tables[$0]?.file ?? $0 }), at: name, near)
  }

  private mutating func addFolder(_ name: String) {
    guard let stem = KnownNames.stem(name) ?? KnownNames.stem(bareName(name)) else {
      return tellUnknown(name, as: name)
    }
    if let table = Self.tables[stem], KnownNames.stem(name) == nil || !table.isFolder {
      tell(.notAFile, at: name, [stem])
    } else if Self.tables[stem] != nil {
      places[stem, default: []].append(name + "/")
    }
  }

  private mutating func addFile(_ name: String) throws(CSVFailure) {
    if name.lowercased() == "park.json" {
      if name == "park.json" || profile != name { profile = name }
      return
    }
    let (word, end) = (bareName(name), ending(of: name))
    let known = KnownNames.stem(word)
    if SheetName.endings.contains(end) {
      try addWorkbook(name, as: known.flatMap { Self.tables[$0] })
    } else if end == "csv" || end == "tsv" {
      guard let known else { return tellUnknown(name, as: word) }
      if Self.tables[known] != nil { places[known, default: []].append(name) }
    } else {
      tell(.unknownName, at: name)
    }
  }

  // MARK: Workbooks

  private mutating func addWorkbook(_ name: String, as table: InputTable?) throws(CSVFailure) {
    do throws(WorkbookFault) {
      let workbook = try Workbook.open(root + "/" + name)
      var rest = workbook.sheets
      if let table {
        let chosen = try sheets(of: workbook, holding: table)
        for sheet in chosen { places[table.stem, default: []].append("\(name):\(sheet.name)") }
        rest.removeAll { chosen.contains($0) }
      }
      var isKnown = table != nil
      for sheet in rest {
        let stem = KnownNames.stem(sheet.name)
        let near = stem == nil ? KnownNames.near(sheet.name).filter { Self.tables[$0] != nil } : []
        if let stem, Self.tables[stem] != nil {
          places[stem, default: []].append("\(name):\(sheet.name)")
          isKnown = true
        } else if !near.isEmpty {
          tellUnknown("\(name):\(sheet.name)", as: sheet.name)
          isKnown = true
        }
      }
      if !isKnown { tellUnknown(name, as: bareName(name)) }
    } catch {
      if let number = error.refusal { throw .system(number) }
      let near = table.map { [$0.stem] } ?? KnownNames.near(bareName(name))
      let fault = Fault.workbook(error)
      // A workbook by another name may hold any table; what is none in truth, of no known name, is only told.
      let isTable = !near.isEmpty || ["xlsx", "xlsm"].contains(ending(of: name))
      tell(isTable ? fault : fault.asWarning, at: name, near.isEmpty && isTable ? Tables.all.map(\.stem) : near)
    }
  }

  /// The sheet of a workbook that is named after a table: the one of its name, else the one with its header, else the
  /// first; several where that can't be told.
  private func sheets(
    of workbook: Workbook, holding table: InputTable
  ) throws(WorkbookFault) -> [Workbook.Sheet] {
    let named = workbook.sheets.filter { KnownNames.stem($0.name) == table.stem }
    if named.count == 1 { return named }
    var fitting: [Workbook.Sheet] = []
    for sheet in workbook.sheets {
      var rows = SheetTable(workbook, sheet)
      if try rows.header(table.headerFit)?.isWhole ?? false { fitting.append(sheet) }
    }
    return fitting.isEmpty ? Array(workbook.sheets.prefix(1)) : fitting
  }
}
