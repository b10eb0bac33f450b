import Diagnostics
public import Ledger
import Measures
public import Park

extension PlainTextBooks {
  /// The books through the last month that was run: an entry for each document and payment, and at each month's end
  /// an assertion of what every contract owes by `balances.csv`.
  public static func make(_ form: Form, facts: ParkFacts, books: Books) -> String {
    let made = BookEntries(facts: facts, books: books)
    let used = made.entries.flatMap(\.postings).map(\.account) + made.assertions.map(\.account)
    let writer = Writer(form: form, names: AccountNames(Set(used)))
    var text = writer.head(facts, since: made.entries.first?.day ?? facts.profile.firstMonth.firstDay)
    var assertions = made.assertions[...]
    for entry in made.entries {
      while let next = assertions.first, next.day < entry.day {
        text += writer.assertions(next.day, assertions.prefix { $0.day == next.day })
        assertions = assertions.drop { $0.day == next.day }
      }
      text += writer.entry(entry)
    }
    while let next = assertions.first {
      text += writer.assertions(next.day, assertions.prefix { $0.day == next.day })
      assertions = assertions.drop { $0.day == next.day }
    }
    return text
  }
}

/// The accounts' names: letters, digits and hyphens, which both programs take, and no two alike.
private struct AccountNames {
  private var names: [BookAccount: String] = [:]

  init(_ accounts: Set<BookAccount>) {
    var taken: Set<String> = []
    // What was named first keeps its name, so the order is written down.
    for account in accounts.sorted(by: { $0.sortKey.utf8.lexicographicallyPrecedes($1.sortKey.utf8) }) {
      var name = account.name
      var count = 1
      while !taken.insert(name).inserted {
        count += 1
        name = "\(account.name)-\(count)"
      }
      names[account] = name
    }
  }

  subscript(account: BookAccount) -> String { names[account] ?? account.name }
  var all: [(account: BookAccount, name: String)] {
    names.sorted { $0.value.utf8.lexicographicallyPrecedes($1.value.utf8) }.map { ($0.key, $0.value) }
  }
}

extension BookAccount {
  fileprivate var name: String {
    switch self {
    case .receivable(let contract): "Assets:Receivable:\(Self.component(contract.text))"
    case .bank: "Assets:Bank"
    case .service(let service): "Income:Services:\(Self.component(service.text))"
    case .penalties: "Income:Penalties"
    case .vat: "Liabilities:Taxes:VAT"
    case .salesTax: "Liabilities:Taxes:Sales"
    case .openingBalances: "Equity:Opening-Balances"
    case .setOffs: "Liabilities:Set-Offs"
    case .writeOffs: "Expenses:Write-Offs"
    case .unallocated: "Liabilities:Unallocated"
    case .enteredLate: "Equity:Entered-Late"
    }
  }

  /// The name in the tables, where there is one.
  fileprivate var original: String {
    switch self {
    case .receivable(let contract): contract.text
    case .service(let service): service.text
    default: ""
    }
  }

  fileprivate var sortKey: String { "\(name) \(original)" }

  /// Other letters than Latin ones are written as their numbers: Beancount takes those alone everywhere.
  private static func component(_ text: String) -> String {
    var name = ""
    for letter in text.unicodeScalars {
      switch letter {
      case "a"..."z", "A"..."Z", "0"..."9": name.unicodeScalars.append(letter)
      case "-", "_": name += name.isEmpty ? "0-" : "-"
      default: name += "U" + String(letter.value, radix: 16, uppercase: true)
      }
    }
    return name.prefix(1).uppercased() + name.dropFirst()
  }
}

/// Writes entries the way one of the programs reads them.
private struct Writer {
  let form: PlainTextBooks.Form
  let names: AccountNames

  func head(_ facts: ParkFacts, since first: Day) -> String {
    let title = plain(facts.profile.name.en.isEmpty ? facts.profile.name.ru : facts.profile.name.en)
    var lines = ["; \(title): the books as esep issued them."]
    switch form {
    case .hledger: lines += ["", "commodity 1000.00 KGS", ""]
    case .beancount: lines += ["", "option \"title\" \"\(title)\"", "option \"operating_currency\" \"KGS\"", ""]
    }
    for (account, name) in names.all {
      let comment = account.original.isEmpty ? "" : "  ; \(plain(account.original))"
      lines.append(form == .hledger ? "account \(name)\(comment)" : "\(first) open \(name) KGS\(comment)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  func entry(_ entry: BookEntry) -> String {
    let words = plain(entry.description)
    let head =
      switch form {
      case .hledger: "\(entry.day) *\(entry.code.isEmpty ? "" : " (\(plain(entry.code)))") \(words)"
      case .beancount: "\(entry.day) * \"\(plain(entry.code))\" \"\(words)\""
      }
    let postings = entry.postings.map { "  \(names[$0.account])  \($0.amount.text(decimals: 2)) KGS\n" }
    return "\n\(head)\n" + postings.joined()
  }

  func assertions(_ day: Day, _ balances: ArraySlice<BookAssertion>) -> String {
    switch form {
    case .hledger:
      let rows = balances.map { "  \(names[$0.account])  0.00 KGS = \($0.amount.text(decimals: 2)) KGS\n" }
      return "\n\(day) * balances at the end of \(day.month)\n" + rows.joined()
    case .beancount:
      // Beancount asserts at the beginning of a day, and would let a tyiyn pass.
      let rows = balances.map {
        "\(day.advanced(by: 1)) balance \(names[$0.account])  \($0.amount.text(decimals: 2)) ~ 0.00 KGS\n"
      }
      return "\n" + rows.joined()
    }
  }

  /// Without the signs that mean something to either program.
  private func plain(_ text: String) -> String {
    String(text.map { $0.isNewline || "\";|()\\\t".contains($0) ? " " : $0 })
  }
}
