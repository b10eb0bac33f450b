public import Measures
public import Park

/// One document that a contract owes, and how it was paid.
public struct OpenItem: Sendable {
  /// The invoice's number, or the opening balance's document.
  public let number: String
  /// Who owes it.
  public let contract: Contract.ID
  /// True for an opening balance.
  public let isOpening: Bool
  /// The last day of payment.
  public let dueOn: Day
  /// The document less its penalty lines, as issued (I4).
  public let principal: Money
  /// What is still owed of the principal.
  public internal(set) var openPrincipal: Money
  /// What is still owed of the penalty lines.
  public internal(set) var openPenalty: Money
  /// From each day on, what is owed of the principal at the day's end.
  public internal(set) var history: [(from: Day, open: Money)]

  /// All that is still owed.
  public var open: Money { openPrincipal + openPenalty }

  /// Takes off up to `amount`, principal first; gives back the rest.
  mutating func pay(_ amount: Money, on day: Day) -> Money {
    let first = min(amount, openPrincipal)
    openPrincipal -= first
    let second = min(amount - first, openPenalty)
    openPenalty -= second
    history.append((day, openPrincipal))
    return amount - first - second
  }

  /// Opens again what was paid.
  mutating func reopen(principal: Money, penalty: Money, from day: Day) {
    openPrincipal += principal
    openPenalty += penalty
    history.append((day, openPrincipal))
  }

  /// Takes off penalty first: what a correction of penalties alone takes back.
  mutating func lower(principal: Money, penalty: Money, from day: Day) -> Money {
    let first = min(principal, openPrincipal)
    openPrincipal -= first
    let second = min(penalty, openPenalty)
    openPenalty -= second
    return pay(principal + penalty - first - second, on: day)
  }
}
