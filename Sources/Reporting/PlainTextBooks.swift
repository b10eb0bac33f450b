import Measures
import Park

/// The books as a plain-text journal that other programs for double entry read and check.
public enum PlainTextBooks {
  /// Whose text it is.
  public enum Form: String, Sendable, Hashable, CaseIterable {
    /// hledger, and Ledger.
    case hledger
    /// Beancount.
    case beancount
  }
}

/// One entry of the books: its postings come to nothing.
struct BookEntry {
  struct Posting {
    let account: BookAccount
    let amount: Money
  }
  let day: Day
  /// The document's number or the payment's name.
  let code: String
  let description: String
  var postings: [Posting]
}

/// What a contract owes at the end of a month by `balances.csv`: to be asserted.
struct BookAssertion {
  let day: Day
  let account: BookAccount
  let amount: Money
}

/// An account of the books.
enum BookAccount: Hashable {
  /// What a contract owes, all its documents less all it paid: below 0 an advance.
  case receivable(Contract.ID)
  case bank
  case service(Service.ID)
  case penalties
  case vat
  case salesTax
  case openingBalances
  case setOffs
  case writeOffs
  /// Money that nobody is known to have paid.
  case unallocated
  /// What was entered after its month was run, until the month whose balances show it.
  case enteredLate
}
