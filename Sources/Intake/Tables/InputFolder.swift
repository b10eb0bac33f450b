import CSV
import Diagnostics
import Measures
import Park
import Workbooks

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
  /// Where the tables lie.
  let catalog: InputCatalog
  /// The first file or folder that the system refused to read: then nothing that was read may be built upon.
  private(set) var refusal: ReadRefusal?
  /// What a file of meter data reaches that can't be made out: who has a metered or derived service, once these are known.
  var meteredTouches: [Scope] = [.everyone]
  /// The declared names of each kind, for those that rows nearly name.
  private var nameBooks: [Reference: NameBook] = [:]
  /// How many names were searched for one that is near enough to be meant.
  private var searches = 0
  private static let mostSearches = 300

  init(_ root: String) {
    self.root = Self.root(root)
    do throws(ReadRefusal) {
      catalog = try InputCatalog(self.root)
    } catch {
      catalog = InputCatalog()
      refusal = error
    }
    unreadTables = catalog.unread
  }

  /// A folder's path without slashes behind it, through which a link would be followed where the link itself is meant.
  static func root(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    return String(path)
  }

  func path(_ file: String) -> String { SheetName.path(file, in: root) }

  /// Notes that the system refuses to read a file.
  func refuse(_ refused: ReadRefusal?) { if refusal == nil { refusal = refused } }

  /// What a file of a table reaches whose content can't be made out.
  func touches(of stem: String) -> [Scope] {
    switch stem {
    case "indicators", "activities", "acknowledged", "site", "notes", "park": []
    case "readings", "intervals": meteredTouches
    default: [.everyone]
    }
  }

  /// Tells what is wrong at the top of the folder, once it is known what that reaches.
  func reportNames() {
    for finding in catalog.findings {
      report(finding.problem, finding.tables.flatMap { touches(of: $0) }.uniqued())
    }
  }

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
    touchNear(id.text, kind, among: known, &row)
    if kind == .contract { return row.loseContract(id.text, column) }
    searches += 1
    let names = searches > Self.mostSearches ? [] : known.keys.map(\.text)
    row.report(.unknown(kind, id.text, among: names), column, value: id.text)
  }

  /// A row whose contract, meter or resident nobody declares touches the one that it nearly names.
  func touchNear<Owner, Fact>(
    _ name: String, _ kind: Reference, among known: [Identifier<Owner>: Fact], _ row: inout TableRow
  ) {
    guard [.contract, .meter, .resident].contains(kind) else { return }
    let book = nameBooks[kind] ?? NameBook(known.keys.map(\.text) + broken(kind))
    nameBooks[kind] = book
    for near in book.near(name) {
      switch kind {
      case .contract: row.touch(.contract(Contract.ID(near)))
      case .meter: row.touch(.meter(Meter.ID(near)))
      default: row.touch(.resident(Resident.ID(near)))
      }
    }
  }

  // MARK: Files

  /// The month of the innermost folder on the way to a file that is named `YYYY-MM`.
  static func month(of file: String) -> Month? {
    file.split(separator: "/").dropLast().reversed().lazy.compactMap { Month(String($0)) }.first
  }

  /// What a fault of a whole file below `readings/` or `intervals/` reaches.
  static func months(of file: String) -> Finding.Months { month(of: file).map { .only($0) } ?? .unissued }

  /// Reads a whole table row by row.
  func rows(
    _ file: String, as table: InputTable, touches: [Scope], months: Finding.Months = .unissued,
    _ body: (inout TableRow) -> Void
  ) {
    rows(file, touches: touches, months: months, as: { _ in table }, body)
  }

  /// The same for a table whose columns depend on its header. What is wrong with the file as a whole touches what is
  /// given.
  func rows(
    _ file: String, touches: [Scope], months: Finding.Months, as table: ([String]) -> InputTable,
    _ body: (inout TableRow) -> Void
  ) {
    let known = table([])
    var count = 0
    func layout(_ header: [String], _ line: Int) -> TableLayout? {
      let layout = TableLayout(table(header), header: header, place: Place(file: file, line: line))
      for problem in layout.problems { report(problem, touches, months) }
      return layout.isUsable ? layout : nil
    }
    func take(_ cells: borrowing CSVRow, _ fault: CSVFault?, _ layout: TableLayout) {
      count += 1
      var row = TableRow(cells, fault, layout: layout, file: file)
      body(&row)
      report(row)
    }
    var isRead = false
    do {
      if let name = SheetName(file) {
        isRead = try read(name, fit: { table($0).fit($0) }, layout, take)
      } else {
        var reader = try CSVReader.open(path(file), fit: { table($0).fit($0) })
        if let layout = layout(reader.header, reader.headerLine) {
          try reader.forEachRow { take($0, $1, layout) }
          isRead = true
        }
      }
    } catch let failure as CSVFailure {
      if let refused = ReadRefusal(file: file, failure) { return refuse(refused) }
      report(Self.problem(failure, file), touches, months)
    } catch let fault as WorkbookFault {
      if let number = fault.refusal { return refuse(ReadRefusal(file: file, number: number)) }
      report(Fault.workbook(fault).at(Place(file: file)), touches, months)
    } catch {
      refuse(ReadRefusal(file: file, number: 0))
    }
    if !isRead {
      unreadTables.insert(known.file)
    } else if count == 0, known.isFolder {
      report(Fault.noRows.at(Place(file: file)), touches, months)
    }
  }

  private func read(
    _ name: SheetName, fit: CSVReader.HeaderFit, _ layout: ([String], Int) -> TableLayout?,
    _ take: (borrowing CSVRow, CSVFault?, TableLayout) -> Void
  ) throws -> Bool {
    var sheet = try SheetTable.open(name, in: root)
    guard let header = try sheet.header(fit) else { throw CSVFailure.noHeader }
    guard let layout = layout(header.names, header.line) else { return false }
    try sheet.forEachRow(below: (header.names, header.line)) { take($0, $1, layout) }
    return true
  }

  /// Why a file can't be read as a table.
  static func problem(_ failure: CSVFailure, _ file: String) -> Problem {
    switch failure {
    case .notAFile: Fault.notAFile.at(Place(file: file))
    case .system(let number): Fault.systemRefuses(number).at(Place(file: file))
    case .notATextTable(let line): Fault.notATable.at(Place(file: file, line: line))
    case .noHeader: Fault.emptyFile.at(Place(file: file))
    case .tornHeader(let fault):
      Fault.torn(fault.kind).at(Place(file: file, line: fault.line), value: fault.excerpt)
    }
  }

  /// The same for a table at the top of the folder that need not be there.
  func table(_ table: InputTable, touches: [Scope], _ body: (inout TableRow) -> Void) {
    for file in catalog.places[table.stem] ?? [] { rows(file, as: table, touches: touches, body) }
  }

  /// The same for all files of a folder.
  func folder(_ table: InputTable, touches: [Scope], _ body: (inout TableRow) -> Void) {
    for file in files(in: table.stem) {
      rows(file, as: table, touches: touches, months: Self.months(of: file), body)
    }
  }
}
