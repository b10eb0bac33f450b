import Diagnostics
import Ledger
import Measures
import Park
import Pricing
import Sheets

/// The derivation of one line: quantity, price, amount, taxes.
struct LineDerivation {
  let number: Int
  let line: Charge
  /// The line that this one takes back.
  let reversed: DocumentBackground.Line?
  let meters: MeterDerivation
  let words: LineText
  let language: Language

  private var trace: LineTrace? { line.trace ?? reversed?.charge.trace }
  private var unit: String { UnitWords.text(line.unit, in: language) }
  private var soms: String { UnitWords.text("som", in: language) }

  /// Adds the line; gives back where its net amount, taxes and total stand.
  func add(to derivation: inout Derivation) -> (net: Int, vat: Int?, salesTax: Int?, total: Int) {
    derivation.heading("\(number). " + words.text(of: line).replacing("\n", with: " — "))
    if line.basis == .reversal {
      if let reversed { derivation.note(DerivationWords.takesBack(reversed.document, reversed.number)) }
    } else if trace == nil {
      derivation.note(DerivationWords.notKept)
    }
    let net: Int
    if let anew = line.trace?.anew {
      return adjusted(anew, to: &derivation)
    } else if case .minimum(let parts, let billed) = line.trace?.quantity {
      net = minimum(parts, billed: billed, to: &derivation)
    } else if case .penalty(let penalty) = line.trace?.quantity {
      net = PenaltyDerivation(penalty: penalty, amount: line.net, language: language).add(to: &derivation)
    } else {
      net = amount(line.quantity, line.net, isResult: true, to: &derivation)
    }
    return closing(net: net, line.vat, line.salesTax, to: &derivation)
  }

  /// P1: quantity × price × (1 − discount) × rate, rounded once.
  private func amount(
    _ quantity: FineQuantity, _ net: Money, isResult: Bool, to derivation: inout Derivation
  ) -> Int {
    // What comes from no price of its own has no product: an adjustment, a minimum, a penalty taken back.
    let isPlain = line.isAdjustment && line.basis == .reversal
    guard !isPlain, case .tariff(let component) = line.component else {
      return derivation.given(DerivationWords.net[language], Figure(net), unit: soms)
    }
    let isPercent = component == .percent
    let place = QuantityDerivation(line: line, quantity: quantity, meters: meters, unit: unit, language: language)
      .add(to: &derivation)
    let price = derivation.given(
      priceLabel, Figure(line.unitPrice, decimals: 2), unit: isPercent ? "%" : perUnit,
      source: trace?.price.map { $0.row ?? $0.term } ?? "")
    var terms: [Derivation.Term] = [.entry(place), .text("*"), .entry(price)]
    var exact = try? quantity.ratio.times(line.unitPrice.ratio)
    if isPercent {
      terms.append(.text("/100"))
      exact = exact.flatMap { try? $0.divided(by: Ratio(100)) }
    }
    if !line.discountPercent.isZero {
      let discount = derivation.given(
        InvoiceWords.discount[language], Figure(line.discountPercent, decimals: 0), unit: "%",
        source: trace?.price?.term ?? "")
      terms += [.text("*(1-"), .entry(discount), .text("/100)")]
      let left = try? Ratio.one.minus(line.discountPercent.fraction)
      exact = exact.flatMap { value in left.flatMap { try? value.times($0) } }
    }
    if line.currency != .soms {
      let label = trace?.rate.map { DerivationWords.rate(line.currency.text, DateWords.digits($0.date)) }
      let rate = derivation.given(
        (label ?? DerivationWords.rate(line.currency.text, ""))[language], Figure(line.exchangeRate, decimals: 0),
        unit: soms, source: trace?.rate?.source ?? "")
      terms += [.text("*"), .entry(rate)]
      exact = exact.flatMap { try? $0.times(line.exchangeRate.ratio) }
    }
    return derivation.calculated(
      DerivationWords.amount[language], Figure(net), unit: soms, terms, exact: exact, rounding: 2, isResult: isResult)
  }

  private var perUnit: String {
    let currency = line.currency == .soms ? soms : line.currency.text
    return unit.isEmpty ? currency : "\(currency)/\(unit)"
  }

  private var priceLabel: String {
    guard let price = trace?.price else { return InvoiceWords.price[language] }
    guard let tariff = price.tariff else { return DerivationWords.priceOfTerm[language] }
    let since = DateWords.digits(price.from)
    return DerivationWords.priceOfTariff(tariff.text, since)[language] + (price.basis.isEmpty ? "" : ". \(price.basis)")
  }

