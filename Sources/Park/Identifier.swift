/// The name of a fact, as the tables give it: 1–64 characters, compared exactly, ordered by its UTF-8 bytes.
///
/// The owner is part of the type, so that a meter's name can't stand where a contract's is wanted.
public struct Identifier<Owner>: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// The name.
  public let text: String

  /// A name whose form has been checked, or one written in code.
  public init(_ text: String) { self.text = text }

  /// The name.
  public var description: String { text }
  /// By UTF-8 bytes, as I1 orders contracts.
  public static func < (a: Self, b: Self) -> Bool {
    let (a, b) = (a.text.utf8.span, b.text.utf8.span)
    for index in 0..<min(a.count, b.count) where a[index] != b[index] { return a[index] < b[index] }
    return a.count < b.count
  }

  /// Written as its text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
  /// Read from its text.
  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }
}
