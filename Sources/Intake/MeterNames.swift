import Park

/// How files of meter data call meters: by their `meter_id`, or by an alias, with or without a measuring channel.
struct MeterNames: Sendable {
  /// A meter that is found, and the register that its row of `meter-aliases.csv` names for the channel; nil where no
  /// row tells.
  struct Match {
    let meter: Meter.ID
    let register: Identifier<Register>?
  }
  private struct Key: Hashable, Sendable {
    let name: String
    let channel: String
  }
  private var rows: [Key: MeterAlias] = [:]
  /// The registers that any row of a meter names for a channel.
  private var registers: [Key: Set<Identifier<Register>>] = [:]
  /// The meter of each name that is one meter's, whatever the channel.
  private(set) var meters: [String: Meter.ID] = [:]

  init(_ facts: ParkFacts) {
    var owners: [String: Set<Meter.ID>] = [:]
    for row in facts.meterAliases {
      let channel = Self.canonical(row.channel)
      rows[Key(name: row.alias, channel: channel)] = row
      owners[row.alias, default: []].insert(row.meter)
      if !channel.isEmpty {
        registers[Key(name: row.meter.text, channel: channel), default: []].insert(row.register ?? .total)
      }
    }
    for (name, owners) in owners {
      // A row without a channel stands for every channel that has no row.
      if let row = rows[Key(name: name, channel: "")] {
        meters[name] = row.meter
      } else if owners.count == 1 {
        meters[name] = owners.first
      }
    }
    for id in facts.meters.keys { meters[id.text] = id }
  }

  /// The meter that a name and a channel mean.
  func find(_ name: String, channel: String) -> Match? {
    let channel = Self.canonical(channel)
    if let row = rows[Key(name: name, channel: channel)], !channel.isEmpty {
      return Match(meter: row.meter, register: row.register ?? .total)
    }
    guard let meter = meters[name] else { return nil }
    let told = registers[Key(name: meter.text, channel: channel)] ?? []
    return Match(meter: meter, register: told.count == 1 ? told.first : nil)
  }

  /// The register that a name without a channel means; nil where no row tells.
  func register(of name: String) -> Identifier<Register>? { rows[Key(name: name, channel: "")]?.register }

  /// A channel as it is compared: codes of registers in one form, and `1` as `01`, for spreadsheets take zeros away.
  static func canonical(_ channel: String) -> String {
    if let code = ObisCode(channel) { return code.text }
    return channel.count == 1 && channel.allSatisfy(\.isNumber) ? "0" + channel : channel.uppercased()
  }

  /// The names by their bytes: each leads to its meter's place in a list.
  func table(_ places: [Meter.ID: Int]) -> ByteTable {
    let known = meters.compactMap { name, meter in places[meter].map { (name: Array(name.utf8), place: $0) } }
    return ByteTable(known.map(\.name), places: known.map(\.place))
  }
}
