import Measures
import Park

extension FactReader {
  func readTaxes() {
    struct Key: Hashable {
      let tax: Identifier<TaxRow>
      let name: String
      let kind: TaxRow.Kind
    }
    var rows = TimedRows<Key, TaxRow> { $0.validity }
    folder.table(Tables.taxes, touches: [.everyone]) { row in
      let tax = row.id("tax", TaxRow.self)
      row.touch(tax.map { .tax($0) })
      let name = row.text("name")
      let kind = row.choice("kind", TaxRow.Kind.self)
      let rate = row.number("rate_percent", Percent.self, in: 0...100)
      let validity = row.validity()
      guard row.isGood, let tax, let kind, let rate, let validity else {
        return folder.noteBroken(.tax, tax?.text)
      }
      rows.add(
        TaxRow(tax: tax, name: name, kind: kind, rate: rate, validity: validity, place: row.place),
        key: Key(tax: tax, name: name, kind: kind), &row)
      if !row.isGood { folder.noteBroken(.tax, tax.text) }
    }
    facts.taxes = Dictionary(grouping: rows.rows, by: \.tax)
  }
}
