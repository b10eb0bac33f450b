import Testing

/// Something that may not stand in a file.
struct Rule: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Whether code breaks it.
  let isBroken: @Sendable (String) -> Bool
  /// Whether a file may break it all the same.
  let isExcused: @Sendable (SourceFile) -> Bool

  init(
    _ name: String, excusing isExcused: @escaping @Sendable (SourceFile) -> Bool = { _ in false },
    _ isBroken: @escaping @Sendable (String) -> Bool
  ) {
    testDescription = name
    self.isBroken = isBroken
    self.isExcused = isExcused
  }

  /// `path:line: the line` of each breach.
  func breaches(in file: SourceFile) -> [String] {
    // Most files keep the rule: one look at the whole is quicker than one at each line.
    guard !isExcused(file), isBroken(file.code.joined(separator: "\n")) else { return [] }
    return file.code.indices.filter { isBroken(file.code[$0]) }.map {
      "\(file.path):\($0 + 1): \(file.lines[$0])"
    }
  }
}

extension Rule {
  /// Money and quantities are whole counts of small units; libxlsxwriter alone takes floating point.
  ///
  /// The noise that binary fractions leave in a cell is told by the like.
  static let noFloatingPoint = Rule(
    "no floating point", excusing: { $0.target == "XLSX" || $0.path == "Sources/Measures/NumberParsing.swift" }
  ) {
    $0.contains(/\b(Double|Float|Float16|Float32|Float64|Float80|CGFloat)\b|\bpow\(/)
  }
  /// A run's only clock is the one that `--today` stands in for.
  static let noClock = Rule("no clock", excusing: { $0.target == "Pipeline" }) {
    $0.contains(/\bDate\(\)|\bDate\.now\b|\bclock_gettime\(|\bgettimeofday\(|\btime\(nil\)|Clock\(\)\.now\b/)
  }
  /// Nothing that differs from machine to machine, or from run to run, may reach a result.
  static let noSurroundings = Rule("no locale, zone or chance of the machine") {
    $0.contains(
      /\b(Locale|TimeZone|Calendar)\.(current|autoupdatingCurrent)\b|\.random\(|\.shuffled\(|\bUUID\(\)|RandomNumberGenerator\b/
    )
  }
  /// Faults are values or typed throws: nothing ends the process.
  static let noTraps = Rule("no traps") { $0.contains(/\btry!|\bas!|\bfatalError\b|\bpreconditionFailure\b/) }
  /// Pointers stand where bytes are read and written, and nowhere else.
  static let noUnsafe = Rule(
    "no unsafe code",
    excusing: {
      ["CSV", "Workbooks", "XLSX"].contains($0.target)
        || ["Disk", "Storage", "RunLock", "StandardStreams"].contains($0.target == "Pipeline" ? $0.name : "")
    }
  ) { $0.contains(/\bunsafe\b|\bUnsafe\w*Pointer\b|@unchecked|nonisolated\(unsafe\)/) }

  static let all = [noFloatingPoint, noClock, noSurroundings, noTraps, noUnsafe]
}
