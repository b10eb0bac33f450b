public import Measures
public import Park

extension Books {
  /// The balances on a day of a month (I5), which is its last but for what is issued before its own batch: opening from
  /// the last month shown, paid as far as not shown before.
  ///
  /// - Parameters:
  ///   - month: the month whose folder holds the documents.
  ///   - documents: those that the run is about to issue.
  ///   - running: accounts of earlier months, to go on from.
  public func balances(
    on day: Day, in month: Month, issuing documents: [InvoiceDocument], facts: ParkFacts,
    after running: inout RunningAccounts
  ) -> [BalanceRow] {
    let earlier = issuedMonths.filter { $0 < month }.sorted()
    let accounts = running.accounts(in: self, issuing: documents, paymentsThrough: day) { $0.month <= month }
    // The last closing; an opening balance that was entered or mended since then joins it.
    var opening: [Contract.ID: Money] = [:]
    var shown: [Contract.ID: Money] = [:]
    for balance in facts.openingBalances { opening[balance.contract, default: .zero] += balance.amount }
    for row in earlier.flatMap(balances(of:)) {
      shown[row.contract, default: .zero] += row.paid
      opening[row.contract, default: .zero] += row.invoiced - row.paid
    }
    var invoiced: [Contract.ID: Money] = [:]
    for document in self.documents(inFolderOf: month) + documents {
      invoiced[document.contract, default: .zero] += document.total
    }
    var paid: [Contract.ID: Money] = [:]
    for allocation in accounts.allocations { paid[allocation.contract, default: .zero] += allocation.amount }
    // A contract that was billed keeps its row though the tables no longer name it.
    var residents: [Contract.ID: Resident.ID] = [:]
    for batch in batches where batch.month <= month {
      for document in batch.documents where residents[document.contract] == nil {
        residents[document.contract] = document.resident
      }
    }
    for document in documents where residents[document.contract] == nil {
      residents[document.contract] = document.resident
    }
    for contract in facts.contracts.values { residents[contract.id] = contract.row(on: day).resident }
    return residents.sorted { $0.key < $1.key }.compactMap { id, resident in
      var row = BalanceRow(contract: id, resident: resident)
      row.openingBalance = opening[id] ?? .zero
      row.invoiced = invoiced[id] ?? .zero
      row.paid = (paid[id] ?? .zero) - (shown[id] ?? .zero)
      row.age(accounts, at: day)
      let isInForce = facts.contracts[id].map { !$0.validity.days(in: month.days).isEmpty } ?? false
      return isInForce || row.hasFigures ? row : nil
    }
  }
}

/// What contracts closed with, month by month, as far as it stands: a month that is made again replaces what it had.
struct Closings {
  private var months: [(month: Month, amounts: [Contract.ID: Money])] = []

  /// Takes a month's balances. Months come in order.
  mutating func take(_ rows: [BalanceRow], of month: Month) {
    months.removeAll { $0.month == month }
    months.append((month, Dictionary(rows.map { ($0.contract, $0.closingBalance) }, uniquingKeysWith: { $1 })))
  }

  /// What a contract last closed with before a month; 0 where it was never shown.
  func last(_ contract: Contract.ID, before month: Month) -> Money {
    for entry in months.reversed() where entry.month < month {
      if let amount = entry.amounts[contract] { return amount }
    }
    return .zero
  }
}

extension Books {
  /// What a batch records of how its balances open (I5): only an opening balance that is new, changed or withdrawn makes
  /// a contract open otherwise than it last closed, and the books alone must tell that from a forged one.
  ///
  /// It is nil where nothing changed. But journals of earlier versions are silent though something did: the first batch
  /// after them records even that nothing has, where there are opening balances, so that silence counts from there on.
  ///
  /// - Parameters:
  ///   - rows: the balances of the batch.
  ///   - month: the month of the run.
  public func openingChanges(of rows: [BalanceRow], in month: Month, facts: ParkFacts) -> [OpeningChange]? {
    var closings = Closings()
    for earlier in issuedMonths.sorted() where earlier < month { closings.take(balances(of: earlier), of: earlier) }
    let changes = rows.compactMap { row in
      let amount = row.openingBalance - closings.last(row.contract, before: month)
      return amount.isZero ? nil : OpeningChange(contract: row.contract, amount: amount)
    }
    let isSilent = batches.allSatisfy { $0.openingChanges == nil } && !facts.openingBalances.isEmpty
    return changes.isEmpty && !isSilent ? nil : changes
  }
}

extension BalanceRow {
  /// Sorts what is open by the days since it was due.
  fileprivate mutating func age(_ accounts: Accounts, at last: Day) {
    for item in accounts.items(of: contract) {
      switch item.dueOn.distance(to: last) {
      case ...0: notDue += item.open
      case 1...30: overdue1to30 += item.open
      case 31...60: overdue31to60 += item.open
      case 61...90: overdue61to90 += item.open
      default: overdueOver90 += item.open
      }
    }
    advance = accounts.advances[contract] ?? .zero
  }

  fileprivate var hasFigures: Bool {
    [openingBalance, invoiced, paid, notDue, overdue1to30, overdue31to60, overdue61to90, overdueOver90, advance]
      .contains { !$0.isZero }
  }
}
