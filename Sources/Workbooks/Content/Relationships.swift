/// Which parts a part leads to (the `.rels` beside it), by their identifiers.
struct Relationships {
  struct Target {
    /// The last step of its type, such as `worksheet`: the steps before differ between editions of the format.
    let kind: String
    /// The name of the part.
    let part: String
  }
  private(set) var targets: [String: Target] = [:]

  /// Targets are named from the folder of the part that leads to them, or from the top.
  init(_ xml: inout XMLScanner, folder: String) throws(PartFault) {
    guard try xml.child(), xml.isNamed("Relationships") else { throw .malformed }
    while try xml.child() {
      if xml.isNamed("Relationship"), let id = xml.attribute("Id"), let type = xml.attribute("Type"),
        let target = xml.attribute("Target"), xml.attribute("TargetMode").map({ xml.string($0) }) != "External"
      {
        let kind = try xml.string(ofAttribute: type).split(separator: "/").last.map(String.init) ?? ""
        let part = Self.resolve(try xml.string(ofAttribute: target), in: folder)
        targets[try xml.string(ofAttribute: id)] = Target(kind: kind, part: part)
      }
      guard targets.count < Bounds.parts else { throw .tooLarge(.parts) }
      try xml.skip()
    }
    try xml.finish()
  }

  /// The first part of a kind.
  func part(_ kind: String) -> String? { targets.values.filter { $0.kind == kind }.map(\.part).min() }

  /// The name of the part that tells what a part leads to.
  static func name(of part: String) -> String {
    folder(of: part) + "_rels/" + part.dropFirst(folder(of: part).count) + ".rels"
  }

  /// Up to the last `/`, and with it.
  static func folder(of part: String) -> String {
    part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
  }

  private static func resolve(_ target: String, in folder: String) -> String {
    let path = target.replacing("\\", with: "/")
    var steps: [Substring] = []
    for step in (path.hasPrefix("/") ? path : folder + path).split(separator: "/") {
      if step == ".." {
        _ = steps.popLast()
      } else if step != "." {
        steps.append(step)
      }
    }
    return steps.joined(separator: "/")
  }
}

/// What kinds of content an archive's parts have (`[Content_Types].xml`).
struct ContentTypes {
  private var byPart: [String: String] = [:]
  private var byEnding: [String: String] = [:]

  init(_ xml: inout XMLScanner) throws(PartFault) {
    guard try xml.child(), xml.isNamed("Types") else { throw .malformed }
    while try xml.child() {
      if let type = xml.attribute("ContentType") {
        if xml.isNamed("Override"), let part = xml.attribute("PartName") {
          byPart[try xml.string(ofAttribute: part).lowercased()] = try xml.string(ofAttribute: type)
        } else if xml.isNamed("Default"), let ending = xml.attribute("Extension") {
          byEnding[try xml.string(ofAttribute: ending).lowercased()] = try xml.string(ofAttribute: type)
        }
      }
      guard byPart.count + byEnding.count < Bounds.parts else { throw .tooLarge(.parts) }
      try xml.skip()
    }
    try xml.finish()
  }

  /// The kind of a part's content; empty where nothing tells it.
  subscript(part: String) -> String {
    let name = part.lowercased()
    return byPart["/" + name] ?? name.split(separator: ".").last.flatMap { byEnding[String($0)] } ?? ""
  }
}
