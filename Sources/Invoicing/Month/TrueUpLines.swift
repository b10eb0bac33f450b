import Measures
import Metering
import Park
import Pricing

/// What an earlier month was billed by: a later reading may put an estimate back on it (C9).
struct PastMonth {
  let facts: ParkFacts
  /// As they were first billed.
  let registers: Registers
}

/// C9: what estimated months come to in truth, priced again whole, less all that was billed for them.
struct TrueUpLines {
  let standing: IssuedLines
  let orders: OrderBook
  let past: [Month: PastMonth]
  /// The true quantities found in earlier months.
  let known: [Month: [RegisterKey: Quantity]]

  /// The adjustment lines of each contract that a month's true-ups touch, and what is wrong with them.
  func lines(
    for registers: Registers, in month: Month
  ) -> (lines: [Contract.ID: [Charge]], findings: [Finding]) {
    var byMonth: [Month: [RegisterKey: Quantity]] = [:]
    for register in registers.months.values {
      for trueUp in register.trueUps { byMonth[trueUp.month, default: [:]][register.key] = trueUp.quantity }
    }
    var result: [Contract.ID: [Charge]] = [:]
    var findings: [Finding] = []
    for (past, quantities) in byMonth.sorted(by: { $0.key < $1.key }) {
      guard let billed = self.past[past] else { continue }
      let facts = billed.facts
      let before = billed.registers.truedUp(known[past] ?? [:])
      let old = MonthMetering(before, of: facts, in: past)
      let new = MonthMetering(before.truedUp(quantities), of: facts, in: past)
      for contract in facts.contractsInOrder where feeds(contract.id, in: old) != feeds(contract.id, in: new) {
        let priced = ContractPricing(of: contract, new, orders: orders.orders(of: contract.id, in: past), facts: facts)
        findings += priced.findings.map { Finding($0.problem, touches: $0.touches, months: .only(month)) }
        result[contract.id, default: []] += differences(
          priced.charges, from: standing.charges(contract.id, before: month, from: facts.profile.firstMonth), of: past)
      }
      findings += new.findings.map { Finding($0.problem, touches: $0.touches, months: .only(month)) }
    }
    return (result, findings)
  }

  /// All that feeds a contract's services in a month.
  private func feeds(_ contract: Contract.ID, in metering: MonthMetering) -> [Quantity] {
    metering.meters(of: contract).flatMap { metering.net(of: $0).map(\.quantity) }
      + (metering.shares[contract] ?? []).map(\.quantity)
  }

  /// The new lines less all that was billed for their keys so far; price, rate and discount are that month's.
  private func differences(_ new: [Charge], from billed: [Charge], of month: Month) -> [Charge] {
    let old = billed.filter { $0.component != .penalty && $0.basis != .order && $0.from.month == month }
    let current = new.filter { $0.basis != .order }
    var lines: [Charge] = []
    var seen: Set<ChargeKey> = []
    for line in current + old where seen.insert(line.key).inserted {
      let before = old.filter { $0.key == line.key }
      let now = current.first { $0.key == line.key }
      var difference = now ?? line
      difference.basis = .adjustment
      difference.isAdjustment = true
      let none = AnewTrace(quantity: .zero, net: .zero, vat: .zero, salesTax: .zero)
      difference.trace?.anew =
        now.map {
          AnewTrace(quantity: $0.quantity, net: $0.net, vat: $0.vat, salesTax: $0.salesTax)
        } ?? none
      difference.quantity = (now?.quantity ?? .zero) - before.map(\.quantity).total()
      difference.net = (now?.net ?? .zero) - before.map(\.net).total()
      difference.vat = (now?.vat ?? .zero) - before.map(\.vat).total()
      difference.salesTax = (now?.salesTax ?? .zero) - before.map(\.salesTax).total()
      let isNothing =
        difference.quantity.isZero && difference.net.isZero && difference.vat.isZero && difference.salesTax.isZero
      if !isNothing { lines.append(difference) }
    }
    return lines
  }
}
