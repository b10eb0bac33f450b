import Diagnostics
import Measures
import Metering
import Park
import Testing

/// A small park whose register meters are read by hand, metered month after month.
struct ReadPark {
  /// Made once: it looks through sixty years of the zone.
  private static let clock = ParkClock(zone: "Asia/Bishkek")
  static let power = Service.ID("power")

  var facts: ParkFacts
  /// What was metered so far, as the journal would have it.
  private(set) var history = History()
  private(set) var recorded: [Month: [RegisterKey: RegisterMonth]] = [:]

  /// A park that bills from July 2026 on.
  init(set: (inout ParkProfile) -> Void = { _ in }) throws {
    var profile = ParkProfile(firstMonth: Month(year: 2026, month: 7))
    set(&profile)
    facts = ParkFacts(profile: profile, clock: try #require(Self.clock))
    facts.services[Self.power] = Service(
      id: Self.power, point: .service(2), kind: .metered, unit: "kWh", tax: Identifier("tax"), derivedFrom: [],
      name: Phrase(ky: "", ru: "", en: ""), place: Place(file: "services.csv", line: 2))
  }

  static func day(_ text: String) throws -> Day { try #require(Day.parse(text)) }
  static func month(_ text: String) throws -> Month { try #require(Month(text)) }

  /// A contract with a term for power.
  mutating func contract(_ id: String, from: String = "2026-01-01", through: String? = nil) throws {
    let validity = try #require(Period(from: try Self.day(from), through: try through.map(Self.day)))
    let id = Contract.ID(id)
    facts.contracts[id] = Contract(
      id: id, resident: Resident.ID("R-\(id)"), number: "1", validity: validity,
      place: Place(file: "contracts.csv", line: 2))
    facts.terms[id] = [
      Term(
        contract: id, service: Self.power, pricing: .price(.one, .soms), validity: validity,
        place: Place(file: "terms.csv", line: 2))
    ]
  }

  /// A register meter, installed on 1 July unless it is said.
  mutating func meter(
    _ id: String, of contract: String?, reading: Int = 0, installedOn: String = "2026-07-01",
    set: (inout Meter) -> Void = { _ in }
  ) throws {
    var meter = Meter(
      id: Meter.ID(id), service: Self.power, unit: MeasurementUnit("kWh"), installedOn: try Self.day(installedOn),
      installedReadings: [FineQuantity(whole: reading)], place: Place(file: "meters.csv", line: facts.meters.count + 2))
    meter.contract = contract.map { Contract.ID($0) }
    set(&meter)
    facts.meters[meter.id] = meter
  }

  /// Enters readings at the ends of days.
  mutating func read(_ meter: String, _ readings: [String: Int], source: Reading.Source = .actual) throws {
    let key = RegisterKey(Meter.ID(meter), .total)
    for (day, value) in readings {
      facts.readings[key, default: []].append(
        Reading(
          at: facts.clock.instant(try Self.day(day).advanced(by: 1)), value: FineQuantity(whole: value), source: source,
          note: "", place: Place(file: "readings/a.csv", line: facts.readings[key, default: []].count + 2)))
    }
    facts.readings[key]?.sort { $0.at < $1.at }
  }

  /// Meters a month and issues it: what it came to stands in the history.
  @discardableResult
  mutating func issue(_ month: String) throws -> MonthMetering {
    let metering = try self.metering(month)
    let month = metering.month
    recorded[month] = metering.registers.months
    history.append(month, metering.registers.months.values.sorted { $0.key < $1.key })
    return metering
  }

  /// Meters a month after those that are issued.
  func metering(_ month: String) throws -> MonthMetering {
    let month = try Self.month(month)
    let registers = Registers(of: facts, in: month, after: history, issued: recorded[month] ?? [:])
    return MonthMetering(registers, of: facts, in: month)
  }
}

extension MonthMetering {
  /// The month of a meter's only register.
  func register(_ meter: String) -> RegisterMonth? { registers.months[RegisterKey(Meter.ID(meter), .total)] }

  /// The codes of all that is wrong or unlikely, in order.
  var codes: [String] { (registers.findings + findings).map(\.problem.code).sorted() }
}

extension RegisterMonth {
  /// `basis opening closing quantity`, and the true-ups as `month quantity`.
  var told: String {
    let span =
      span.map { "\($0.basis.rawValue) \($0.opening.text(decimals: 0)) \($0.closing.text(decimals: 0)) " } ?? ""
    return ([span + quantity.description] + trueUps.map { "\($0.month) \($0.quantity)" }).joined(separator: ", ")
  }
}
