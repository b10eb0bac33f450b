public import Diagnostics
import Measures
import Park
public import Reporting
public import Sheets

/// The reconciliation act of a contract: what the company has on its account beside room for what the resident
/// has, and lines for both to sign.
public enum StatementWorkbook {
  /// Lays out a statement.
  public static func make(_ statement: Statement, language: Language, setting: DocumentSetting) -> Workbook {
    let name = StatementWords.tab[language]
    let company = statement.company
    return Workbook(
      properties: .init(
        title: "\(StatementWords.title[language]) — \(statement.contract.number)", author: company.chiefAccountant,
        company: company.name[language], created: statement.days.upperBound),
      sheets: [StatementSheet(statement: statement, language: language, setting: setting).sheet(name: name)])
  }
}

/// The act's only sheet.
private struct StatementSheet {
  let statement: Statement
  let language: Language
  let setting: DocumentSetting

  private enum Column {
    static let number = 0
    static let date = 1
    static let document = 2
    static let debit = 3
    static let credit = 4
    static let theirDebit = 5
    static let theirCredit = 6
  }

  func sheet(name: String) -> Sheet {
    var builder = SheetBuilder(name: name, columns: [5, 11, 38, 15, 15, 15, 15])
    addHead(to: &builder)
    let heads = builder.next...(builder.next + 1)
    addTable(to: &builder)
    builder.gap()
    addConclusion(to: &builder)
    builder.gap(14)
    addSignatures(to: &builder)
    builder.set {
      $0.print.repeatedRows = heads
      $0.print.footer = PrintSetup.Band(
        left: [.text("\(StatementWords.tab[language]) — \(statement.contract.number.prefix(60))")],
        right: [.text("\(InvoiceWords.page[language]) "), .page, .text(" / "), .pageCount])
      $0.tabColor = HouseStyle.ink
    }
    return builder.sheet
  }

  private func addHead(to builder: inout SheetBuilder) {
    let contract = statement.contract
    builder.line(setting.parkName[language], HouseStyle.label.with { $0.horizontal = .center })
    builder.line(StatementWords.title[language], HouseStyle.title, least: 22)
    let period = StatementWords.period(
      DateWords.phrase(statement.days.lowerBound), DateWords.phrase(statement.days.upperBound))
    builder.line(period[language], HouseStyle.subtitle)
    builder.gap()
    let words = StatementWords.preamble(
      company: statement.company.name[language], resident: statement.resident.fullName,
      contract: DateWords.contract(contract.number, signedOn: contract.signedOn))
    builder.line(words[language], HouseStyle.text)
    builder.gap()
  }

  private func addTable(to builder: inout SheetBuilder) {
    builder.row([
      Piece(Column.number...Column.document, "", HouseStyle.head),
      Piece(Column.debit...Column.credit, StatementWords.byCompany[language], HouseStyle.head),
      Piece(Column.theirDebit...Column.theirCredit, StatementWords.byResident[language], HouseStyle.head),
    ])
    builder.row(
      [
        Piece(Column.number, InvoiceWords.numberSign[language], HouseStyle.head),
        Piece(Column.date, StatementWords.date[language], HouseStyle.head),
        Piece(Column.document, StatementWords.document[language], HouseStyle.head),
      ]
        + (Column.debit...Column.theirCredit).map {
          let isDebit = ($0 - Column.debit).isMultiple(of: 2)
          return Piece($0, (isDebit ? StatementWords.debit : StatementWords.credit)[language], HouseStyle.head)
        })
    addBalance(StatementWords.opening, statement.opening, formula: nil, to: &builder)
    let opening = builder.next
    for (index, entry) in statement.entries.enumerated() {
      builder.row([
        Piece(Column.number, .integer(index + 1), HouseStyle.middle),
        Piece(Column.date, .date(entry.date), HouseStyle.middle),
        Piece(Column.document, words(for: entry)[language], HouseStyle.cell),
        Piece(Column.debit, entry.debit.isZero ? .empty : .money(entry.debit), HouseStyle.money),
        Piece(Column.credit, entry.credit.isZero ? .empty : .money(entry.credit), HouseStyle.money),
        Piece(Column.theirDebit, .empty, HouseStyle.money), Piece(Column.theirCredit, .empty, HouseStyle.money),
      ])
    }
    let turnover = builder.next
    let sums: [CellValue] = [(Column.debit, statement.invoiced), (Column.credit, statement.paid)].map { column, sum in
      guard !statement.entries.isEmpty else { return .money(sum) }
      let range = CellRange(rows: opening...(turnover - 1), column: column)
      return .formula("SUM(\(range.text))", result: Figure(sum))
    }
    builder.row(
      [
        Piece(
          Column.number...Column.document, StatementWords.turnover[language],
          HouseStyle.totalLabel.with { $0.horizontal = .left }),
        Piece(Column.debit, sums[0], HouseStyle.total), Piece(Column.credit, sums[1], HouseStyle.total),
        Piece(Column.theirDebit, .empty, HouseStyle.total), Piece(Column.theirCredit, .empty, HouseStyle.total),
      ], least: 18)
    addBalance(StatementWords.closing, statement.closing, formula: (opening, turnover + 1), to: &builder)
  }

