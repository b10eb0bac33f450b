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
    var section = Section("residents", "Резиденттер", "Резиденты", "Residents")
    section.column(TableColumn("group", "Топтоо", "Разрез", "Group"), .subject)
    section.column(TableColumn("item", "Топ", "Группа", "Item"), .subject)
    section.column(TableColumn("name", "Аталышы", "Наименование", "Name"), .note)
    section.column(TableColumn("at_start", "Чейректин башында", "На начало квартала", "At the start"), .figure(""))
    section.column(TableColumn("entered", "Киргизилди", "Внесено", "Entered"), .figure(""))
    section.column(TableColumn("terminated", "Статусу токтотулду", "Статус прекращён", "Terminated"), .figure(""))
    section.column(TableColumn("at_end", "Чейректин аягында", "На конец квартала", "At the end"), .figure(""))
    let all = facts.residents.values.sorted { $0.id < $1.id }
    section.row([.total, .empty, .empty] + movement(all), isSum: true)
    let byForm = TableValue.term("legal_form", "Укуктук формасы", "Правовая форма", "Legal form")
    for form in Resident.LegalForm.allCases {
      section.row([byForm, form.value, .empty] + movement(all.filter { $0.legalForm == form }))
    }
    let byIndustry = TableValue.term("industry", "Өнөр жай тармагы", "Отрасль", "Industry")
    let present = all.filter { $0.isRegistered(during: quarter) }
    for code in Set(present.map(\.industryCode)).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let group = all.filter { $0.industryCode == code }
      let item: TableValue = code.isEmpty ? .term("none", "көрсөтүлгөн эмес", "не указана", "not stated") : .code(code)
      let name = present.first { $0.industryCode == code && !$0.industryName.isEmpty }?.industryName ?? ""
      section.row([byIndustry, item, .words(name)] + movement(group))
    }
    return section
  }

  /// At the start, entered, terminated, at the end: the first plus the second less the third is the last.
  private func movement(_ residents: [Resident]) -> [TableValue] {
    let days = quarter.days
    let before = days.lowerBound.advanced(by: -1)
    return [
      .integer(residents.count { $0.isRegistered(on: before) }),
      .integer(residents.count { days.contains($0.enteredOn) }),
      .integer(residents.count { $0.terminatedOn.map(days.contains) ?? false }),
      .integer(residents.count { $0.isRegistered(on: lastDay) }),
    ]
  }

  /// Land and buildings on the quarter's last day. Leased is what names a contract that is in force that day.
  func premises() -> Section {
    var section = Section(
      "premises", "Жер участоктору жана имараттар", "Земельные участки и здания", "Land and buildings")
    section.column(TableColumn("kind", "Түрү", "Вид", "Kind"), .subject)
    section.column(.count, .figure(""))
    section.column(TableColumn("leased_count", "Ижарада, саны", "В аренде, количество", "Leased, count"), .figure(""))
    section.column(TableColumn("free_count", "Бош, саны", "Свободно, количество", "Free, count"), .figure(""))
    section.column(TableColumn("total_m2", "Бардык аянты, м²", "Общая площадь, м²", "Total area, m²"), .figure("m²"))
    section.column(TableColumn("leased_m2", "Ижарада, м²", "В аренде, м²", "Leased, m²"), .figure("m²"))
    section.column(TableColumn("free_m2", "Бош, м²", "Свободно, м²", "Free, m²"), .figure("m²"))
    section.column(TableColumn("leased_percent", "Ижарада, %", "В аренде, %", "Leased, %"), .figure("%"))
    let present = facts.premises.filter { $0.validity.contains(lastDay) }
    for kind in Premises.Kind.allCases {
      let all = present.filter { $0.kind == kind }
      let leased = all.filter { premises in
        premises.contract.map { facts.contracts[$0]?.validity.contains(lastDay) ?? true } ?? false
      }
      let area = all.map(\.area).total()
      let leasedArea = leased.map(\.area).total()
      section.row([
        kind.value, .integer(all.count), .integer(leased.count), .integer(all.count - leased.count),
        .number(area.description), .number(leasedArea.description), .number((area - leasedArea).description),
        percent(leasedArea, of: area),
      ])
    }
    return section
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
    var section = Section(
      "indicators", "Резиденттердин көрсөткүчтөрү", "Показатели резидентов", "Indicators of the residents")
    section.column(.resident, .subject)
    section.column(TableColumn("name", "Аталышы", "Наименование", "Name"), .note)
    section.column(TableColumn("reported", "Билдирилди", "Сведения поданы", "Reported"), .note)
    section.column(TableColumn("jobs", "Жумуш орундары", "Рабочие места", "Jobs"), .figure(""))
    section.money([
      TableColumn("output", "Өндүрүш көлөмү, сом", "Объём производства, сом", "Output, KGS"),
      TableColumn("export", "Экспорт, сом", "Экспорт, сом", "Export, KGS"),
      TableColumn("investment", "Инвестициялар, сом", "Инвестиции, сом", "Investment, KGS"),
      TableColumn("taxes_paid", "Төлөнгөн салыктар, сом", "Уплаченные налоги, сом", "Taxes paid, KGS"),
      TableColumn("wages", "Эмгек акы, сом", "Заработная плата, сом", "Wages, KGS"),
    ])
    let reported = facts.indicators.filter { $0.quarter == quarter }
    let expected = facts.residents.values.filter { $0.isRegistered(during: quarter) }.map(\.id)
    for id in Set(expected + reported.map(\.resident)).sorted() {
      let own = reported.filter { $0.resident == id }
      section.row(
        [
          .name(id), .words(facts.residents[id]?.shortName ?? ""), .yesNo(!own.isEmpty),
        ] + figures(own))
    }
    section.row([.total, .empty, .empty] + figures(reported), isSum: true)
    return section
  }

  /// Sums of what is stated; empty where nothing is.
  private func figures(_ rows: [Indicators]) -> [TableValue] {
    func sum(_ values: [Money?]) -> TableValue {
      let stated = values.compactMap { $0 }
      return stated.isEmpty ? .empty : .money(stated.total())
    }
    let jobs = rows.compactMap(\.jobs)
    return [
      jobs.isEmpty ? .empty : .number(jobs.total().text(decimals: 0)), sum(rows.map(\.output)), sum(rows.map(\.export)),
      sum(rows.map(\.investment)), sum(rows.map(\.taxesPaid)), sum(rows.map(\.wages)),
    ]
  }
}

extension Resident {
  /// True where the resident is in the register on a day of the quarter.
  fileprivate func isRegistered(during quarter: Quarter) -> Bool {
    enteredOn < quarter.days.upperBound && (terminatedOn.map { $0 >= quarter.days.lowerBound } ?? true)
  }
}
