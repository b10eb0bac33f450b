import Diagnostics
import Ledger
import Measures
import Park
import Pricing

extension BillingRun {
  /// A document that the month of the run has yet to number, date and balance.
  func document(_ contract: Contract, _ period: Month, _ lines: [Charge], corrects: String?) -> InvoiceDocument {
    let language = language(of: contract)
    return InvoiceDocument(
      number: "", kind: corrects == nil ? .invoice : .correction, corrects: corrects, contract: contract.id,
      resident: contract.resident, period: period, issuedOn: period.lastDay, dueOn: period.lastDay, lines: lines,
      openingBalance: .zero, paid: .zero, balanceDue: .zero, language: language, contractNumber: contract.number,
      contractSignedOn: contract.signedOn, seller: Party(facts.profile.company, language),
      buyer: facts.residents[contract.resident].map { Party($0) } ?? Party())
  }

  /// The language of a contract's documents: the resident's, else the park's.
  func language(of contract: Contract) -> Language {
    facts.residents[contract.resident]?.language ?? facts.profile.language
  }
}

extension Party {
  fileprivate init(_ company: ParkProfile.Company, _ language: Language) {
    self.init()
    name = company.name[language]
    address = company.address
    inn = company.inn
    okpo = company.okpo
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
    phone = resident.phone
    email = resident.email
  }
}

extension Books {
  /// The last number given in a series, which is a year; 0 where there is none.
  func lastNumber(in series: String) -> Int {
    let prefix = "\(series)-"
    return documents.filter { $0.number.hasPrefix(prefix) }.compactMap { Int($0.number.dropFirst(prefix.count)) }.max()
      ?? 0
  }

  /// True where the last run of a month held a contract back.
  func isHeldBack(_ contract: Contract.ID, in month: Month) -> Bool {
    batches.last { $0.month == month }?.heldBack.contains(contract) ?? false
  }
}
