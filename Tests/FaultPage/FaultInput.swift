import Foundation

/// What of a sample's files has to be seen to understand a fault: the line itself, what gives it its meaning (a header,
/// a measuring point), and the lines of the same file that the message names.
public struct FaultInput: Sendable {
  /// The files one below the other, each line with its number.
  public let text: String

  /// What is no text of a file.
  public init(_ text: String) { self.text = text }

  /// Several, one below the other.
  public init(_ parts: [FaultInput]) { text = parts.map(\.text).joined(separator: "\n") }

  /// One line of one file. Line 0 stands for the whole file.
  public init(_ file: String, _ text: String, line: Int, message: String = "") {
    let lines = Self.lines(text)
    var wanted = Set([line])
    for name in message.matches(of: /([\w\/.-]+):([0-9]+)/) where name.1 == file {
      if let number = Int(name.2) { wanted.insert(number) }
    }
    if line == 0 { wanted = Self.all(lines) }
    for number in wanted where lines.indices.contains(number - 1) {
      if let context = Self.context(of: number, lines) { wanted.insert(context) }
      if lines[0] == "1CClientBankExchange" { wanted.formUnion(Self.section(from: number, lines)) }
    }
    self.text = ([file] + Self.shown(wanted, lines)).joined(separator: "\n")
  }

  /// Whole files, in order of their names, and then those that change later.
  public init(_ files: [String: String], later: [String: String] = [:], change: String = "") {
    let show = { (files: [String: String]) in
      files.sorted { $0.key < $1.key }.flatMap { file, text in
        let lines = Self.lines(text)
        return [file] + Self.shown(Self.all(lines), lines)
      }
    }
    text = (show(files) + (later.isEmpty ? [] : [change] + show(later))).joined(separator: "\n")
  }

  private static func lines(_ text: String) -> [String] {
    var lines = text.replacing("\r\n", with: "\n").components(separatedBy: "\n")
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func all(_ lines: [String]) -> Set<Int> { Set(lines.indices.map { $0 + 1 }) }

  /// The line that says what the numbered one is about.
  private static func context(of number: Int, _ lines: [String]) -> Int? {
    let above = lines.prefix(number)
    let first = lines.first ?? ""
    if first.hasPrefix("{") { return nil }
    let mark = first.hasPrefix("<?xml") ? "<measuringpoint" : first.hasPrefix("100,NEM") ? "200," : nil
    guard let mark else { return 1 }
    return above.lastIndex { $0.hasPrefix(mark) }.map { $0 + 1 }
  }

  /// The lines of a bank's statement from a numbered one to the end of its section.
  private static func section(from number: Int, _ lines: [String]) -> ClosedRange<Int> {
    let end = lines[(number - 1)...].firstIndex { $0.hasPrefix("Конец") } ?? lines.count - 1
    return number...end + 1
  }

  private static func shown(_ wanted: Set<Int>, _ lines: [String]) -> [String] {
    let numbers = wanted.filter { lines.indices.contains($0 - 1) }.sorted()
    let few = numbers.count > 20 ? Array(numbers.prefix(4)) : numbers
    return few.map { "\($0): \(short(lines[$0 - 1]))" } + (few.count < numbers.count ? ["…"] : [])
  }

  /// A line without what can't be printed; of a long one both ends.
  private static func short(_ line: String) -> String {
    let plain = line.unicodeScalars.map { scalar in
      let isShown = scalar.value >= 0x20 && scalar.value & 0xFFFE != 0xFFFE
      return isShown ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
    }.joined()
    return plain.count > 110 ? plain.prefix(70) + "…" + plain.suffix(35) : plain
  }
}
