import CSV
import Diagnostics

// Faults of a file as a whole, and rows that can't be taken apart.
extension Fault {
  static let notATable = Fault(
    "not-a-table",
    message: Phrase(
      ky: "Бул файл текст түрүндөгү таблица эмес (мисалы, Excel китеби же бузулган файл)",
      ru: "Файл не является текстовой таблицей (это, например, книга Excel или повреждённый файл)",
      en: "The file is no text table (a workbook, say, or a damaged file)"),
    remedy: Phrase(
      ky: "Таблицаны CSV UTF-8 түрүндө кайра сактаңыз; Excel китеби болсо, файлдын аягын .xlsx кылыңыз",
      ru: "Сохраните таблицу заново как CSV UTF-8; книге Excel дайте окончание .xlsx",
      en: "Save the table again as CSV UTF-8; give an Excel workbook the ending .xlsx"))

  static let emptyFile = Fault(
    "empty-file",
    message: Phrase(
      ky: "Файл бош: мамычалардын аттары жок", ru: "Файл пуст: нет строки с названиями столбцов",
      en: "The file is empty: there is no row of column names"),
    remedy: Phrase(
      ky: "Биринчи сапка мамычалардын аттарын жазыңыз", ru: "Впишите в первую строку названия столбцов",
      en: "Write the column names in the first row"))

  static func systemRefuses(_ number: Int32) -> Fault {
    Fault(
      "unreadable-file",
      message: Phrase(
        ky: "Файлды окуу мүмкүн эмес (система катасы \(number))", ru: "Файл не читается (ошибка системы \(number))",
        en: "The file can't be read (system error \(number))"),
      remedy: Phrase(
        ky: "Файлга кирүү укугун жана дискти текшериңиз", ru: "Проверьте права доступа к файлу и диск",
        en: "Check the file's permissions and the disk"))
  }

  static let notAFile = Fault(
    "not-a-file",
    message: Phrase(
      ky: "Мында таблица күтүлгөн, бирок бул аттуу папка же түзмөк турат",
      ru: "Здесь ожидалась таблица, а стоит папка или устройство с этим именем",
      en: "A table was expected here, but a folder or a device bears its name"),
    remedy: Phrase(
      ky: "Анын ордуна таблицаны коюңуз", ru: "Положите на это место таблицу", en: "Put the table in its place"))

  static func notRead(_ wanted: String) -> Fault {
    Fault(
      "not-read",
      message: Phrase(
        ky: "Файл окулган жок: мында \(wanted) гана окулат", ru: "Файл не прочитан: здесь читаются только \(wanted)",
        en: "The file was not read: only \(wanted) are read here"),
      remedy: Phrase(
        ky: "Аны ушул түрдө сактаңыз же папкадан алып салыңыз",
        ru: "Сохраните его в этом виде или уберите из папки",
        en: "Save it in this form, or take it out of the folder"))
  }

  static func unknownColumn(nearest: String?) -> Fault {
    Fault(
      .warning, "unknown-column",
      message: Phrase(
        ky: "Бул таблицада мындай мамыча жок: ал окулган жок", ru: "В этой таблице нет такого столбца: он не прочитан",
        en: "This table has no such column: it was not read"),
      remedy: nearest.map { .perhaps($0) }
        ?? Phrase(
          ky: "Атын оңдоңуз же мамычаны өчүрүңүз", ru: "Исправьте название или удалите столбец",
          en: "Mend the name or delete the column"))
  }

  static let missingColumn = Fault(
    "missing-column",
    message: Phrase(
      ky: "Милдеттүү мамыча жок: файлды колдонууга болбойт",
      ru: "Нет обязательного столбца: файл использовать нельзя",
      en: "A required column is missing: the file can't be used"),
    remedy: Phrase(
      ky: "Мамычаны кошуңуз же анын атын оңдоңуз", ru: "Добавьте столбец или исправьте его название",
      en: "Add the column, or mend its name"))

  static let repeatedColumn = Fault(
    "repeated-column",
    message: Phrase(
      ky: "Мамыча эки жолу берилген: кайсынысы туура экени белгисиз",
      ru: "Столбец задан дважды: какой из них верен, неизвестно",
      en: "The column is given twice: which of the two is right cannot be known"),
    remedy: Phrase(
      ky: "Бирөөнү өчүрүңүз", ru: "Удалите один из них", en: "Delete one of the two"))

  static func torn(_ kind: CSVFault.Kind) -> Fault {
    switch kind {
    case .openQuote:
      Fault(
        "open-quote",
        message: Phrase(
          ky: "Ачылган тырмакча жабылган эмес: сап үзүлүп калган",
          ru: "Кавычка открыта и не закрыта: строка оборвана",
          en: "A quote is opened and never closed: the row is torn"),
        remedy: Phrase(
          ky: "Тырмакчаны жабыңыз же файлды кайра чыгарыңыз", ru: "Закройте кавычку или выгрузите файл заново",
          en: "Close the quote, or export the file again"))
    case .textAfterQuote:
      Fault(
        "text-after-quote",
        message: Phrase(
          ky: "Жабылган тырмакчадан кийин дагы текст бар", ru: "После закрывающей кавычки стоит ещё текст",
          en: "There is more text after a closing quote"),
        remedy: Phrase(
          ky: "Уячанын ичиндеги тырмакчаларды эки жолу жазыңыз", ru: "Удвойте кавычки внутри ячейки",
          en: "Double the quotes inside the cell"))
    case .noValue:
      Fault(
        "cell-without-value",
        message: Phrase(
          ky: "Уячада маани эмес, ката же эсептелбеген формула турат",
          ru: "В ячейке не значение, а ошибка или невычисленная формула",
          en: "The cell holds no value but an error, or a formula that was never worked out"),
        remedy: Phrase(
          ky: "Китепти Excel менен ачып, формуланы оңдоп, кайра сактаңыз",
          ru: "Откройте книгу в Excel, исправьте формулу и сохраните",
          en: "Open the workbook, mend the formula and save it"))
    case .tooFewCells(let found, let expected):
      Fault(
        "too-few-cells",
        message: Phrase(
          ky: "Сап кыска: \(expected) уячанын ордуна \(found); ал үзүлүп калгандай",
          ru: "Строка короче заголовка: ячеек \(found) вместо \(expected); похоже, она оборвана",
          en: "The row is short: \(found) cells instead of \(expected); it seems torn"),
        remedy: Phrase(
          ky: "Сапты толуктаңыз же файлды кайра чыгарыңыз", ru: "Дополните строку или выгрузите файл заново",
          en: "Complete the row, or export the file again"))
    case .tooManyCells(let found, let expected):
      Fault(
        "too-many-cells",
        message: Phrase(
          ky: "Сап узун: \(expected) уячанын ордуна \(found); уячалар жылып кеткендей",
          ru: "Строка длиннее заголовка: ячеек \(found) вместо \(expected); похоже, они сдвинуты",
          en: "The row is long: \(found) cells instead of \(expected); they seem shifted"),
        remedy: Phrase(
          ky: "Ичинде бөлгүч белги бар уячаны тырмакчага алыңыз",
          ru: "Возьмите в кавычки ячейку, внутри которой стоит разделитель",
          en: "Put the cell that holds a delimiter into quotes"))
    }
  }
}
