import Diagnostics
public import Park

extension ParkFacts {
  /// P8: columns of a term that are filled though they mean nothing there. They warn.
  public func idleTermColumns() -> [Finding] {
    terms.values.flatMap { $0 }.sorted { $0.place < $1.place }.flatMap { term -> [Finding] in
      guard let service = services[term.service] else { return [] }
      var rows: [TariffRow]?
      if case .tariff(let name) = term.pricing { rows = tariffs[name] ?? [] }
      let idle = term.given.filter { column in
        switch column {
        case .currency: rows != nil
        case .quantity: service.kind != .recurring && !(rows ?? []).contains { $0.component == .capacity }
        case .sharePercent: service.kind != .derived
        }
      }
      return idle.map(\.rawValue).sorted().map { Finding(idleColumn($0, term)) }
    }
  }
}

private func idleColumn(_ column: String, _ term: Term) -> Problem {
  Problem(
    .warning, "idle-column", at: term.place.at(column),
    message: Phrase(
      ky: "\(column) бул шартта эч нерсени билдирбейт жана эсепке алынбайт.",
      ru: "\(column) в этом условии ничего не значит и не учитывается.",
      en: "\(column) means nothing in this term and is not used."),
    remedy: Phrase(ky: "Уячаны бош калтырыңыз.", ru: "Оставьте ячейку пустой.", en: "Leave the cell empty."))
}
