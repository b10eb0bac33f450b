import Diagnostics
import Ledger
import Measures
import Park
import Pricing

/// Which orders each month bills (P11): once, in the month they were completed in or the next to be issued.
///
/// An order that a month has billed stays that month's: what changes about it, and also that it is cancelled and then
/// done after all, is a correction there (I2). Only an order that was completed after that month has no place in it: it
/// is taken back and billed as if it had never been.
struct OrderBook {
  private var byContract: [IssuedLines.Key: [Order]] = [:]
  /// What each month bills.
  private(set) var byMonth: [Month: [Order]] = [:]
  private(set) var findings: [Finding] = []

  /// - Parameter isOpen: true where a contract's month is still to be issued.
  init(
    _ facts: ParkFacts, standing: IssuedLines, through last: Month, isOpen: (Contract.ID, Month) -> Bool
  ) {
    let first = facts.profile.firstMonth
    let billed = Self.billed(in: standing, months: first...max(first, last))
    func isClosed(_ month: Month) -> Bool { facts.profile.closedThrough.map { month <= $0 } ?? false }
    func canBeTakenBack(_ billed: IssuedLines.Key) -> Bool {
      !isClosed(billed.period) && facts.contracts[billed.contract] != nil
    }
    for order in facts.orders.values.sorted(by: { $0.id < $1.id }) where order.status == .completed {
      guard let day = order.completedOn else { continue }
      let completed = day.month
      let stands = billed[order.id]
      // What a closed month has billed, or a contract that no table knows any more, can't be taken back there, so it must
      // not be billed anywhere else.
      if let stands, !canBeTakenBack(stands), stands.contract != order.contract || stands.period < completed {
        continue
      }
      var month: Month?
      if let known = stands?.period, completed <= known {
        month = known
      } else if let known = standing.orderMonths[order.id]?.filter({ completed <= $0 && !isClosed($0) }).min() {
        month = known
      } else if completed < first {
        findings.append(Finding(beforeFirstMonth(order, first), months: .only(first)))
      } else if completed > last {
        continue
      } else if !standing.isIssued(order.contract, completed) {
        month = completed
      } else if completed < last {
        month = (completed.advanced(by: 1)...last).first { isOpen(order.contract, $0) }
      }
      if completed >= first, month != completed {
        findings.append(Finding(lateOrder(order, billedIn: month), months: .only(month ?? last)))
      }
      if let month {
        byContract[IssuedLines.Key(contract: order.contract, period: month), default: []].append(order)
        byMonth[month, default: []].append(order)
      }
    }
  }

  /// Where each order stands; the latest month, where a correction is still to come.
  private static func billed(in standing: IssuedLines, months: ClosedRange<Month>) -> [Order.ID: IssuedLines.Key] {
    var billed: [Order.ID: IssuedLines.Key] = [:]
    let contracts = Set(standing.invoices.keys.map(\.contract)).sorted()
    for month in months {
      for contract in contracts {
        for line in standing.referringCharges(contract, month) where line.basis == .order {
          billed[Order.ID(line.reference)] = IssuedLines.Key(contract: contract, period: month)
        }
      }
    }
    return billed
  }

  func orders(of contract: Contract.ID, in month: Month) -> [Order] {
    byContract[IssuedLines.Key(contract: contract, period: month)] ?? []
  }
}

private func beforeFirstMonth(_ order: Order, _ first: Month) -> Problem {
  Problem(
    .warning, "order-before-first-month", at: order.place.at("completed_on"), value: "\(order.id)",
    message: Phrase(
      ky: "\(order.id) буйрутмасы биринчи айга (\(first)) чейин аткарылган; esep аны эсепке жазбайт.",
      ru: "Заявка \(order.id) выполнена до первого месяца (\(first)); esep её не выставляет.",
      en: "Order \(order.id) was completed before the first month (\(first)); esep does not bill it."),
    remedy: Phrase(
      ky: "Төлөнбөсө, opening-balances.csv'ге карыз катары кошуңуз.",
      ru: "Если она не оплачена, добавьте долг в opening-balances.csv.",
      en: "If it is unpaid, add the debt to opening-balances.csv."))
}

private func lateOrder(_ order: Order, billedIn month: Month?) -> Problem {
  let when = month.map { "\($0)" }
  return Problem(
    .warning, "late-order", at: order.place.at("completed_on"), value: "\(order.id)",
    message: Phrase(
      ky: "\(order.id) буйрутмасынын аткарылган айы буга чейин чыгарылган; ал \(when ?? "кийинки") айдын эсебине "
        + "кирет.",
      ru: "Месяц выполнения заявки \(order.id) уже выставлен; она войдёт в счёт за \(when ?? "следующий месяц").",
      en: "The month in which order \(order.id) was completed is issued already; it goes on the invoice for "
        + "\(when ?? "the next month")."),
    remedy: Phrase(
      ky: "Эч нерсе кылуунун кереги жок.", ru: "Ничего делать не нужно.", en: "Nothing needs doing."))
}
