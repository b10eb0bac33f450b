import Diagnostics
import Sheets

/// Numbers within words, as each language writes them.
enum NumberText {
  /// `1 234,5` in Kyrgyz and Russian, with spaces that don't break; `1,234.5` in English.
  static func text(_ figure: Figure, in language: Language) -> String {
    var plain = Substring(figure.text)
    let isNegative = plain.utf8.first == 0x2D
    if isNegative { plain.removeFirst() }
    let whole = plain.utf8.firstIndex(of: 0x2E) ?? plain.endIndex
    var left = plain.utf8.distance(from: plain.startIndex, to: whole)
    // A minus of its own, so that it is not taken for the sign of a difference.
    var result = isNegative ? "(\u{2212}" : ""
    for digit in plain[..<whole].unicodeScalars {
      result.unicodeScalars.append(digit)
      left -= 1
      if left > 0, left % 3 == 0 { result += language == .en ? "," : "\u{A0}" }
    }
    if whole < plain.endIndex {
      result += language == .en ? "." : ","
      result += plain[plain.index(after: whole)...]
    }
    if isNegative { result += ")" }
    return result
  }
}
