import CSV
import Foundation

/// One document of a bank's statement: keys and values as the bank wrote them.
struct BankDocument {
  /// The line on which it starts, counted from 1.
  let line: Int
  fileprivate(set) var values: [String: String] = [:]

  subscript(key: String) -> String { values[key] ?? "" }

  /// The account that the money came from.
  var payerAccount: String {
    self["ПлательщикСчет"].isEmpty ? self["ПлательщикРасчСчет"] : self["ПлательщикСчет"]
  }

  /// The payer's taxpayer number; some banks write it only before the name: `ИНН 22201199010017 ОсОО …`.
  var payerINN: String {
    if !self["ПлательщикИНН"].isEmpty { return self["ПлательщикИНН"] }
    return ["Плательщик", "Плательщик1"].lazy.compactMap { Self.inn(in: self[$0]) }.first ?? ""
  }

  /// 14 digits, no more and no fewer, right behind `ИНН`.
  private static func inn(in name: String) -> String? {
    name.firstMatch(of: /(?:^|[^\p{L}\p{N}])ИНН\s*([0-9]{14})(?![0-9])/).map { String($0.1) }
  }

  /// The purpose, which banks also split into numbered lines.
  var purpose: String {
    if !self["НазначениеПлатежа"].isEmpty { return self["НазначениеПлатежа"] }
    return (1...6).map { self["НазначениеПлатежа\($0)"] }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Money that came to us: the bank dates its receipt, or it names our account as the recipient's.
  func isIncoming(_ ours: String) -> Bool {
    if !ours.isEmpty && payerAccount == ours { return false }
    if !self["ДатаПоступило"].isEmpty { return true }
    if !self["ДатаСписано"].isEmpty || ours.isEmpty { return false }
    return self["ПолучательСчет"] == ours || self["ПолучательРасчСчет"] == ours
  }
}

/// A statement in the text form `1CClientBankExchange`, which banks hand to bookkeeping programs.
struct BankStatement {
  let file: String
  private(set) var documents: [BankDocument] = []
  /// False where the end of the file or of a document is missing.
  private(set) var isComplete = false

  private static let mark = Array("1CClientBankExchange".utf8)

  /// Reads a statement; nil where the file is none.
  init?(path: String, file: String) {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    guard let lead = try? handle.read(upToCount: 64) else { return nil }
    let start = lead.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard lead.dropFirst(start).starts(with: Self.mark) else { return nil }
    let rest = (try? handle.readToEnd()) ?? Data()
    self.file = file
    parse(Self.text(Array((lead + rest).dropFirst(start))))
  }

  /// UTF-8 where it fits, else the codepage that the statement itself names.
  private static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let dos = Codepage.dos866.text(bytes)
    return dos.contains("Кодировка=DOS") ? dos : Codepage.windows1251.text(bytes)
  }

  private mutating func parse(_ text: String) {
    var open: BankDocument?
    var isTorn = false
    var isEnded = false
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    for (index, raw) in lines.enumerated() {
      let line = raw.trimmingCharacters(in: .whitespaces)
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = parts.first.map { composed(String($0)) } ?? ""
      switch key {
      case "СекцияДокумент":
        isTorn = isTorn || open != nil
        open = BankDocument(line: index + 1)
      case "КонецДокумента":
        if let open { documents.append(open) }
        open = nil
      case "КонецФайла": isEnded = true
      default: if parts.count == 2 { open?.values[key] = composed(String(parts[1])) }
      }
    }
    isComplete = isEnded && !isTorn && open == nil
  }
}
