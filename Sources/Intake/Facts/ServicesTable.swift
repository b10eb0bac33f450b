import Diagnostics
import Measures
import Park

extension FactReader {
  func readServices() {
    var rows = KeyedRows<Service.ID, Service>()
    folder.table(Tables.services, touches: [.everyone]) { row in
      let id = row.id("service", Service.self)
      row.touch(id.map { .service($0) })
      let point = point(&row)
      let kind = row.choice("kind", Service.Kind.self)
      let unit = row.word("unit")
      let tax = row.id("tax", TaxRow.self)
      folder.check(tax, .tax, among: facts.taxes, &row, "tax")
      let sources = row.list("derived_from")
      if kind == .derived && sources.isEmpty {
        row.report(.derivedFromNothing, "derived_from")
      } else if let kind, kind != .derived, !sources.isEmpty {
        row.report(.derivedFromMeansNothing, "derived_from")
      }
      let hold = row.number("hold_factor", Factor.self, in: 0...1_000_000)
      let ky = row.text("name_ky")
      let ru = row.text("name_ru")
      let en = row.text("name_en")
      if ky.isEmpty, ru.isEmpty, en.isEmpty { row.report(.nameless, "name_ky") }
      // The park's language stands for a missing one, else the first that is given.
      let own = Phrase(ky: ky, ru: ru, en: en)[facts.profile.language]
      let any = [own, ky, ru, en].first { !$0.isEmpty } ?? ""
      guard row.isGood, let id, let point, let kind, let unit, let tax, let hold else {
        return folder.noteBroken(.service, id?.text)
      }
      var service = Service(
        id: id, point: point, kind: kind, unit: unit, tax: tax, derivedFrom: sources.map { Identifier($0) },
        name: Phrase(ky: ky.isEmpty ? any : ky, ru: ru.isEmpty ? any : ru, en: en.isEmpty ? any : en),
        place: row.place)
      service.holdFactor = hold
      rows.add(service, key: id, &row, column: "service")
    }
    for id in rows.conflicts { folder.noteBroken(.service, id.text) }
    facts.services = rows.rows
    checkSources()
  }

  private func point(_ row: inout TableRow) -> Service.Point? {
    guard let word = row.word("point") else { return nil }
    let point = Service.Point(word.lowercased())
    if point == nil {
      let names = (1...9).map { "13.\($0)" } + ["lease"]
      row.report(.badChoice(names, nearest: nearest(to: word, among: names)), "point")
    }
    return point
  }

  /// A derived service takes the consumption of metered ones (C14), which stand anywhere in the table.
  private func checkSources() {
    let all = facts.services
    for service in all.values.sorted(by: { $0.id < $1.id }) where service.kind == .derived {
      var faults: [(Fault, String)] = []
      for source in service.derivedFrom {
        if let known = all[source] {
          if known.kind != .metered { faults.append((.sourceNotMetered, source.text)) }
        } else if !folder.isBroken(.service, source.text) {
          faults.append((.unknown(.service, source.text, among: all.keys.map(\.text)), source.text))
        }
      }
      if Set(service.derivedFrom).count < service.derivedFrom.count {
        faults.append((.listedTwice, service.derivedFrom.map(\.text).joined(separator: "|")))
      }
      for (fault, value) in faults {
        folder.report(fault.at(service.place.at("derived_from"), value: value), [.service(service.id)])
      }
      if !faults.isEmpty {
        folder.noteBroken(.service, service.id.text)
        facts.services[service.id] = nil
      }
    }
  }
}

extension Fault {
  fileprivate static let nameless = Fault(
    "service-without-name",
    message: Phrase(
      ky: "Кызматтын бир да тилде аталышы жок", ru: "У услуги нет названия ни на одном языке",
      en: "The service has a name in no language"),
    remedy: Phrase(
      ky: "name_ky, name_ru, name_en ичинен жок дегенде бирин толтуруңуз",
      ru: "Заполните хотя бы одно из name_ky, name_ru, name_en", en: "Fill in at least one of name_ky, name_ru, name_en"
    ))

  fileprivate static let derivedFromNothing = Fault(
    "derived-from-nothing",
    message: Phrase(
      ky: "Туунду кызматтын булагы көрсөтүлгөн эмес", ru: "У производной услуги не указаны исходные",
      en: "A derived service names no service that it is derived from"),
    remedy: Phrase(
      ky: "derived_from мамычасына булак кызматтарды | менен бөлүп жазыңыз",
      ru: "Перечислите исходные услуги в derived_from через |",
      en: "List the source services in derived_from, separated by |"))

  fileprivate static let derivedFromMeansNothing = Fault(
    "derived-from-not-derived",
    message: Phrase(
      ky: "derived_from туунду кызматтарда (derived) гана болот", ru: "derived_from бывает только у услуг вида derived",
      en: "Only services of kind derived take derived_from"),
    remedy: Phrase(
      ky: "Уячаны бошотуңуз же түрүн derived деп жазыңыз", ru: "Очистите ячейку или укажите вид derived",
      en: "Clear the cell, or set the kind to derived"))

  fileprivate static let sourceNotMetered = Fault(
    "source-not-metered",
    message: Phrase(
      ky: "Булак кызмат эсептегич боюнча эсептелбейт (metered эмес): анын керектөөсү жок",
      ru: "Исходная услуга не учитывается счётчиками (не metered): потребления у неё нет",
      en: "The source service is not metered: it has no consumption to take"),
    remedy: Phrase(
      ky: "Эсептегич боюнча кызматты көрсөтүңүз", ru: "Укажите услугу вида metered",
      en: "Name a service of kind metered"))

  static let listedTwice = Fault(
    "listed-twice",
    message: Phrase(
      ky: "Тизмеде бир эле аталыш эки жолу турат", ru: "Одно и то же название стоит в списке дважды",
      en: "The list holds the same name twice"),
    remedy: Phrase(
      ky: "Кайталанганын өчүрүңүз", ru: "Удалите повтор", en: "Delete the repetition"))
}
