import Testing

/// The checks must be able to fail: each is shown something that breaks it.
@Suite struct ScannerTests {
  @Test func commentsAndWordsOfLiteralsAreNoCode() {
    let text = ##"""
      let a = "Double \(b as! C) try!" // fatalError
      /* one /* two */ Date() */ let d = 1
      let e = """
        Float \(f("Later")) Float
        """
      let g = #"try! \(as!) \#(h)"#
      let i = "\\"; let j = 2
      """##
    let parts = SwiftText(text)
    let code = parts.code
    for word in ["Double", "try!", "fatalError", "Date()", "Float", "Later", "one", "two", "\"", "(as!)"] {
      #expect(!code.contains(word), "\(word)")
    }
    for word in ["b as! C", "let d = 1", "f(", "(h)", "let j = 2"] { #expect(code.contains(word), "\(word)") }
    for word in ["fatalError", "/* one /* two */ Date() */"] { #expect(parts.comments.contains(word), "\(word)") }
    for word in ["Double", "Float", "Later", #"\(as!)"#] { #expect(parts.words.contains(word), "\(word)") }
    for part in [code, parts.comments, parts.words] {
      #expect(part.split(separator: "\n", omittingEmptySubsequences: false).count == 7)
    }
  }

  @Test(arguments: [
    (Rule.noFloatingPoint, "let x: Double = 1"), (.noFloatingPoint, "pow(10, 2)"), (.noClock, "let now = Date()"),
    (.noSurroundings, "TimeZone.current"), (.noSurroundings, "xs.shuffled()"), (.noTraps, "try! work()"),
    (.noTraps, "x as! Y"), (.noTraps, "fatalError()"), (.noUnsafe, "unsafe work()"),
  ])
  func aBreachIsFound(_ rule: Rule, _ line: String) {
    let file = SourceFile(path: "Sources/Pricing/Charge.swift", text: "import Park\n\(line)\n")
    #expect(rule.breaches(in: file) == ["Sources/Pricing/Charge.swift:2: \(line)"])
  }

  @Test func aRuleExcusesOnlyWhatItNames() {
    let unsafe = { SourceFile(path: $0, text: "unsafe read()") }
    #expect(Rule.noUnsafe.breaches(in: unsafe("Sources/CSV/OpenFile.swift")).isEmpty)
    #expect(Rule.noUnsafe.breaches(in: unsafe("Sources/Pipeline/Storage.swift")).isEmpty)
    #expect(Rule.noUnsafe.breaches(in: unsafe("Sources/Pipeline/RunSummary.swift")).count == 1)
    #expect(Rule.noClock.breaches(in: SourceFile(path: "Sources/Ledger/Batch.swift", text: "Date()")).count == 1)
  }

  @Test func anImportAgainstTheArrowsIsFound() {
    let arrows = Arrows(
      manifest: """
        layer("Measures"),
        layer("Park", ["Measures"]),
        layer(
          "Pricing",
          [
            "Park", "Measures",
          ]),
        .executableTarget(
          name: "esep", dependencies: ["Pricing"], swiftSettings: house),
        """)
    #expect(arrows.targets.map(\.name) == ["Measures", "Park", "Pricing", "esep"])
    #expect(arrows.targets.map(\.below) == [[], ["Measures"], ["Park", "Measures"], ["Pricing"]])
    #expect(arrows.upward == [])
    let file = SourceFile(
      path: "Sources/Park/Meters.swift",
      text: "public import Measures\nimport Foundation\npublic import Pricing\nimport struct esep.X\n// import esep")
    #expect(
      arrows.strays(in: file) == [
        "Sources/Park/Meters.swift imports Pricing", "Sources/Park/Meters.swift imports esep",
      ])
    #expect(Arrows(manifest: #"layer("A", ["B"]), layer("B")"#).upward == ["A → B"])
  }

  @Test func promisesAndEmptyNamesAreFound() {
    let text = "struct DateUtils {\n  // " + "TO" + "DO: write\n}\nenum CommonUse {}"
    let file = SourceFile(path: "Sources/Park/ParkManager.swift", text: text)
    #expect(promises(in: file) == ["Sources/Park/ParkManager.swift:2"])
    #expect(
      emptyNames(in: file) == [
        "Sources/Park/ParkManager.swift: ParkManager", "Sources/Park/ParkManager.swift: DateUtils",
      ])
  }

  @Test func aRuleWithoutAHomeIsFound() {
    let rules = Catalogue.stated(
      "# Rules\n## A\n### C7 One\nHome: `Metering/Closing.swift`; more in `Park/Zones.swift`\n## B\n### C8 Two\nx\n"
        + "### C9 Three\n> Not built yet: all of it.\n### Names\nHome: `Park/Lost.swift`\n")
    #expect(rules.map(\.title) == ["C7 One", "C8 Two", "C9 Three", "Names"])
    #expect(rules.map(\.code) == ["C7", "C8", "C9", nil])
    #expect(rules[0].homes == ["Metering/Closing.swift", "Park/Zones.swift"])
    let files = [
      SourceFile(path: "Sources/Metering/Deep/Closing.swift", text: "let a = \"C8\" // (C7)"),
      SourceFile(path: "Sources/Park/Zones.swift", text: "let b = \"C7\""),
    ]
    #expect(
      rules.map { $0.homelessness(among: files) } == [
        "Sources/Park/Zones.swift does not cite C7", "C8 Two has no home", nil, "Names: there is no Park/Lost.swift",
      ])
    #expect(ruleCodes(in: "C2–C14, (P3) and PC4, C123, I9") == ["C2", "C14", "P3", "I9"])
  }
}
