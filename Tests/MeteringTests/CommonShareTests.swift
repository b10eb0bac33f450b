import Diagnostics
import Dice
import Measures
import Metering
import Park
import Testing

/// C13: the parts of a common meter and what the park bears of it sum to what it counted, to the thousandth.
@Suite struct CommonShareTests {
  /// Made once: it looks through sixty years of the zone.
  private static let clock = ParkClock(zone: "Asia/Bishkek")
  private let power = Service.ID("power")
  private let june = Month(year: 2026, month: 6)
  private let here = Place(file: "sample.csv", line: 2)

  @Test(arguments: 1...100) func partsSumToTheWhole(seed: Int) throws {
    var dice = Dice(seed: seed)
    var facts = ParkFacts(profile: ParkProfile(firstMonth: june), clock: try #require(Self.clock))
    facts.services[power] = Service(
      id: power, point: .service(2), kind: .metered, unit: "kWh", tax: Identifier("tax"), derivedFrom: [],
      name: Phrase(ky: "", ru: "", en: ""), place: here)
    for number in 1...dice.roll(1...7) { try sharer(Contract.ID("C-\(number)"), &dice, &facts) }
    var common = Meter(
      id: Meter.ID("K"), service: power, unit: MeasurementUnit("kWh"), installedOn: june.firstDay,
      installedReadings: [], place: here)
    common.role = .common
    common.decimals = 3
    common.allocateBy = dice.pick(Meter.Allocation.allCases)
    common.parkSharePercent = Percent(units: Int64(dice.pick([0, 0, dice.roll(0...100_000_000), 100_000_000])))
    common.registers = dice.oneIn(2) ? [.total] : [Identifier("day"), Identifier("night"), .reactive]
    install(common, &dice, &facts)

    let metering = MonthMetering(
      Registers(of: facts, in: june, after: History(), issued: [:]), of: facts, in: june)
    #expect(metering.failed == [])
    let counted = metering.net(of: common).filter { $0.own.register != .reactive }
    for register in counted {
      let parts = metering.shares.values.flatMap { $0 }.filter { $0.register == register.own.register }
      #expect(parts.count == facts.contracts.count)
      #expect(parts.allSatisfy { !$0.quantity.isNegative })
      // What C13 takes off, half up.
      let whole = register.quantity
      let left = try Quantity(
        whole.ratio.times(Ratio.one.minus(common.parkSharePercent.fraction)), .halfUp)
      #expect(parts.map(\.quantity).total() == left)
    }
    let shared = metering.shares.values.flatMap { $0 }.map(\.quantity).total()
    // Meters whose contract has ended are the park's for the rest of the month (C19).
    let ended = metering.net.filter { $0.key.since != nil }.map(\.value.quantity).total()
    #expect(shared + (metering.parkShares[power] ?? .zero) == counted.map(\.quantity).total() + ended)
  }

  /// A contract with a term, some area and a meter of its own.
  private func sharer(_ id: Contract.ID, _ dice: inout Dice, _ facts: inout ParkFacts) throws {
    let first = june.firstDay.advanced(by: dice.pick([-30, -30, 0, dice.roll(1...20)]))
    let validity = try #require(Period(from: first, through: dice.oneIn(3) ? june.firstDay.advanced(by: 24) : nil))
    facts.contracts[id] = Contract(
      id: id, resident: Resident.ID("R1"), number: "1", validity: validity, place: here)
    facts.terms[id] = [
      Term(contract: id, service: power, pricing: .price(.one, .soms), validity: validity, place: here)
    ]
    facts.premises.append(
      Premises(
        id: Identifier("P-\(id)"), kind: .building, name: "", contract: id,
        area: Quantity(units: Int64(dice.roll(1...900_000))), validity: validity, place: here))
    var meter = Meter(
      id: Meter.ID("M-\(id)"), service: power, unit: MeasurementUnit("kWh"), installedOn: june.firstDay,
      installedReadings: [], place: here)
    meter.contract = id
    meter.decimals = 3
    install(meter, &dice, &facts)
  }

  /// Puts a meter in, with what its registers counted by the end of June; often nothing.
  private func install(_ meter: Meter, _ dice: inout Dice, _ facts: inout ParkFacts) {
    var meter = meter
    meter.installedReadings = meter.registers.map { _ in .zero }
    facts.meters[meter.id] = meter
    for register in meter.registers {
      facts.readings[RegisterKey(meter.id, register)] = [
        Reading(
          at: facts.clock.end(of: june),
          value: FineQuantity(units: Int64(dice.pick([0, dice.roll(1...999_999)]) * 1000)),
          source: .actual, note: "", place: here)
      ]
    }
  }
}
