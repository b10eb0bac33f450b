import Diagnostics
import Measures
import Park

extension Resident {
  /// True where the resident is in the register at the end of a day.
  func isRegistered(on day: Day) -> Bool { enteredOn <= day && (terminatedOn.map { $0 > day } ?? true) }
}

extension QuarterView {
  /// How many residents there were, came and went: in all, by legal form, by industry.
  func residents() -> Section {
    typealias Group = (item: TableValue, name: String, residents: [Resident])
    let lastDay = lastDay
    let all = facts.residents.values.map { $0.row(on: lastDay) }.sorted { $0.id < $1.id }
    var rows = [SectionRow<Group>(subject: .total, content: (.empty, "", all), isSum: true)]
    let byForm = TableValue.term("legal_form", "Укуктук формасы", "Правовая форма", "Legal form")
    for form in Resident.LegalForm.allCases {
      rows.append(SectionRow(subject: byForm, content: (form.value, "", all.filter { $0.legalForm == form })))
    }
    let byIndustry = TableValue.term("industry", "Өнөр жай тармагы", "Отрасль", "Industry")
    let present = all.filter { $0.isRegistered(during: quarter) }
    for code in Set(present.map(\.industryCode)).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let group = all.filter { $0.industryCode == code }
      let item: TableValue = code.isEmpty ? .term("none", "көрсөтүлгөн эмес", "не указана", "not stated") : .code(code)
      let name = present.first { $0.industryCode == code && !$0.industryName.isEmpty }?.industryName ?? ""
      rows.append(SectionRow(subject: byIndustry, content: (item, name, group)))
    }
    let days = quarter.days
    func count(
      _ name: String, _ ky: String, _ ru: String, _ en: String, _ counts: @escaping (Resident) -> Bool
    ) -> Column<SectionRow<Group>> {
      Column(name, ky, ru, en, .count) { .integer($0.content.residents.count(where: counts)) }
    }
    return Section(
      "residents", "Резиденттер", "Резиденты", "Residents",
      [
        Column("group", "Топтоо", "Разрез", "Group", .subject) { $0.subject },
        Column("item", "Топ", "Группа", "Item", .subject) { $0.content.item },
        Column(.name) { .words($0.content.name) },
        // The first plus the second less the third is the last.
        count("at_start", "Чейректин башында", "На начало квартала", "At the start") {
          $0.isRegistered(on: days.lowerBound.advanced(by: -1))
        },
        count("entered", "Киргизилди", "Внесено", "Entered") { days.contains($0.enteredOn) },
        count("terminated", "Статусу токтотулду", "Статус прекращён", "Terminated") {
          $0.terminatedOn.map(days.contains) ?? false
        },
        count("at_end", "Чейректин аягында", "На конец квартала", "At the end") { $0.isRegistered(on: lastDay) },
      ],
      rows)
  }

  /// Land and buildings on the quarter's last day. Leased is what names a contract that is in force that day.
  func premises() -> Section {
    typealias Stock = (all: [Premises], leased: [Premises])
    let present = facts.premises.filter { $0.validity.contains(lastDay) }
    let rows = Premises.Kind.allCases.map { kind in
      let all = present.filter { $0.kind == kind }
      let leased = all.filter { premises in
        premises.contract.map { facts.contracts[$0]?.validity.contains(lastDay) ?? true } ?? false
      }
      return SectionRow<Stock>(subject: kind.value, content: (all, leased))
    }
    func area(_ premises: [Premises]) -> Quantity { premises.map(\.area).total() }
    return Section(
      "premises", "Жер участоктору жана имараттар", "Земельные участки и здания", "Land and buildings",
      [
        Column(.kind, .subject) { $0.subject },
        Column(.count, .count) { .integer($0.content.all.count) },
        Column("leased_count", "Ижарада, саны", "В аренде, количество", "Leased, count", .count) {
          .integer($0.content.leased.count)
        },
        Column("free_count", "Бош, саны", "Свободно, количество", "Free, count", .count) {
          .integer($0.content.all.count - $0.content.leased.count)
        },
        Column("total_m2", "Бардык аянты, м²", "Общая площадь, м²", "Total area, m²", .figure("m²")) {
          .number(area($0.content.all).description)
        },
        Column("leased_m2", "Ижарада, м²", "В аренде, м²", "Leased, m²", .figure("m²")) {
          .number(area($0.content.leased).description)
        },
        Column("free_m2", "Бош, м²", "Свободно, м²", "Free, m²", .figure("m²")) {
          .number((area($0.content.all) - area($0.content.leased)).description)
        },
        Column("leased_percent", "Ижарада, %", "В аренде, %", "Leased, %", .figure("%")) {
          percent(area($0.content.leased), of: area($0.content.all))
        },
      ],
      rows)
  }

  /// To 2 decimals, half up; empty where there is no whole.
  private func percent(_ part: Quantity, of whole: Quantity) -> TableValue {
    guard !whole.isZero,
      let units = try? part.ratio.divided(by: whole.ratio).times(Ratio(100)).rounded(toScale: 2, .halfUp)
    else { return .empty }
    return .percent(Percent(units: units * 10_000).text(decimals: 0))
  }

  /// What each resident reported of the quarter, and the sums of what was reported.
  func indicators() -> Section {
    typealias Reports = (name: String, isReported: Bool?, indicators: [Indicators])
    let reported = facts.indicators.filter { $0.quarter == quarter }
    let expected = facts.residents.values.filter { $0.row(on: lastDay).isRegistered(during: quarter) }.map(\.id)
    let rows = Set(expected + reported.map(\.resident)).sorted().map { id in
      let own = reported.filter { $0.resident == id }
      return SectionRow<Reports>(
        subject: .name(id), content: (facts.residents[id]?.row(on: lastDay).shortName ?? "", !own.isEmpty, own))
    }
    /// The sum of what is stated; empty where nothing is.
    func sum(
      _ name: String, _ ky: String, _ ru: String, _ en: String, _ amount: @escaping (Indicators) -> Money?
    ) -> Column<SectionRow<Reports>> {
      Column(name, "\(ky), сом", "\(ru), сом", "\(en), KGS", .soms) {
        let stated = $0.content.indicators.compactMap(amount)
        return stated.isEmpty ? .empty : .money(stated.total())
      }
    }
    return Section(
      "indicators", "Резиденттердин көрсөткүчтөрү", "Показатели резидентов", "Indicators of the residents",
      [
        Column(.resident, .subject) { $0.subject },
        Column(.name) { .words($0.content.name) },
        Column("reported", "Билдирилди", "Сведения поданы", "Reported") {
          $0.content.isReported.map(TableValue.yesNo) ?? .empty
        },
        Column("jobs", "Жумуш орундары", "Рабочие места", "Jobs", .count) {
          let jobs = $0.content.indicators.compactMap(\.jobs)
          return jobs.isEmpty ? .empty : .number(jobs.total().text(decimals: 0))
        },
        sum("output", "Өндүрүш көлөмү", "Объём производства", "Output", \.output),
        sum("export", "Экспорт", "Экспорт", "Export", \.export),
        sum("investment", "Инвестициялар", "Инвестиции", "Investment", \.investment),
        sum("taxes_paid", "Төлөнгөн салыктар", "Уплаченные налоги", "Taxes paid", \.taxesPaid),
        sum("wages", "Эмгек акы", "Заработная плата", "Wages", \.wages),
      ],
      rows + [SectionRow(subject: .total, content: ("", nil, reported), isSum: true)])
  }
}

extension Resident {
  /// True where the resident is in the register on a day of the quarter.
  fileprivate func isRegistered(during quarter: Quarter) -> Bool {
    enteredOn < quarter.days.upperBound && (terminatedOn.map { $0 >= quarter.days.lowerBound } ?? true)
  }
}
