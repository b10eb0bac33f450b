import Diagnostics
import Ledger
import Measures
import Park
import Pricing

/// What a contract is to get for a month, found by its calculation: the run it goes out with numbers, dates and balances
/// it.
struct UnnumberedDocument {
  let kind: InvoiceDocument.Kind
  /// The invoice that a correction corrects.
  let corrects: String?
  let contract: Contract
  /// The month it is for.
  let period: Month
  let lines: [Charge]

  /// - Parameter corrects: the number of the invoice that it corrects; nil for an invoice.
  init(_ contract: Contract, _ period: Month, _ lines: [Charge], corrects: String?) {
    kind = corrects == nil ? .invoice : .correction
    self.corrects = corrects
    self.contract = contract
    self.period = period
    self.lines = lines
  }

  /// The document as it is issued: its parties and the contract are as they are on its date.
  ///
  /// - Parameters:
  ///   - balance: the contract's at the end of the month of the run; nil where it is yet to be reckoned.
  ///   - facts: the present ones, by which a contract goes as long as they have it.
  func numbered(
    _ number: String, _ dates: DocumentDates, _ balance: BalanceRow?, _ facts: ParkFacts
  ) -> InvoiceDocument {
    let whole = facts.contracts[contract.id] ?? contract
    let contract = whole.row(on: dates.issuedOn)
    let resident = facts.resident(of: whole, on: dates.issuedOn)
    let language = facts.language(of: whole, on: dates.issuedOn)
    return InvoiceDocument(
      number: number, kind: kind, corrects: corrects, contract: contract.id, resident: contract.resident,
      period: period, issuedOn: dates.issuedOn, dueOn: dates.dueOn(whole), lines: lines,
      openingBalance: balance?.openingBalance ?? .zero, paid: balance?.paid ?? .zero,
      balanceDue: balance?.closingBalance ?? .zero, language: language, contractNumber: contract.number,
      contractSignedOn: contract.signedOn, seller: Party(facts.profile.company, language),
      buyer: resident.map { Party($0) } ?? Party())
  }

  /// By contract and period, an invoice before corrections (I1).
  static func precedes(_ a: UnnumberedDocument, _ b: UnnumberedDocument) -> Bool {
    (a.contract.id, a.period, a.kind) < (b.contract.id, b.period, b.kind)
  }
}

extension ParkFacts {
  /// The language of a contract's documents of a day: the resident's, else the park's.
  func language(of contract: Contract, on day: Day) -> Language {
    resident(of: contract, on: day)?.language ?? profile.language
  }
}

extension Party {
  fileprivate init(_ company: ParkProfile.Company, _ language: Language) {
    self.init()
    name = company.name[language]
    address = company.address
    inn = company.inn
    okpo = company.okpo
    taxOffice = company.taxOffice
    bankName = company.bankName
    bic = company.bic
    account = company.account
    director = company.director
    chiefAccountant = company.chiefAccountant
    phone = company.phone
    email = company.email
  }

  fileprivate init(_ resident: Resident) {
    self.init()
    name = resident.fullName
    address = resident.address
    inn = resident.inn
    okpo = resident.okpo
    bankName = resident.bank ?? ""
    bic = resident.bic ?? ""
    account = resident.account ?? ""
    phone = resident.phone
    email = resident.email
  }
}
