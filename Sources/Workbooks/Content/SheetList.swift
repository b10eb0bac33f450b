/// The sheets of a workbook and how it counts days (`workbook.xml`).
struct SheetList {
  struct Entry {
    let name: String
    let isHidden: Bool
    /// The identifier of the part among the workbook's relationships.
    let id: String
  }
  private(set) var entries: [Entry] = []
  private(set) var from1904 = false

  init(_ xml: inout XMLScanner) throws(PartFault) {
    guard try xml.child(), xml.isNamed("workbook") else { throw .malformed }
    while try xml.child() {
      if xml.isNamed("workbookPr") {
        from1904 = xml.attribute("date1904").map { ["1", "true"].contains(xml.string($0)) } ?? false
        try xml.skip()
      } else if xml.isNamed("sheets") {
        while try xml.child() {
          if xml.isNamed("sheet") {
            guard entries.count < Bounds.parts else { throw .tooLarge(.parts) }
            guard let name = xml.attribute("name"), let id = xml.attribute("id") else { throw .malformed }
            let state = xml.attribute("state").map { xml.string($0) } ?? "visible"
            entries.append(
              Entry(
                name: try xml.string(ofAttribute: name), isHidden: state != "visible",
                id: try xml.string(ofAttribute: id)))
          }
          try xml.skip()
        }
      } else {
        try xml.skip()
      }
    }
    try xml.finish()
  }
}
