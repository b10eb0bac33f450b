import Measures

/// One document of a bank's statement: keys and values as the bank wrote them.
struct BankDocument {
  /// Which way its money went.
  enum Movement {
    /// To the company.
    case received
    /// From one account of the company to another.
    case betweenOwn
    /// From the company.
    case paidOut
    /// Past the company: neither side is its own.
    case ofOthers
    /// Neither accounts nor dates tell.
    case unclear
  }

  /// The line on which it starts, counted from 1.
  let line: Int
  var values: [String: String] = [:]

  subscript(key: String) -> String { values[key] ?? "" }

  private func first(_ keys: String...) -> String { keys.lazy.map { self[$0] }.first { !$0.isEmpty } ?? "" }

  /// The account that the money came from.
  var payerAccount: String { first("ПлательщикСчет", "ПлательщикРасчСчет") }

  /// The account that it went to, without blanks.
  var recipientAccount: String { first("ПолучательСчет", "ПолучательРасчСчет").filter { $0 != " " } }

  /// The payer's taxpayer number; some banks write it only before the name: `ИНН 22201199010017 ОсОО …`.
  var payerINN: String { inn("ПлательщикИНН", "Плательщик", "Плательщик1") }

  /// The recipient's.
  var recipientINN: String { inn("ПолучательИНН", "Получатель", "Получатель1") }

  private func inn(_ own: String, _ names: String...) -> String {
    self[own].isEmpty ? names.lazy.compactMap { Self.inn(in: self[$0]) }.first ?? "" : self[own]
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

  /// When the money came, else the document's own date, as written.
  var receipt: (key: String, text: String) {
    self["ДатаПоступило"].isEmpty ? ("Дата", self["Дата"]) : ("ДатаПоступило", self["ДатаПоступило"])
  }

  /// Which way its money went: the accounts tell, else the dates.
  func movement(own: Set<String>) -> Movement {
    let (payer, recipient) = (payerAccount.filter { $0 != " " }, recipientAccount)
    if own.contains(payer) { return own.contains(recipient) ? .betweenOwn : .paidOut }
    if own.contains(recipient) { return .received }
    if !recipient.isEmpty && !own.isEmpty { return .ofOthers }
    if !self["ДатаПоступило"].isEmpty { return .received }
    return self["ДатаСписано"].isEmpty ? .unclear : .paidOut
  }
}
