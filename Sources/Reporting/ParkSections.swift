import Diagnostics
import Foundation
import Measures
import Park

extension QuarterView {
  private var language: Language { facts.profile.language }

  /// The park and its company: who they are, and their size.
  func park() -> Section {
    var rows: [SectionRow<(value: TableValue, unit: String)>] = []
    func add(_ item: TableValue, _ value: TableValue, _ unit: String = "") {
      rows.append(SectionRow(subject: item, content: (value, unit)))
    }
    let profile = facts.profile
    let company = profile.company
    let residents = facts.residents.values.filter { $0.row(on: lastDay).isRegistered(on: lastDay) }.count
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
    return Section(
      "park", "Парк жана башкаруу компаниясы", "Парк и управляющая компания", "Park and company",
      [
        Column("item", "Маалымат", "Сведение", "Item", .subject) { $0.subject },
        Column(.value, .figure(nil)) { $0.content.value },
        Column(.unit, .unit) { .unit($0.content.unit) },
      ],
      rows)
  }

  /// The capacities of the infrastructure, as the company states them.
  func capacities() -> Section {
    typealias Capacity = (total: Decimal?, free: Decimal?, unit: String)
    let stated = facts.profile.capacities
    let capacities: [(TableValue, Capacity)] = [
      (Self.electricity, (stated.electricMW, stated.freeElectricMW, "MW")),
      (Self.heat, (stated.heatGcalPerHour, nil, "Gcal/h")), (Self.gas, (stated.gasM3PerHour, nil, "m³/h")),
      (Self.water, (stated.waterM3PerDay, nil, "m³/d")), (Self.wastewater, (stated.wastewaterM3PerDay, nil, "m³/d")),
      (Self.internet, (stated.internetMbps, nil, "Mbit/s")),
    ]
    return Section(
      "capacities", "Инфраструктуранын кубаттуулугу", "Мощности инфраструктуры", "Capacities of the infrastructure",
      [
        Column("resource", "Ресурс", "Ресурс", "Resource", .subject) { $0.subject },
        Column("total", "Бардыгы", "Всего", "Total", .figure(nil)) { number($0.content.total) },
        Column("free", "Бош", "Свободно", "Free", .figure(nil)) { number($0.content.free) },
        Column(.unit, .unit) { .unit($0.content.unit) },
      ],
      capacities.map { SectionRow(subject: $0, content: $1) })
  }

  /// Point 5, subpoint by subpoint, and point 8(2): thresholds against what the park has. What no figure decides is
  /// the company's own statement; a blank says that nothing is known.
  func compliance() -> Section {
    let points = ["5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7", "5.8", "5.9", "5.10", "5.11", "8.2"]
    let rows = points.flatMap { point in
      let stated = facts.profile.compliance.filter { $0.point == point }
      var measures = computedMeasures(point)
      if measures.isEmpty || !stated.isEmpty {
        measures.append(
          Measure(
            name: .term("statement", "Компаниянын билдирүүсү", "Заявление компании", "Statement"),
            isMet: stated.isEmpty ? nil : stated.allSatisfy(\.isMet),
            remark: stated.map(\.remark).filter { !$0.isEmpty }.joined(separator: "; ")))
      }
      // Entries of the activity log, such as briefings and drills.
      if ["5.9", "5.10", "5.11"].contains(point) {
        measures.append(
          Measure(
            name: .term("activities", "Чейректеги иш-чаралар", "Мероприятия за квартал", "Activities of the quarter"),
            actual: .integer(activitiesOfQuarter.count { $0.point == point })))
      }
      return measures.map { SectionRow(subject: PointWording.value(point), content: $0) }
    }
    return Section(
      "compliance", "Жобонун талаптарынын аткарылышы", "Соблюдение требований Положения",
      "Compliance with the Regulation",
      [
        Column(.point, .subject) { $0.subject },
        Column("measure", "Көрсөткүч", "Показатель", "Measure", .subject) { $0.content.name },
        Column("threshold", "Талап, кеминде", "Требуется, не менее", "At least", .figure(nil)) {
          number($0.content.threshold)
        },
        Column("actual", "Иш жүзүндө", "Фактически", "Actual", .figure(nil)) { $0.content.actual },
        Column(.unit, .unit) { .unit($0.content.unit) },
        Column("met", "Аткарылды", "Соблюдается", "Met") { $0.content.isMet.map(TableValue.yesNo) ?? .empty },
        Column("remark", "Эскертме", "Примечание", "Remark") { .words($0.content.remark) },
      ],
      rows)
  }

  private static let electricity = TableValue.term(
    "electricity", "Электр кубаттуулугу", "Электрическая мощность", "Electricity")
  private static let heat = TableValue.term("heat", "Жылуулук", "Тепло", "Heat")
  private static let gas = TableValue.term("gas", "Газ", "Газ", "Gas")
  private static let water = TableValue.term("water", "Суу менен камсыздоо", "Водоснабжение", "Water supply")
  private static let wastewater = TableValue.term(
    "wastewater", "Саркынды сууларды чыгаруу", "Водоотведение", "Wastewater")
  private static let internet = TableValue.term("internet", "Интернет", "Интернет", "Internet")

  /// What a point asks for, and what the park has of it.
  private struct Measure {
    let name: TableValue
    var threshold: Decimal?
    var actual = TableValue.empty
    var unit = ""
    var isMet: Bool?
    var remark = ""
  }

  /// What points 5(6) and 5(8) set a figure for.
  private func computedMeasures(_ point: String) -> [Measure] {
    let stated = facts.profile.capacities
    switch point {
    case "5.6":
      let share = facts.profile.territory.residentSharePercent
      return [
        Measure(
          name: .term("resident_share", "Резиденттердин үлүшү", "Доля резидентов", "Residents' share"), threshold: 50,
          actual: number(share), unit: "%", isMet: share.map { $0 >= 50 })
      ]
    case "5.8":
      let free = facts.profile.territory.usefulFreeHectares
      let perHectare = perHectare(stated.freeElectricMW, free)
      let fuel = [stated.heatGcalPerHour, stated.gasM3PerHour].compactMap { $0 }
      return [
        Measure(
          name: Self.electricity, threshold: 2, actual: number(stated.electricMW), unit: "MW",
          isMet: stated.electricMW.map { $0 >= 2 }),
        Measure(
          name: .term(
            "electricity_per_free_hectare", "Бош гектарга электр кубаттуулугу", "Мощность на свободный гектар",
            "Electricity per free hectare"), threshold: Self.leastPerHectare, actual: number(perHectare),
          unit: "MW/ha", isMet: meetsPerHectare(stated.freeElectricMW, free)),
        Measure(
          name: .term("heat_or_gas", "Жылуулук же газ", "Тепло или газ", "Heat or gas"),
          isMet: fuel.isEmpty ? nil : fuel.contains { $0 > 0 }),
        Measure(name: Self.water, isMet: stated.waterM3PerDay.map { $0 > 0 }),
        Measure(name: Self.wastewater, isMet: stated.wastewaterM3PerDay.map { $0 > 0 }),
        Measure(name: Self.internet, isMet: stated.internetMbps.map { $0 > 0 }),
      ]
    default: return []
    }
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
