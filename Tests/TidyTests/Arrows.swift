/// The targets of `Package.swift` and what each may import, as its list has them.
struct Arrows {
  /// From the lowest up.
  let targets: [(name: String, below: [String])]

  init(manifest: String) {
    let layers = manifest.matches(
      of: /(?:layer\(|executableTarget\(\s*name:)\s*"(\w+)"(?:,\s*(?:dependencies:\s*)?\[([^\]]*)\])?/)
    targets = layers.map { match in
      (String(match.1), (match.2 ?? "").matches(of: /"(\w+)"/).map { String($0.1) })
    }
  }

  /// Dependencies that do not stand before the target that names them.
  var upward: [String] {
    targets.enumerated().flatMap { at, target in
      let lower = Set(targets[..<at].map(\.name)).union(["CXLSXWriter"])
      return target.below.filter { !lower.contains($0) }.map { "\(target.name) → \($0)" }
    }
  }

  /// Imports of our targets that the list does not have.
  func strays(in file: SourceFile) -> [String] {
    let ours = Set(targets.map(\.name)).union(["CXLSXWriter"])
    let allowed = Set(targets.first { $0.name == file.target }?.below ?? [])
    return imports(of: file).filter { ours.contains($0) && !allowed.contains($0) }.map { "\(file.path) imports \($0)" }
  }

  func imports(of file: SourceFile) -> [String] {
    file.code.filter { $0.contains("import ") }.compactMap { line in
      line.firstMatch(
        of: /^\s*(?:@\w+\s+)?(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:\w+\s+)?(\w+)/
      )
      .map { String($0.1) }
    }
  }
}
