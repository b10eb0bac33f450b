import Diagnostics
import Ledger
import Measures

/// What a run says beyond the problems of the data, in one language; in all three while none is known.
struct Messages {
  let language: Language?

  init(_ language: Language?) { self.language = language }

  enum Text {
    case noInputFolder(String)
    case missing(String)
    case noJournal(String)
    case noSuchContract(String)
    case written(String)
    case unreadable(String, String)
    case locked(String)
    case cannotWrite(StorageError)
    case brokenJournal(JournalFault)
    case fault(String)
    case nothingDue(Month)
    case notBegun(Month)
    case notOver(Month)
    case notEnded(String)
    case finalTooLate(String, Month)
    case dueBeforeConsent(Month)
    case tooManyByTheClock(Int, through: Month)
    case issuedOnOutOfBounds(Day, from: Day, to: Day)
    case firstMonthMoved(from: Month, to: Month)
    case beforeFirst(Month, Month)
    case earlierMonthMissing(Month, before: Month)
    case quarterIncomplete(Month, of: Quarter)
    case alreadyIssued(Month)
    case noSuchInvoice(String)
    case noSuchLine(Int, of: String, count: Int)
  }

  subscript(text: Text) -> String { say(text.phrase) }

  func say(_ phrase: Phrase) -> String {
    if let language { return "esep: " + phrase[language] }
    return Language.allCases.map { "esep: " + phrase[$0] }.joined(separator: "\n")
  }

  func text(of problem: Problem) -> String {
    if let language { return problem.rendered(in: language) }
    return Language.allCases.map { problem.rendered(in: $0) }.joined(separator: "\n")
  }
}

