public import Diagnostics
public import Foundation
public import Measures

/// The park and its management company, from `park.json`: what heads every document and how esep is to work.
public struct ParkProfile: Sendable, Hashable, Codable {
  /// How CSV files are written.
  public enum CSVForm: String, Sendable, Hashable, Codable, CaseIterable {
    /// `,`, decimal point, ISO dates.
    case standard
    /// `;`, decimal comma, `dd.mm.yyyy`, as Excel opens it in a Russian setting.
    case excelRu = "excel-ru"
  }

  /// The management company (points 4(1), 6, 8(1)): the issuer of every document.
  public struct Company: Sendable, Hashable, Codable {
    /// Its name in full.
    public var name = Phrase(ky: "", ru: "", en: "")
    /// The taxpayer's number: 14 digits, or empty.
    public var inn = ""
    /// The statistics number: 8 digits, or empty.
    public var okpo = ""
    /// The registered address.
    public var address = ""
    /// The tax office that it is registered with; nil where none is given.
    public var taxOffice: String?
    /// The bank that keeps its account.
    public var bankName = ""
    /// The bank's code: 6 digits, or empty.
    public var bic = ""
    /// The account that invoices are to be paid to: 16 digits, or empty.
    public var account = ""
    /// Its further accounts; nil for none.
    public var accounts: [BankAccount]?
    /// Who signs as director.
    public var director = ""
    /// Who signs as chief accountant.
    public var chiefAccountant = ""
    /// As it is to be printed.
    public var phone = ""
    /// As it is to be printed.
    public var email = ""
    /// The web site (point 8).
    public var site = ""
    /// A company of which nothing is known yet.
    public init() {}

    /// The currency of each of its accounts, blanks in their numbers aside.
    public var ownAccounts: [String: Currency] {
      var own: [String: Currency] = [:]
      for further in accounts ?? [] { own[further.account.filter { $0 != " " }] = further.currency }
      let main = account.filter { $0 != " " }
      if !main.isEmpty { own[main] = .soms }
      return own
    }
  }

  /// A further account of the company.
  public struct BankAccount: Sendable, Hashable, Codable {
    /// Its number.
    public var account: String
    /// The bank that keeps it.
    public var bank: String
    /// The bank's code: 6 digits, or empty.
    public var bic: String
    /// What it holds.
    public var currency: Currency

    /// An account from its columns.
    public init(account: String, bank: String, bic: String, currency: Currency) {
      (self.account, self.bank, self.bic, self.currency) = (account, bank, bic, currency)
    }
  }

  /// The territory (points 4(3), 5(6)). Hectares.
  public struct Territory: Sendable, Hashable, Codable {
    /// The whole area, in hectares.
    public var hectares: Decimal?
    /// What of it is useful and still free, in hectares.
    public var usefulFreeHectares: Decimal?
    /// Percent of the area meant for residents.
    public var residentSharePercent: Decimal?
    /// A territory of which nothing is known yet.
    public init() {}
  }

  /// Capacities of the infrastructure (point 5(8)). Each is as the company states it.
  public struct Capacities: Sendable, Hashable, Codable {
    /// Electric power, in megawatts.
    public var electricMW: Decimal?
    /// What of it is still free, in megawatts.
    public var freeElectricMW: Decimal?
    /// Heat, in gigacalories an hour.
    public var heatGcalPerHour: Decimal?
    /// Gas, in cubic metres an hour.
    public var gasM3PerHour: Decimal?
    /// Water, in cubic metres a day.
    public var waterM3PerDay: Decimal?
    /// Wastewater, in cubic metres a day.
    public var wastewaterM3PerDay: Decimal?
    /// Internet, in megabits a second.
    public var internetMbps: Decimal?
    /// Capacities of which nothing is known yet.
    public init() {}
  }

  /// The first month that esep bills.
  public var firstMonth: Month
  /// No correction is issued for months up to it.
  public var closedThrough: Month?
  /// The park's name.
  public var name = Phrase(ky: "", ru: "", en: "")
  /// The management company.
  public var company = Company()
  /// The zone whose days and months count; `Asia/Bishkek` by default.
  public var timeZone = "Asia/Bishkek"
  /// Of messages, and of documents whose reader names none; Kyrgyz by default.
  public var language = Language.ky
  /// The report is written in the first, and once more in each other; nil for the park's language alone.
  public var reportLanguages: [Language]?
  /// How many times 24 hours a reading may lie from the end of the month it closes (C2).
  public var readingWindowDays = 3
  /// How many months in a row may be estimated (C8).
  public var maxEstimatedMonths = 2
  /// How many percent of a service's register meters may be estimated in one month (C18).
  public var maxEstimatedPercent = 50
  /// How many days after a month's end what is found still lies in that month's folder (I1).
  public var bookCloseDays = 20
  /// True where a due date on a day that is not worked moves to the next worked day (I1).
  public var dueOnWorkday = true
  /// Losses of the park above this percent warn (C17); nil for no limit.
  public var lossLimitPercent: Percent?
  /// After how many days overdue a debt is reminded of, demanded (point 12(5)) and claimed (point 12(7)).
  public var reminders = ReminderDays()
  /// How CSV files are written; standard by default.
  public var csv = CSVForm.standard
  /// Where false, taxes of kind `vat` do not apply.
  public var vatPayer = true
  /// The day from which they do; nil where no day is given.
  public var vatPayerFrom: Day?
  /// What the report says of the land.
  public var territory = Territory()
  /// What the report says of the infrastructure.
  public var capacities = Capacities()
  /// Facts of point 5 that no calculation gives: by subpoint (`5.1`), true or false and a remark.
  public var compliance: [Compliance] = []
  /// Codes for the electronic tax invoice, by name.
  public var electronicInvoiceCodes: [String: String] = [:]

  /// More days overdue than these bring a contract to each level. The defaults follow the ages of `balances.csv`: at
  /// once, after a month, after three.
  public struct ReminderDays: Sendable, Hashable, Codable {
    /// A reminder.
    public var reminder = 0
    /// A demand to pay (point 12(5)).
    public var demand = 30
    /// The claim for the end of the contract in court (point 12(7)).
    public var claim = 90
    /// The defaults.
    public init() {}

    // Journals know the second by the name that it once had.
    private enum CodingKeys: String, CodingKey {
      case reminder
      case demand = "warning"
      case claim
    }
  }

  /// A statement on one subpoint of point 5.
  public struct Compliance: Sendable, Hashable, Codable {
    /// `5.1` to `5.11`, or `8.2`.
    public var point: String
    /// Whether the park meets it.
    public var isMet: Bool
    /// How, or why not; as written.
    public var remark: String
    /// A statement from its parts.
    public init(point: String, isMet: Bool, remark: String) {
      self.point = point
      self.isMet = isMet
      self.remark = remark
    }
  }

  /// A profile with all defaults.
  public init(firstMonth: Month) { self.firstMonth = firstMonth }

  /// True where taxes of kind `vat` apply to a line that ends on the day (P12).
  public func paysVAT(on day: Day) -> Bool { vatPayer && (vatPayerFrom.map { $0 <= day } ?? true) }
}
