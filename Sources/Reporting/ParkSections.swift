import Diagnostics
import Foundation
import Measures
import Park

extension QuarterView {
  private var language: Language { facts.profile.language }

  /// The park and its company: who they are, and their size.
  func park() -> Section {
    var section = Section("park", "Парк жана башкаруу компаниясы", "Парк и управляющая компания", "Park and company")
    section.column(TableColumn("item", "Маалымат", "Сведение", "Item"), .subject)
    section.column(TableColumn("value", "Мааниси", "Значение", "Value"), .figure(nil))
    section.column(.unit, .unit)
    func add(_ item: TableValue, _ value: TableValue, _ unit: String = "") {
      section.row([item, value, .optionalCode(unit)])
    }
    let profile = facts.profile
    let company = profile.company
    let residents = facts.residents.values.filter { $0.isRegistered(on: lastDay) }.count
    let contracts = facts.contracts.values.filter { $0.validity.contains(lastDay) }.count
    add(.term("park", "Индустриялык парк", "Индустриальный парк", "Industrial park"), .words(profile.name[language]))
    add(
      .term("company", "Башкаруу компаниясы", "Управляющая компания", "Management company"),
      .words(company.name[language]))
    add(.term("inn", "ИСН (ИНН)", "ИНН", "Taxpayer number (INN)"), .optionalCode(company.inn))
    add(.term("okpo", "ОКПО коду", "Код ОКПО", "Statistics number (OKPO)"), .optionalCode(company.okpo))
    add(.term("address", "Дареги", "Адрес", "Address"), .words(company.address))
    add(.term("bank", "Банкы", "Банк", "Bank"), .words(company.bankName))
    add(.term("bic", "БИК", "БИК", "BIC"), .optionalCode(company.bic))
    add(.term("account", "Эсеби", "Расчётный счёт", "Account"), .optionalCode(company.account))
    add(.term("director", "Директор", "Директор", "Director"), .words(company.director))
    add(
      .term("chief_accountant", "Башкы бухгалтер", "Главный бухгалтер", "Chief accountant"),
      .words(company.chiefAccountant))
    add(.term("phone", "Телефону", "Телефон", "Phone"), .words(company.phone))
    add(.term("email", "Электрондук дареги", "Электронная почта", "Email"), .words(company.email))
    add(.term("site", "Сайты", "Сайт", "Site"), .words(company.site))
    add(
      .term("territory", "Аймактын аянты", "Площадь территории", "Territory"), number(profile.territory.hectares), "ha")
    add(
      .term("useful_free", "Бош пайдалуу аянт", "Свободная полезная площадь", "Useful free area"),
      number(profile.territory.usefulFreeHectares), "ha")
    add(
      .term("residents", "Резиденттердин саны", "Количество резидентов", "Residents"), .integer(residents))
    add(
      .term("contracts", "Күчүндөгү келишимдер", "Действующие договоры", "Contracts in force"), .integer(contracts))
    return section
  }

  /// The capacities of the infrastructure, as the company states them.
  func capacities() -> Section {
    var section = Section(
      "capacities", "Инфраструктуранын кубаттуулугу", "Мощности инфраструктуры", "Capacities of the infrastructure")
    section.column(TableColumn("resource", "Ресурс", "Ресурс", "Resource"), .subject)
    section.column(TableColumn("total", "Бардыгы", "Всего", "Total"), .figure(nil))
    section.column(TableColumn("free", "Бош", "Свободно", "Free"), .figure(nil))
    section.column(.unit, .unit)
    let stated = facts.profile.capacities
    for (resource, total, free, unit) in [
      (Self.electricity, stated.electricMW, stated.freeElectricMW, "MW"),
      (Self.heat, stated.heatGcalPerHour, nil, "Gcal/h"), (Self.gas, stated.gasM3PerHour, nil, "m³/h"),
      (Self.water, stated.waterM3PerDay, nil, "m³/d"), (Self.wastewater, stated.wastewaterM3PerDay, nil, "m³/d"),
      (Self.internet, stated.internetMbps, nil, "Mbit/s"),
    ] {
      section.row([resource, number(total), number(free), .code(unit)])
    }
    return section
  }

  /// Point 5, subpoint by subpoint, and point 8(2): thresholds against what the park has. What no figure decides is
  /// the company's own statement; a blank says that nothing is known.
  func compliance() -> Section {
    var section = Section(
      "compliance", "Жобонун талаптарынын аткарылышы", "Соблюдение требований Положения",
      "Compliance with the Regulation")
    section.column(.point, .subject)
    section.column(TableColumn("measure", "Көрсөткүч", "Показатель", "Measure"), .subject)
    section.column(TableColumn("threshold", "Талап, кеминде", "Требуется, не менее", "At least"), .figure(nil))
    section.column(TableColumn("actual", "Иш жүзүндө", "Фактически", "Actual"), .figure(nil))
    section.column(.unit, .unit)
    section.column(TableColumn("met", "Аткарылды", "Соблюдается", "Met"), .note)
    section.column(.remark, .note)
    for point in ["5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8", "5.9", "5.10", "5.11", "8.2"] {
      let stated = facts.profile.compliance.filter { $0.point == point }
      let computed = computedMeasures(point)
      for row in computed { section.row([PointWording.value(point)] + row) }
      if computed.isEmpty || !stated.isEmpty {
        section.row([
          PointWording.value(point), .term("statement", "Компаниянын билдирүүсү", "Заявление компании", "Statement"),
          .empty, .empty, .empty, stated.isEmpty ? .empty : .yesNo(stated.allSatisfy(\.isMet)),
          .words(stated.map(\.remark).filter { !$0.isEmpty }.joined(separator: "; ")),
        ])
      }
      if let row = loggedActivities(point) { section.row([PointWording.value(point)] + row) }
    }
    return section
  }

