import Diagnostics
import Documents
import Ledger
import Measures
import Metering
import Park
import Pricing
import Testing

/// A resident's September, small enough to be worked out by hand.
enum SampleInvoice {
  static func day(_ text: String) throws -> Day { try #require(Day.parse(text)) }

  static func money(_ text: String) throws -> Money { try Money.parse(text).get() }

  static func setting() throws -> DocumentSetting {
    var company = ParkProfile.Company()
    company.name = Phrase(
      ky: "«Ысык-Көл индустриялык паркы» башкаруу компаниясы ЖЧК",
      ru: "ОсОО «Управляющая компания „Иссык-Кульский индустриальный парк“»",
      en: "Issyk-Kul Industrial Park Management Company LLC")
    company.inn = "01234567890123"
    company.okpo = "12345678"
    company.director = "Асанов Үсөн Бакытович"
    company.chiefAccountant = "Өмүрбекова Гүлнара"
    return DocumentSetting(
      parkName: Phrase(
        ky: "Ысык-Көл индустриялык паркы", ru: "Иссык-Кульский индустриальный парк",
        en: "Issyk-Kul Industrial Park"),
      clock: try #require(ParkClock(zone: "Asia/Bishkek")),
      serviceNames: [
        "electricity": Phrase(ky: "Электр энергиясы", ru: "Электроэнергия", en: "Electricity"),
        "water": Phrase(ky: "Ичүүчү суу", ru: "Питьевая вода", en: "Drinking water"),
        "lease_building": Phrase(ky: "Имаратты ижарага берүү", ru: "Аренда здания", en: "Lease of a building"),
        "machinery": Phrase(ky: "Атайын техника", ru: "Спецтехника", en: "Specialised equipment"),
        "supervision": Phrase(ky: "Техникалык көзөмөл", ru: "Технический надзор", en: "Technical supervision"),
      ].reduce(into: [:]) { $0[Service.ID($1.key)] = $1.value }, company: company)
  }

  static func party(_ name: String, director: String) -> Party {
    var party = Party()
    party.name = name
    party.inn = "01234567890123"
    party.okpo = "12345678"
    party.address = "722100, Ысык-Көл облусу, Балыкчы шаары, Өнөр жай көчөсү, 12-үй"
    party.bankName = "«Айыл Банк» ААК, Балыкчы филиалы"
    party.bic = "135001"
    party.account = "1350100012345678"
    party.director = director
    party.chiefAccountant = "Өмүрбекова Гүлнара"
    party.phone = "+996 312 123456"
    party.email = "office@example.kg"
    return party
  }

  /// A line; taxes are 12 % and 2 % where not given.
  static func line(
    _ service: String?, _ component: LineComponent, quantity: String, decimals: Int = 3, unit: String, price: String,
    net: String, vat: String, sales: String, basis: Charge.Basis, from: String = "2026-09-01",
    to: String = "2026-09-30", zone: String? = nil, block: Int? = nil, reference: String = "",
    description: String = "", discount: String = "0", currency: String = "KGS", rate: String = "1"
  ) throws -> Charge {
    Charge(
      service: service.map { Service.ID($0) }, point: service == nil ? "" : "13.2", component: component,
      zone: zone.map { Identifier($0) }, block: block, from: try day(from), to: try day(to), basis: basis,
      quantity: try FineQuantity.parse(quantity).get(), quantityDecimals: decimals, unit: unit,
      unitPrice: try UnitPrice.parse(price).get(), currency: Currency(currency),
      exchangeRate: try Factor.parse(rate).get(), discountPercent: try Percent.parse(discount).get(),
      net: try money(net), tax: service == nil ? "" : "standard", vat: try money(vat), salesTax: try money(sales),
      reference: reference, description: description, sources: [])
  }

  static func lines() throws -> [Charge] {
    [
      try line(
        "electricity", .tariff(.energy), quantity: "700", unit: "kWh", price: "2.50", net: "1750.00", vat: "210.00",
        sales: "35.00", basis: .actual, block: 1),
      try line(
        "electricity", .tariff(.energy), quantity: "300", unit: "kWh", price: "3.70", net: "1110.00", vat: "133.20",
        sales: "22.20", basis: .estimated, block: 2),
      try line(
        "electricity", .tariff(.capacity), quantity: "43.333333", decimals: 6, unit: "kW", price: "120",
        net: "5200.00", vat: "624.00", sales: "104.00", basis: .recurring, from: "2026-09-18"),
      try line(
        "water", .tariff(.energy), quantity: "137.000", unit: "m³", price: "18.50", net: "2407.78", vat: "288.93",
        sales: "48.16", basis: .actual, discount: "5"),
      try line(
        "lease_building", .tariff(.fixed), quantity: "250.000000", decimals: 6, unit: "m²", price: "6.50",
        net: "142108.20", vat: "17052.98", sales: "2842.16", basis: .recurring, currency: "USD", rate: "87.4512"),
      try line(
        "machinery", .tariff(.fixed), quantity: "6.500", unit: "машина-саат", price: "1800", net: "11700.00",
        vat: "1404.00", sales: "234.00", basis: .order, from: "2026-09-15", to: "2026-09-15", reference: "O-2026-117",
        description: "Спецтехника: Автокран 25 т, монтаж линии розлива на участке № 7"),
      try line(
        "supervision", .tariff(.percent), quantity: "1250000", decimals: 2, unit: "сом", price: "1.5",
        net: "18750.00", vat: "2250.00", sales: "375.00", basis: .order, from: "2026-09-22", to: "2026-09-22",
        reference: "O-2026-121", description: "=1+1 Реконструкция цеха"),
      try line(
        nil, .penalty, quantity: "1", decimals: 0, unit: "сом", price: "1000", net: "1000.00", vat: "0", sales: "0",
        basis: .penalty, reference: "2026-000087"),
    ]
  }

  static func invoice(in language: Language) throws -> InvoiceDocument {
    let names: [Language: (String, String)] = [
      .ky: (
        "«Ысык-Көл индустриялык паркы» башкаруу компаниясы ЖЧК", "«Көл Суусу Өндүрүш» жоопкерчилиги чектелген коому"
      ),
      .ru: ("ОсОО «Управляющая компания „Иссык-Кульский индустриальный парк“»", "ОсОО «Кёль Суусу Производство»"),
      .en: ("Issyk-Kul Industrial Park Management Company LLC", "Köl Suusu Production LLC"),
    ]
    let (seller, buyer) = try #require(names[language])
    return InvoiceDocument(
      number: "2026-000123", kind: .invoice, corrects: nil, contract: Contract.ID("C-017"),
      resident: Resident.ID("R-017"),
      period: Month(year: 2026, month: 9), issuedOn: try day("2026-09-30"), dueOn: try day("2026-10-10"),
      lines: try lines(), openingBalance: try money("50000.00"), paid: try money("12345.67"),
      balanceDue: try money("247303.94"), language: language, contractNumber: "17/2026-А",
      contractSignedOn: try day("2026-01-05"), seller: party(seller, director: "Асанов Үсөн Бакытович"),
      buyer: party(buyer, director: "Жээнбекова Айнура"))
  }

  static func correction(in language: Language) throws -> InvoiceDocument {
    var document = try invoice(in: language)
    document.number = "2026-000131"
    document.kind = .correction
    document.corrects = "2026-000087"
    document.period = Month(year: 2026, month: 8)
    document.lines = [
      try line(
        "electricity", .tariff(.energy), quantity: "-300", unit: "kWh", price: "3.70", net: "-1110.00",
        vat: "-133.20", sales: "-22.20", basis: .reversal, from: "2026-08-01", to: "2026-08-31", block: 2),
      try line(
        "electricity", .tariff(.energy), quantity: "280", unit: "kWh", price: "3.70", net: "1036.00", vat: "124.32",
        sales: "20.72", basis: .actual, from: "2026-08-01", to: "2026-08-31", block: 2),
    ]
    document.openingBalance = .zero
    document.paid = try money("12345.67")
    document.balanceDue = try money("-12430.03")
    return document
  }

  static func consumption() throws -> [ConsumptionRow] {
    let clock = try setting().clock
    func row(
      _ meter: String, _ register: String, _ service: String, opening: String, closing: String, quantity: String,
      unit: String, multiplier: String = "1", loss: String = "0", decimals: Int = 0, basis: ClosingBasis = .actual,
      rollover: Bool = false, isCommon: Bool = false
    ) throws -> ConsumptionRow {
      ConsumptionRow(
        RegisterKey(Meter.ID(meter), Identifier(register)), contract: Contract.ID("C-017"),
        service: Service.ID(service),
        isCommon: isCommon,
        span: ReadingSpan(
          openingAt: clock.instant(try day("2026-09-01")), opening: try FineQuantity.parse(opening).get(),
          closingAt: clock.instant(try day("2026-09-30"), second: basis == .actual ? 52_200 : 86_400),
          closing: try FineQuantity.parse(closing).get(), basis: basis, rollover: rollover), basis: basis,
        multiplier: try Factor.parse(multiplier).get(), lossPercent: try Percent.parse(loss).get(),
        decimals: decimals, quantity: try Quantity.parse(quantity).get(), unit: unit)
    }
    return [
      try row(
        "ЭЛ-017-02", "total", "electricity", opening: "99940", closing: "160", quantity: "8800", unit: "kWh",
        multiplier: "40", rollover: true),
      try row(
        "ЭЛ-017-01", "total", "electricity", opening: "12000", closing: "12100", quantity: "102.5", unit: "kWh",
        loss: "2.5", basis: .interpolated),
      try row(
        "СУУ-017", "total", "water", opening: "1203.125", closing: "1340.125", quantity: "137", unit: "m³",
        decimals: 3, basis: .estimated),
      try row(
        "СУУ-ЖАЛПЫ", "total", "water", opening: "500", closing: "620", quantity: "12.345", unit: "m³", isCommon: true),
    ]
  }
}
