import CSV
import Diagnostics
import Park
import Workbooks

// The files of a folder of tables: every one of them is read, or is an error.
extension InputFolder {
  /// What a table's files are, in the order of the UTF-8 bytes of their paths: those below its folder, and sheets and files
  /// at the top that bear its name. A file without a table's ending is read where it is wanted for something else; what
  /// users leave lying about is passed over.
  func files(in stem: String, isWanted: (String) -> Bool = { _ in false }) -> [String] {
    var found: [String] = []
    for place in catalog.places[stem] ?? [] {
      if place.hasSuffix("/") { collect(String(place.dropLast()), stem, &found) } else { found.append(place) }
    }
    var read: [String] = []
    for file in found {
      let ending = ending(of: file)
      if SheetName(file) != nil || ["csv", "tsv", "txt"].contains(ending) {
        read.append(file)
      } else if SheetName.endings.contains(ending) {
        read += sheets(of: file, stem)
      } else if isWanted(file) {
        read.append(file)
      } else {
        tell(.notRead(".csv, .tsv, .txt, .xlsx"), file, stem)
      }
    }
    return read.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func tell(_ fault: Fault, _ file: String, _ stem: String) {
    report(fault.at(Place(file: file)), touches(of: stem), Self.months(of: file))
  }

  private func collect(_ folder: String, _ stem: String, _ found: inout [String]) {
    var at = folder
    do throws(CSVFailure) {
      for name in try namesInFolder(path(folder)) where !liesAbout(name) {
        let inner = folder + "/" + name
        at = inner
        switch try FilePresence.at(path(inner)) {
        case .folder: collect(inner, stem, &found)
        case .other: tell(.notAFile, inner, stem)
        case .file, .absent: found.append(inner)
        }
      }
    } catch {
      refuse(ReadRefusal(file: at, error))
    }
  }

  /// The sheets of a workbook that have the table's header, or so much of it that they are meant to.
  private func sheets(of file: String, _ stem: String) -> [String] {
    guard let table = Tables.all.first(where: { $0.stem == stem }) else { return [] }
    do throws(WorkbookFault) {
      let workbook = try Workbook.open(path(file))
      var found: [String] = []
      for sheet in workbook.sheets {
        var rows = SheetTable(workbook, sheet)
        let fit = table.headerFit
        guard let header = try rows.header(fit), header.isWhole || fit(header.names) > 1 else { continue }
        found.append("\(file):\(sheet.name)")
      }
      if found.isEmpty { tell(.noTableInside, file, stem) }
      return found
    } catch {
      if let number = error.refusal {
        refuse(ReadRefusal(file: file, number: number))
      } else {
        tell(.workbook(error), file, stem)
      }
      return []
    }
  }

  /// The header of a sheet that is known to be there; nil where it can't be read, which is told when its rows are.
  func header(ofSheet file: String, _ fit: CSVReader.HeaderFit) -> [String]? {
    guard let name = SheetName(file) else { return nil }
    do throws(WorkbookFault) {
      var sheet = try SheetTable.open(name, in: root)
      return try sheet.header(fit)?.names
    } catch {
      return nil
    }
  }
}
