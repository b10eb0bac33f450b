import Diagnostics
import Documents
import Invoicing
import Ledger
import Measures
import Park

/// What a person reads at the end of a run: what was issued, what waits and why, and where it lies.
struct RunSummary {
  let result: BillingResult
  let books: Books
  let facts: ParkFacts
  let words: Messages
  let output: String
  /// The month that is only tried out; nil where months are issued.
  var draft: Month?

  private var language: Language { words.language ?? facts.profile.language }

  var lines: [String] {
    var lines = problems
    if let draft { return lines + [words.say(tried(draft))] + waiting }
    if result.batches.isEmpty {
      lines.append(words.say(nothingNew))
    }
    for batch in result.batches { lines.append(words.say(issued(batch))) }
    lines += corrected
    lines += waiting
    lines += unagreed
    if !result.batches.isEmpty {
      for quarter in books.finishedQuarters.suffix(1) { lines.append(words.say(reported(quarter))) }
    }
    return lines
  }

  private var waiting: [String] {
    result.months.filter { !$0.heldBack.isEmpty }.map { words.say(heldBack($0)) }
  }

  /// Why corrections wait for somebody to agree (I6): each cause once, the largest first.
  private var unagreed: [String] {
    result.waiting.map { cause in
      let months = cause.months.map { "\($0)" }.joined(separator: ", ")
      return words.say(
        Phrase(
          ky: "Күтүп турат: \(cause.what.ky). Документтер: \(cause.documents) (\(months)), \(cause.total) сом. "
            + "--correct чыгарат, --keep эске алат.",
          ru: "Ждёт решения: \(cause.what.ru). Документов: \(cause.documents) (\(months)), \(cause.total) сом. "
            + "--correct выставит, --keep отметит.",
          en: "Waits: \(cause.what.en). Documents: \(cause.documents) (\(months)), \(cause.total) soms. "
            + "--correct issues, --keep records that it was seen."))
    }
  }

  /// Why corrections were issued: each thing that changed once, with the documents that it led to.
  private var corrected: [String] {
    let text = ChangeText(setting: DocumentSetting(facts), language: language)
    var order: [String] = []
    var documents: [String: [String]] = [:]
    let earlier = books.batches.count - result.batches.count
    for (index, batch) in result.batches.enumerated() {
      for document in batch.documents where document.kind == .correction {
        for change in books.background(of: document, inBatch: earlier + index).changes(behind: document) {
          let what = text.text(of: change)
          if documents[what] == nil { order.append(what) }
          documents[what, default: []].append(document.number)
        }
      }
    }
    return order.map { what in
      let numbers = documents[what] ?? []
      let more = numbers.count > 5 ? " … (\(numbers.count))" : ""
      return "  \(what) → \(numbers.prefix(5).joined(separator: ", "))\(more)"
    }
  }

  private func tried(_ month: Month) -> Phrase {
    let documents = result.batches.filter { $0.month == month }.flatMap(\.documents)
    guard !documents.isEmpty else {
      return Phrase(
        ky: "\(month) айынын долбоору үчүн эч нерсе эсептелген жок.",
        ru: "Для проекта за \(month) ничего не начислено.",
        en: "Nothing is billed in the draft of \(month).")
    }
    let total = documents.map(\.total).total()
    let folder = "\(output)/\(month)"
    return Phrase(
      ky: "\(month), долбоор: документтер: \(documents.count), бардыгы \(total) сом → \(folder). Эч нерсе чыгарылган "
        + "жок.",
      ru: "\(month), проект: документов: \(documents.count), всего \(total) сом → \(folder). Ничего не выставлено.",
      en: "\(month), draft: documents: \(documents.count), \(total) soms in all → \(folder). Nothing is issued.")
  }

  /// Each problem once, errors first, with the months and contracts that it holds back. Warnings of months that
  /// were issued before are left to those months' problems.csv.
  private var problems: [String] {
    let fresh = Set(result.batches.map(\.month))
    var shown: [Problem: (months: [Month], contracts: Set<Contract.ID>)] = [:]
    var order: [Problem] = []
    for month in result.months {
      let isNew = fresh.isEmpty || fresh.contains(month.month) || month.isStopped
      for entry in month.problems where entry.problem.severity == .error || isNew {
        if facts.isAcknowledged(entry, in: month.month) { continue }
        if shown[entry.problem] == nil { order.append(entry.problem) }
        var known = shown[entry.problem] ?? ([], [])
        if known.months.last != month.month { known.months.append(month.month) }
        if let contract = entry.contract, entry.problem.severity == .error { known.contracts.insert(contract) }
        shown[entry.problem] = known
      }
    }
    let sorted = order.enumerated().sorted {
      $0.element.severity != $1.element.severity
        ? $0.element.severity < $1.element.severity : $0.offset < $1.offset
    }.map(\.element)
    return sorted.map { problem in
      var text = problem.rendered(in: language)
      if let known = shown[problem], !known.contracts.isEmpty {
        let names = known.contracts.sorted().map(\.text).joined(separator: ", ")
        text += "\n    " + Phrase(ky: "кармалган: ", ru: "удержаны: ", en: "holds back: ")[language] + names
      }
      return text
    }
  }

  private var nothingNew: Phrase {
    let last = books.issuedMonths.max().map { "\($0)" } ?? "—"
    return Phrase(
      ky: "Жаңы чыгарыла турган эч нерсе жок; акыркы чыгарылган ай — \(last).",
      ru: "Выставлять нечего; последний выставленный месяц — \(last).",
      en: "Nothing new to issue; the last month issued is \(last).")
  }

  private func issued(_ batch: Batch) -> Phrase {
    let invoices = batch.documents.filter { $0.kind == .invoice }
    let corrections = batch.documents.count - invoices.count
    let total = batch.documents.map(\.total).total()
    let folder = "\(output)/\(batch.month)"
    func extra(_ phrase: Phrase, _ language: Language) -> String { corrections == 0 ? "" : phrase[language] }
    let more = Phrase(
      ky: ", оңдоолор: \(corrections)", ru: ", исправлений: \(corrections)", en: ", corrections: \(corrections)")
    return Phrase(
      ky: "\(batch.month): эсептер: \(invoices.count)\(extra(more, .ky)), бардыгы \(total) сом → \(folder)",
      ru: "\(batch.month): счетов: \(invoices.count)\(extra(more, .ru)), всего \(total) сом → \(folder)",
      en: "\(batch.month): invoices: \(invoices.count)\(extra(more, .en)), \(total) soms in all → \(folder)")
  }

  private func heldBack(_ month: MonthStatus) -> Phrase {
    let names = month.heldBack.map(\.text).joined(separator: ", ")
    return Phrase(
      ky: "\(month.month): каталар оңдолгуча кармалган келишимдер: \(names)",
      ru: "\(month.month): удержаны до исправления ошибок договоры: \(names)",
      en: "\(month.month): held back until the errors are mended: \(names)")
  }

  private func reported(_ quarter: Quarter) -> Phrase {
    Phrase(
      ky: "\(quarter): Министрлер Кабинетине отчет даяр → \(output)/\(quarter)/report.xlsx",
      ru: "\(quarter): отчёт Кабинету Министров готов → \(output)/\(quarter)/report.xlsx",
      en: "\(quarter): the report to the Cabinet of Ministers is ready → \(output)/\(quarter)/report.xlsx")
  }
}
