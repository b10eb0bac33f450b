import Diagnostics
import Measures
import Park
import Pricing

/// What a closed month would be corrected by, and why it can't be told where the present inputs no longer agree. That is
/// no error: no later month opens there.
///
/// - Parameter known: what is told of the month already.
func closedChanges(
  of month: Month, _ state: RunState, _ calculated: CalculatedMonth, besides known: [Finding], facts: ParkFacts
) -> [Finding] {
  guard case .other(let open) = state.ifOpen else { return [] }
  let told = Set(known.map(\.problem.fault))
  let errors = open.errors(in: month).filter { !told.contains($0.fault) }
  let changes = facts.contractsInOrder.compactMap { contract -> Problem? in
    guard !calculated.precedence.held.contains(contract.id),
      !open.heldBack.contains(contract.id) || open.standing.isIssued(contract.id, month)
    else { return nil }
    let corrections = open.standing.charges(contract.id, month).corrections(
      of: state.standing.charges(contract.id, month))
    return corrections.isEmpty ? nil : closedChange(contract, month, by: corrections.map(\.total).total())
  }
  return errors.map { Finding($0.asWarning) } + changes.map { Finding($0) }
}

extension RunState {
  /// What is wrong with a closed month were it open; nil where it comes to the same then.
  func errorsIfOpen(in month: Month) -> [Problem]? {
    if case .other(let open) = ifOpen { open.errors(in: month) } else { nil }
  }

  /// What is wrong with a month if it is the last that the run has been through.
  fileprivate func errors(in month: Month) -> [Problem] {
    guard let last = months.last, last.month == month else { return [] }
    return last.problems.map(\.problem).filter { $0.severity == .error }
  }
}

private func closedChange(_ contract: Contract, _ month: Month, by amount: Money) -> Problem {
  Problem(
    .warning, "closed-month-changed", at: contract.place, value: "\(month)",
    message: Phrase(
      ky: "\(contract.id) келишиминин жабык \(month) айынын маалыматы өзгөрдү; ачык болсо, \(amount) сомго оңдоо "
        + "чыкмак.",
      ru: "Данные договора \(contract.id) за закрытый \(month) изменились; будь он открыт, вышло бы исправление на "
        + "\(amount) сом.",
      en: "The data of contract \(contract.id) for closed \(month) changed; were it open, a correction of \(amount) "
        + "soms would be due."),
    remedy: Phrase(
      ky: "Өзгөртүү керек болсо, park.json'до closedThrough маанисин артка жылдырыңыз.",
      ru: "Если изменение нужно, отодвиньте closedThrough в park.json назад.",
      en: "If the change is meant, move closedThrough in park.json back."))
}
