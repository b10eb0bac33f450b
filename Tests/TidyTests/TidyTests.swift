import Testing

@Suite struct TidyTests {
  @Test(arguments: Rule.all) func sourcesKeepTheRule(_ rule: Rule) throws {
    let breaches = try Repository.sources.get().flatMap(rule.breaches)
    #expect(breaches == [])
  }

  @Test func importsFollowTheArrowsOfTheManifest() throws {
    let arrows = Arrows(manifest: try Repository.text("Package.swift"))
    let files = try Repository.sources.get()
    let folders = try Repository.names(in: "Sources")
    #expect(arrows.upward == [])
    #expect(Set(arrows.targets.map(\.name)).union(["CXLSXWriter"]) == Set(folders))
    #expect(files.flatMap(arrows.strays) == [])
  }

  @Test func everyArrowIsNeeded() throws {
    let arrows = Arrows(manifest: try Repository.text("Package.swift"))
    let files = try Repository.sources.get()
    var spare: [String] = []
    for target in arrows.targets {
      let used = Set(files.filter { $0.target == target.name }.flatMap(arrows.imports))
      spare += target.below.filter { !used.contains($0) }.map { "\(target.name) → \($0)" }
    }
    #expect(spare == [])
  }

  @Test func noFilesOfATargetGoRoundInACircle() throws {
    #expect(Circles(among: try Repository.sources.get()).files == [])
    let files = [
      "A": "struct A { let b: B }", "B": "enum B {\n  case c(C)\n}", "C": "typealias C = A", "D": "let d = B.c",
    ]
    .map { SourceFile(path: "Sources/T/\($0).swift", text: $1) }
    #expect(Circles(among: files).files == ["A", "B", "C"].map { "Sources/T/\($0).swift" })
    #expect(Circles(among: files.filter { !$0.path.contains("C.") }).files == [])
  }

  @Test func nothingComesFromAPackage() throws {
    #expect(!SwiftText(try Repository.text("Package.swift")).code.contains(".package("))
  }

  @Test func filesStaySmall() throws {
    let files = try Repository.sources.get() + Repository.tests.get()
    #expect(files.filter { $0.lines.count > 500 }.map(\.path) == [])
  }

  @Test func nothingIsLeftForLater() throws {
    let files = try Repository.sources.get() + Repository.tests.get()
    #expect(files.flatMap(promises) == [])
  }

  @Test func namesSayWhatThingsAre() throws {
    let files = try Repository.sources.get() + Repository.tests.get()
    #expect(files.flatMap(emptyNames) == [])
  }

  @Test func theTopLevelHoldsNothingElse() throws {
    let names = try Repository.names(in: "").filter { !$0.hasPrefix(".") }
    #expect(names == ["Input", "Output", "Package.swift", "README.md", "Sources", "Tests"])
  }
}

/// Lines with a note of work that is not done.
func promises(in file: SourceFile) -> [String] {
  // Put together, so that this file does not hold the words itself.
  let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
  return file.lines.indices.filter { at in words.contains { file.lines[at].contains($0) } }.map {
    "\(file.path):\($0 + 1)"
  }
}

/// Names of folders, files and types that could mean anything.
func emptyNames(in file: SourceFile) -> [String] {
  let vague = ["Util", "Helper", "Manager", "ommon", "ore"]
  let declared = file.code.filter { line in vague.contains { line.contains($0) } }.compactMap {
    $0.firstMatch(of: /\b(?:struct|class|enum|actor|protocol|typealias|func)\s+(\w+)/).map { String($0.1) }
  }
  return ([file.target, file.name] + declared).filter {
    $0.contains(/(Utils?|Helpers?|Manager)$|^Common$|^Core$|^common$|^core$/)
  }.map { "\(file.path): \($0)" }
}