  /// C9: the month's line worked out anew, less all that was billed for it.
  private func adjusted(
    _ anew: AnewTrace, to derivation: inout Derivation
  ) -> (net: Int, vat: Int?, salesTax: Int?, total: Int) {
    derivation.note(DerivationWords.anew)
    let isGone = anew.quantity.isZero && anew.net.isZero
    let net =
      isGone
      ? derivation.given(DerivationWords.amountAnew[language], Figure(anew.net), unit: soms)
      : amount(anew.quantity, anew.net, isResult: false, to: &derivation)
    let taxes = self.taxes(net: net, of: anew.net, anew.vat, anew.salesTax, to: &derivation)
    func difference(_ label: Phrase, _ now: Int?, _ amount: Money, _ before: Money) -> Int? {
      guard !amount.isZero || !before.isZero || now != nil else { return nil }
      let billed = derivation.given(
        "\(label[language]): \(DerivationWords.billedBefore[language])", Figure(before), unit: soms)
      let terms: [Derivation.Term] = (now.map { [.entry($0)] } ?? [.text("0")]) + [.text("-"), .entry(billed)]
      return derivation.calculated(label[language], Figure(amount), unit: soms, terms, isResult: true)
    }
    let quantity = line.shown(anew.quantity - line.quantity)
    derivation.given(
      "\(InvoiceWords.quantity[language]): \(DerivationWords.billedBefore[language])", quantity, unit: unit)
    let rest = difference(InvoiceWords.net, net, line.net, anew.net - line.net) ?? net
    let vat = difference(InvoiceWords.vat, taxes.vat, line.vat, anew.vat - line.vat)
    let sales = difference(InvoiceWords.salesTax, taxes.salesTax, line.salesTax, anew.salesTax - line.salesTax)
    return (rest, vat, sales, total([rest, vat, sales], to: &derivation))
  }

  /// P9: what the minimum comes to, less what was billed.
  private func minimum(_ parts: [MinimumTrace], billed: Money, to derivation: inout Derivation) -> Int {
    var terms: [Derivation.Term] = []
    var exact: Ratio? = .zero
    let days = trace?.monthDays ?? 1
    for part in parts {
      let place = derivation.given(
        DerivationWords.minimum[language], Figure(part.amount), unit: soms, source: part.source)
      terms += (terms.isEmpty ? [] : [.text("+")]) + [.entry(place), .text("*\(part.days)/\(days)")]
      let share = try? part.amount.ratio.times(Ratio(Int128(part.days), over: Int128(days)))
      exact = exact.flatMap { sum in share.flatMap { try? sum.plus($0) } }
    }
    let least = derivation.calculated(
      DerivationWords.minimumOfMonth[language], Figure(line.net + billed), unit: soms, terms, exact: exact, rounding: 2)
    let own = derivation.given(DerivationWords.billedLines[language], Figure(billed), unit: soms)
    return derivation.calculated(
      DerivationWords.amount[language], Figure(line.net), unit: soms, [.entry(least), .text("-"), .entry(own)],
      isResult: true)
  }

  private func closing(
    net: Int, _ vat: Money, _ sales: Money, to derivation: inout Derivation
  ) -> (net: Int, vat: Int?, salesTax: Int?, total: Int) {
    let taxes = self.taxes(net: net, of: line.net, vat, sales, to: &derivation)
    return (net, taxes.vat, taxes.salesTax, total([net, taxes.vat, taxes.salesTax], to: &derivation))
  }

  private func total(_ parts: [Int?], to derivation: inout Derivation) -> Int {
    let places = parts.compactMap { $0 }
    guard places.count > 1 || line.component != .penalty else { return places[0] }
    var terms: [Derivation.Term] = []
    for place in places { terms += (terms.isEmpty ? [] : [.text("+")]) + [.entry(place)] }
    return derivation.calculated(InvoiceWords.total[language], Figure(line.total), unit: soms, terms, isResult: true)
  }

  /// P12: each row in force by itself; a sum of them where several go to one column.
  private func taxes(
    net: Int, of amount: Money, _ vat: Money, _ sales: Money, to derivation: inout Derivation
  ) -> (vat: Int?, salesTax: Int?) {
    func column(_ kind: TaxRow.Kind, _ sum: Money, _ label: Phrase) -> Int? {
      let rows = (trace?.taxes ?? []).filter { $0.kind == kind }
      guard !rows.isEmpty else { return sum.isZero ? nil : derivation.given(label[language], Figure(sum), unit: soms) }
      var places: [Int] = []
      for row in rows {
        let exact = try? amount.ratio.times(row.rate.fraction)
        let each = rows.count == 1 ? sum : exact.flatMap { try? Money($0, .halfAwayFromZero) } ?? .zero
        let rate = NumberText.text(Figure(row.rate, decimals: 0), in: language)
        places.append(
          derivation.calculated(
            "\(label[language]) \(rate) %", Figure(each), unit: soms, source: row.source,
            [.entry(net), .text("*\(row.rate.text(decimals: 0))/100")], exact: exact, rounding: 2))
      }
      guard places.count > 1 else { return places.first }
      var terms: [Derivation.Term] = []
      for place in places { terms += (terms.isEmpty ? [] : [.text("+")]) + [.entry(place)] }
      return derivation.calculated(label[language], Figure(sum), unit: soms, terms)
    }
    let first = column(.vat, vat, InvoiceWords.vat)
    return (first, column(.sales, sales, InvoiceWords.salesTax))
  }
}
