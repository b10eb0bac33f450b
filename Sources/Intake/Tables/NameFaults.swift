import Diagnostics
import Foundation
import Workbooks

// Faults of names at the top of the input folder, and of workbooks.
extension Fault {
  static let unknownName = Fault(
    .warning, "unknown-name",
    message: Phrase(
      ky: "esep мындай аттагы файлды же папканы билбейт: ал окулган жок",
      ru: "Файла или папки с таким именем esep не знает: не прочитано",
      en: "esep knows no file or folder of this name: it was not read"),
    remedy: Phrase(
      ky: "Таблица болсо, атын оңдоңуз (аттары: esep template --columns); болбосо папкадан алып салыңыз",
      ru: "Если это таблица, исправьте имя (имена: esep template --columns); если нет, уберите из папки",
      en: "If it is a table, mend its name (names: esep template --columns); if not, take it out of the folder"))

  /// A name that is nearly a table's.
  static func nearName(_ names: [String]) -> Fault {
    let list = names.joined(separator: ", ")
    return Fault(
      "near-name",
      message: Phrase(
        ky: "Бул ат белгилүү атка окшош (\(list)), бирок ошол эмес: таблица окулган жок",
        ru: "Имя похоже на известное (\(list)), но не оно: таблица не прочитана",
        en: "The name is nearly one that is known (\(list)), but not it: the table was not read"),
      remedy: Phrase(
        ky: "Атын \(list) деп оңдоңуз же, башка нерсе болсо, папкадан алып салыңыз",
        ru: "Переименуйте в \(list) или, если это другое, уберите из папки",
        en: "Rename it to \(list), or take it out of the folder if it is something else"))
  }

  static func twoPlaces(_ places: [String]) -> Fault {
    let list = places.joined(separator: ", ")
    return Fault(
      "table-in-two-places",
      message: Phrase(
        ky: "Бир таблица бир нече жерде жатат: \(list). Кайсынысы туура экени белгисиз",
        ru: "Одна таблица лежит в нескольких местах: \(list). Какая из них верна, неизвестно",
        en: "One table lies in several places: \(list). Which of them is right cannot be known"),
      remedy: Phrase(ky: "Бирөөнү калтырыңыз", ru: "Оставьте одну", en: "Keep one of them"))
  }

  static let noRows = Fault(
    "no-rows",
    message: Phrase(
      ky: "Файлда бир да сап жок: мамычалардын аттары гана турат",
      ru: "В файле нет ни одной строки, только названия столбцов",
      en: "The file holds no row, only the column names"),
    remedy: Phrase(
      ky: "Саптарды кошуңуз же файлды папкадан алып салыңыз", ru: "Добавьте строки или уберите файл из папки",
      en: "Add rows, or take the file out of the folder"))

  static let noTableInside = Fault(
    "no-table-in-workbook",
    message: Phrase(
      ky: "Китептин бир да барагында бул таблицанын мамычалары жок",
      ru: "Ни на одном листе книги нет столбцов этой таблицы",
      en: "No sheet of the workbook has this table's columns"),
    remedy: Phrase(
      ky: "Барактын алгачкы он сабынын бирине мамычалардын аттарын жазыңыз",
      ru: "Впишите названия столбцов в одну из первых десяти строк листа",
      en: "Write the column names in one of the first ten rows of a sheet"))

  static let badCharacter = Fault(
    "no-such-character",
    message: Phrase(
      ky: "Уячада эч бир документте боло албаган белги бар",
      ru: "В ячейке знак, которого не бывает ни в одном документе",
      en: "The cell holds a character that no document can hold"),
    remedy: Phrase(
      ky: "Уячаны кайра жазыңыз", ru: "Наберите ячейку заново", en: "Type the cell again"))

  /// The same, where it holds back nothing.
  var asWarning: Fault { Fault(.warning, code, message: message, remedy: remedy) }

  /// Why a file is no workbook that can be read, and what helps.
  static func workbook(_ fault: WorkbookFault) -> Fault {
    switch fault {
    case .system(let number): .systemRefuses(number)
    case .notAFile: .notAFile
    case .empty: .emptyFile
    default:
      Fault(fault.isForeign ? "not-a-workbook" : "broken-workbook", message: fault.phrase, remedy: fault.remedy.phrase)
    }
  }
}

