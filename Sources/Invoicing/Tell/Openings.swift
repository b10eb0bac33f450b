import Diagnostics
import Ledger
import Measures
import Park

/// Tells where a month does not open with what the month before closed with (I5): an opening balance was entered or
/// changed after it was shown, or its contract was not known then, and joins the next month's. By the month to tell it in.
func changedOpenings(in books: Books, _ facts: ParkFacts) -> [Month: [MonthProblem]] {
  var result: [Month: [MonthProblem]] = [:]
  func tell(_ contract: Contract.ID, _ before: Month, closed: Money, opens: Money, in month: Month) {
    let row = facts.openingBalances.first { $0.contract == contract }
    let problem = openingChange(
      contract, at: row?.place ?? Place(file: "opening-balances.csv"), before, closed: closed, opens: opens)
    result[month, default: []].append(MonthProblem(problem: problem, contract: nil))
  }
  var closing: [Contract.ID: Money] = [:]
  var next: [Contract.ID: Money] = [:]
  for balance in facts.openingBalances { next[balance.contract, default: .zero] += balance.amount }
  let issued = books.issuedMonths.sorted()
  for (month, before) in zip(issued, [nil] + issued.map(Optional.some)) {
    for row in books.balances(of: month) {
      let known = closing[row.contract] ?? .zero
      if let before, known != row.openingBalance {
        tell(row.contract, before, closed: known, opens: row.openingBalance, in: month)
      }
      closing[row.contract] = row.closingBalance
      next[row.contract, default: .zero] += row.invoiced - row.paid
    }
  }
  guard let last = issued.last else { return result }
  for contract in Set(closing.keys).union(next.keys).sorted() {
    let (closed, opens) = (closing[contract] ?? .zero, next[contract] ?? .zero)
    if closed != opens { tell(contract, last, closed: closed, opens: opens, in: last) }
  }
  return result
}

private func openingChange(
  _ contract: Contract.ID, at place: Place, _ month: Month, closed: Money, opens: Money
) -> Problem {
  Problem(
    .warning, "opening-changed", at: place, value: "\(contract)",
    message: Phrase(
      ky:
        "\(contract) келишими боюнча \(month) айы \(closed) сом менен жабылган, кийинки ай \(opens) сом менен ачылат: "
        + "opening-balances.csv саптары \(month) чыгарылгандагыдан башкача эсепке алынды.",
      ru: "По договору \(contract) \(month) закрыт с сальдо \(closed) сом, следующий месяц открывается с \(opens) сом: "
        + "строки opening-balances.csv учтены иначе, чем при выпуске \(month).",
      en: "\(month) of contract \(contract) closed at \(closed) soms, the next month opens at \(opens): "
        + "the rows of opening-balances.csv count otherwise than when \(month) was issued."),
    remedy: Phrase(
      ky: "Өзгөртүү керек болсо, резидентке билдириңиз; болбосо мурунку саптарды кайра киргизиңиз.",
      ru: "Если изменение нужно, сообщите о нём резиденту; если нет, верните прежние строки.",
      en: "If the change is meant, tell the resident; if not, put the earlier rows back."))
}
