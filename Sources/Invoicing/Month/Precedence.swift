import Diagnostics
import Ledger
import Measures
import Metering
import Park

/// Whether each meter's month goes by the present inputs or as the journal recorded it. It is decided here and nowhere
/// else: the next month opens where it says (C3), parents and common meters go by it, and so does what the journal and
/// the tables tell of the month, so that nothing is billed twice and nothing is lost before the data are mended.
struct Precedence {
  /// Why a meter's month goes as it was recorded.
  enum Reason {
    /// Its own data of the month are bad, or can't be told.
    case bad
    /// The month stays as issued (I2). A register that it has no record of goes by the present inputs.
    case closed
    /// Of all who pay for it nobody is billed now, and the month was issued: where nothing is recorded of it, the next
    /// month opens where the month before closed. Nothing opens at an interval meter's month.
    case held
    /// The same, but none of them was billed for the month: it goes by the present inputs when they are, and is not
    /// recorded until then.
    case unbilled
  }

  /// What the journal has of the month; nil where no run has been through it.
  let record: MonthRecord?
  /// True where the month stays as issued.
  private(set) var isClosed = false
  /// The contracts that can't be billed for the month.
  private(set) var held: Set<Contract.ID> = []

  private let recorded: [RegisterKey: RegisterMonth]
  private let recordedMeters: Set<Meter.ID>
  /// Those with a reading to open at.
  private let recordedReadings: Set<Meter.ID>
  let bad: Set<Meter.ID>
  private var waiting: [Meter.ID: Reason] = [:]
  /// What a closed month's present readings contradict by themselves, whatever they were billed by; nil where all that
  /// was found counts.
  private var faultsIfOpen: Set<[String]>?

  /// - Parameter bad: the meters whose data of the month are bad or can't be told.
  init(of record: MonthRecord?, bad: Set<Meter.ID>) {
    self.record = record
    self.bad = bad
    recorded = Dictionary(uniqueKeysWithValues: (record?.registers ?? []).map { ($0.key, $0) })
    recordedMeters = Set(recorded.keys.map(\.meter))
    recordedReadings = Set(recorded.values.filter { $0.span != nil }.map(\.meter))
  }

  /// The same of a month that stays as issued.
  ///
  /// - Parameter errors: what is wrong with it were it open; nil where it comes to the same then. A present reading may
  ///   not fit the recorded opening, and yet all the present readings agree.
  func closed(ifOpen errors: [Problem]?) -> Precedence {
    var result = self
    result.isClosed = true
    result.faultsIfOpen = errors.map { Set($0.map(\.fault)) }
    return result
  }

  /// The same with contracts that can't be billed for the month, and meters that wait with all who pay for them.
  ///
  /// - Parameter isBilled: true where a meter's month was issued for all who pay for it.
  func holding(
    _ contracts: Set<Contract.ID>, _ meters: Set<Meter.ID>, isBilled: (Meter.ID) -> Bool
  ) -> Precedence {
    var result = self
    result.held.formUnion(contracts)
    for meter in meters where waiting[meter] == nil {
      result.waiting[meter] = recordedMeters.contains(meter) || !isClosed && isBilled(meter) ? .held : .unbilled
    }
    return result
  }

  /// Why the calculation takes a meter's month as recorded; nil where it goes by the present inputs.
  func reason(of meter: Meter.ID) -> Reason? {
    guard recordedMeters.contains(meter) else { return waiting[meter] }
    return bad.contains(meter) ? .bad : isClosed ? .closed : waiting[meter]
  }

  /// True where nothing new is recorded of a meter: it waits, or no table has it any more.
  func waits(_ meter: Meter.ID, _ facts: ParkFacts) -> Bool { waiting[meter] != nil || facts.meters[meter] == nil }

  /// True for a meter that waits with who pays for it.
  func isHeld(_ meter: Meter.ID) -> Bool { waiting[meter] != nil }

  /// What a month's calculation goes by.
  ///
  /// - Parameter present: what the registers come to by the present inputs. What is bad and not recorded bills nobody, as
  ///   far as the good rows tell it, and only weighs where others share (C13).
  func registers(_ present: Registers) -> Registers {
    var months = present.months.filter { key, register in
      switch reason(of: key.meter) {
      case nil, .closed, .unbilled: true
      case .bad: false
      // Of a meter whose list of registers has changed what is not recorded under its name stays.
      case .held: recordedReadings.contains(key.meter) || register.span == nil
      }
    }
    for (key, register) in recorded {
      switch reason(of: key.meter) {
      case nil, .unbilled: continue
      case .bad, .closed: months[key] = register
      case .held:
        if register.span != nil, months[key].map({ $0.span != nil }) ?? true { months[key] = register }
      }
    }
    return present.standing(
      months, failed: present.failed.union(bad).subtracting(recordedMeters), findings: findings(of: present))
  }

  private func findings(of present: Registers) -> [Finding] {
    guard isClosed, let faultsIfOpen else { return present.findings }
    let meters = Set(recordedMeters.map { Scope.meter($0) })
    return present.findings.filter { finding in
      finding.problem.severity != .error || !meters.isSuperset(of: finding.touches)
        || faultsIfOpen.contains(finding.problem.fault)
    }
  }

  /// True where the present inputs come to what was recorded.
  func isAsRecorded(_ present: Registers) -> Bool {
    let months = registers(present).months
    return recorded.allSatisfy { key, register in months[key]?.isBilled(like: register) ?? false }
  }

  /// What the journal is to hold of the registers of a calculated month.
  ///
  /// - Parameter heldParts: parts of meters that wait with their contracts.
  func kept(
    _ calculated: [RegisterKey: RegisterMonth], _ heldParts: Set<MeterPart>, _ facts: ParkFacts
  ) -> [RegisterMonth] {
    func stands(_ key: RegisterKey) -> Bool { waits(key.meter, facts) || heldParts.contains(key.part) }
    let new = calculated.filter { key, _ in !stands(key) && !(isClosed && recorded[key] != nil) }
    let old = recorded.filter { key, _ in stands(key) || isClosed }
    return (Array(new.values) + old.values).sorted { $0.key < $1.key }
  }
}

extension Problem {
  /// What is wrong where, whatever it is measured by.
  var fault: [String] { [code, place?.description ?? "", value] }
}
