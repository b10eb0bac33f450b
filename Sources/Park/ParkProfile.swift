public import Diagnostics
public import Foundation
public import Measures

/// The park and its management company, from `park.json`: what heads every document and how esep is to work.
public struct ParkProfile: Sendable, Hashable {
  /// How CSV files are written.
  public enum CSVForm: String, Sendable, Hashable, CaseIterable {
    /// `,`, decimal point, ISO dates.
    case standard
    /// `;`, decimal comma, `dd.mm.yyyy`, as Excel opens it in a Russian setting.
    case excelRu = "excel-ru"
  }

  /// The management company (points 4(1), 6, 8(1)): the issuer of every document.
  public struct Company: Sendable, Hashable {
    public var name = Phrase(ky: "", ru: "", en: "")
    public var inn = ""
    public var okpo = ""
    public var address = ""
    public var bankName = ""
    public var bic = ""
    public var account = ""
    public var director = ""
    public var chiefAccountant = ""
    public var phone = ""
    public var email = ""
    public var site = ""
    /// A company of which nothing is known yet.
    public init() {}
  }

  /// The territory (points 4(3), 5(6)). Hectares.
  public struct Territory: Sendable, Hashable {
    public var hectares: Decimal?
    public var usefulFreeHectares: Decimal?
    /// Percent of the area meant for residents.
    public var residentSharePercent: Decimal?
    /// A territory of which nothing is known yet.
    public init() {}
  }

  /// Capacities of the infrastructure (point 5(8)). Each is as the company states it.
  public struct Capacities: Sendable, Hashable {
    public var electricMW: Decimal?
    public var freeElectricMW: Decimal?
    public var heatGcalPerHour: Decimal?
    public var gasM3PerHour: Decimal?
    public var waterM3PerDay: Decimal?
    public var wastewaterM3PerDay: Decimal?
    public var internetMbps: Decimal?
    /// Capacities of which nothing is known yet.
    public init() {}
  }

  /// The first month that esep bills.
  public var firstMonth: Month
  /// No correction is issued for months up to it.
  public var closedThrough: Month?
  public var name = Phrase(ky: "", ru: "", en: "")
  public var company = Company()
  public var timeZone = "Asia/Bishkek"
  public var language = Language.ky
  /// How many times 24 hours a reading may lie from the end of the month it closes (C2).
  public var readingWindowDays = 3
  /// How many months in a row may be estimated (C8).
  public var maxEstimatedMonths = 2
  /// Losses of the park above this percent warn (C17); nil for no limit.
  public var lossLimitPercent: Percent?
  public var csv = CSVForm.standard
  /// Where false, taxes of kind `vat` do not apply.
  public var vatPayer = true
  public var territory = Territory()
  public var capacities = Capacities()
  /// Facts of point 5 that no calculation gives: by subpoint (`5.1`), true or false and a remark.
  public var compliance: [Compliance] = []
  /// Codes for the electronic tax invoice, by name.
  public var electronicInvoiceCodes: [String: String] = [:]

  /// A statement on one subpoint of point 5.
  public struct Compliance: Sendable, Hashable {
    /// `5.1` to `5.11`, or `8.2`.
    public var point: String
    public var isMet: Bool
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
}