  /// A balance stands in the debit where the resident owes, in the credit where it is an advance. The closing is
  /// a formula over the two rows given by their numbers: the opening balance and the turnover.
  private func addBalance(
    _ label: Phrase, _ balance: Money, formula rows: (opening: Int, turnover: Int)?, to builder: inout SheetBuilder
  ) {
    let debit = CellRange.columnName(Column.debit)
    let credit = CellRange.columnName(Column.credit)
    let size = balance.isNegative ? -balance : balance
    var value = CellValue.money(size)
    if let rows {
      let (plus, minus) = balance.isNegative ? (credit, debit) : (debit, credit)
      value = .formula(
        "\(plus)\(rows.opening)+\(plus)\(rows.turnover)-\(minus)\(rows.opening)-\(minus)\(rows.turnover)",
        result: Figure(size))
    }
    let isDebit = !balance.isNegative
    builder.row(
      [
        Piece(Column.number...Column.document, label[language], HouseStyle.totalLabel.with { $0.horizontal = .left }),
        Piece(Column.debit, isDebit ? value : .empty, HouseStyle.total),
        Piece(Column.credit, isDebit ? .empty : value, HouseStyle.total),
        Piece(Column.theirDebit, .empty, HouseStyle.total), Piece(Column.theirCredit, .empty, HouseStyle.total),
      ], least: 18)
  }

  private func words(for entry: Statement.Entry) -> Phrase {
    switch entry.kind {
    case .invoice: dated(StatementWords.invoice(entry.number), entry)
    case .correction: dated(StatementWords.correction(entry.number), entry)
    case .payment(.payment): StatementWords.payment(entry.number)
    case .payment(.refund): StatementWords.refund(entry.number)
    case .payment(.setOff): StatementWords.setOff(entry.number)
    case .payment(.writeOff): StatementWords.writeOff(entry.number)
    case .enteredLate: StatementWords.enteredLate
    }
  }

  private func dated(_ phrase: Phrase, _ entry: Statement.Entry) -> Phrase {
    guard let month = entry.period.map({ DateWords.phrase($0) }) else { return phrase }
    return Phrase(
      ky: "\(phrase.ky), \(month.ky)", ru: "\(phrase.ru), \(month.ru)", en: "\(phrase.en), \(month.en)")
  }

  private func addConclusion(to builder: inout SheetBuilder) {
    let closing = statement.closing
    let day = DateWords.asOf(statement.days.upperBound)
    let size = closing.isNegative ? -closing : closing
    let words = Phrase(
      ky: AmountWords.text(size, in: .ky), ru: AmountWords.text(size, in: .ru), en: AmountWords.text(size, in: .en))
    let resident = statement.resident.shortName
    let amount = AmountWords.digits(size, in: language)
    let conclusion =
      closing.isZero
      ? StatementWords.nothingOwed(day)
      : closing.isNegative
        ? StatementWords.companyOwes(day, resident, amount, words)
        : StatementWords.residentOwes(day, resident, amount, words)
    builder.line(conclusion[language].capitalizedStart, HouseStyle.strong)
    if let recorded = statement.recordedClosing, recorded != closing {
      builder.line(StatementWords.recorded(AmountWords.digits(recorded, in: language))[language], HouseStyle.small)
    }
  }

  private func addSignatures(to builder: inout SheetBuilder) {
    let left = Column.number...Column.document
    let right = Column.credit...Column.theirCredit
    let company = statement.company
    let resident = statement.resident
    builder.row([
      Piece(left, StatementWords.company[language], HouseStyle.heading),
      Piece(right, StatementWords.resident[language], HouseStyle.heading),
    ])
    builder.row([
      Piece(left, company.name[language], HouseStyle.text), Piece(right, resident.fullName, HouseStyle.text),
    ])
    builder.row([
      Piece(left, "\(InvoiceWords.inn[language]): \(company.inn)", HouseStyle.text),
      Piece(right, "\(InvoiceWords.inn[language]): \(resident.inn)", HouseStyle.text),
    ])
    let roles = [(InvoiceWords.director, company.director), (InvoiceWords.accountant, company.chiefAccountant)]
    for (role, name) in roles {
      builder.row(
        [
          Piece(Column.number...Column.date, role[language], HouseStyle.text.with { $0.vertical = .bottom }),
          Piece(Column.document, name, HouseStyle.signature.with { $0.horizontal = .right }),
          Piece(Column.credit, role[language], HouseStyle.text.with { $0.vertical = .bottom }),
          Piece(Column.theirDebit...Column.theirCredit, "", HouseStyle.signature),
        ], least: 30)
    }
    builder.row([
      Piece(left, InvoiceWords.seal[language], HouseStyle.label),
      Piece(right, InvoiceWords.seal[language], HouseStyle.label),
    ])
  }
}
