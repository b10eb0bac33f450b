import Diagnostics
public import Ledger
public import Measures
public import Park
import Pricing

/// What each contract is billed in a month beside what it was billed in the month before, and why they differ.
public enum MonthComparison {
  /// What moves an amount. The code is what `comparison.csv` says.
  private enum Cause: String, CaseIterable {
    case consumption, price
    case new = "new_charge"
    case ended = "ended_charge"
    case other
    case heldBack = "held_back"

    var value: TableValue {
      switch self {
      case .consumption: .term(rawValue, "керектөө", "потребление", "consumption")
      case .price: .term(rawValue, "баа", "цена", "price")
      case .new: .term(rawValue, "жаңы төлөм", "новое начисление", "new charge")
      case .ended: .term(rawValue, "токтогон төлөм", "прекращённое начисление", "ended charge")
      case .other: .term(rawValue, "башка", "прочее", "other")
      case .heldBack: .term(rawValue, "кармалган", "удержан", "held back")
      }
    }
  }

  /// `comparison.csv` of a month: a row for each contract that either month bills or this one holds back.
  ///
  /// Amounts are with tax, of the documents of each month's runs. The difference is split over the causes, so that
  /// they sum to it; the main cause is what moved most in the direction that the amount went.
  public static func table(month: Month, facts: ParkFacts, books: Books, heldBack: [Contract.ID]) -> Table {
    let before = Dictionary(grouping: books.documents(inFolderOf: month.advanced(by: -1)), by: \.contract)
    let now = Dictionary(grouping: books.documents(inFolderOf: month), by: \.contract)
    let waiting = Set(heldBack)
    let rows = Set(before.keys).union(now.keys).union(waiting).sorted().map { contract -> Row in
      let (old, new) = (before[contract] ?? [], now[contract] ?? [])
      let (previous, current) = (old.map(\.total).total(), new.map(\.total).total())
      let resident =
        new.first?.resident ?? old.first?.resident
        ?? facts.contracts[contract]?.row(on: month.lastDay).resident
      var parts: [Cause: Money] = [:]
      if waiting.contains(contract) {
        parts[.heldBack] = current - previous
      } else {
        parts = causes(
          of: old.flatMap { Line.all(of: $0, in: month.advanced(by: -1)) },
          new.flatMap { Line.all(of: $0, in: month) })
      }
      // What moved most in the direction that the amount went.
      let isLess = current < previous
      let main = Cause.allCases.filter { (parts[$0] ?? .zero).isNegative == isLess && !(parts[$0] ?? .zero).isZero }
        .max { size(parts[$0]) < size(parts[$1]) }
      let shown: Cause? = waiting.contains(contract) ? .heldBack : current == previous ? nil : main
      return (contract, resident, previous, current, shown, parts)
    }
    return Table(
      "comparison", "Мурунку ай менен салыштыруу", "Сравнение с прошлым месяцем", "Beside last month",
      [
        Column(.contract) { .name($0.contract) }, Column(.resident) { .name($0.resident) },
        Column("previous", "Мурунку ай, сом", "Прошлый месяц, сом", "Last month, KGS", sum: true) {
          .money($0.previous)
        },
        Column("current", "Бул ай, сом", "Этот месяц, сом", "This month, KGS", sum: true) { .money($0.current) },
        Column("difference", "Айырмасы, сом", "Разница, сом", "Difference, KGS", sum: true) {
          .money($0.current - $0.previous)
        },
        Column("cause", "Негизги себеби", "Главная причина", "Main cause") { $0.cause?.value ?? .empty },
        part(.consumption, "by_consumption", "Керектөөдөн", "От потребления", "By consumption"),
        part(.price, "by_price", "Баадан", "От цены", "By price"),
        part(.new, "by_new", "Жаңы төлөмдөр", "Новые начисления", "New charges"),
        part(.ended, "by_ended", "Токтогон төлөмдөр", "Прекращённые", "Ended charges"),
        part(.other, "by_other", "Башка", "Прочее", "Other"),
      ],
      rows)
  }

  private typealias Row = (
    contract: Contract.ID, resident: Resident.ID?, previous: Money, current: Money, cause: Cause?,
    parts: [Cause: Money]
  )

  private static func part(
    _ cause: Cause, _ name: String, _ ky: String, _ ru: String, _ en: String
  ) -> Column<Row> {
    Column(name, "\(ky), сом", "\(ru), сом", "\(en), KGS", sum: true) { .money($0.parts[cause] ?? .zero) }
  }

  private static func size(_ amount: Money?) -> Int64 { abs((amount ?? .zero).units) }

  /// A line, and whether it is one of the month's own charges.
  private struct Line {
    let charge: Charge
    let isOwn: Bool

    static func all(of document: InvoiceDocument, in month: Month) -> [Line] {
      document.lines.map { line in
        let isUsual = [.actual, .estimated, .recurring, .order].contains(line.basis)
        return Line(charge: line, isOwn: document.kind == .invoice && document.period == month && isUsual)
      }
    }
  }

  /// What is charged month after month: the same service and component; an order stands for itself.
  private struct Kind: Hashable {
    let service: Service.ID?
    let component: LineComponent
    let zone: Identifier<Zone>?
    let order: String

    init(_ line: Charge) {
      (service, component, zone, order) = (line.service, line.component, line.zone, line.reference)
    }
  }

  private static func causes(of old: [Line], _ new: [Line]) -> [Cause: Money] {
    var parts: [Cause: Money] = [:]
    func move(_ cause: Cause, by amount: Money) { parts[cause, default: .zero] += amount }
    for line in new where !line.isOwn { move(.other, by: line.charge.total) }
    for line in old where !line.isOwn { move(.other, by: -line.charge.total) }
    let before = Dictionary(grouping: old.filter(\.isOwn).map(\.charge)) { Kind($0) }
    let now = Dictionary(grouping: new.filter(\.isOwn).map(\.charge)) { Kind($0) }
    for kind in Set(before.keys).union(now.keys) {
      let (first, second) = (before[kind] ?? [], now[kind] ?? [])
      let (was, amount) = (first.map(\.total).total(), second.map(\.total).total())
      if first.isEmpty {
        move(.new, by: amount)
      } else if second.isEmpty {
        move(.ended, by: -was)
      } else {
        let more = byQuantity(first.map(\.quantity).total(), second.map(\.quantity).total(), was)
        // What is charged by the month grows where it begins or goes on for more days, and shrinks where it ends.
        let isByMonth = second.allSatisfy { $0.basis == .recurring }
        move(!isByMonth ? .consumption : more.isNegative ? .ended : .new, by: more)
        move(.price, by: amount - was - more)
      }
    }
    return parts
  }

  /// What a change of quantity alone would have changed: at last month's mean price, all blocks together.
  private static func byQuantity(_ was: FineQuantity, _ now: FineQuantity, _ amount: Money) -> Money {
    guard !was.isZero else { return .zero }
    let share = try? (now - was).ratio.divided(by: was.ratio)
    return share.flatMap { try? Money(amount.ratio.times($0), .halfAwayFromZero) } ?? .zero
  }
}
