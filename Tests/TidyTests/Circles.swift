/// Files of one target that use each other's types, as far as the text tells: a type that one file alone defines at its
/// top level is that file's, and whoever writes its name uses the file.
struct Circles {
  /// For each file those of its target that it uses.
  private let uses: [String: Set<String>]

  init(among files: [SourceFile]) {
    let homes = Dictionary(grouping: files.flatMap { file in Self.types(in: file).map { (name: $0, file: file) } }) {
      $0.name
    }
    uses = Dictionary(
      uniqueKeysWithValues: files.map { file in
        let found = Self.words(in: file).compactMap { homes[$0] }.filter { Set($0.map(\.file.path)).count == 1 }
        let others = found.compactMap(\.first?.file).filter { $0.target == file.target && $0.path != file.path }
        return (file.path, Set(others.map(\.path)))
      })
  }

  /// The files that are in a circle, or on a way from one to another.
  var files: [String] {
    var left = uses
    while true {
      let used = left.values.reduce(into: Set()) { $0.formUnion($1) }
      let kept = left.filter { !$0.value.isEmpty && used.contains($0.key) }
      if kept.count == left.count { return left.keys.sorted() }
      left = kept.mapValues { $0.intersection(kept.keys) }
    }
  }

  private static func types(in file: SourceFile) -> Set<String> {
    Set(
      file.code.compactMap { line in
        line.firstMatch(
          of: /^(?:@\w+(?:\([^)]*\))?\s+)*(?:[a-z]+\s+)*(?:struct|class|enum|protocol|actor|typealias)\s+(\w+)/
        ).map { String($0.1) }
      })
  }

  private static func words(in file: SourceFile) -> Set<String> {
    Set(
      file.code.flatMap { line in
        line.utf8.split { !(0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x5F) }
          .map { String(Substring($0)) }
      })
  }
}
