import Diagnostics
import Ledger
import Measures
import Park

extension BillingRun {
  /// Tells of contracts that the balances of the last two months show and no table knows: their rows were taken out, or
  /// the output is another park's. Nothing else would say that they are billed no more.
  ///
  /// Two months, for the run that finds one gone has issued the next month by then. Who owes nothing and is owed nothing
  /// has no row in the balances after that.
  mutating func reportGone() {
    guard let last = books.issuedMonths.max(), let index = outcome.months.indices.last else { return }
    let closing = books.balances(of: last)
    let shown = Set((closing + books.balances(of: last.advanced(by: -1))).map(\.contract))
    for contract in shown.sorted() where facts.contracts[contract] == nil && !isTold(contract) {
      let balance = closing.first { $0.contract == contract }?.closingBalance ?? .zero
      outcome.months[index].problems.append(
        MonthProblem(problem: contractGone(contract, last, balance: balance), contract: nil))
    }
    outcome.months[index].problems = outcome.months[index].problems.inOrder()
  }

  /// True where an error says so already: the contract's own row is bad, or others name it.
  private func isTold(_ contract: Contract.ID) -> Bool {
    findings.contains { finding in
      guard finding.problem.severity == .error else { return false }
      let isNamed = finding.problem.value == contract.text && finding.problem.place?.column == "contract_id"
      return isNamed || finding.touches.contains(.everyone) || finding.touches.contains(.contract(contract))
    }
  }
}

private func contractGone(_ contract: Contract.ID, _ month: Month, balance: Money) -> Problem {
  Problem(
    .warning, "contract-gone", at: Place(file: "contracts.csv"), value: "\(contract)",
    message: Phrase(
      ky: "\(contract) келишими журналда бар, \(month) айынын аягындагы калдыгы \(balance) сом, бирок "
        + "contracts.csv'де анын сабы жок: ага эми эсеп чыгарылбайт.",
      ru: "Договор \(contract) есть в журнале, его сальдо на конец \(month) — \(balance) сом, но в contracts.csv "
        + "нет его строки: счета по нему больше не выставляются.",
      en: "Contract \(contract) is in the journal, with a balance of \(balance) soms at the end of \(month), but has "
        + "no row in contracts.csv: it is billed no more."),
    remedy: Phrase(
      ky: "Анын сабын, шарттарын жана эсептегичтерин кайра киргизиңиз; бүткөн келишимдин сабы valid_to менен калат. "
        + "Output башка парктыкы болсо, өз папкаңызды көрсөтүңүз.",
      ru: "Верните его строку, условия и счётчики; строка завершённого договора остаётся, с valid_to. Если Output "
        + "относится к другому парку, укажите свою папку.",
      en: "Put its row, terms and meters back; a contract that ended keeps its row, with valid_to. If the Output is "
        + "another park's, name the right folder."))
}