extension Messages.Text {
  fileprivate var phrase: Phrase {
    switch self {
    case .noInputFolder(let path):
      Phrase(
        ky: "«\(path)» папкасы жок. Маалыматтар жаткан папканы --input менен көрсөтүңүз.",
        ru: "Нет папки «\(path)». Укажите папку с данными через --input.",
        en: "There is no folder “\(path)”. Name the folder with the data with --input.")
    case .missing(let name):
      Phrase(
        ky: "Керектүү файл жок: \(name). Аны кошуп, кайра иштетиңиз; мамычалары: esep template --columns.",
        ru: "Нет нужного файла: \(name). Добавьте его и запустите снова; столбцы: esep template --columns.",
        en: "A needed file is missing: \(name). Add it and run again; its columns: esep template --columns.")
    case .noJournal(let output):
      Phrase(
        ky: "«\(output)» папкасында чыгарылган эч нерсе жок: journal бош. Папканы --output менен көрсөтүңүз.",
        ru: "В папке «\(output)» ничего не выставлено: journal пуст. Укажите папку через --output.",
        en: "Nothing was issued in the folder “\(output)”: its journal is empty. Name the folder with --output.")
    case .noSuchContract(let name):
      Phrase(
        ky: "contracts.csv'де \(name) келишими жок. contract_id мамычасындагы атын жазыңыз.",
        ru: "В contracts.csv нет договора \(name). Напишите его имя из столбца contract_id.",
        en: "contracts.csv has no contract \(name). Write its name from the column contract_id.")
    case .written(let file):
      Phrase(ky: "даяр → \(file)", ru: "готово → \(file)", en: "written → \(file)")
    case .unreadable(let name, let reason):
      Phrase(
        ky: "\(name) файлын окуу мүмкүн эмес: \(reason). Уруксаттарды жана дискти текшериңиз.",
        ru: "Не удаётся прочитать \(name): \(reason). Проверьте права и диск.",
        en: "\(name) can't be read: \(reason). Check its permissions and the disk.")
    case .locked(let holder):
      Phrase(
        ky: "Башка esep (процесс \(holder)) ушул папкада иштеп жатат. Ал бүткөндө кайра иштетиңиз.",
        ru: "С этой папкой уже работает другой esep (процесс \(holder)). Запустите снова, когда он закончит.",
        en: "Another esep (process \(holder)) is at work in this folder. Run again when it is done.")
    case .cannotWrite(let error):
      Phrase(
        ky: "Жазуу мүмкүн эмес: \(error.path): \(error.reason). Дискте орун жана уруксат бар экенин текшерип, кайра "
          + "иштетиңиз; чыгарылган эч нерсе жоголгон жок.",
        ru: "Не удаётся записать \(error.path): \(error.reason). Проверьте место на диске и права и запустите снова; "
          + "ничего из выставленного не потеряно.",
        en: "Can't write \(error.path): \(error.reason). Check disk space and permissions, and run again; nothing that "
          + "was issued is lost.")
    case .brokenJournal(let fault):
      Phrase(
        ky: "Журнал бузулган: \(fault.file) — \(fault.reason.phrase.ky). Эч нерсе чыгарылган жок. Файлды сактык "
          + "көчүрмөдөн калыбына келтириңиз.",
        ru: "Журнал повреждён: \(fault.file) — \(fault.reason.phrase.ru). Ничего не выставлено. Восстановите файл из "
          + "резервной копии.",
        en: "The journal is damaged: \(fault.file) — \(fault.reason.phrase.en). Nothing was issued. Restore the file "
          + "from a backup.")
    case .fault(let text):
      Phrase(
        ky: "esep'тин өзүнүн катасы: \(text). Чыгарылган эч нерсе жоголгон жок.",
        ru: "Ошибка самого esep: \(text). Ничего из выставленного не потеряно.",
        en: "A fault of esep itself: \(text). Nothing that was issued is lost.")
    case .nothingDue(let first):
      Phrase(
        ky: "Азырынча кыла турган иш жок: биринчи ай — \(first), ал бүтө элек.",
        ru: "Делать пока нечего: первый месяц — \(first), и он ещё не закончился.",
        en: "Nothing to do yet: the first month is \(first), and it is not over.")
    case .firstMonthMoved(let begun, let first):
      Phrase(
        ky: "park.json'до firstMonth — \(first), бирок биринчи чыгарылган ай — \(begun). Аны артка кайтарыңыз.",
        ru: "В park.json firstMonth — \(first), а первым выставлен \(begun). Верните прежнее значение.",
        en: "firstMonth in park.json is \(first), but the first month issued is \(begun). Put it back.")
    case .alreadyIssued(let month):
      Phrase(
        ky: "\(month) чыгарылган, аны долбоор кылып көрүүнүн кереги жок. Өзгөрүүлөр кийинки айда оңдоо болуп чыгат.",
        ru: "\(month) уже выставлен, проект не нужен. Изменения выйдут исправлением со следующим месяцем.",
        en: "\(month) is issued, so there is nothing to try out. Changes go out as corrections with the next month.")
    case .noSuchInvoice(let number):
      Phrase(
        ky: "Журналда \(number) номерлүү документ жок. Номерин invoices.csv'ден караңыз.",
        ru: "В журнале нет документа № \(number). Номера есть в invoices.csv.",
        en: "The journal holds no document \(number). Its numbers are in invoices.csv.")
    case .noSuchLine(let line, let number, let count):
      Phrase(
        ky: "\(number) документинде \(line)-сап жок: анда \(count) сап бар.",
        ru: "В документе № \(number) нет строки \(line): в нём строк \(count).",
        en: "Document \(number) has no line \(line): it has \(count).")
    case .notBegun(let month):
      Phrase(
        ky: "\(month) айы баштала элек.", ru: "\(month) ещё не начался.", en: "\(month) has not begun.")
    case .notOver(let month):
      Phrase(
        ky: "\(month) айы бүтө элек: ал айдын акыркы күнүнөн кийин гана чыгарылат. Алдын ала көрүү үчүн: "
          + "esep month \(month) --draft.",
        ru: "\(month) ещё не закончился: месяц выставляется только после его последнего дня. Посмотреть заранее: "
          + "esep month \(month) --draft.",
        en: "\(month) is not over: a month is issued only after its last day. To look at it before: "
          + "esep month \(month) --draft.")
    case .notEnded(let contract):
      Phrase(
        ky: "\(contract) келишими бүтө элек: акыркы эсеп анын акыркы күнүнөн кийин чыгат (contracts.csv, valid_to).",
        ru: "Договор \(contract) ещё не закончился: последний счёт выставляется после его последнего дня "
          + "(contracts.csv, valid_to).",
        en: "Contract \(contract) has not ended: the last bill comes after its last day (contracts.csv, valid_to).")
    case .finalTooLate(let contract, let month):
      Phrase(
        ky: "\(contract) келишиминин \(month) айы бүткөн: аны esep run чыгарат.",
        ru: "Месяц \(month) договора \(contract) уже закончился: его выставляет esep run.",
        en: "\(month) of contract \(contract) is over: esep run bills it.")
    case .dueBeforeConsent(let month):
      Phrase(
        ky: "\(month) айы чыгарыла элек: адегенде esep run, андан кийин esep run --correct.",
        ru: "\(month) ещё не выставлен: сначала esep run, затем esep run --correct.",
        en: "\(month) is still to be issued: first esep run, then esep run --correct.")
    case .tooManyByTheClock(let count, let last):
      Phrase(
        ky: "Компьютердин сааты боюнча \(count) ай чыгарылышы керек. Саат туура болсо, --through \(last) деп жазыңыз.",
        ru: "По часам компьютера нужно выставить \(count) мес. Если часы верны, укажите --through \(last).",
        en: "By the computer's clock \(count) months are due. If the clock is right, say --through \(last).")
    case .issuedOnOutOfBounds(let day, let from, let to):
      Phrase(
        ky: "--issued-on \(day) болбойт: документтер \(from) күнүнөн эрте эмес жана \(to) күнүнөн кеч эмес чыгарылат.",
        ru: "--issued-on \(day) не годится: документы датируются не раньше \(from) и не позже \(to).",
        en: "--issued-on \(day) will not do: the documents are dated \(from) at the earliest and \(to) at the latest.")
    case .beforeFirst(let month, let first):
      Phrase(
        ky: "\(month) айын esep эсептебейт: биринчи ай — \(first) (park.json, firstMonth).",
        ru: "\(month) esep не выставляет: первый месяц — \(first) (park.json, firstMonth).",
        en: "esep does not bill \(month): the first month is \(first) (park.json, firstMonth).")
    case .earlierMonthMissing(let missing, let month):
      Phrase(
        ky: "\(month) айынан мурда \(missing) чыгарылышы керек. esep run баарын ирети менен кылат.",
        ru: "До \(month) нужно выставить \(missing). esep run сделает всё по порядку.",
        en: "\(missing) must be issued before \(month). esep run does all of it in order.")
    case .quarterIncomplete(let missing, let quarter):
      Phrase(
        ky: "\(quarter) отчету үчүн \(missing) айы чыгарылышы керек. esep run баарын ирети менен кылат.",
        ru: "Для отчёта за \(quarter) нужно выставить \(missing). esep run сделает всё по порядку.",
        en: "The report for \(quarter) needs \(missing) issued. esep run does all of it in order.")
    }
  }
}

extension JournalFault.Reason {
  fileprivate var phrase: Phrase {
    switch self {
    case .unreadable:
      Phrase(ky: "файл кесилген же өзгөртүлгөн", ru: "файл обрезан или изменён", en: "the file is cut short or altered")
    case .outOfSequence(let expected):
      Phrase(
        ky: "бул жерде №\(expected) файл турушу керек эле", ru: "здесь должен стоять файл № \(expected)",
        en: "file number \(expected) should stand here")
    case .brokenChain:
      Phrase(
        ky: "мурунку файл менен байланышы үзүлгөн: ал же бул файл өзгөртүлгөн",
        ru: "связь с предыдущим файлом нарушена: он или этот файл изменён",
        en: "it does not follow from the file before: that one or this was altered")
    case .endMissing(let sequence):
      Phrase(
        ky: "андан кийинки №\(sequence) файлга чейинкилер жок, бирок алар жазылган",
        ru: "после него нет файлов до № \(sequence), хотя они были записаны",
        en: "the files after it, up to number \(sequence), are missing, though they were written")
    case .notAsWritten:
      Phrase(
        ky: "жазылгандан кийин өзгөртүлгөн", ru: "изменён после записи", en: "it was altered after it was written")
    }
  }
}
