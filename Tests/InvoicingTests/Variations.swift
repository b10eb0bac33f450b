import Foundation
import Testing

/// What a value says of itself, as a tree.
indirect enum Content: Codable, Hashable {
  case null
  case flag(Bool)
  case number(Int64)
  case text(String)
  case list([Content])
  case object([String: Content])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? value.decode(Int64.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([Content].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: Content].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .null: try value.encodeNil()
    case .flag(let flag): try value.encode(flag)
    case .number(let number): try value.encode(number)
    case .text(let text): try value.encode(text)
    case .list(let list): try value.encode(list)
    case .object(let object): try value.encode(object)
    }
  }

  init(of value: some Encodable) throws {
    self = try JSONDecoder().decode(Content.self, from: try JSONEncoder().encode(value))
  }

  /// Each place in the tree that holds something, with trees that have something else there.
  fileprivate var changes: [(path: String, trees: [Content])] {
    switch self {
    case .null: []
    case .flag(let flag): [("", [.flag(!flag)])]
    case .number(let number): [("", [.number(number + 1)])]
    case .text(let text): [("", ([text + "x"] + Self.texts).map(Content.text))]
    case .list(let list):
      list.indices.flatMap { index in
        list[index].changes.map { path, trees in
          ("[\(index)]" + path, trees.map { .list(list[..<index] + [$0] + list[(index + 1)...]) })
        }
      }
    case .object(let object) where object.count == 1 && object.values.first == .object([:]):
      // A case without a value is an object's name; there may be none else but with a value.
      [("", Self.texts.flatMap { [.object([$0: .object([:])]), .object([$0: .object(["_0": .text("x")])])] })]
    case .object(let object):
      object.sorted { $0.key < $1.key }.flatMap { name, value in
        value.changes.map { path, trees in
          ("." + name + path, trees.map { .object(object.merging([name: $0]) { $1 }) })
        }
      }
    }
  }

  /// What may stand where not every text can: days, numbers, and cases of closed sets.
  private static let texts = [
    "2026-08-20", "2026-07", "2026-07-20T18:00:00Z", "7", "0.5", "lease", "13.5", "ru", "en", "excel-ru", "actual",
    "corrected", "building", "land", "legal_entity", "sole_proprietor", "recurring", "derived", "vat", "sales",
    "demand", "fixed", "accepted", "refund", "common", "head", "register", "interval", "consumption", "equal", "all",
    "workday", "weekend", "unsaid", "inn", "currency",
  ]
}

/// One value for each thing that a value says of itself, in which that alone is something else.
func variations<Value: Codable & Equatable>(of value: Value) throws -> [(path: String, value: Value)] {
  let content = try Content(of: value)
  // Nothing is stored that is not said: an optional without a value would hide.
  let stored = Mirror(reflecting: value).children.compactMap(\.label)
  if case .object(let said) = content, stored.first?.hasPrefix(".") == false {
    // The rows of a fact that has several say their content themselves, each from its day on.
    #expect(Set(said.keys) == Set(stored).subtracting(["severalRows"]), "\(Value.self)")
  }
  return try content.changes.compactMap { path, trees in
    let values = trees.lazy.compactMap { tree in
      try? JSONDecoder().decode(Value.self, from: try JSONEncoder().encode(tree))
    }
    let other = values.first { $0 != value }
    return (path, try #require(other, "\(Value.self)\(path) takes none of the other values"))
  }
}
