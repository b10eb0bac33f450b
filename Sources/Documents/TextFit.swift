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
    var lines = 0
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      lines += 1
      var used = 0
      for word in paragraph.split(separator: " ") {
        let size = Self.width(of: word, bold: style.isBold)
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
      }
    }
    return lines
  }

  /// The columns' digits that a text needs on one line.
  static func digits(of text: String, style: Style) -> Int {
    let size = width(of: text[...], bold: style.isBold) * Int(style.size) / 10
    return (size + 524) / 525 + 1
  }

  private static func width(of text: Substring, bold: Bool) -> Int {
    var total = 0
    for character in text { total += width(of: character) }
    // Rounding up in steps of 50 adds half a step a character, which is taken off again.
    return (bold ? total * 107 : total * 100) / 104
  }

  private static func width(of character: Character) -> Int { widths[character] ?? 750 }

  /// Widths of the typeface, rounded up to steps of 50.
  private static let widths: [Character: Int] = {
    let steps = [
      (250, "ijl' "), (300, "!,./:;I[\\]ft|"), (350, "()-`r{}„“”·³²"), (400, "\"*г"), (450, "к"),
      (500, "J^cksvxyzзстухү"), (550, "впчьэяГ"), (600, "#$+0123456789<=>?L_abdeghnopqu~абдеийлнорцёКңөҮ«»–×"),
      (650, "FTZъЗТУ"), (700, "&ABEKPSVXYжмАБВДЕЛРХЧЬЁ"), (750, "CDHNRUwыюИЙНПСЦЭЯҢ"), (800, "GOQОФЪӨ"),
      (850, "MmфшщМ"), (900, "%Ы"), (950, "WЖШЩ"), (1050, "@Ю—"), (1100, "№"),
    ]
    var result: [Character: Int] = ["\u{A0}": 250]
    for (width, characters) in steps {
      for character in characters { result[character] = width }
    }
    return result
  }()
}
