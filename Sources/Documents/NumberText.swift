import Diagnostics
import Sheets

/// Numbers within words, as each language writes them.
enum NumberText {
  /// `1 234,5` in Kyrgyz and Russian, with spaces that don't break; `1,234.5` in English.
  static func text(_ figure: Figure, in language: Language) -> String {
    let plain = figure.text
    let isNegative = plain.hasPrefix("-")
    let parts = plain.drop { $0 == "-" }.split(separator: ".")
    var whole = ""
    for (index, digit) in (parts.first ?? "0").enumerated() {
      if index > 0, ((parts.first?.utf8.count ?? 0) - index) % 3 == 0 { whole += language == .en ? "," : "\u{A0}" }
      whole.append(digit)
    }
    let fraction = parts.count > 1 ? (language == .en ? "." : ",") + parts[1] : ""
    // A minus of its own, so that it is not taken for the sign of a difference.
    return isNegative ? "(\u{2212}\(whole)\(fraction))" : whole + fraction
  }
}
