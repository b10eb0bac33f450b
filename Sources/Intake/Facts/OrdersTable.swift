import Diagnostics
import Measures
import Park

extension FactReader {
  func readOrders() {
    var rows = KeyedRows<Order.ID, Order>()
    folder.folder(Tables.orders, touches: [.everyone]) { row in
      let contract = contract(&row)
      let id = row.id("order_id", Order.self)
      let service = service(&row)
      if let service, let known = facts.services[service], known.kind != .ordered {
        row.report(.serviceNotOrdered, "service")
      }
      let ordered = row.day("ordered_on")
      let completed = row.day("completed_on")
      let status = row.choice("status", Order.Status.self)
      if status == .completed && !row.isGiven("completed_on") { row.report(.notDated, "completed_on") }
      if let completed, status == .completed, completed > today { row.report(.datedAhead(today), "completed_on") }
      if let ordered, let completed, completed < ordered { row.report(.endsBeforeStart, "completed_on") }
      let quantity = row.number("quantity", Quantity.self)
      let base = row.number("base_amount", Money.self)
      guard row.isGood, let contract, let id, let service, let ordered, let status, let quantity else { return }
      var order = Order(
        id: id, contract: contract, service: service, orderedOn: ordered, status: status, place: row.place)
      order.description = row.text("description")
      order.completedOn = completed
      order.quantity = quantity
      order.baseAmount = base
      order.actNumber = row.text("act_number")
      rows.add(order, key: id, &row, column: "order_id")
    }
    facts.orders = rows.rows
  }
}

extension Fault {
  fileprivate static let serviceNotOrdered = Fault(
    "service-not-ordered",
    message: Phrase(
      ky: "Бул кызмат буйрутма боюнча эмес (түрү ordered эмес)",
      ru: "Эта услуга не оказывается по заявкам (вид не ordered)",
      en: "The service is not rendered by order (its kind is not ordered)"),
    remedy: Phrase(
      ky: "ordered түрүндөгү кызматты көрсөтүңүз", ru: "Укажите услугу вида ordered",
      en: "Name a service of kind ordered"))

  fileprivate static let notDated = Fault(
    "completion-not-dated",
    message: Phrase(
      ky: "Буйрутма аткарылган, бирок аткарылган күнү жок: кайсы айга кирери белгисиз",
      ru: "Заявка выполнена, но дата выполнения не указана: неизвестно, в какой месяц она входит",
      en: "The order is completed but its date is missing: the month it belongs to cannot be known"),
    remedy: Phrase(
      ky: "completed_on мамычасына актынын күнүн жазыңыз", ru: "Впишите в completed_on дату акта",
      en: "Enter the date of the act in completed_on"))
}
