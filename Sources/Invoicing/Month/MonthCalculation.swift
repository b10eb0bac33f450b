import Diagnostics
import Ledger
import Measures
import Metering
import Park
import Pricing

/// What a month is calculated from, and what it comes to by that. The facts are those of this month alone: another may
/// have others.
struct MonthCalculation {
  let month: Month
  let facts: ParkFacts
  /// What was found wrong with the month's data before.
  let intake: [Finding]
  /// True where what priced the month is known: errors of the tables touch only what is not issued.
  let isRecorded: Bool
  /// Interval meters that go as the journal recorded them, for something is gone (I6).
  let asRecorded: Set<Meter.ID>
  let orders: OrderBook
  /// What the journal has of the month; nil where no run has been through it.
  let record: MonthRecord?
  /// The lines that stand so far.
  let standing: IssuedLines
  let history: History
  /// The months calculated before.
  let past: [Month: PastMonth]
  /// What stood when the month was first priced: a penalty must not change with documents that came after.
  let accounts: Accounts
  /// Who has waited since an earlier month.
  let heldBefore: Set<Contract.ID>
  /// The last day that penalties are charged for; nil for the month's.
  var penaltyThrough: Day?

  /// What the registers come to by the present inputs.
  ///
  /// - Parameter estimateAll: true where any number of them may be estimated (C18).
  func present(estimateAll: Bool) -> Registers {
    let issued = Dictionary(uniqueKeysWithValues: (record?.registers ?? []).map { ($0.key, $0) })
    return Registers(of: facts, in: month, after: history, issued: issued, estimateAll: estimateAll)
  }

  /// What goes by the present inputs where nobody waits and nothing is closed.
  func precedence(_ present: Registers) -> Precedence {
    let recorded = Set((record?.registers ?? []).map(\.meter))
    // A head meter bills nobody: where the journal has no month of it, it goes by its good rows (C17).
    let bad = metersWithBadData.filter { facts.meters[$0]?.role != .head || recorded.contains($0) }
    return Precedence(of: record, bad: present.failed.union(bad).union(asRecorded.intersection(recorded)))
  }

  /// The meters that a bad reading, interval or row of their own leaves without a month.
  private var metersWithBadData: Set<Meter.ID> {
    intake.filter { $0.problem.severity == .error }.flatMap(\.touches).reduce(into: []) { meters, touch in
      if case .meter(let id) = touch { meters.insert(id) }
    }
  }

  /// Why the catch-up stops at a month of several that are to be issued; nil where it goes on (C18). A bad row may be why nothing counts as
  /// read: it holds back whom it touches, and nobody else.
  func stop(_ present: Registers) -> MonthStatus? {
    let hasBadReading = intake.contains {
      $0.problem.severity == .error && $0.months == .only(month)
        && $0.problem.place.map { facts.readingFiles.contains($0.file) } ?? false
    }
    guard !present.hasReadings, present.needed > 0, !hasBadReading else { return nil }
    let stop = Finding(nothingRead(month, meters: present.needed))
    let reach = TouchedContracts(facts: facts, month: month)
    return MonthStatus(month, reach.problems(of: [stop] + intake + present.findingsOfRead), isStopped: true)
  }

  /// A month as some registers have it, priced for every contract that does not wait.
  struct Priced {
    let metering: MonthMetering
    /// The lines of each contract.
    let lines: [Contract.ID: [Charge]]
    /// What is wrong or unlikely, beyond what the registers show.
    let findings: [Finding]
  }

  /// The lines of the month of every contract that is not held back already.
  func priced(_ registers: Registers, except held: Set<Contract.ID>) -> Priced {
    let metering = MonthMetering(registers, of: facts, in: month)
    let first = facts.profile.firstMonth
    let trueUps = TrueUpLines(standing: standing, orders: orders, past: past, known: history.trueUps)
    let adjustments = trueUps.lines(for: registers, in: month)
    var found = metering.findings + adjustments.findings
    var result: [Contract.ID: [Charge]] = [:]
    for contract in facts.contractsInOrder where !held.contains(contract.id) {
      let pricing = ContractPricing(
        of: contract, metering, orders: orders.orders(of: contract.id, in: month), facts: facts)
      found += pricing.findings
      var lines = pricing.charges + (adjustments.lines[contract.id] ?? [])
      do {
        let before = standing.penalties(contract.id, before: month, from: first)
        lines += try accounts.penalties(
          of: contract, in: month, through: penaltyThrough, charged: before, firstMonth: first)
      } catch {
        found.append(
          Finding(penaltyTooLarge(contract), touches: [.contract(contract.id)], months: .only(month)))
      }
      let language = facts.language(of: contract, on: month.lastDay)
      for index in lines.indices {
        lines[index].description = lines[index].described(in: language, services: facts.services)
      }
      result[contract.id] = lines.inDocumentOrder()
    }
    return Priced(metering: metering, lines: result, findings: found)
  }
}
