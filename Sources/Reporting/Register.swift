import Diagnostics
import Measures
import Park

/// The register of residents on a day (points 9 and 11(10)): full, and as it is published.
struct RegisterTables {
  let full: Table
  let open: Table

  /// Residents entered by that day, in order of entry; those with several contracts have a row for each. What was so
  /// before stays: a name that changed, a contract before its addendum has a row of its own beside what follows.
  init(facts: ParkFacts, asOf day: Day) {
    let park = facts.profile.name[facts.profile.language]
    let residents = facts.residents.values.filter { $0.enteredOn <= day }
      .sorted { $0.enteredOn == $1.enteredOn ? $0.id < $1.id : $0.enteredOn < $1.enteredOn }
    var contracts: [Resident.ID: [Contract]] = [:]
    for contract in facts.contractsInOrder {
      guard min(contract.signedOn ?? day, contract.validity.from) <= day else { continue }
      let addenda = contract.rows.dropFirst().filter { min($0.signedOn ?? $0.validity.from, $0.validity.from) <= day }
      var rows = contract.rows.prefix(1) + addenda
      // An addendum that is not known yet ends nothing.
      if let last = rows.indices.last {
        rows[last].validity =
          Period(from: rows[last].validity.from, through: contract.validity.through) ?? contract.validity
      }
      for row in rows { contracts[row.resident, default: []].append(row) }
    }
    let rows = residents.flatMap { resident -> [Row] in
      let known = resident.rows.enumerated().filter { $0.offset == 0 || $0.element.begins.map { $0 <= day } ?? true }
        .map(\.element)
      return known.indices.flatMap { index -> [Row] in
        let next = known.indices.contains(index + 1) ? known[index + 1].begins : nil
        let own = (contracts[resident.id] ?? []).filter { contract in
          let isBefore = index > 0 && (contract.validity.until.map { $0 <= known[index].begins ?? $0 } ?? false)
          return !isBefore && (next.map { contract.validity.from < $0 } ?? true)
        }
        return own.isEmpty ? [Row(known[index], nil)] : own.map { Row(known[index], $0) }
      }
    }
    let own = Self.residentColumns(asOf: day)
    func columns(_ shown: (Column<Resident>) -> Column<Resident>) -> [Column<Row>] {
      [Column("park", "Индустриялык парк", "Индустриальный парк", "Industrial park") { _ in .words(park) }]
        + own.identity.map { shown($0).of(\.resident) } + Self.contractColumns.map { $0.of(\.contract) }
        + own.entry.map { shown($0).of(\.resident) }
    }
    func isWithheld(_ column: Column<Resident>, of resident: Resident) -> Bool {
      resident.withheld.contains(column.head.name)
    }
    full = Table(
      "register", "Резиденттердин реестри", "Реестр резидентов", "Register of residents", columns { $0 }, rows)
    open = Table(
      "public-register", "Резиденттердин ачык реестри", "Открытый реестр резидентов", "Public register of residents",
      columns { column in Column(column.head) { isWithheld(column, of: $0) ? .empty : column.value($0) } } + [
        Column(
          "withheld_count", "Жарыяланбаган маалыматтардын саны", "Количество неопубликованных сведений",
          "Fields withheld"
        ) { row in .integer((own.identity + own.entry).count { isWithheld($0, of: row.resident) }) }
      ],
      rows)
  }

  private typealias Row = (resident: Resident, contract: Contract?)

  private static var contractColumns: [Column<Contract?>] {
    [
      Column(.contract) { .name($0?.id) },
      Column("contract_number", "Келишимдин номери", "Номер договора", "Contract No.") { .optionalCode($0?.number) },
      Column("contract_subject", "Келишимдин предмети", "Предмет договора", "Subject of the contract") {
        .words($0?.subject ?? "")
      },
      Column("contract_signed_on", "Келишимдин күнү", "Дата договора", "Date of the contract") {
        .optionalDay($0?.signedOn)
      },
      Column("contract_valid_from", "Келишимдин мөөнөтү: башталышы", "Срок договора: начало", "Contract from") {
        .optionalDay($0?.validity.from)
      },
      Column("contract_valid_to", "Келишимдин мөөнөтү: аягы", "Срок договора: окончание", "Contract to") {
        .optionalDay($0?.validity.through)
      },
    ]
  }

  /// The resident's own columns, which it may have withheld: before those of the contract, and behind them.
  private static func residentColumns(asOf day: Day) -> (identity: [Column<Resident>], entry: [Column<Resident>]) {
    // A termination that is entered after the day is not in the register of that day.
    func ended(_ resident: Resident) -> Day? { resident.terminatedOn.flatMap { $0 <= day ? $0 : nil } }
    let identity: [Column<Resident>] = [
      Column(.resident) { .name($0.id) },
      Column("full_name", "Толук аталышы", "Полное наименование", "Full name") { .words($0.fullName) },
      Column("short_name", "Кыскача аталышы", "Сокращённое наименование", "Short name") { .words($0.shortName) },
      Column("legal_form", "Укуктук формасы", "Правовая форма", "Legal form") { $0.legalForm.value },
      Column("location", "Жайгашкан жери", "Место нахождения", "Location") { .words($0.location) },
      Column("address", "Дареги", "Адрес", "Address") { .words($0.address) },
      Column("registration_number", "Каттоо номери", "Регистрационный номер", "Registration number") {
        .optionalCode($0.registrationNumber)
      },
      Column("inn", "ИСН (ИНН)", "ИНН", "Taxpayer number (INN)") { .optionalCode($0.inn) },
      Column("okpo", "ОКПО коду", "Код ОКПО", "Statistics number (OKPO)") { .optionalCode($0.okpo) },
      Column("industry_code", "Экономикалык ишмердиктин коду (ГКЭД)", "Код ГКЭД", "Activity code (GKED)") {
        .optionalCode($0.industryCode)
      },
      Column("industry_name", "Өндүрүштүк ишинин түрү", "Вид промышленного производства", "Kind of production") {
        .words($0.industryName)
      },
    ]
    let entry: [Column<Resident>] = [
      Column("contact_name", "Байланыш адамы", "Контактное лицо", "Contact") { .words($0.contactName) },
      Column("phone", "Телефону", "Телефон", "Phone") { .words($0.phone) },
      Column("email", "Электрондук дареги", "Электронная почта", "Email") { .words($0.email) },
      Column("entered_on", "Реестрге киргизилген күнү", "Дата внесения в реестр", "Entered on") {
        .day($0.enteredOn)
      },
      Column(
        "terminated_on", "Статусу токтотулгандыгы жазылган күн", "Дата записи о прекращении статуса", "Terminated on"
      ) { .optionalDay(ended($0)) },
      Column(
        "termination_ground", "Статусун токтотуунун негизи", "Основание прекращения статуса", "Ground of termination"
      ) { ended($0) == nil ? .empty : .words($0.terminationGround) },
      Column("permits", "Уруксат берүүчү документтер", "Разрешительные документы", "Permits") { .words($0.permits) },
      Column("valid_from", "Маалымат ушул күндөн", "Сведения с", "Details from") { .optionalDay($0.validFrom) },
    ]
    return (identity, entry)
  }
}
