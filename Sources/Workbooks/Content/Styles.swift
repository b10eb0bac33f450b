/// What a workbook's cell formats make of a number.
struct Styles: Sendable {
  /// By the number that a cell has as its style.
  private(set) var numbers: [NumberStyle] = []

  /// A workbook without formats has numbers alone.
  init() {}

  init(_ xml: inout XMLScanner) throws(PartFault) {
    var codes: [Int: NumberStyle] = [:]
    guard try xml.child(), xml.isNamed("styleSheet") else { throw .malformed }
    while try xml.child() {
      if xml.isNamed("numFmts") {
        while try xml.child() {
          if xml.isNamed("numFmt"), let id = xml.number("numFmtId"), let code = xml.attribute("formatCode") {
            codes[id] = NumberStyle(code: try xml.string(ofAttribute: code))
          }
          guard codes.count < Bounds.formats else { throw .tooLarge(.formats) }
          try xml.skip()
        }
      } else if xml.isNamed("cellXfs") {
        while try xml.child() {
          if xml.isNamed("xf") {
            let id = xml.number("numFmtId") ?? 0
            guard numbers.count < Bounds.formats else { throw .tooLarge(.formats) }
            numbers.append(codes[id] ?? NumberStyle(builtIn: id))
          }
          try xml.skip()
        }
      } else {
        try xml.skip()
      }
    }
    try xml.finish()
  }

  /// What a cell of this style shows.
  @inline(__always)
  func number(_ style: Int) -> NumberStyle { numbers.indices.contains(style) ? numbers[style] : .plain }
}

extension XMLScanner {
  /// An attribute that is a whole number, 0 or above; nil where it is none, or larger than the format has any.
  func number(_ name: StaticString) -> Int? { attribute(name).flatMap { number($0) } }

  /// Digits of the buffer.
  @inline(__always)
  func number(_ range: Range<Int>) -> Int? {
    guard range.count <= 10, !range.isEmpty else { return nil }
    var value = 0
    for index in range {
      let digit = byte(index) &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }
}
