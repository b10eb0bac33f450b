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
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("esep-benchmark-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try MadePark(options, at: folder).write()
    let own = URL(fileURLWithPath: CommandLine.arguments[0])
    var measure = ["measure", "--folder", folder.path, "--days", "\(options.days)"]
    if let threads = options.threads { measure += ["--threads", "\(threads)"] }
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path + "/intervals").sorted()
    let count = ["wc", "-l"] + files.map { folder.path + "/intervals/" + $0 }
    // Once for nothing, so that the files lie in memory for both.
    _ = try run(URL(fileURLWithPath: "/usr/bin/env"), count)
    var pairs: [(wc: Int, esep: Int)] = []
    var found: Measurement?
    for _ in 0..<options.pairs {
      let wc = try run(URL(fileURLWithPath: "/usr/bin/env"), count)
      let esep = try run(own, measure)
      guard let measurement = Measurement(line: esep.output) else { throw CocoaError(.executableLoad) }
      pairs.append((wc.microseconds, esep.microseconds))
      found = measurement
    }
    guard let found else { return }
    let time = median(pairs.map(\.esep))
    let ratio = median(pairs.map { $0.esep * 100 / max($0.wc, 1) })
    print("rows            \(found.rows), \(found.missing) missing, \(found.findings) findings")
    print("esep            \(time / 1000) ms, \(found.rows * 1000 / max(time / 1000, 1)) rows a second")
    print("peak memory     \(found.peakKiB / 1024) MiB")
    print("wc -l           \(median(pairs.map(\.wc)) / 1000) ms")
    print("times wc -l     \(ratio / 100).\(ratio / 10 % 10)\(ratio % 10) (median of \(pairs.count) pairs)")
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
