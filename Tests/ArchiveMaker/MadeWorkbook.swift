extension MadeArchive {
  /// The parts of a workbook with these sheets, each given as the inner text of its `sheetData`.
  public static func workbook(
    _ sheets: [(name: String, rows: String)], strings: String = "", formats: String = "", dates1904: Bool = false
  ) -> MadeArchive {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006"
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    var parts = [
      Part(
        "[Content_Types].xml",
        "<Types xmlns='\(package)/content-types'><Override PartName='/xl/workbook.xml' ContentType='\(type)'/></Types>"),
      Part(
        "_rels/.rels",
        "<Relationships><Relationship Id='r' Type='\(office)/officeDocument' Target='xl/workbook.xml'/></Relationships>"
      ),
    ]
    var tabs = ""
    var related = ""
    for (index, sheet) in sheets.enumerated() {
      tabs += "<sheet name='\(sheet.name)' sheetId='\(index + 1)' r:id='s\(index)'/>"
      related += "<Relationship Id='s\(index)' Type='\(office)/worksheet' Target='worksheets/sheet\(index).xml'/>"
    }
    related += "<Relationship Id='f' Type='\(office)/styles' Target='styles.xml'/>"
    related += "<Relationship Id='t' Type='\(office)/sharedStrings' Target='/xl/sharedStrings.xml'/>"
    let properties = "<workbookPr date1904='\(dates1904)'/>"
    parts += [
      Part(
        "xl/workbook.xml",
        "<workbook xmlns='\(main)' xmlns:r='\(office)'>\(properties)<sheets>\(tabs)</sheets></workbook>"),
      Part("xl/_rels/workbook.xml.rels", "<Relationships xmlns='\(package)/relationships'>\(related)</Relationships>"),
      Part("xl/styles.xml", "<styleSheet xmlns='\(main)'>\(formats)</styleSheet>"),
      Part("xl/sharedStrings.xml", "<sst xmlns='\(main)'>\(strings)</sst>"),
    ]
    for (index, sheet) in sheets.enumerated() {
      parts.append(
        Part(
          "xl/worksheets/sheet\(index).xml",
          "<worksheet xmlns='\(main)'><sheetData>\(sheet.rows)</sheetData></worksheet>"))
    }
    return MadeArchive(parts)
  }
}
