import Diagnostics
import Measures
import Park

extension FactReader {
  /// Reads `acknowledged.csv`. A row that names nobody's warning does no harm: it says what was seen once.
  func readAcknowledged() {
    folder.table(Tables.acknowledged, touches: []) { row in
      let code = row.word("code")
      var month: Month?
      if let word = row.word("month") {
        month = Month(word)
        if month == nil { row.report(.badForm(.init(ky: "2026-09", ru: "2026-09", en: "2026-09")), "month") }
      }
      var subjects: [Acknowledgement.Subject] = []
      if let file = row.word("file") { subjects.append(.file(file)) }
      if let contract = row.id("contract_id", Contract.self) { subjects.append(.contract(contract)) }
      if let meter = row.id("meter_id", Meter.self) { subjects.append(.meter(meter)) }
      if subjects.count != 1 { row.report(.oneSubject) }
      guard row.isGood, let code, let subject = subjects.first else { return }
      facts.acknowledged.append(Acknowledgement(code: code, subject: subject, month: month))
    }
  }
}

extension Fault {
  fileprivate static let oneSubject = Fault(
    "one-subject",
    message: Phrase(
      ky: "Кайсы эскертүү экени белгисиз: file, contract_id, meter_id ичинен бирөө толтурулушу керек",
      ru: "Неизвестно, о чём предупреждение: заполните ровно одно из file, contract_id, meter_id",
      en: "Which warning is meant cannot be told: fill in exactly one of file, contract_id and meter_id"),
    remedy: Phrase(
      ky: "Ошолордун бирин калтырыңыз", ru: "Оставьте одно из них", en: "Leave one of them"))
}
