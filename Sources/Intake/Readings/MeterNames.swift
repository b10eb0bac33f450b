import Park

/// How files of meter data call meters: by their `meter_id`, or by an alias, with or without a measuring channel.
///
/// A measuring point keeps its code when its meter is replaced: one name may mean several meters, of which the day of a
/// value picks one.
struct MeterNames: Sendable {
  /// A meter that a name may mean, and the register that its row of `meter-aliases.csv` names for the channel; nil where
  /// no row tells.
  struct Match {
    let meter: Meter.ID
    let register: Identifier<Register>?
  }
  private struct Key: Hashable, Sendable {
    let name: String
    let channel: String
  }
  private let known: [Meter.ID: Meter]
  private var rows: [Key: [MeterAlias]] = [:]
  /// The registers that any row of a meter names for a channel.
  private var registers: [Key: Set<Identifier<Register>>] = [:]
  /// The meters of each name, whatever the channel, in order of installation: mostly one; several that replaced each
  /// other, never two that stood side by side.
  private(set) var meters: [String: [Meter.ID]] = [:]
  /// The meters of each name that more than one bears, for any channel and at any time.
  private(set) var shared: [String: [Meter.ID]] = [:]

  init(_ facts: ParkFacts) {
    known = facts.meters
    var owners: [String: Set<Meter.ID>] = [:]
    for row in facts.meterAliases {
      let channel = Self.canonical(row.channel)
      rows[Key(name: row.alias, channel: channel), default: []].append(row)
      owners[row.alias, default: []].insert(row.meter)
      if !channel.isEmpty {
        registers[Key(name: row.meter.text, channel: channel), default: []].insert(row.register ?? .total)
      }
    }
    for (name, owners) in owners {
      // A meter's own name comes first, then a row without a channel: it stands for every channel that has no row.
      var bearers = known[Meter.ID(name)].map { [$0.id] } ?? []
      let all = owners.union(bearers).sorted()
      if all.count > 1 { shared[name] = all }
      bearers += notBeside(bearers, rows[Key(name: name, channel: "")]?.map(\.meter) ?? [])
      let others = notBeside(bearers, owners.sorted())
      if others.allSatisfy({ notBeside([$0], others).count == others.count - 1 }) { bearers += others }
      if !bearers.isEmpty { meters[name] = inOrder(bearers) }
    }
    for id in known.keys where meters[id.text] == nil { meters[id.text] = [id] }
  }

  /// The meters that a name and a channel may mean, in order of installation.
  func find(_ name: String, channel: String) -> [Match] {
    let channel = Self.canonical(channel)
    let exact = channel.isEmpty ? [] : rows[Key(name: name, channel: channel)] ?? []
    var registers = Dictionary(exact.map { ($0.meter, $0.register ?? .total) }) { first, _ in first }
    let others = notBeside(exact.map(\.meter), meters[name] ?? [])
    for meter in others {
      let told = self.registers[Key(name: meter.text, channel: channel)] ?? []
      if told.count == 1 { registers[meter] = told.first }
    }
    return inOrder(exact.map(\.meter) + others).map { Match(meter: $0, register: registers[$0]) }
  }

  /// The register of a meter that a name and a channel mean; nil where no row tells.
  func register(of name: String, channel: String, on meter: Meter.ID) -> Identifier<Register>? {
    find(name, channel: channel).first { $0.meter == meter }?.register
  }

  /// The register of a meter that a name without a channel means; nil where no row tells.
  func register(of name: String, on meter: Meter.ID) -> Identifier<Register>? {
    rows[Key(name: name, channel: "")]?.first { $0.meter == meter }?.register
  }

  /// A channel as it is compared: codes of registers in one form, and `1` as `01`, for spreadsheets take zeros away.
  static func canonical(_ channel: String) -> String {
    if let code = ObisCode(channel) { return code.text }
    return channel.count == 1 && channel.allSatisfy(\.isNumber) ? "0" + channel : channel.uppercased()
  }

  /// Those of the second list that stood beside none of the first.
  private func notBeside(_ first: [Meter.ID], _ second: [Meter.ID]) -> [Meter.ID] {
    if first.isEmpty { return second }
    return second.filter { id in
      guard let meter = known[id] else { return false }
      return !first.contains { known[$0].map(meter.stoodBeside) ?? true }
    }
  }

  private func inOrder(_ ids: [Meter.ID]) -> [Meter.ID] {
    ids.count < 2 ? ids : ids.compactMap { known[$0] }.sorted(by: Meter.inOrder).map(\.id)
  }
}
