import Foundation

/// Reading a month of half-hourly intervals: rows a second, peak memory, and the time against that of `wc -l` on the
/// same files in the same run.
@main
enum Benchmark {
  static func main() throws {
    var words = Array(CommandLine.arguments.dropFirst())
    let command = words.first.flatMap { $0.hasPrefix("--") ? nil : $0 }
    if command != nil { words.removeFirst() }
    guard let options = Options(words) else { return refuse() }
    switch (command ?? "compare", options.folder) {
    case ("compare", nil): try compare(options)
    case ("memory", nil): try compareMemory(options)
    case ("generate", let folder?): try MadePark(options, at: URL(fileURLWithPath: folder)).write()
    case ("measure", let folder?): print(try Measurement.take(options, folder).line)
    default: refuse()
    }
  }

  private static func refuse() {
    print(Options.usage, terminator: "")
    exit(64)
  }

  private static func compare(_ options: Options) throws {
    try withPark(options) { folder in
      let files = try FileManager.default.subpathsOfDirectory(atPath: folder + "/intervals").sorted()
      let count = ["wc", "-l"] + files.map { folder + "/intervals/" + $0 }
      // Once for nothing, so that the files lie in memory for both.
      _ = try run(URL(fileURLWithPath: "/usr/bin/env"), count)
      var pairs: [(wc: Int, esep: Int)] = []
      var found: Measurement?
      for _ in 0..<options.pairs {
        let wc = try run(URL(fileURLWithPath: "/usr/bin/env"), count).microseconds
        let esep = try measure(options, folder)
        pairs.append((wc, (esep.milliseconds - esep.tables) * 1000))
        found = esep
      }
      guard let found else { return }
      let time = max(median(pairs.map(\.esep)), 1)
      let ratio = median(pairs.map { $0.esep * 100 / max($0.wc, 1) })
      print("rows            \(found.rows), \(found.missing) missing, \(found.findings) findings")
      print("intervals       \(time / 1000) ms, \(found.rows * 1000 / time) thousand rows a second")
      print("tables beside   \(found.tables) ms for \(options.meters) meters")
      print("peak memory     \(found.peakKiB / 1024) MiB")
      print("wc -l           \(median(pairs.map(\.wc)) / 1000) ms")
      print("times wc -l     \(ratio / 100).\(ratio / 10 % 10)\(ratio % 10) (median of \(pairs.count) pairs)")
    }
  }

  /// Fails where ten times the rows of the same meters take more than two kilobytes a meter more: the sums of ten times
  /// the days.
  private static func compareMemory(_ options: Options) throws {
    var few = options
    few.days = max(1, options.days / 10)
    let (less, more) = try (
      withPark(few) { try measure(few, $0) }, withPark(options) { try measure(options, $0) }
    )
    let allowed = less.peakKiB + options.meters * 2 + 4096
    print("\(less.rows) rows: \(less.peakKiB / 1024) MiB, \(more.rows) rows: \(more.peakKiB / 1024) MiB")
    guard more.peakKiB <= allowed else {
      print("more than \(allowed / 1024) MiB: memory grows with the rows")
      exit(1)
    }
  }

  /// Makes a park for as long as the body runs.
  private static func withPark<Result>(_ options: Options, _ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("esep-benchmark-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try MadePark(options, at: folder).write()
    return try body(folder.path)
  }

  private static func measure(_ options: Options, _ folder: String) throws -> Measurement {
    var words = ["measure", "--folder", folder, "--days", "\(options.days)"]
    if let threads = options.threads { words += ["--threads", "\(threads)"] }
    let output = try run(URL(fileURLWithPath: CommandLine.arguments[0]), words).output
    guard let measurement = Measurement(line: output) else { throw CocoaError(.executableLoad) }
    return measurement
  }

  private static func median(_ numbers: [Int]) -> Int { numbers.sorted()[numbers.count / 2] }

  /// Runs a program from its start to its end.
  private static func run(_ program: URL, _ words: [String]) throws -> (output: String, microseconds: Int) {
    let process = Process()
    process.executableURL = program
    process.arguments = words
    let pipe = Pipe()
    process.standardOutput = pipe
    let clock = ContinuousClock()
    let begin = clock.now
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let time = clock.now - begin
    return (String(decoding: output, as: UTF8.self), Int(time / .microseconds(1)))
  }
}
