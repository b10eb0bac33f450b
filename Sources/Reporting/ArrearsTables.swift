import Diagnostics
import Ledger
import Measures
import Park

/// What the company does next about a debt (points 12(5)–(7)).
enum ReminderLevel {
  case reminder
  case warning
  case claim

  /// The highest level that the days overdue have reached; nil below all.
  init?(daysOverdue days: Int, _ limits: ParkProfile.ReminderDays) {
    if days > limits.claim {
      self = .claim
    } else if days > limits.warning {
      self = .warning
    } else if days > limits.reminder {
      self = .reminder
    } else {
      return nil
    }
  }

  var value: TableValue {
    switch self {
    case .reminder: .term("reminder", "эскертме", "напоминание", "reminder")
    case .warning: .term("warning", "статустан ажыроо жөнүндө эскертүү", "предупреждение о лишении статуса", "warning")
    case .claim: .term("claim", "сотко доо", "иск в суд", "claim")
    }
  }

  /// The subpoint that gives the right; the control of obligations for a mere reminder.
  var point: String {
    switch self {
    case .reminder: "12.5"
    case .warning: "12.6"
    case .claim: "12.7"
    }
  }
}

extension MonthTables {
  /// A row for each contract that is overdue by more days than the first level asks, the oldest debt first.
  static func reminderTable(
    _ accounts: Accounts, _ facts: ParkFacts, _ books: Books, on day: Day
  ) -> Table {
    struct Debt {
      let contract: Contract.ID
      let level: ReminderLevel
      let items: [OpenItem]
      let oldest: Day
    }
    let overdue = Dictionary(grouping: accounts.items.filter { $0.open > .zero && $0.dueOn < day }, by: \.contract)
    let debts = overdue.compactMap { contract, items -> Debt? in
      guard let oldest = items.map(\.dueOn).min(),
        let level = ReminderLevel(daysOverdue: oldest.distance(to: day), facts.profile.reminders)
      else { return nil }
      return Debt(contract: contract, level: level, items: items, oldest: oldest)
    }.sorted { $0.oldest != $1.oldest ? $0.oldest < $1.oldest : $0.contract < $1.contract }
    return Table(
      name: "reminders", title: Phrase(ky: "Эскертмелер", ru: "Напоминания", en: "Reminders"),
      columns: [
        .contract, .resident, TableColumn("name", "Аталышы", "Наименование", "Name"),
        TableColumn("level", "Деңгээли", "Уровень", "Level"), .point,
        TableColumn("documents", "Мөөнөтү өткөн документтер", "Просроченные документы", "Overdue documents"),
        TableColumn("oldest_due_on", "Эң эски мөөнөт", "Самый ранний срок", "Oldest due on"),
        TableColumn("days_overdue", "Кечиккен күндөр", "Дней просрочки", "Days overdue"),
        TableColumn("principal", "Туумсуз карыз, сом", "Долг без пени, сом", "Without penalty, KGS", sum: true),
        TableColumn("penalty", "Туум, сом", "Пеня, сом", "Penalty, KGS", sum: true), .total,
      ],
      rows: debts.map { debt in
        let resident = facts.contracts[debt.contract]?.resident ?? books.resident(of: debt.contract)
        return [
          .name(debt.contract), .name(resident),
          .words(resident.flatMap { facts.residents[$0]?.shortName } ?? ""), debt.level.value,
          .code(debt.level.point), .code(debt.items.map(\.number).joined(separator: "|")), .day(debt.oldest),
          .integer(debt.oldest.distance(to: day)), .money(debt.items.map(\.openPrincipal).total()),
          .money(debt.items.map(\.openPenalty).total()), .money(debt.items.map(\.open).total()),
        ]
      })
  }

  /// All money received up to the month's end that still belongs to nobody, the oldest first.
  static func unallocatedTable(_ accounts: Accounts) -> Table {
    Table(
      name: "unallocated",
      title: Phrase(ky: "Бөлүштүрүлбөгөн акча", ru: "Нераспределённые деньги", en: "Unallocated money"),
      columns: [
        TableColumn("payment_id", "Төлөм", "Платёж", "Payment"),
        TableColumn("received_on", "Түшкөн күнү", "Дата поступления", "Received on"),
        TableColumn("kind", "Түрү", "Вид", "Kind"), TableColumn("amount", "Сумма, сом", "Сумма, сом", "Amount, KGS"),
        .contract, .resident, TableColumn("inn", "ИСН", "ИНН", "Tax number"), .invoiceNumber,
        TableColumn("purpose", "Төлөмдүн максаты", "Назначение платежа", "Purpose"),
        TableColumn("source", "Булагы", "Источник", "Source"),
      ],
      rows: accounts.unallocated.map { payment in
        var named: [TableValue] = [.empty, .empty, .empty, payment.invoice.map { .code($0) } ?? .empty]
        for payee in payment.payee.each {
          switch payee {
          case .contract(let id): named[0] = .name(id)
          case .resident(let id): named[1] = .name(id)
          case .inn(let inn): named[2] = .optionalCode(inn)
          case .unsaid, .several: break
          }
        }
        return [.name(payment.id), .day(payment.receivedOn), payment.kind.value, .money(payment.amount)] + named
          + [.words(payment.purpose), .code(payment.place.reference)]
      })
  }
}

extension Books {
  /// Whose contract it was by the documents: one that was billed is known though the tables no longer name it.
  fileprivate func resident(of contract: Contract.ID) -> Resident.ID? {
    batches.lazy.flatMap(\.documents).first { $0.contract == contract }?.resident
  }
}

extension Payment.Kind {
  fileprivate var value: TableValue {
    switch self {
    case .payment: .term(rawValue, "төлөм", "платёж", "payment")
    case .refund: .term(rawValue, "кайтаруу", "возврат", "refund")
    case .setOff: .term(rawValue, "эсепке алуу", "зачёт", "set-off")
    case .writeOff: .term(rawValue, "эсептен чыгаруу", "списание", "write-off")
    }
  }
}
