import Diagnostics
import Ledger
import Measures
import Park
import Testing

/// The files of the journal, as a disk or a hand may leave them.
@Suite struct JournalFiles {
  private func batch(_ month: Month) -> Batch {
    Batch(month: month, issuedOn: month.lastDay, documents: [], months: [], balances: [], heldBack: [])
  }

  private let june = Month(year: 2026, month: 6)

  @Test(arguments: [
    "ОсОО «Ала-Тоо»", "a \"quoted\" name", #"back\slash / slash"#, "two\nlines\tand a tab", "\u{0}\u{1F}\u{7F}",
    "😀 \u{2028}", "", #"\u0041"#,
  ])
  func anyTextIsReadBack(text: String) throws {
    var buyer = Party()
    buyer.name = text
    var batch = batch(june)
    batch.documents = [
      InvoiceDocument(
        number: "2026-000001", kind: .invoice, corrects: nil, contract: Contract.ID("mill"),
        resident: Resident.ID("miller"), period: june, issuedOn: june.lastDay, dueOn: june.lastDay, lines: [],
        openingBalance: .zero, paid: .zero, balanceDue: .zero, language: .ky, contractNumber: text,
        contractSignedOn: nil, seller: Party(), buyer: buyer)
    ]
    var journal = Journal()
    let file = try journal.file(for: batch)
    try journal.replay(JournalFile(file.bytes, name: file.name))
    #expect(journal.books.documents.first?.buyer.name == text)
    #expect(journal.books.documents.first?.contractNumber == text)
  }

  /// None of these is JSON, or a batch.
  @Test(arguments: [
    "", " ", "{", "}", "{}", "[]", "null", "tru", "1", "\"", "{\"sequence\"", "{\"sequence\":1,}", "{\"sequence\" 1}",
    "{\"sequence\":01}", String(repeating: "[", count: 100_000),
  ])
  func whatIsNoBatchIsFound(text: String) throws {
    var journal = Journal()
    #expect {
      try journal.replay(JournalFile(Array(text.utf8), name: "000001-2026-06.json"))
    } throws: { error in
      if case .unreadable = (error as? JournalFault)?.reason { true } else { false }
    }
  }

  /// Read one by one, out of order or at once: what counts is the order in which they are replayed.
  @Test func everyAlteredFileOfManyIsFound() throws {
    var whole = Journal()
    var files: [(name: String, bytes: [UInt8])] = []
    for batch in (0..<4).map({ batch(june.advanced(by: $0)) }) {
      let file = try whole.file(for: batch)
      files.append(file)
      whole.append(batch, file: file.bytes)
    }
    func replay(_ files: [(name: String, bytes: [UInt8])]) throws {
      var journal = Journal()
      for file in files { try journal.replay(JournalFile(file.bytes, name: file.name)) }
      try journal.check(end: whole.end)
    }
    try replay(files)
    for index in files.indices {
      var altered = files
      let digit = try #require(altered[index].bytes.lastIndex { (0x30...0x38).contains($0) })
      altered[index].bytes[digit] += 1
      #expect(throws: JournalFault.self, "file \(index)") { try replay(altered) }
      altered = files
      altered.remove(at: index)
      #expect(throws: JournalFault.self, "file \(index)") { try replay(altered) }
      altered = files
      altered.swapAt(index, (index + 1) % files.count)
      #expect(throws: JournalFault.self, "file \(index)") { try replay(altered) }
    }
  }
}
