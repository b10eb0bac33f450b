import Foundation
import Pipeline
import Testing

/// Each call that changes the disk fails, or is the process's last: the next run ends where an undisturbed one does.
///
/// The calls are those of the whole process, libxlsxwriter's own among them. Around the journal, the record of its end,
/// the lock, the cache and the making of folders, each call meets each fate. Tables, workbooks and the library's
/// temporary files are many and alike: of their calls, the first of each kind and then each 41st meet a fate, another
/// one for each. With `ESEP_EVERY_FAULT` in the environment all calls meet all fates, which takes twenty minutes.
@Suite struct DiskFaults {
  static let fates: [Fate] = [.signal(SIGKILL), .error(ENOSPC), .error(EIO), .error(EACCES)]

  @Test func aFirstMonth() throws { try disturb(Scene.first()) }

  @Test func aLaterMonthAndItsQuarter() throws { try disturb(Scene.later()) }

  /// A signal that asks a process to end finds it as a kill does; a disk that is full stays so until somebody makes
  /// room.
  @Test func otherFates() throws {
    let scene = try Scene.first()
    for call in scene.calls where call.number % 61 == 11 {
      try disturb(scene, call, .signal(SIGTERM))
      try disturb(scene, call, .signal(SIGINT))
      try disturb(scene, call, .error(ENOSPC)) { $0.root }
    }
  }

  private func disturb(_ scene: Scene) throws {
    for (turn, fate) in Self.fates.enumerated() {
      let calls = Self.chosen(scene.calls, turn: turn)
      // A run without calls would prove nothing.
      let kinds = Set(calls.map { $0.isScratch ? "library" : $0.kind })
      #expect(kinds.isSuperset(of: ["open", "write", "sync", "rename", "mkdir", "library"]))
      for call in calls { try disturb(scene, call, fate) }
    }
  }

  /// The calls that meet a fate: see above.
  private static func chosen(_ calls: [DiskCall], turn: Int) -> [DiskCall] {
    if ProcessInfo.processInfo.environment["ESEP_EVERY_FAULT"] != nil { return calls }
    var seen: Set<String> = []
    var many = turn * 10
    return calls.filter { call in
      let ending = call.isScratch ? "library" : (call.place as NSString).pathExtension
      let isFolder = call.kind == "sync" && call.place.hasPrefix("/Output/2")
      guard ["csv", "xlsx", "library"].contains(ending) || isFolder, call.kind != "mkdir" else { return true }
      many += 1
      return seen.insert(call.kind + ending).inserted || many % 41 == 0
    }
  }

  private func disturb(
    _ scene: Scene, _ call: DiskCall, _ fate: Fate, below disk: ((ParkFolder) -> String)? = nil
  ) throws {
    let park = try scene.park()
    // The library does not notice a temporary file that fails once; a folder that goes on failing must be noticed.
    let coming = disk.map { $0(park) } ?? (call.isScratch ? park.scratch : nil)
    let ending = try park.runDoomed(
      through: scene.month, call: call.number, fate, coming: coming.map { .stays(below: $0) } ?? .once)
    let what: Comment = "\(fate) at \(call): \(ending)"
    let left = FileManager.default.fileExists(atPath: park.output) ? try park.snapshot() : [:]
    switch fate {
    case .signal(let number): #expect(ending.signal == number, what)
    case .error(let number):
      if ending.status == 0 {
        // Only what can be spared may fail unnoticed: all that is asked for is there.
        #expect(differences(left, scene.new) == [], what)
      } else {
        #expect(ending.status == 73, what)
        let told = call.isScratch ? park.scratch : park.root + call.place
        #expect(ending.said.hasPrefix("esep: Can't write \(disk == nil ? told + ": " : park.root)"), what)
        #expect(ending.said.contains(": \(Fate.words[number] ?? ""). "), what)
      }
      #expect(!ending.complaints.contains("Fatal"), what)
    }
    // Nothing torn stands in anything's place.
    let torn = left.filter {
      !$0.key.hasSuffix(".esep-tmp") && ![scene.old[$0.key], scene.new[$0.key]].contains($0.value)
    }
    #expect(torn.keys.sorted() == [], what)
    let status = park.run(through: scene.month)
    #expect(status == .done, "\(park.said) \(what)")
    let differing = differences(try park.snapshot(), scene.new)
    #expect(differing == [], what)
  }

  private func differences(_ found: [String: Data], _ right: [String: Data]) -> [String] {
    Set(found.keys).union(right.keys).filter { found[$0] != right[$0] }.sorted()
  }
}
