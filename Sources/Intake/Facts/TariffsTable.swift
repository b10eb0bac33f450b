import Diagnostics
import Measures
import Park

extension FactReader {
  func readTariffs() {
    struct Key: Hashable {
      let tariff: Identifier<TariffRow>
      let component: TariffRow.Component
      let zone: Identifier<Zone>?
      let threshold: FineQuantity
    }
    var rows = TimedRows<Key, TariffRow> { $0.validity }
    folder.table(Tables.tariffs, touches: [.everyone]) { row in
      let tariff = row.id("tariff", TariffRow.self)
      row.touch(tariff.map { .tariff($0) })
      let component = row.choice("component", TariffRow.Component.self)
      let zone = row.id("zone", Zone.self)
      if let component, let zone, component != .energy {
        row.report(.zoneMeansNothing, "zone", value: zone.text)
      }
      let threshold = row.number("threshold", FineQuantity.self, in: 0...Int(largestFigure))
      let price = row.number("price", UnitPrice.self, in: 0...Int(largestFigure))
      let currency = currency(&row)
      let validity = row.validity()
      guard row.isGood, let tariff, let component, let threshold, let price, let currency, let validity else {
        return folder.noteBroken(.tariff, tariff?.text)
      }
      rows.add(
        TariffRow(
          tariff: tariff, component: component, zone: zone, threshold: threshold, price: price, currency: currency,
          validity: validity, basis: row.text("basis"), place: row.place),
        key: Key(tariff: tariff, component: component, zone: zone, threshold: threshold), &row)
      if !row.isGood { folder.noteBroken(.tariff, tariff.text) }
    }
    facts.tariffs = Dictionary(grouping: rows.rows, by: \.tariff)
  }

  /// A zone is one of `zones.csv`, or one that a register of some meter is named after (P4). Who consumed nothing has
  /// nothing to price by it.
  func checkZones() {
    let zones = Set(facts.zones.map(\.name.text)).union(registerNames)
    for row in facts.tariffs.values.joined().sorted(by: { $0.place < $1.place }) {
      guard let zone = row.zone?.text, !zones.contains(zone), !folder.isBroken(.zone, zone) else { continue }
      let fault = Fault.unknown(.zone, zone, among: zones)
      folder.report(fault.at(row.place.at("zone"), value: zone), [.consumption(row.tariff, row.validity)])
    }
  }

  /// The code of a currency: three capital letters.
  func currency(_ row: inout TableRow) -> Currency? {
    guard let word = row.word("currency") else { return nil }
    guard word.utf8.count == 3, word.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      row.report(
        .badForm(
          Phrase(
            ky: "USD сыяктуу үч баш тамга", ru: "три заглавные буквы, например USD",
            en: "three capital letters such as USD")), "currency")
      return nil
    }
    return Currency(word)
  }

  func readTerms() {
    struct Key: Hashable {
      let contract: Contract.ID
      let service: Service.ID
    }
    var rows = TimedRows<Key, Term> { $0.validity }
    folder.table(Tables.terms, touches: [.everyone]) { row in
      let contract = contract(&row)
      let service = service(&row)
      let tariff = row.id("tariff", TariffRow.self)
      folder.check(tariff, .tariff, among: facts.tariffs, &row, "tariff")
      let price = row.number("price", UnitPrice.self, in: 0...Int(largestFigure))
      if row.isGiven("tariff") == row.isGiven("price") { row.report(.tariffOrPrice, "price") }
      let currency = currency(&row)
      let quantity = row.number("quantity", Quantity.self, in: 0...Int(largestFigure))
      let share = row.number("share_percent", Percent.self, in: 0...1_000_000)
      let discount = row.number("discount_percent", Percent.self, in: 0...100)
      let minimum = row.number("minimum_amount", Money.self, in: 0...Int(largestFigure))
      let tax = row.id("tax", TaxRow.self)
      folder.check(tax, .tax, among: facts.taxes, &row, "tax")
      let validity = row.validity()
      guard row.isGood, let contract, let service, let currency, let quantity, let share, let discount, let minimum,
        let validity
      else { return }
      guard let pricing = tariff.map({ .tariff($0) }) ?? price.map({ Term.Pricing.price($0, currency) }) else {
        return
      }
      var term = Term(contract: contract, service: service, pricing: pricing, validity: validity, place: row.place)
      term.quantity = quantity
      term.sharePercent = share
      term.discountPercent = discount
      term.minimumAmount = minimum
      term.tax = tax
      term.given = Set(Term.OptionalColumn.allCases.filter { row.isGiven($0.rawValue) })
      rows.add(term, key: Key(contract: contract, service: service), &row)
    }
    facts.terms = Dictionary(grouping: rows.rows, by: \.contract)
  }

  func readExchangeRates() {
    struct Key: Hashable {
      let currency: Currency
      let date: Day
    }
    var rows = KeyedRows<Key, ExchangeRate>()
    folder.table(Tables.exchangeRates, touches: [.everyone]) { row in
      let currency = currency(&row)
      row.touch(currency.map { .currency($0) })
      let date = row.day("date")
      let rate = row.number("rate", Factor.self, above: 0)
      guard row.isGood, let currency, let date, let rate else { return }
      rows.add(
        ExchangeRate(currency: currency, date: date, rate: rate, place: row.place),
        key: Key(currency: currency, date: date), &row, column: "date")
    }
    facts.exchangeRates = Dictionary(grouping: rows.rows.values.sorted { $0.date < $1.date }, by: \.currency)
  }
}

extension Fault {
  fileprivate static let tariffOrPrice = Fault(
    "tariff-or-price",
    message: Phrase(
      ky: "Шартта tariff же price — экөөнүн бири гана болушу керек",
      ru: "В условии нужно одно из двух: tariff или price",
      en: "A term takes exactly one of tariff and price"),
    remedy: Phrase(
      ky: "Келишимге карап бирөөнү толтуруп, экинчисин бош калтырыңыз",
      ru: "Заполните по договору одно, другое оставьте пустым",
      en: "Fill in the one that the contract says, and leave the other empty"))

  fileprivate static let zoneMeansNothing = Fault(
    .warning, "zone-means-nothing",
    message: Phrase(
      ky: "Зона energy курамдык бөлүгүндө гана мааниге ээ", ru: "Зона имеет смысл только у составляющей energy",
      en: "A zone means something for the component energy only"),
    remedy: Phrase(
      ky: "Уячаны бошотуңуз же курамдык бөлүктү текшериңиз", ru: "Очистите ячейку или проверьте составляющую",
      en: "Clear the cell, or check the component"))
}
