import Diagnostics
import Documents
import Ledger
import Measures
import Metering
import Park
import Testing

/// A park of one resident, billed for July to September: what the reports are made from.
enum SamplePark {
  static func facts() throws -> ParkFacts {
    let setting = try SampleInvoice.setting()
    var profile = ParkProfile(firstMonth: Month(year: 2026, month: 7))
    profile.name = setting.parkName
    profile.company = setting.company
    var facts = ParkFacts(profile: profile, clock: setting.clock)
    let place = Place(file: "residents.csv", line: 2)
    var resident = Resident(
      id: Resident.ID("R-017"), fullName: "«Көл Суусу Өндүрүш» жоопкерчилиги чектелген коому",
      shortName: "«Көл Суусу Өндүрүш» ЖЧК", legalForm: .legalEntity, enteredOn: try SampleInvoice.day("2025-03-01"),
      place: place)
    resident.inn = "01234567890123"
    resident.okpo = "12345678"
    resident.industryCode = "11.07.0"
    resident.industryName = "Алкоголсуз суусундуктарды жана минералдык сууну өндүрүү"
    facts.residents[resident.id] = resident
    var contract = Contract(
      id: Contract.ID("C-017"), resident: resident.id, number: "17/2026-А",
      validity: try #require(Period(from: SampleInvoice.day("2026-01-05"), through: nil)), place: place)
    contract.signedOn = try SampleInvoice.day("2026-01-05")
    facts.contracts[contract.id] = contract
    for (id, name) in setting.serviceNames {
      let point = id.text.hasPrefix("lease") ? "lease" : id.text == "water" ? "13.3" : "13.2"
      facts.services[id] = Service(
        id: id, point: try #require(Service.Point(point)), kind: .metered, unit: id.text == "water" ? "m³" : "kWh",
        tax: Identifier("standard"), derivedFrom: [], name: name, place: place)
    }
    return facts
  }

  /// 209 649.61 a month; half of what is owed is paid each month.
  static func books() throws -> Books {
    var books = Books()
    for (index, number) in (7...9).enumerated() {
      let month = Month(year: 2026, month: number)
      var document = try SampleInvoice.invoice(in: .ky)
      document.number = "2026-00012\(index)"
      document.period = month
      document.issuedOn = month.lastDay
      var balance = BalanceRow(contract: document.contract, resident: document.resident)
      balance.openingBalance = Money(units: Int64(index) * 10_964_961)
      balance.invoiced = document.total
      balance.paid = try SampleInvoice.money("100000")
      balance.notDue = document.total
      balance.overdue31to60 = balance.closingBalance - document.total
      books.append(
        Batch(
          month: month, issuedOn: month.lastDay, documents: [document],
          months: [
            MonthRecord(month: month, registers: [], consumption: try SampleInvoice.consumption(), parkBalance: [])
          ], balances: [balance], heldBack: []))
    }
    return books
  }

  static func payments() throws -> [(payment: Payment, amount: Money)] {
    try ["2026-07-20", "2026-08-20", "2026-09-21"].enumerated().map { index, date in
      let amount = try SampleInvoice.money("100000")
      let payment = Payment(
        id: Payment.ID("ПП-10\(index)"), receivedOn: try SampleInvoice.day(date), kind: .payment, amount: amount,
        payee: .contract(Contract.ID("C-017")), purpose: "", place: Place(file: "payments.csv", line: 2))
      return (payment, amount)
    }
  }
}
