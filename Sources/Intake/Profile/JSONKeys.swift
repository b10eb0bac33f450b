/// A key as it stands in the text of a JSON file.
struct JSONKey: Hashable {
  let name: String
  let line: Int

  /// A key without the marks by which camel case and underscores differ.
  static func flat(_ key: String) -> String { key.lowercased().filter { $0 != "_" && $0 != "-" } }
}

/// Where the keys of a JSON text stand: the decoder tells neither lines nor repetitions.
enum JSONKeys {
  /// Every key, in the order of the text.
  static func all(in text: String) -> [JSONKey] { scan(text).all }

  /// The keys that an object gives twice, at their second place.
  static func repeated(in text: String) -> [JSONKey] { scan(text).repeated }

  private static func scan(_ text: String) -> (all: [JSONKey], repeated: [JSONKey]) {
    var all: [JSONKey] = []
    var repeated: [JSONKey] = []
    var open: [Set<String>] = []
    var line = 1
    var last: (text: [UInt8], line: Int)?
    var inside: [UInt8]?
    var escaped = false
    for byte in text.utf8 {
      if byte == 0x0A { line += 1 }
      if var string = inside {
        if escaped {
          escaped = false
        } else if byte == 0x5C {
          escaped = true
        } else if byte == 0x22 {
          last = (string, line)
          inside = nil
          continue
        }
        string.append(byte)
        inside = string
        continue
      }
      switch byte {
      case 0x22: inside = []
      case 0x7B: open.append([])
      case 0x7D: _ = open.popLast()
      case 0x3A:
        guard let found = last else { continue }
        let key = JSONKey(name: String(decoding: found.text, as: UTF8.self), line: found.line)
        all.append(key)
        if !open.isEmpty, !open[open.count - 1].insert(JSONKey.flat(key.name)).inserted { repeated.append(key) }
        last = nil
      default: break
      }
    }
    return (all, repeated)
  }
}