extension WorkbookFault {
  /// The system's error number where it refuses to read the file; a file that is being written is one that is in use.
  var refusal: Int32? {
    switch self {
    case .system(let number): number
    case .changed: EBUSY
    default: nil
    }
  }

  fileprivate var isForeign: Bool { if case .foreign = self { true } else { false } }

  fileprivate var phrase: Phrase {
    switch self {
    case .foreign(let content): content.phrase
    case .damaged(_, .encrypted): ForeignContent.locked.phrase
    case .tooLarge:
      Phrase(
        ky: "Китеп таблица үчүн өтө чоң", ru: "Книга слишком велика для таблицы",
        en: "The workbook is too large for a table")
    default:
      Phrase(
        ky: "Китеп бузулган же үзүлүп калган: аны окуу мүмкүн эмес",
        ru: "Книга повреждена или оборвана: прочитать её нельзя",
        en: "The workbook is damaged or torn: it can't be read")
    }
  }
}

extension ForeignContent {
  fileprivate var phrase: Phrase {
    switch self {
    case .oldWorkbook, .openDocument, .binaryWorkbook, .xmlSpreadsheet, .webPage:
      Phrase(
        ky: "Бул түрдөгү таблица окулбайт: .xlsx гана окулат",
        ru: "Таблица в таком виде не читается: читается только .xlsx",
        en: "A table of this kind is not read: only .xlsx is")
    case .locked:
      Phrase(
        ky: "Китеп сырсөз менен жабылган", ru: "Книга закрыта паролем", en: "The workbook is locked with a password")
    case .text:
      Phrase(
        ky: "Бул китеп эмес, жөнөкөй текст", ru: "Это не книга, а простой текст", en: "This is plain text, no workbook")
    case .otherArchive, .unknown:
      Phrase(ky: "Бул файл таблица эмес", ru: "Этот файл не таблица", en: "This file is no table")
    }
  }
}

extension Remedy {
  fileprivate var phrase: Phrase {
    switch self {
    case .system: Fault.systemRefuses(0).remedy
    case .wait:
      Phrase(
        ky: "Файл жазылып бүткөндөн кийин кайра иштетиңиз", ru: "Запустите ещё раз, когда файл будет дописан",
        en: "Run again once the file is written to its end")
    case .copyAgain:
      Phrase(
        ky: "Файлды кайра көчүрүп алыңыз", ru: "Скопируйте или скачайте файл заново",
        en: "Copy or download the file again")
    case .saveAsWorkbook:
      Phrase(
        ky: "Аны Excel же LibreOffice менен ачып, «Excel китеби (.xlsx)» түрүндө сактаңыз",
        ru: "Откройте его в Excel или LibreOffice и сохраните как «Книга Excel (.xlsx)»",
        en: "Open it in Excel or LibreOffice, and save it as “Excel workbook (.xlsx)”")
    case .removePassword:
      Phrase(
        ky: "Сырсөз менен ачып, сырсөздү алып салып, .xlsx түрүндө сактаңыз",
        ru: "Откройте с паролем, снимите пароль и сохраните как .xlsx",
        en: "Open it with the password, take the password away, and save it as .xlsx")
    case .nameAsCSV:
      Phrase(ky: "Файлдын аягын .csv кылыңыз", ru: "Дайте файлу окончание .csv", en: "Give the file the ending .csv")
    case .replace:
      Phrase(
        ky: "Файлды алып салыңыз же ордуна таблицаны .xlsx же .csv түрүндө коюңуз",
        ru: "Уберите файл или положите на его место таблицу .xlsx или .csv",
        en: "Take the file away, or put the table in its place as .xlsx or .csv")
    case .saveAgain:
      Phrase(
        ky: "Аны Excel же LibreOffice менен ачып, .xlsx түрүндө кайра сактаңыз",
        ru: "Откройте его в Excel или LibreOffice и сохраните заново как .xlsx",
        en: "Open it in Excel or LibreOffice, and save it again as .xlsx")
    case .split:
      Phrase(
        ky: "Таблица турган баракты өзүнчө .xlsx же CSV кылып сактаңыз",
        ru: "Сохраните лист с таблицей отдельной книгой .xlsx или как CSV",
        en: "Save the sheet that holds the table as a .xlsx of its own, or as CSV")
    }
  }
}
