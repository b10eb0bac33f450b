import Foundation

/// The files of a workbook, unpacked without any tool, so that the tests see what an office program sees.
public struct Archive {
  /// What is not as it should be.
  struct Broken: Error { let what: String }

  private let bytes: [UInt8]
  private var entries: [String: (offset: Int, packed: Int, method: Int)] = [:]
  /// The moments that its files bear, each once.
  public private(set) var times: Set<String> = []

  /// Reads the list of a zip file's files.
  public init(path: String) throws {
    bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    // The end record has no comment, so it is the last 22 bytes.
    let end = bytes.count - 22
    guard end > 0, number(end, 4) == 0x0605_4B50 else { throw Broken(what: "no end of a zip file: \(path)") }
    var at = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      let nameLength = number(at + 28, 2)
      let name = String(decoding: bytes[(at + 46)..<(at + 46 + nameLength)], as: UTF8.self)
      times.insert(moment(time: number(at + 12, 2), date: number(at + 14, 2)))
      entries[name] = (number(at + 42, 4), number(at + 20, 4), number(at + 10, 2))
      at += 46 + nameLength + number(at + 30, 2) + number(at + 32, 2)
    }
  }

  /// The files, by name.
  public var names: [String] { entries.keys.sorted() }

  /// The text of a file.
  public func text(_ name: String) throws -> String {
    guard let entry = entries[name] else { throw Broken(what: "no \(name) in the workbook") }
    let start = entry.offset + 30 + number(entry.offset + 26, 2) + number(entry.offset + 28, 2)
    let packed = Array(bytes[start..<(start + entry.packed)])
    if entry.method == 0 { return String(decoding: packed, as: UTF8.self) }
    var inflater = Inflater(packed)
    return String(decoding: try inflater.inflate(), as: UTF8.self)
  }

  /// As DOS tells it: two seconds, minutes, hours; days, months, years since 1980.
  private func moment(time: Int, date: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = "\(1980 + (date >> 9))-\(two(date >> 5 & 15))-\(two(date & 31))"
    return "\(day) \(two(time >> 11)):\(two(time >> 5 & 63)):\(two(time % 32 * 2))"
  }

  private func number(_ at: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }
}

/// RFC 1951, as short as it can be said.
struct Inflater {
  struct Broken: Error {}

  private let input: [UInt8]
  private var position = 0
  private var output: [UInt8] = []

  init(_ input: [UInt8]) { self.input = input }

  mutating func inflate() throws -> [UInt8] {
    var isLast = false
    while !isLast {
      isLast = try bits(1) == 1
      switch try bits(2) {
      case 0: try stored()
      case 1:
        let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
        try block(Code(lengths), Code([Int](repeating: 5, count: 30)))
      case 2: try dynamic()
      default: throw Broken()
      }
    }
    return output
  }

  private mutating func bits(_ count: Int) throws -> Int {
    var value = 0
    for index in 0..<count {
      guard position / 8 < input.count else { throw Broken() }
      value |= Int(input[position / 8] >> (position % 8) & 1) << index
      position += 1
    }
    return value
  }

  private mutating func stored() throws {
    position = (position + 7) / 8 * 8
    let count = try bits(16)
    _ = try bits(16)
    for _ in 0..<count { output.append(UInt8(try bits(8))) }
  }

  private mutating func dynamic() throws {
    let (literals, distances, codes) = (try bits(5) + 257, try bits(5) + 1, try bits(4) + 4)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    var codeLengths = [Int](repeating: 0, count: 19)
    for index in 0..<codes { codeLengths[order[index]] = try bits(3) }
    let code = Code(codeLengths)
    var lengths: [Int] = []
    while lengths.count < literals + distances {
      let symbol = try next(code)
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw Broken() }
        lengths += [Int](repeating: last, count: try bits(2) + 3)
      case 17: lengths += [Int](repeating: 0, count: try bits(3) + 3)
      case 18: lengths += [Int](repeating: 0, count: try bits(7) + 11)
      default: lengths.append(symbol)
      }
    }
    try block(Code(Array(lengths[..<literals])), Code(Array(lengths[literals...])))
  }

  private mutating func block(_ literals: Code, _ distances: Code) throws {
    while true {
      let symbol = try next(literals)
      if symbol < 256 {
        output.append(UInt8(symbol))
        continue
      }
      if symbol == 256 { return }
      let index = symbol - 257
      var length = index < 8 ? index + 3 : 258
      if (8..<28).contains(index) {
        let extra = index / 4 - 1
        length = (4 + index % 4) << extra + 3 + (try bits(extra))
      }
      let code = try next(distances)
      var distance = code + 1
      if code > 3 {
        let extra = code / 2 - 1
        distance = (2 + code % 2) << extra + 1 + (try bits(extra))
      }
      guard distance <= output.count else { throw Broken() }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }

  private mutating func next(_ code: Code) throws -> Int {
    var value = 0
    for length in 1...15 {
      value = value << 1 | (try bits(1))
      if let symbol = code.symbols[length << 16 | value] { return symbol }
    }
    throw Broken()
  }

  /// A canonical Huffman code: symbols by length and bits.
  private struct Code {
    var symbols: [Int: Int] = [:]

    init(_ lengths: [Int]) {
      var value = 0
      for length in 1...15 {
        for (symbol, own) in lengths.enumerated() where own == length {
          symbols[length << 16 | value] = symbol
          value += 1
        }
        value <<= 1
      }
    }
  }
}
