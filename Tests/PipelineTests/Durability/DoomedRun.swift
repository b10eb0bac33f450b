import Foundation
import Testing

/// A call that changes a disk, as a run made it: by the log that `FailingDisk` keeps.
struct DiskCall {
  /// Its place among all calls of the run, from 1.
  let number: Int
  /// `open`, `write`, `sync`, `rename`, `mkdir`, `remove` or `truncate`.
  let kind: String
  /// Below the folder of the park, such as `/Output/.lock`; empty for that folder.
  let path: String
  /// What a file is renamed to; empty for other calls.
  let target: String

  /// The file or folder that a message names: one that is not in place yet goes by its later name.
  var place: String {
    let name = target.isEmpty ? path : target
    return kind != "remove" && name.hasSuffix(".esep-tmp") ? String(name.dropLast(".esep-tmp".count)) : name
  }

  /// True where it is about a temporary file of libxlsxwriter's, or of ours that shows whether those had room.
  var isScratch: Bool { path.hasPrefix("/Scratch/") }

  static func log(_ file: String) throws -> [DiskCall] {
    let root = (file as NSString).deletingLastPathComponent
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    return lines.enumerated().map { index, line in
      let words = line.split(separator: "\t", omittingEmptySubsequences: false).map {
        String($0).replacing(root, with: "")
      }
      return DiskCall(number: index + 1, kind: words[0], path: words[1], target: words[2])
    }
  }
}

/// What a call meets.
enum Fate: Sendable, Hashable, CustomTestStringConvertible {
  /// The process gets a signal in the middle of the call; half of a write is on the disk.
  case signal(Int32)
  /// The call fails with an error; half of a write is on the disk.
  case error(Int32)

  fileprivate var word: String {
    switch self {
    case .signal(let number): "-\(number)"
    case .error(let number): "\(number)"
    }
  }

  var testDescription: String {
    switch self {
    case .signal(let number): "signal \(number)"
    case .error(let number): Self.words[number] ?? "error \(number)"
    }
  }

  /// The system's words for the errors that we use.
  static let words: [Int32: String] = [
    ENOSPC: "No space left on device", EIO: "Input/output error", EACCES: "Permission denied",
  ]
}

/// How a program ended.
struct Ending {
  /// Its exit status; nil where a signal ended it.
  let status: Int32?
  /// The signal that ended it; nil where it came to its end.
  let signal: Int32?
  /// What it told.
  let said: String
  /// What stands on standard error.
  let complaints: String
}

/// A program of the package in a process of its own.
struct Program {
  private let process = Process()
  private let output = Pipe()
  private let errors = Pipe()

  /// Where a program is that was built beside the tests.
  static func path(_ name: String) -> String {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent(name).path
  }

  init(path: String, _ words: [String], temporaryFolder: String = NSTemporaryDirectory()) throws {
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = words
    process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": temporaryFolder]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
  }

  var identifier: Int32 { process.processIdentifier }

  /// Returns once a signal has stopped it.
  func waitUntilStopped() {
    var told = unsafe siginfo_t()
    while unsafe waitid(P_PID, id_t(identifier), &told, WSTOPPED | WNOWAIT) == -1, errno == EINTR {}
  }

  func ending() throws -> Ending {
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    let complaints = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    return Ending(
      status: isSignal ? nil : process.terminationStatus, signal: isSignal ? process.terminationStatus : nil,
      said: String(decoding: said, as: UTF8.self), complaints: String(decoding: complaints, as: UTF8.self))
  }
}

extension ParkFolder {
  /// Where the log of a doomed run lies, and the temporary files that it makes: beside the park's folders.
  var log: String { root + "/calls.log" }
  var scratch: String { root + "/Scratch" }

  /// How a fate comes: to the one call, or to each later one below a folder as well; or to none, but the run is by a
  /// user whom nothing belongs to.
  enum Coming {
    case once
    case stays(below: String)
    case toNobody

    fileprivate var word: String {
      switch self {
      case .once: "once"
      case .stays(let folder): folder
      case .toNobody: "nobody"
      }
    }
  }

  /// Starts `esep run` on a disk whose call of this number meets a fate; of number 0, on one that does not fail.
  func startDoomed(through month: String, call: Int = 0, _ fate: Fate = .error(0), _ coming: Coming = .once) throws
    -> Program
  {
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    return try Program(
      path: Program.path("DoomedRun"), [input, output, month, log, "\(call)", fate.word, coming.word],
      temporaryFolder: scratch)
  }

  func runDoomed(
    through month: String, call: Int = 0, _ fate: Fate = .error(0), coming: Coming = .once
  ) throws -> Ending {
    try startDoomed(through: month, call: call, fate, coming).ending()
  }
}
