import Testing

/// The rules live in the catalogue, and the code that cites them and they agree.
@Suite struct CatalogueTests {
  @Test func everyCodeThatIsCitedIsARule() throws {
    let known = Set(try Catalogue.rules.get().compactMap(\.code))
    let files = try Repository.sources.get() + Repository.tests.get()
    let strays = files.flatMap { file in
      ruleCodes(in: file.comments).subtracting(known).sorted().map { "\(file.path) cites \($0)" }
    }
    #expect(strays == [])
  }

  @Test func everyRuleIsCitedInItsHome() throws {
    let rules = try Catalogue.rules.get() + Catalogue.formats.get()
    let files = try Repository.sources.get()
    #expect(rules.compactMap { $0.homelessness(among: files) } == [])
  }

  @Test func rulesAreNumberedWithoutAGap() throws {
    let codes = try Catalogue.rules.get().compactMap(\.code)
    for letter in ["C", "P", "I"] {
      let own = codes.filter { $0.hasPrefix(letter) }
      #expect(own == own.indices.map { "\(letter)\($0 + 1)" })
    }
  }

  @Test func everyRuleHasAnExampleAndIsInTheIndex() throws {
    let index = try Catalogue.text("Rules.md").split(separator: "\n## Consumption")[0]
    let rules = try Catalogue.rules.get()
    #expect(rules.filter { !$0.text.contains("*Example.*") }.map(\.title) == [])
    #expect(rules.filter { !index.contains("Rules#\($0.code ?? $0.title)-") }.map(\.title) == [])
  }

  /// One form, so that all marks are found by one search.
  @Test func whatIsNotBuiltIsMarkedOneWay() throws {
    for page in try Catalogue.pages.get() where page.name != "Faults.md" {
      let lines = page.text.split(separator: "\n").filter { $0.lowercased().contains("not built") }
      #expect(
        lines.filter { !$0.hasPrefix("> Not built yet: ") && !$0.contains("`Not built yet`") } == [], "\(page.name)")
    }
  }

  /// A contract C1 or an interval meter I1 would be taken for a rule. Cells of a sheet are called so.
  @Test func nothingInTestsIsCalledLikeARule() throws {
    let files = try Repository.tests.get().filter {
      !["TidyTests", "SheetsTests", "WorkbooksTests", "XLSXTests"].contains($0.target)
    }
    #expect(files.filter { !ruleCodes(in: $0.words.replacing("\\n", with: " ")).isEmpty }.map(\.path) == [])
  }

  @Test func sectionsOfTheFormatsThatAreCitedAreThere() throws {
    let page = try Catalogue.text("Formats.md")
    let files = try Repository.sources.get() + Repository.tests.get()
    for file in files {
      for section in file.comments.matches(of: /formats, section (\d)|section (\d) of the formats/) {
        let number = section.1 ?? section.2 ?? ""
        #expect(page.contains("\n## Section \(number): "), "\(file.path)")
      }
    }
  }

  @Test func filesThatPagesNameAreThere() throws {
    let names = Set((try Repository.sources.get() + Repository.tests.get()).map(\.fileName)).union(["Package.swift"])
    for page in try Catalogue.pages.get() {
      let named = page.text.matches(of: /([\w+]+\.swift)`/).map { String($0.1) }
      #expect(named.filter { !names.contains($0) } == [], "\(page.name)")
    }
  }
}
