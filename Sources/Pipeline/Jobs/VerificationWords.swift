import Diagnostics
import Ledger
import Measures

extension Disagreement {
  /// The file, and what is wrong with it.
  var phrase: Phrase {
    Phrase(ky: "\(file): \(message.ky)", ru: "\(file): \(message.ru)", en: "\(file): \(message.en)")
  }
}

extension Verification {
  static let stray = Phrase(
    ky: "бул файлды esep жазган эмес. Аны башка жерге көчүрүңүз.",
    ru: "этот файл записал не esep. Уберите его отсюда.",
    en: "esep did not write this file. Take it away from here.")
  static let missing = Phrase(
    ky: "файл жок. esep run аны журналдан кайра жасайт.", ru: "файла нет. esep run сделает его заново из журнала.",
    en: "the file is missing. esep run makes it again from the journal.")
  static let differs = Phrase(
    ky: "журнал менен Input боюнча болушу керек болгонго дал келбейт: файл өзгөртүлгөн, же акыркы иштетүүдөн кийин "
      + "Input өзгөргөн. esep run аны кайра жасайт.",
    ru: "не совпадает с тем, что следует из журнала и Input: файл изменён, либо Input изменился после последнего "
      + "запуска. esep run сделает его заново.",
    en: "it is not what follows from the journal and Input: the file was altered, or Input has changed since the last "
      + "run. esep run makes it again.")
  static let isBehind = Phrase(
    ky: "Input акыркы иштетүүдөн кийин өзгөргөн, жана чыгарыла турган документтер бар. Адегенде esep run иштетиңиз.",
    ru: "Input изменился после последнего запуска, и есть документы к выставлению. Сначала запустите esep run.",
    en: "Input has changed since the last run, and documents are due for it. Run esep run first.")
  static let notRecorded = Phrase(
    ky: "журналдын акырын белгилеген жазуу (.journal-end) бул файлды билбейт: иштетүү үзүлгөн болсо, esep run аны "
      + "толуктайт; болбосо файл кошулган.",
    ru: "запись о конце журнала (.journal-end) не знает этого файла: если запуск был прерван, esep run её дополнит; "
      + "если нет, файл подложен.",
    en: "the record of the journal's end (.journal-end) does not know this file: if a run was cut off, esep run "
      + "completes it; if none was, the file was added.")
  static let noRecord = Phrase(
    ky: ".journal-end жазуусу жок: журналдын акыркы файлдары алынып салынса, бул алардын документтери Output'та "
      + "калганда гана көрүнөт. Кийинки esep run аны кайра жазат.",
    ru: "Нет записи .journal-end: без неё пропажа последних файлов журнала видна, только если их документы остались в "
      + "Output. Следующий esep run её создаст.",
    en: "There is no record .journal-end: without it, last files taken from the journal show only where their "
      + "documents still lie in Output. The next esep run writes it.")

  static func sum(_ column: String, _ sum: Money) -> Phrase {
    Phrase(
      ky: "\(column) суммасы документтердикине дал келбейт: \(sum) сом болушу керек",
      ru: "сумма \(column) расходится с документами: должно быть \(sum) сом",
      en: "the sum of \(column) differs from the documents': it should be \(sum) soms")
  }

  static func agreed(_ files: Int, documents: Int, seal: String) -> Phrase {
    Phrase(
      ky: "баары дал келет: журналдын файлдары — \(files), документтер — \(documents). Журналдын мөөрү: \(seal)",
      ru: "всё сходится: файлов журнала — \(files), документов — \(documents). Печать журнала: \(seal)",
      en: "all agrees: \(files) journal files, \(documents) documents. The journal's seal: \(seal)")
  }
}
