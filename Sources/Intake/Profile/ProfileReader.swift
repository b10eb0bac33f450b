import Diagnostics
import Foundation
import Measures
import Park

/// Reads `park.json`. Keys are taken in camel case or with underscores; unknown ones are errors.
final class ProfileReader {
  private let text: String
  private let notes: ProfileNotes
  var findings: [Finding] { notes.findings }

  init(_ text: String) {
    self.text = text
    notes = ProfileNotes(text)
  }

  /// The profile; problems that leave none are thrown.
  func read() throws(IntakeFailure) -> ParkProfile {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)),
      case .object(let values) = value
    else { throw .unusableProfile([Fault.notJSON.at(Place(file: ProfileNotes.file))]) }
    let top = JSONObject(values, path: "", notes)
    guard let first = top.take("firstMonth") else {
      throw .unusableProfile([Fault.noFirstMonth.at(Place(file: ProfileNotes.file, column: "firstMonth"))])
    }
    guard case .text(let word) = first, let month = Month(word) else {
      throw .unusableProfile([
        Fault.noFirstMonth.at(notes.place(of: "firstMonth", column: "firstMonth"), value: first.shown)
      ])
    }
    var profile = ParkProfile(firstMonth: month)
    readSettings(top, &profile)
    readCompany(top, &profile)
    readPark(top, &profile)
    reportMissing(profile)
    top.reportUnknown()
    for key in JSONKeys.repeated(in: text) {
      let place = Place(file: ProfileNotes.file, line: key.line, column: key.name)
      notes.report(Fault.repeatedKey.at(place, value: key.name), [.everyone])
    }
    return profile
  }

  private func readSettings(_ top: JSONObject, _ profile: inout ParkProfile) {
    if let word = top.text("closedThrough"), !word.isEmpty {
      profile.closedThrough = Month(word)
      if profile.closedThrough == nil { top.wrong("closedThrough", .month, word) }
    }
    if let zone = top.text("timeZone") {
      if ParkClock(zone: zone) == nil { top.wrong("timeZone", .zone, zone) } else { profile.timeZone = zone }
    }
    profile.language = top.choice("language", Language.self) ?? profile.language
    let languages = top.choices("reportLanguages", Language.self)
    profile.reportLanguages = languages.isEmpty ? nil : languages
    profile.readingWindowDays = top.whole("readingWindowDays", 0...31) ?? profile.readingWindowDays
    profile.maxEstimatedMonths = top.whole("maxEstimatedMonths", 0...120) ?? profile.maxEstimatedMonths
    profile.maxEstimatedPercent = top.whole("maxEstimatedPercent", 0...100) ?? profile.maxEstimatedPercent
    profile.bookCloseDays = top.whole("bookCloseDays", 0...3660) ?? profile.bookCloseDays
    profile.dueOnWorkday = top.flag("dueOnWorkday") ?? profile.dueOnWorkday
    if let limit = top.decimal("lossLimitPercent") {
      switch Percent.parse(limit.description) {
      case .success(let percent) where !percent.isNegative: profile.lossLimitPercent = percent
      default: top.wrong("lossLimitPercent", .number, limit.description)
      }
    }
    profile.reminders.reminder = top.whole("reminderAfterDays", 0...3650) ?? profile.reminders.reminder
    profile.reminders.demand = top.whole("demandAfterDays", 0...3650) ?? profile.reminders.demand
    profile.reminders.claim = top.whole("claimAfterDays", 0...3650) ?? profile.reminders.claim
    // What spreadsheets here open as it is.
    profile.csv = top.choice("csv", ParkProfile.CSVForm.self) ?? (profile.language == .en ? .standard : .excelRu)
    switch top.take("vatPayer") {
    case nil: break
    case .flag(let pays): profile.vatPayer = pays
    case .some(let value):
      profile.vatPayerFrom = if case .text(let word) = value { Day.parse(word) } else { nil }
      if profile.vatPayerFrom == nil { top.wrong("vatPayer", .flagOrDay, value.shown) }
    }
  }

  private func readCompany(_ top: JSONObject, _ profile: inout ParkProfile) {
    guard let company = top.object("company", "managementCompany") else { return }
    profile.company.name = company.phrase("name", "names") ?? profile.company.name
    profile.company.inn = company.code("inn", 14)
    profile.company.okpo = company.code("okpo", 8)
    profile.company.address = company.words("address", profile.language)
    let taxOffice = company.words("taxOffice", profile.language)
    profile.company.taxOffice = taxOffice.isEmpty ? nil : taxOffice
    profile.company.director = company.text("director") ?? ""
    profile.company.chiefAccountant = company.text("chiefAccountant", "accountant") ?? ""
    profile.company.phone = company.text("phone") ?? ""
    profile.company.email = company.text("email") ?? ""
    profile.company.site = company.text("site", "website") ?? ""
    profile.company.bic = company.text("bic", "bik") ?? ""
    profile.company.account = company.text("account", "bankAccount") ?? ""
    profile.company.bankName = company.text("bankName") ?? ""
    if case .text(let name)? = company.peek("bank") {
      _ = company.take("bank")
      profile.company.bankName = name
    } else if let bank = company.object("bank") {
      let name = bank.words("name", profile.language)
      if !name.isEmpty { profile.company.bankName = name }
      profile.company.bic = bank.text("bic", "bik") ?? profile.company.bic
      profile.company.account = bank.text("account") ?? profile.company.account
      bank.reportUnknown()
    }
    for further in company.objects("accounts") {
      let number = further.text("account") ?? ""
      let currency = further.text("currency") ?? Currency.soms.text
      if number.isEmpty { further.wrong("account", .text, "") }
      if currency.utf8.count != 3 || !currency.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) {
        further.wrong("currency", .oneOf(["KGS", "USD", "EUR", "RUB", "KZT", "CNY"]), currency)
      }
      profile.company.accounts =
        (profile.company.accounts ?? []) + [
          .init(
            account: number, bank: further.text("bank", "bankName") ?? "", bic: further.text("bic", "bik") ?? "",
            currency: Currency(currency))
        ]
      further.reportUnknown()
    }
    company.reportUnknown()
  }

  /// What every document must say of its supplier: without it nobody is billed.
  private func reportMissing(_ profile: ParkProfile) {
    let company = profile.company
    let needed = [
      ("name", profile.name[profile.language]), ("company.name", company.name[profile.language]),
      ("company.inn", company.inn), ("company.address", company.address), ("company.bank.name", company.bankName),
      ("company.bank.bic", company.bic), ("company.bank.account", company.account),
      ("company.director", company.director),
    ]
    for (key, value) in needed where composed(value).isEmpty {
      notes.report(Fault.missingRequisite.at(Place(file: ProfileNotes.file, column: key), value: key), [.everyone])
    }
  }

  private func readPark(_ top: JSONObject, _ profile: inout ParkProfile) {
    profile.name = top.phrase("name", "names") ?? profile.name
    if let territory = top.object("territory") {
      profile.territory.hectares = territory.decimal("hectares", "areaHectares", "area")
      profile.territory.usefulFreeHectares = territory.decimal(
        "usefulFreeHectares", "freeHectares", "usefulFree", "freeUsefulHectares")
      profile.territory.residentSharePercent = territory.decimal(
        "residentSharePercent", "residentShare", "residentsSharePercent", "shareForResidentsPercent")
      territory.reportUnknown()
    }
    if let capacities = top.object("capacities", "capacity") {
      profile.capacities.electricMW = capacities.decimal("electricMW", "electricityMW", "electric")
      profile.capacities.freeElectricMW = capacities.decimal("freeMW", "freeElectricMW", "electricFreeMW")
      profile.capacities.heatGcalPerHour = capacities.decimal("heat", "heatGcalPerHour")
      profile.capacities.gasM3PerHour = capacities.decimal("gas", "gasM3PerHour")
      profile.capacities.waterM3PerDay = capacities.decimal("water", "waterM3PerDay")
      profile.capacities.wastewaterM3PerDay = capacities.decimal("wastewater", "wastewaterM3PerDay")
      profile.capacities.internetMbps = capacities.decimal("internet", "internetMbps")
      capacities.reportUnknown()
    }
    profile.compliance = compliance(top)
    if let codes = top.object("electronicInvoice", "electronicInvoiceCodes", "esf", "taxInvoice") {
      profile.electronicInvoiceCodes = codes.texts()
    }
  }

  private func compliance(_ top: JSONObject) -> [ParkProfile.Compliance] {
    let points = (1...11).map { "5.\($0)" } + ["8.2"]
    guard let facts = top.object("compliance", "facts", "point5") else { return [] }
    var rows: [ParkProfile.Compliance] = []
    for point in points {
      switch facts.take(point) ?? facts.take(point.hasPrefix("5.") ? String(point.dropFirst(2)) : point) {
      case nil, .null: break
      case .flag(let met): rows.append(.init(point: point, isMet: met, remark: ""))
      case .object(let values):
        let inner = JSONObject(values, path: point, notes)
        if let met = inner.flag("met", "isMet") {
          rows.append(.init(point: point, isMet: met, remark: inner.text("remark", "note") ?? ""))
        } else {
          facts.wrong(point, .flag, "{…}")
        }
        inner.reportUnknown()
      case .some(let other): facts.wrong(point, .flag, other.shown)
      }
    }
    facts.reportUnknown()
    return rows
  }
}
