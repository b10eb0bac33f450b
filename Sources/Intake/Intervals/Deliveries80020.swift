import CSV
import Measures

/// Which files of layout 80020 a later message of the same day takes the place of (C11): of two of one sender and day the
/// one with the higher number holds, for the channels that it has.
struct Deliveries80020: Sendable {
  /// What of a file counts no more.
  struct Superseded: Sendable {
    /// The file of the later message; the last of several.
    let by: String
    /// The channels that later messages have, as ``channel(_:_:)`` names them.
    let channels: Set<String>
  }

  private struct Message {
    let file: String
    let number: Int
    let day: Day
    let sender: String
  }

  /// How a channel of a measuring point is told from others.
  static func channel(_ point: String, _ code: String) -> String { "\(point)\u{0}\(MeterNames.canonical(code))" }

  /// By the file's name. Files whose content is at fault, or that say no number, take nobody's place; what the system
  /// refuses to read is a failure.
  static func superseded(
    among files: [String], path: (String) -> String
  ) throws(ReadRefusal) -> [String: Superseded] {
    guard files.count > 1 else { return [:] }
    var messages: [Message] = []
    for file in files { if let found = try message(file, path(file)) { messages.append(found) } }
    var result: [String: Superseded] = [:]
    for group in Dictionary(grouping: messages, by: { "\($0.day) \($0.sender)" }).values where group.count > 1 {
      let inOrder = group.sorted { ($0.number, $0.file) < ($1.number, $1.file) }
      var channels: [Set<String>] = []
      for message in inOrder { channels.append(try Self.channels(of: message.file, path(message.file))) }
      for (index, message) in inOrder.enumerated() {
        let later = inOrder.indices.dropFirst(index).filter { inOrder[$0].number > message.number }
        guard let last = later.last else { continue }
        result[message.file] = Superseded(
          by: inOrder[last].file, channels: later.reduce(into: []) { $0.formUnion(channels[$1]) })
      }
    }
    return result
  }

  private static func message(_ file: String, _ path: String) throws(ReadRefusal) -> Message? {
    var number: Int?
    var sender = ""
    var day: Day?
    var open: [String] = []
    var found: Message?
    try read(file, path) { event in
      switch event {
      case .open(let tag):
        if tag.name == "message" { number = tag["number"].flatMap { Int($0) } }
        if tag.name == "area" || tag.name == "measuringpoint" {
          if let number, let day { found = Message(file: file, number: number, day: day, sender: sender) }
          return false
        }
        open.append(tag.name)
      case .close(let text, _):
        switch open.popLast() {
        case "day": day = compactDay(text)
        case "inn" where open.last == "sender": sender = text
        default: break
        }
      }
      return true
    }
    return found
  }

  private static func channels(of file: String, _ path: String) throws(ReadRefusal) -> Set<String> {
    var found: Set<String> = []
    var point = ""
    try read(file, path) { event in
      guard case .open(let tag) = event, let code = tag["code"] else { return true }
      if tag.name == "measuringpoint" { point = composed(code) }
      if tag.name == "measuringchannel" { found.insert(channel(point, composed(code))) }
      return true
    }
    return found
  }

  /// Hands over what a file holds until it is enough, or can't be read on, which is told when its values are read.
  private static func read(_ file: String, _ path: String, _ isWanted: (XMLEvent) -> Bool) throws(ReadRefusal) {
    do throws(XMLFault) {
      var reader = try XMLReader.open(path)
      while let event = try reader.next(), isWanted(event) {}
    } catch {
      if case .system(let number) = error.kind { throw ReadRefusal(file: file, number: number) }
    }
  }
}
