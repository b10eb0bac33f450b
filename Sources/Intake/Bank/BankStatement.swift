import CSV
import Foundation

/// A statement in the text form `1CClientBankExchange`, which banks hand to bookkeeping programs.
struct BankStatement {
  /// What the bank says of an account over some days, as it wrote it.
  struct Section {
    /// The line on which it starts, counted from 1.
    let line: Int
    fileprivate(set) var values: [String: String] = [:]

    subscript(key: String) -> String { values[key] ?? "" }

    /// The account, without blanks.
    var account: String { self["РасчСчет"].filter { $0 != " " } }
  }

  let file: String
  /// The accounts that it is of, without blanks, in its order; empty where it names none.
  private(set) var accounts: [String] = []
  private(set) var sections: [Section] = []
  private(set) var documents: [BankDocument] = []
  /// False where the end of the file or of a document is missing.
  private(set) var isComplete = false

  private static let mark = Array("1CClientBankExchange".utf8)

  /// Reads a statement; nil where the file is none. Blank lines may stand before it.
  init?(path: String, file: String) {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    guard let lead = try? handle.read(upToCount: 4096) else { return nil }
    var start = lead.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < lead.count, [0x20, 0x09, 0x0A, 0x0D].contains(lead[lead.startIndex + start]) { start += 1 }
    guard lead.dropFirst(start).starts(with: Self.mark) else { return nil }
    let rest = (try? handle.readToEnd()) ?? Data()
    self.file = file
    parse(Self.text(Array(lead + rest)))
  }

  /// UTF-8 where it fits, else the codepage in which its words are those of a statement, whatever it claims.
  private static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let dos = Codepage.dos866.text(bytes)
    let words = ["СекцияДокумент", "РасчСчет", "КонецФайла", "ВерсияФормата"]
    return words.contains { dos.contains($0) } ? dos : Codepage.windows1251.text(bytes)
  }

  private mutating func parse(_ text: String) {
    var section: Section?
    var open: BankDocument?
    var isTorn = false
    var isEnded = false
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    for (index, raw) in lines.enumerated() {
      let line = raw.trimmingCharacters(in: .whitespaces)
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = parts.first.map { composed(String($0)) } ?? ""
      switch key {
      case "СекцияРасчСчет": section = Section(line: index + 1)
      case "КонецРасчСчет":
        if let section { sections.append(section) }
        section = nil
      case "СекцияДокумент":
        isTorn = isTorn || open != nil
        open = BankDocument(line: index + 1)
      case "КонецДокумента":
        if let open { documents.append(open) }
        open = nil
      case "КонецФайла": isEnded = true
      default:
        guard parts.count == 2 else { continue }
        let value = composed(String(parts[1]))
        if open != nil {
          open?.values[key] = value
        } else if section != nil {
          section?.values[key] = value
        }
        if open == nil, key == "РасчСчет" { add(account: value) }
      }
    }
    isComplete = isEnded && !isTorn && open == nil
  }

  private mutating func add(account: String) {
    let account = account.filter { $0 != " " }
    if !account.isEmpty, !accounts.contains(account) { accounts.append(account) }
  }
}
