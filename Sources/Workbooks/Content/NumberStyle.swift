/// What a cell's number stands for, as the cell's format shows it.
enum NumberStyle: UInt8, Sendable {
  /// A number.
  case plain
  /// A number of hundredths: 0.12 is shown as 12 %.
  case percent
  /// A day.
  case date
  /// A time of day.
  case time
  /// A day and a time.
  case instant
  /// Hours, minutes or seconds that go on beyond a day: `[h]:mm`.
  case elapsed
}

extension NumberStyle {
  /// The style of a format that the format's number alone tells: those that Excel has in all languages, and those of
  /// its East Asian editions.
  init(builtIn number: Int) {
    self =
      switch number {
      case 9, 10: .percent
      case 14...17, 27...31, 34...36, 50...58: .date
      case 18...21, 32, 33, 45, 47: .time
      case 22: .instant
      case 46: .elapsed
      default: .plain
      }
  }

  /// The style of a format's code, such as `dd.mm.yyyy hh:mm`: by the letters of its first section, without what stands
  /// in quotes or brackets or behind `\`, `_` and `*`.
  init(code: String) {
    var letters: Set<Character> = []
    var (isElapsed, isPercent) = (false, false)
    var rest = code.lowercased()[...]
    scan: while let next = rest.popFirst() {
      switch next {
      case ";": break scan
      case "\\", "_", "*": rest = rest.dropFirst()
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "[":
        let inner = rest.prefix { $0 != "]" }
        if let unit = inner.first, "hms".contains(unit), inner.allSatisfy({ $0 == unit }) { isElapsed = true }
        rest = rest.dropFirst(inner.count + 1)
      case "d", "y", "h", "s", "m": letters.insert(next)
      case "%": isPercent = true
      default: break
      }
    }
    let hasTime = letters.contains("h") || letters.contains("s") || isElapsed
    // A lone `m` is the month, one beside hours or seconds the minute.
    let hasDay = letters.contains("d") || letters.contains("y") || (letters.contains("m") && !hasTime)
    self =
      switch (hasDay, hasTime) {
      case (true, true): .instant
      case (true, false): .date
      case (false, true): isElapsed ? .elapsed : .time
      case (false, false): isPercent ? .percent : .plain
      }
  }
}
