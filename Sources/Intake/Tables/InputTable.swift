/// One table of the input: its file or folder, and its columns in order.
public struct InputTable: Sendable, Hashable {
  /// `residents.csv`, or `readings/` for a folder of files.
  public let file: String
  /// The columns.
  public let columns: [InputColumn]
  /// Every name that a header may use, in small letters, and the index of its column.
  let names: [String: Int]

  /// A table from a line of column names: `*` marks a required column, `=` gives the value of an empty cell.
  init(_ file: String, _ line: String) {
    let columns = line.split(separator: " ").map { word in
      let isRequired = word.hasSuffix("*")
      let parts = word.drop { $0 == "*" }.split(separator: "=", maxSplits: 1)
      let name = isRequired ? String(parts[0].dropLast()) : String(parts[0])
      return InputColumn(
        name: name, isRequired: isRequired, standard: parts.count > 1 ? String(parts[1]) : "",
        aliases: columnAliases[name].map { [$0.ky, $0.ru] } ?? [])
    }
    self.init(file, columns)
  }

  /// A table from its columns.
  init(_ file: String, _ columns: [InputColumn]) {
    self.file = file
    self.columns = columns
    var names: [String: Int] = [:]
    for (index, column) in columns.enumerated() {
      for name in [column.name] + column.aliases { names[headerName(name)] = index }
    }
    self.names = names
  }
}

/// A name as headers are compared by: in small letters, `ё` as `е`.
func headerName(_ name: String) -> String { composed(name).lowercased().replacing("ё", with: "е") }

/// One column of a table.
public struct InputColumn: Sendable, Hashable {
  /// The canonical name.
  public let name: String
  /// True where an empty cell makes the row bad.
  public let isRequired: Bool
  /// What an empty cell stands for; empty where nothing does.
  public let standard: String
  /// The Kyrgyz and the Russian name.
  public let aliases: [String]
}

/// The tables of section 2 of the formats.
enum Tables {
  static let residents = InputTable(
    "residents.csv",
    """
    resident_id* full_name* short_name* legal_form* location address registration_number inn okpo industry_code \
    industry_name contact_name phone email entered_on* terminated_on termination_ground permits withheld bank bic account \
    language valid_from
    """)
  static let contracts = InputTable(
    "contracts.csv",
    """
    contract_id* resident_id* number* subject signed_on valid_from* valid_to payment_days=10 \
    penalty_percent_per_day=0 penalty_cap_percent
    """)
  static let premises = InputTable(
    "premises.csv", "premises_id* kind* name contract_id area_m2* valid_from* valid_to")
  static let services = InputTable(
    "services.csv", "service* point* kind* unit* tax* derived_from name_ky name_ru name_en hold_factor=10")
  static let tariffs = InputTable(
    "tariffs.csv",
    "tariff* component* zone threshold=0 price* currency=KGS valid_from* valid_to basis")
  static let terms = InputTable(
    "terms.csv",
    """
    contract_id* service* tariff price currency=KGS quantity=1 share_percent=100 discount_percent=0 \
    minimum_amount=0 tax valid_from* valid_to
    """)
  static let taxes = InputTable("taxes.csv", "tax* name* kind* rate_percent* valid_from* valid_to")
  static let meters = InputTable(
    "meters.csv",
    """
    meter_id* service* role=resident contract_id mode=register unit* registers=total digits=6 decimals=0 \
    multiplier=1 loss_percent=0 parent allocate_by=area park_share_percent=0 installed_on* installed_reading \
    removed_on removed_reading
    """)
  static let meterContracts = InputTable("meter-contracts.csv", "meter_id* contract_id* valid_from* valid_to")
  static let meterAliases = InputTable("meter-aliases.csv", "meter_id* alias* channel register")
  static let zones = InputTable("zones.csv", "zone* days* months=1-12 from* to* valid_from valid_to")
  static let holidays = InputTable("holidays.csv", "date* kind=holiday name")
  static let exchangeRates = InputTable("exchange-rates.csv", "currency* date* rate*")
  static let openingBalances = InputTable("opening-balances.csv", "contract_id* document* due_on* amount*")
  static let readings = InputTable(
    "readings/", "meter_id* register=total read_at* reading* source=actual note")
  static let intervals = InputTable("intervals/", "meter_id* start* value* quality=A")
  static let orders = InputTable(
    "orders/",
    """
    order_id* contract_id* service* description ordered_on* completed_on status* quantity=1 base_amount act_number
    """)
  static let payments = InputTable(
    "payments/",
    "payment_id* received_on* kind=payment amount* contract_id resident_id inn invoice_no purpose")
  static let paymentContracts = InputTable("payment-contracts.csv", "payment_id* contract_id*")
  static let indicators = InputTable(
    "indicators/", "resident_id* quarter* jobs output export investment taxes_paid wages")
  static let activities = InputTable("activities/", "date* point* description* amount count")

  static let acknowledged = InputTable("acknowledged.csv", "code* file contract_id meter_id month note")

  static let all = [
    residents, contracts, premises, services, tariffs, terms, taxes, meters, meterContracts, meterAliases, zones,
    holidays, exchangeRates, openingBalances, readings, intervals, orders, payments, paymentContracts,
    indicators, activities, acknowledged,
  ]
}