  private static let electricity = TableValue.term(
    "electricity", "Электр кубаттуулугу", "Электрическая мощность", "Electricity")
  private static let heat = TableValue.term("heat", "Жылуулук", "Тепло", "Heat")
  private static let gas = TableValue.term("gas", "Газ", "Газ", "Gas")
  private static let water = TableValue.term("water", "Суу менен камсыздоо", "Водоснабжение", "Water supply")
  private static let wastewater = TableValue.term(
    "wastewater", "Саркынды сууларды чыгаруу", "Водоотведение", "Wastewater")
  private static let internet = TableValue.term("internet", "Интернет", "Интернет", "Internet")

  /// Measure, threshold, actual, unit, met, remark of what points 5(6) and 5(8) set a figure for.
  private func computedMeasures(_ point: String) -> [[TableValue]] {
    let stated = facts.profile.capacities
    switch point {
    case "5.6":
      let share = facts.profile.territory.residentSharePercent
      return [
        measured(
          .term("resident_share", "Резиденттердин үлүшү", "Доля резидентов", "Residents' share"), atLeast: 50, share,
          "%",
          isMet: share.map { $0 >= 50 })
      ]
    case "5.8":
      let free = facts.profile.territory.usefulFreeHectares
      let perHectare = perHectare(stated.freeElectricMW, free)
      let fuel = [stated.heatGcalPerHour, stated.gasM3PerHour].compactMap { $0 }
      return [
        measured(Self.electricity, atLeast: 2, stated.electricMW, "MW", isMet: stated.electricMW.map { $0 >= 2 }),
        measured(
          .term(
            "electricity_per_free_hectare", "Бош гектарга электр кубаттуулугу", "Мощность на свободный гектар",
            "Electricity per free hectare"), atLeast: Self.leastPerHectare, perHectare, "MW/ha",
          isMet: meetsPerHectare(stated.freeElectricMW, free)),
        supplied(
          .term("heat_or_gas", "Жылуулук же газ", "Тепло или газ", "Heat or gas"),
          fuel.isEmpty ? nil : fuel.contains { $0 > 0 }),
        supplied(Self.water, stated.waterM3PerDay.map { $0 > 0 }),
        supplied(Self.wastewater, stated.wastewaterM3PerDay.map { $0 > 0 }),
        supplied(Self.internet, stated.internetMbps.map { $0 > 0 }),
      ]
    default: return []
    }
  }

  private func measured(_ measure: TableValue, atLeast: Decimal, _ actual: Decimal?, _ unit: String, isMet: Bool?)
    -> [TableValue]
  {
    [measure, number(atLeast), number(actual), .code(unit), isMet.map(TableValue.yesNo) ?? .empty, .empty]
  }

  private func supplied(_ measure: TableValue, _ isThere: Bool?) -> [TableValue] {
    [measure, .empty, .empty, .empty, isThere.map(TableValue.yesNo) ?? .empty, .empty]
  }

  /// The quarter's entries of the activity log under 5(9)–(11), such as briefings and drills.
  private func loggedActivities(_ point: String) -> [TableValue]? {
    guard ["5.9", "5.10", "5.11"].contains(point) else { return nil }
    let count = activitiesOfQuarter.filter { $0.point == point }.count
    return [
      .term("activities", "Чейректеги иш-чаралар", "Мероприятия за квартал", "Activities of the quarter"), .empty,
      .integer(count), .empty, .empty, .empty,
    ]
  }

  private static let leastPerHectare = Decimal(15) / 100

  /// Without a free hectare there is nothing to supply: the requirement is met.
  private func meetsPerHectare(_ megawatts: Decimal?, _ hectares: Decimal?) -> Bool? {
    guard let megawatts, let hectares else { return nil }
    return megawatts >= hectares * Self.leastPerHectare
  }

  /// To 3 decimals, rounded down: what falls short of the threshold must not look like it.
  private func perHectare(_ megawatts: Decimal?, _ hectares: Decimal?) -> Decimal? {
    guard let megawatts, let hectares, hectares > 0 else { return nil }
    let plain = Locale(identifier: "en_US_POSIX")
    let thousandths = Decimal.FormatStyle(locale: plain).precision(.fractionLength(0...3)).rounded(rule: .towardZero)
    return Decimal(string: (megawatts / hectares).formatted(thousandths.grouping(.never)), locale: plain)
  }

  private func number(_ value: Decimal?) -> TableValue { value.map { .number("\($0)") } ?? .empty }
}
