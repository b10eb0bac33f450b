import Diagnostics
import Ledger
import Measures
import Park

/// Tells of contracts that the balances of the last two months show and no table knows: their rows were taken out, or
/// the output is another park's. Nothing else would say that they are billed no more.
///
/// Two months, for the run that finds one gone has issued the next month by then. Who owes nothing and is owed nothing
/// has no row in the balances after that.
///
/// - Parameter findings: what intake found: a contract whose own row is bad, or that others name, is told of already.
func goneContracts(in books: Books, _ facts: ParkFacts, besides findings: [Finding]) -> [MonthProblem] {
  guard let last = books.issuedMonths.max() else { return [] }
  let closing = books.balances(of: last)
  let shown = Set((closing + books.balances(of: last.advanced(by: -1))).map(\.contract))
  let gone = shown.filter { contract in
    facts.contracts[contract] == nil && !findings.contains { $0.tells(of: contract) }
  }
  return gone.sorted().map { contract in
    let balance = closing.first { $0.contract == contract }?.closingBalance ?? .zero
    return MonthProblem(problem: contractGone(contract, last, balance: balance), contract: nil)
  }
}

extension Finding {
  fileprivate func tells(of contract: Contract.ID) -> Bool {
    guard problem.severity == .error else { return false }
    let isNamed = problem.value == contract.text && problem.place?.column == "contract_id"
    return isNamed || touches.contains(.everyone) || touches.contains(.contract(contract))
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
