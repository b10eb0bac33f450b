import Diagnostics
import Ledger
import Measures
import Park
import Pricing

/// What the present facts, or records that are gone, would change about issued months, and that nobody has agreed to or
/// seen (I6). It holds back nothing.
struct Waiting {
  /// What one contract's month would be corrected by.
  struct Difference {
    let contract: Contract
    let period: Month
    let total: Money
    let seen: SeenDifference
    let causes: [Phrase]
  }

  private(set) var differences: [Difference] = []
  var isEmpty: Bool { differences.isEmpty }
  var months: Set<Month> { Set(differences.map(\.period)) }

  init() {}

  /// - Parameters:
  ///   - documents: what the present facts and records would issue.
  ///   - plan: of the run that leaves it waiting.
  init(_ documents: [UnnumberedDocument], _ plan: BillingPlan) {
    let present = FactTables(of: plan.present)
    let gone = Dictionary(grouping: plan.gone.places, by: \.file).sorted { $0.key < $1.key }.map { file, places in
      Self.gone(file, places.count)
    }
    var found: [IssuedLines.Key: (contract: Contract, total: Money, digest: String)] = [:]
    for document in documents {
      let key = IssuedLines.Key(contract: document.contract.id, period: document.period)
      found[key] = (document.contract, document.lines.map(\.total).total(), document.digest)
    }
    for (key, payments) in Self.lost(plan) {
      guard let contract = plan.facts.contracts[key.contract] else { continue }
      let digest = payments.reduce(found[key]?.digest ?? "") { "\($0) \($1.id) \($1.amount)" }
      let total = (found[key]?.total ?? .zero) + payments.map(\.amount).total()
      found[key] = (contract, total, digest)
    }
    let inOrder = found.sorted { ($0.key.contract, $0.key.period) < ($1.key.contract, $1.key.period) }
    let goneMarks = plan.gone.places.map(\.description).sorted()
    for (key, (contract, total, digest)) in inOrder {
      let period = key.period
      let old = plan.past.tables(of: contract.id, in: period) ?? plan.past.tables(of: period)
      let changes = old.map { FactChanges(from: $0, to: present, of: contract.id, in: period).all } ?? []
      let seen = SeenDifference(
        contract: contract.id, period: period, digest: digest,
        causes: Self.digest(of: changes.map(\.mark).sorted() + goneMarks))
      if seen.isSeen(with: plan.past.seen[key]) { continue }
      let causes = changes.map { change in
        Phrase(
          ky: "\(change.place): \(change.what.ky)", ru: "\(change.place): \(change.what.ru)",
          en: "\(change.place): \(change.what.en)")
      }
      differences.append(
        Difference(contract: contract, period: period, total: total, seen: seen, causes: causes + gone))
    }
  }

  /// Payments that are gone, by the contract that they were shown with and the month that they come off.
  private static func lost(_ plan: BillingPlan) -> [IssuedLines.Key: [(id: Payment.ID, amount: Money)]] {
    guard let first = plan.months.first, let last = plan.books.issuedMonths.max() else { return [:] }
    var result: [IssuedLines.Key: [(id: Payment.ID, amount: Money)]] = [:]
    for used in plan.gone.payments {
      let month = min(max(used.payment.receivedOn.month, first), last)
      for part in used.parts {
        let key = IssuedLines.Key(contract: part.contract, period: month)
        result[key, default: []].append((used.payment.id, part.amount))
      }
    }
    return result
  }

  /// Each cause once, the largest first.
  var causes: [WaitingCause] {
    var order: [Phrase] = []
    var behind: [Phrase: [Difference]] = [:]
    for difference in differences {
      for cause in difference.causes.isEmpty ? [Self.unknown] : difference.causes {
        if behind[cause] == nil { order.append(cause) }
        behind[cause, default: []].append(difference)
      }
    }
    return order.map { cause in
      let mine = behind[cause] ?? []
      return WaitingCause(
        what: cause, documents: mine.count, months: Set(mine.map(\.period)).sorted(), total: mine.map(\.total).total())
    }.enumerated().sorted { a, b in
      (b.element.total.magnitude, a.offset) < (a.element.total.magnitude, b.offset)
    }.map(\.element)
  }

  /// What a month's table says of it.
  func problems(of month: Month) -> [MonthProblem] {
    differences.filter { $0.period == month }.map { difference in
      MonthProblem(problem: correctionWaits(difference), contract: difference.contract.id)
    }
  }

  private static func digest(of marks: [String]) -> String? {
    guard !marks.isEmpty else { return nil }
    var digest = ContentDigest()
    for mark in marks { digest.put(mark) }
    return digest.hex
  }

  private static func gone(_ file: String, _ count: Int) -> Phrase {
    Phrase(
      ky: "\(file): чыгарылган айларда колдонулган \(count) жазуу жок болду",
      ru: "\(file): нет записей, по которым выставлены месяцы: \(count)",
      en: "\(file): \(count) records that issued months used are gone")
  }

  private static let unknown = Phrase(
    ky: "баалоого негиз болгон маалыматтар өзгөрдү", ru: "изменились данные, по которым считались месяцы",
    en: "the facts that priced the months changed")
}

extension UnnumberedDocument {
  /// What its lines come to, wherever what is behind them stands.
  fileprivate var digest: String {
    var digest = ContentDigest()
    for line in lines {
      let key = [line.service?.text ?? "", line.component.text, line.zone?.text ?? "", "\(line.block ?? 0)"]
      let what = ["\(line.from)", "\(line.to)", line.basis.rawValue, line.quantity.description, line.reference]
      let price = [line.unitPrice.description, line.currency.text, line.exchangeRate.description]
      let amounts = [line.discountPercent, line.net, line.vat, line.salesTax].map { "\($0)" }
      for text in key + what + price + amounts { digest.put(text) }
    }
    return digest.hex
  }
}

extension Money {
  fileprivate var magnitude: Money { isNegative ? -self : self }
}

private func correctionWaits(_ difference: Waiting.Difference) -> Problem {
  let (contract, month, total) = (difference.contract, difference.period, difference.total)
  func why(_ language: Language) -> String { difference.causes.prefix(3).map { $0[language] }.joined(separator: "; ") }
  return Problem(
    .warning, "correction-waits", at: contract.place, value: "\(month)",
    message: Phrase(
      ky: "\(contract.id) келишими, \(month): \(total) сомго оңдоо күтүп турат. Себеби: \(why(.ky)).",
      ru: "Договор \(contract.id), \(month): ждёт исправление на \(total) сом. Причина: \(why(.ru)).",
      en: "Contract \(contract.id), \(month): a correction of \(total) soms waits. The cause: \(why(.en))."),
    remedy: Phrase(
      ky: "Туура болсо: esep run --correct. Чыгарылган ай ошол бойдон калсын десеңиз: esep run --keep. Каталык болсо, "
        + "маалыматты мурункудай кылыңыз; баа же шарт өзгөрсө, valid_to жана жаңы сап менен жазыңыз.",
      ru: "Если так и надо: esep run --correct. Если выставленное остаётся: esep run --keep. Если это ошибка, верните "
        + "данные; новая цена или условие вводятся через valid_to и новую строку.",
      en:
        "If it is meant: esep run --correct. If what is issued is to stay: esep run --keep. If it is a mistake, put the "
        + "data back; a new price or term is entered by valid_to and a new row."))
}
