import Sheets

/// How much room words take, so that merged cells, which no spreadsheet fits by itself, are high enough.
///
/// Widths are in thousandths of the typeface's em, rounded up.
enum TextFit {
  /// Points that a row needs for a text in a stretch of columns.
  static func height(of text: String, style: Style, width: Int) -> Int {
    let size = Int(style.size)
    let lines = lineCount(of: text, style: style, width: width)
    return max(15, (lines * size * 13 + 9) / 10 + 3)
  }

  /// The count of lines that a text breaks into, at spaces and where it says so.
  static func lineCount(of text: String, style: Style, width: Int) -> Int {
    // A column's width is counted in digits of 10 points, which are 525 wide on the screen; a fiftieth stays free.
    let room = width * 525 * 98 / 100 * 10 / Int(style.size) - Int(style.indent) * 800
    var lines = 1
    var used = 0
    var word = 0
    func place() {
      guard word > 0 else { return }
      let size = style.isBold ? bold(word) : plain(word)
      let gap = used > 0 ? 278 : 0
      if used + gap + size <= room {
        used += gap + size
      } else if size > room {
        lines += (used > 0 ? 1 : 0) + (size - 1) / max(room, 1)
        used = size % max(room, 1)
      } else {
        lines += 1
        used = size
      }
      word = 0
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ": place()
      case "\n":
        place()
        lines += 1
        used = 0
      default: word += Self.width(of: scalar)
      }
    }
    place()
    return lines
  }

  /// The columns' digits that a text needs on one line.
  static func digits(of text: String, style: Style) -> Int {
    let total = text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
    let size = (style.isBold ? bold(total) : plain(total)) * Int(style.size) / 10
    return (size + 524) / 525 + 1
  }

  /// Rounding up in steps of 50 adds half a step a character, which is taken off again.
  private static func plain(_ total: Int) -> Int { total * 100 / 104 }
  private static func bold(_ total: Int) -> Int { total * 107 / 104 }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    let index = Int(scalar.value)
    return index < widths.count ? Int(widths[index]) : 750
  }

  /// Widths of the typeface by character, rounded up to steps of 50.
  private static let widths: [UInt16] = {
    let steps: [(UInt16, String)] = [
      (250, "ijl' \u{A0}"), (300, "!,./:;I[\\]ft|"), (350, "()-`r{}„“”·³²"), (400, "\"*г"), (450, "к"),
      (500, "J^cksvxyzзстухү"), (550, "впчьэяГ"), (600, "#$+0123456789<=>?L_abdeghnopqu~абдеийлнорцёКңөҮ«»–×"),
      (650, "FTZъЗТУ"), (700, "&ABEKPSVXYжмАБВДЕЛРХЧЬЁ"), (750, "CDHNRUwыюИЙНПСЦЭЯҢ"), (800, "GOQОФЪӨ"),
      (850, "MmфшщМ"), (900, "%Ы"), (950, "WЖШЩ"), (1050, "@Ю—"), (1100, "№"),
    ]
    var result = [UInt16](repeating: 750, count: 0x2200)
    for (width, characters) in steps {
      for scalar in characters.unicodeScalars { result[Int(scalar.value)] = width }
    }
    return result
  }()
}
