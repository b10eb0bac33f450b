import Diagnostics
public import Park

extension ParkFacts {
  /// P8: columns of a term that are filled though they mean nothing there. They warn.
  public func idleTermColumns() -> [Finding] {
    terms.values.flatMap { $0 }.sorted { $0.place < $1.place }.flatMap { term -> [Finding] in
      guard let service = services[term.service] else { return [] }
      var idle: [String] = []
      var hasCapacity = false
      if case .tariff(let name) = term.pricing {
        hasCapacity = (tariffs[name] ?? []).contains { $0.component == .capacity }
        if term.given.contains("currency") { idle.append("currency") }
      }
      if term.given.contains("quantity"), service.kind != .recurring, !hasCapacity { idle.append("quantity") }
      if term.given.contains("share_percent"), service.kind != .derived { idle.append("share_percent") }
      return idle.map { Finding(idleColumn($0, term)) }
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
