import Diagnostics
import Measures
import Park

/// The register of residents on a day (points 9 and 11(10)): full, and as it is published.
struct RegisterTables {
  let full: Table
  let open: Table

  /// Residents entered by that day, in order of entry; those with several contracts have a row for each.
  init(facts: ParkFacts, asOf day: Day) {
    let language = facts.profile.language
    let residents = facts.residents.values.filter { $0.enteredOn <= day }
      .sorted { $0.enteredOn == $1.enteredOn ? $0.id < $1.id : $0.enteredOn < $1.enteredOn }
    var contracts: [Resident.ID: [Contract]] = [:]
    for contract in facts.contractsInOrder where min(contract.signedOn ?? day, contract.validity.from) <= day {
      contracts[contract.resident, default: []].append(contract)
    }
    var rows: [[TableValue]] = []
    var openRows: [[TableValue]] = []
    for resident in residents {
      let own = contracts[resident.id] ?? []
      for contract in own.isEmpty ? [nil] : own.map(Optional.some) {
        let row = Self.row(resident, contract, park: facts.profile.name[language], asOf: day)
        rows.append(row)
        let withheld = Self.columns.indices.filter { index in
          resident.withheld.contains(Self.columns[index].name) && !Self.unwithheld.contains(Self.columns[index].name)
        }
        var shown = row
        for index in withheld { shown[index] = .empty }
        openRows.append(shown + [.integer(withheld.count)])
      }
    }
    full = Table(
      name: "register",
      title: Phrase(ky: "Резиденттердин реестри", ru: "Реестр резидентов", en: "Register of residents"),
      columns: Self.columns, rows: rows)
    open = Table(
      name: "public-register",
      title: Phrase(
        ky: "Резиденттердин ачык реестри", ru: "Открытый реестр резидентов", en: "Public register of residents"),
      columns: Self.columns + [
        TableColumn(
          "withheld_count", "Жарыяланбаган маалыматтардын саны", "Количество неопубликованных сведений",
          "Fields withheld")
      ],
      rows: openRows)
  }

  /// Columns that are no resident's own: the park's name and the contract's.
  private static let unwithheld: Set<String> = [
    "park", "contract_id", "contract_number", "contract_subject", "contract_signed_on", "contract_valid_from",
    "contract_valid_to",
  ]

  private static let columns = [
    TableColumn("park", "Индустриялык парк", "Индустриальный парк", "Industrial park"),
    .resident,
    TableColumn("full_name", "Толук аталышы", "Полное наименование", "Full name"),
    TableColumn("short_name", "Кыскача аталышы", "Сокращённое наименование", "Short name"),
    TableColumn("legal_form", "Укуктук формасы", "Правовая форма", "Legal form"),
    TableColumn("location", "Жайгашкан жери", "Место нахождения", "Location"),
    TableColumn("address", "Дареги", "Адрес", "Address"),
    TableColumn("registration_number", "Каттоо номери", "Регистрационный номер", "Registration number"),
    TableColumn("inn", "ИСН (ИНН)", "ИНН", "Taxpayer number (INN)"),
    TableColumn("okpo", "ОКПО коду", "Код ОКПО", "Statistics number (OKPO)"),
    TableColumn("industry_code", "Экономикалык ишмердиктин коду (ГКЭД)", "Код ГКЭД", "Activity code (GKED)"),
    TableColumn("industry_name", "Өндүрүштүк ишинин түрү", "Вид промышленного производства", "Kind of production"),
    .contract,
    TableColumn("contract_number", "Келишимдин номери", "Номер договора", "Contract No."),
    TableColumn("contract_subject", "Келишимдин предмети", "Предмет договора", "Subject of the contract"),
    TableColumn("contract_signed_on", "Келишимдин күнү", "Дата договора", "Date of the contract"),
    TableColumn("contract_valid_from", "Келишимдин мөөнөтү: башталышы", "Срок договора: начало", "Contract from"),
    TableColumn("contract_valid_to", "Келишимдин мөөнөтү: аягы", "Срок договора: окончание", "Contract to"),
    TableColumn("contact_name", "Байланыш адамы", "Контактное лицо", "Contact"),
    TableColumn("phone", "Телефону", "Телефон", "Phone"),
    TableColumn("email", "Электрондук дареги", "Электронная почта", "Email"),
    TableColumn("entered_on", "Реестрге киргизилген күнү", "Дата внесения в реестр", "Entered on"),
    TableColumn(
      "terminated_on", "Статусу токтотулгандыгы жазылган күн", "Дата записи о прекращении статуса", "Terminated on"),
    TableColumn(
      "termination_ground", "Статусун токтотуунун негизи", "Основание прекращения статуса", "Ground of termination"),
    TableColumn("permits", "Уруксат берүүчү документтер", "Разрешительные документы", "Permits"),
  ]

  /// A termination that is entered after the day is not in the register of that day.
  private static func row(_ resident: Resident, _ contract: Contract?, park: String, asOf day: Day) -> [TableValue] {
    let ended = resident.terminatedOn.flatMap { $0 <= day ? $0 : nil }
    func date(_ day: Day?) -> TableValue { day.map { .day($0) } ?? .empty }
    return [
      .words(park), .name(resident.id), .words(resident.fullName), .words(resident.shortName),
      resident.legalForm.value, .words(resident.location), .words(resident.address),
      .optionalCode(resident.registrationNumber), .optionalCode(resident.inn), .optionalCode(resident.okpo),
      .optionalCode(resident.industryCode), .words(resident.industryName), .name(contract?.id),
      .optionalCode(contract?.number), .words(contract?.subject ?? ""), date(contract?.signedOn),
      date(contract?.validity.from), date(contract?.validity.through), .words(resident.contactName),
      .words(resident.phone), .words(resident.email), .day(resident.enteredOn), date(ended),
      ended == nil ? .empty : .words(resident.terminationGround), .words(resident.permits),
    ]
  }
}
