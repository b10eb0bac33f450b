import Ledger
import Park

extension Finding {
  /// The same with the contract in the place of each document that it touches; one that nobody issued touches nobody.
  func naming(holdersIn books: Books, _ facts: ParkFacts) -> Finding {
    let touches = touches.flatMap { touch -> [Scope] in
      guard case .invoice(let number) = touch else { return [touch] }
      let issued = books.documents.filter { $0.number == number }.map(\.contract)
      let opening = facts.openingBalances.filter { $0.document == number }.map(\.contract)
      return (issued + opening).map(Scope.contract)
    }
    return Finding(problem, touches: touches, months: months)
  }
}
