import Diagnostics
import Ledger
import Measures
import Park

/// What the company does next about a debt (points 12(5) and 12(7)).
enum ReminderLevel {
  case reminder
  case demand
  case claim

  /// The highest level that the days overdue have reached; nil below all.
  init?(daysOverdue days: Int, _ limits: ParkProfile.ReminderDays) {
    if days > limits.claim {
      self = .claim
    } else if days > limits.demand {
      self = .demand
    } else if days > limits.reminder {
      self = .reminder
    } else {
      return nil
    }
  }

  var value: TableValue {
    switch self {
    case .reminder: .term("reminder", "эскертме", "напоминание", "reminder")
    case .demand: .term("demand", "төлөө талабы", "требование об оплате", "demand")
    case .claim: .term("claim", "сотко доо", "иск в суд", "claim")
    }
  }

  /// The subpoint that gives the right; the control of obligations for a mere reminder.
  var point: String {
    switch self {
    case .reminder, .demand: "12.5"
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
    func resident(_ debt: Debt) -> Resident.ID? {
      facts.contracts[debt.contract]?.row(on: day).resident ?? books.resident(of: debt.contract)
    }
    return Table(
      "reminders", "Эскертүүлөр", "Напоминания", "Reminders",
      [
        Column(.contract) { .name($0.contract) }, Column(.resident) { .name(resident($0)) },
        Column(.name) {
          .words(resident($0).flatMap { facts.residents[$0]?.row(on: day).shortName } ?? "")
        },
        Column("level", "Деңгээли", "Уровень", "Level") { $0.level.value }, Column(.point) { .code($0.level.point) },
        Column("documents", "Мөөнөтү өткөн документтер", "Просроченные документы", "Overdue documents") {
          .code($0.items.map(\.number).joined(separator: "|"))
        },
        Column("oldest_due_on", "Эң эски мөөнөт", "Самый ранний срок", "Oldest due on") { .day($0.oldest) },
        Column("days_overdue", "Кечиккен күндөр", "Дней просрочки", "Days overdue") {
          .integer($0.oldest.distance(to: day))
        },
        Column("principal", "Туумсуз карыз, сом", "Долг без пени, сом", "Without penalty, KGS", sum: true) {
          .money($0.items.map(\.openPrincipal).total())
        },
        Column("penalty", "Туум, сом", "Пеня, сом", "Penalty, KGS", sum: true) {
          .money($0.items.map(\.openPenalty).total())
        },
        Column(.total) { .money($0.items.map(\.open).total()) },
      ],
      debts)
  }

  /// All money received up to the month's end that still belongs to nobody, the oldest first.
  static func unallocatedTable(_ accounts: Accounts) -> Table {
    /// What the payment names of a kind; empty where it names none.
    func named(_ payment: Payment, _ value: (Payment.Payee) -> TableValue?) -> TableValue {
      payment.payee.each.lazy.compactMap(value).first ?? .empty
    }
    return Table(
      "unallocated", "Бөлүштүрүлбөгөн акча", "Нераспределённые деньги", "Unallocated money",
      [
        Column("payment_id", "Төлөм", "Платёж", "Payment") { .name($0.id) },
        Column("received_on", "Түшкөн күнү", "Дата поступления", "Received on") { .day($0.receivedOn) },
        Column(.kind) { $0.kind.value },
        Column(.amount) { .money($0.amount) },
        Column(.contract) { named($0) { if case .contract(let id) = $0 { .name(id) } else { nil } } },
        Column(.resident) { named($0) { if case .resident(let id) = $0 { .name(id) } else { nil } } },
        Column("inn", "ИСН", "ИНН", "Tax number") {
          named($0) { if case .inn(let inn) = $0 { .optionalCode(inn) } else { nil } }
        },
        Column(.invoiceNumber) { $0.invoice.map { .code($0) } ?? .empty },
        Column("purpose", "Төлөмдүн максаты", "Назначение платежа", "Purpose") { .words($0.purpose) },
        Column(.source) { .code($0.place.reference) },
      ],
      accounts.unallocated)
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
