import Foundation
import Pipeline
import Testing

/// Each call that changes the disk fails, or is the process's last: the next run ends where an undisturbed one does.
///
/// The calls are those of the whole process, libxlsxwriter's own among them. Around the journal, the record of its end,
/// the lock, the hint and the folders, each call meets each fate. Tables and workbooks are many and alike: of their
/// calls, those of each kind that come first and then each 13th meet a fate. With `ESEP_EVERY_FAULT` in the
/// environment all do, which takes half an hour.
@Suite struct DiskFaults {
  static let fates: [Fate] = [.signal(SIGKILL), .error(ENOSPC), .error(EIO), .error(EACCES)]

  @Test(arguments: fates) func aFirstMonth(_ fate: Fate) throws { try disturb(Scene.first(), fate) }

  @Test(arguments: fates) func aLaterMonthAndItsQuarter(_ fate: Fate) throws { try disturb(Scene.later(), fate) }

  /// A signal that asks a process to end finds it as a kill does.
  @Test(arguments: [Fate.signal(SIGTERM), .signal(SIGINT)]) func aSignal(_ fate: Fate) throws {
    let scene = try Scene.later()
    for call in scene.calls where call.number % 61 == 1 { try disturb(scene, call, fate) }
  }

  /// A disk that is full stays so until somebody makes room.
  @Test func aDiskThatStaysFull() throws {
    let scene = try Scene.later()
    for call in scene.calls where call.number % 37 == 1 { try disturb(scene, call, .error(ENOSPC)) { $0.root } }
  }

  private func disturb(_ scene: Scene, _ fate: Fate) throws {
    let calls = Self.chosen(scene.calls, for: fate)
    // A run without calls would prove nothing.
    #expect(Set(calls.map(\.kind)).isSuperset(of: ["open", "write", "sync", "rename", "mkdir"]))
    for call in calls { try disturb(scene, call, fate) }
  }

  /// The calls that meet a fate: see above.
  private static func chosen(_ calls: [DiskCall], for fate: Fate) -> [DiskCall] {
    if ProcessInfo.processInfo.environment["ESEP_EVERY_FAULT"] != nil { return calls }
    var seen: Set<String> = []
    var many = fates.firstIndex(of: fate) ?? 0
    return calls.filter { call in
      let ending = call.call.isScratch ? "" : (call.place as NSString).pathExtension
      guard ["csv", "xlsx", ""].contains(ending), call.kind != "mkdir" else { return true }
      many += 1
      return seen.insert(call.kind + ending).inserted || many % 13 == 0
    }
  }

  private func disturb(
    _ scene: Scene, _ call: DiskCall, _ fate: Fate, below disk: ((ParkFolder) -> String)? = nil
  ) throws {
    let park = try scene.park()
    // The library does not notice a temporary file that fails once; a folder that goes on failing must be noticed.
    let coming = disk.map { $0(park) } ?? (call.isScratch ? park.scratch : nil)
    let ending = try park.runDoomed(
      through: scene.month, call: call.number, fate, coming.map { .stays(below: $0) } ?? .once)
    let what: Comment = "\(fate) at \(call): \(ending)"
    let left = FileManager.default.fileExists(atPath: park.output) ? try park.snapshot() : [:]
    switch fate {
    case .signal(let number): #expect(ending.signal == number, what)
    case .error(let number):
      if ending.status == 0 {
        // Only what can be spared may fail unnoticed: all that is asked for is there.
        let missing = differences(left, scene.new).filter { $0 != ".rendered" }
        #expect(missing == [], what)
      } else {
        #expect(ending.status == 73, what)
        let told = [place(of: call, in: park), park.scratch].filter { disk != nil || ($0 == park.scratch) == call.isScratch }
        #expect(disk != nil || told.contains { ending.said.hasPrefix("esep: Can't write \($0): ") }, what)
        #expect(ending.said.contains(": \(Fate.words[number] ?? ""). "), what)
      }
      #expect(!ending.complaints.contains("Fatal"), what)
    }
    // Nothing torn stands in anything's place.
    let torn = left.filter {
      !$0.key.hasSuffix(".esep-tmp") && $0.key != ".rendered" && ![scene.old[$0.key], scene.new[$0.key]].contains($0.value)
    }
    #expect(torn.keys.sorted() == [], what)
    let status = park.run(through: scene.month)
    #expect(status == .done, "\(park.said) \(what)")
    let differing = differences(try park.snapshot(), scene.new)
    #expect(differing == [], what)
  }

  /// How a message names the place of a call, which the log knows from another park with the same files.
  private func place(of call: DiskCall, in park: ParkFolder) -> String {
    let path = call.kind == "remove" ? call.path : call.place
    return path.range(of: "/Output").map { park.output + path[$0.upperBound...] } ?? path
  }

  private func differences(_ found: [String: Data], _ right: [String: Data]) -> [String] {
    Set(found.keys).union(right.keys).filter { found[$0] != right[$0] }.sorted()
  }
}
