import Diagnostics
import Documents
import Measures
import Testing

@Suite struct AmountWordsTests {
  static let cases: [(amount: String, words: Phrase)] = [
    ("0", Phrase(ky: "Нөл сом 00 тыйын", ru: "Ноль сомов 00 тыйынов", en: "Zero soms 00 tyiyn")),
    ("0.01", Phrase(ky: "Нөл сом 01 тыйын", ru: "Ноль сомов 01 тыйын", en: "Zero soms 01 tyiyn")),
    ("1", Phrase(ky: "Бир сом 00 тыйын", ru: "Один сом 00 тыйынов", en: "One som 00 tyiyn")),
    ("2.22", Phrase(ky: "Эки сом 22 тыйын", ru: "Два сома 22 тыйына", en: "Two soms 22 tyiyn")),
    ("5.11", Phrase(ky: "Беш сом 11 тыйын", ru: "Пять сомов 11 тыйынов", en: "Five soms 11 tyiyn")),
    ("11", Phrase(ky: "Он бир сом 00 тыйын", ru: "Одиннадцать сомов 00 тыйынов", en: "Eleven soms 00 tyiyn")),
    (
      "21.51",
      Phrase(ky: "Жыйырма бир сом 51 тыйын", ru: "Двадцать один сом 51 тыйын", en: "Twenty-one soms 51 tyiyn")
    ),
    ("100", Phrase(ky: "Бир жүз сом 00 тыйын", ru: "Сто сомов 00 тыйынов", en: "One hundred soms 00 tyiyn")),
    (
      "101", Phrase(ky: "Бир жүз бир сом 00 тыйын", ru: "Сто один сом 00 тыйынов", en: "One hundred one soms 00 tyiyn")
    ),
    ("1 000", Phrase(ky: "Бир миң сом 00 тыйын", ru: "Одна тысяча сомов 00 тыйынов", en: "One thousand soms 00 tyiyn")),
    (
      "1 001",
      Phrase(
        ky: "Бир миң бир сом 00 тыйын", ru: "Одна тысяча один сом 00 тыйынов", en: "One thousand one soms 00 tyiyn")
    ),
    ("2 000", Phrase(ky: "Эки миң сом 00 тыйын", ru: "Две тысячи сомов 00 тыйынов", en: "Two thousand soms 00 tyiyn")),
    (
      "21 000",
      Phrase(
        ky: "Жыйырма бир миң сом 00 тыйын", ru: "Двадцать одна тысяча сомов 00 тыйынов",
        en: "Twenty-one thousand soms 00 tyiyn")
    ),
    (
      "112 014.04",
      Phrase(
        ky: "Бир жүз он эки миң он төрт сом 04 тыйын", ru: "Сто двенадцать тысяч четырнадцать сомов 04 тыйына",
        en: "One hundred twelve thousand fourteen soms 04 tyiyn")
    ),
    (
      "1 000 000",
      Phrase(ky: "Бир миллион сом 00 тыйын", ru: "Один миллион сомов 00 тыйынов", en: "One million soms 00 tyiyn")
    ),
    (
      "7 300.45",
      Phrase(
        ky: "Жети миң үч жүз сом 45 тыйын", ru: "Семь тысяч триста сомов 45 тыйынов",
        en: "Seven thousand three hundred soms 45 tyiyn")
    ),
    (
      "2 000 340 592.90",
      Phrase(
        ky: "Эки миллиард үч жүз кырк миң беш жүз токсон эки сом 90 тыйын",
        ru: "Два миллиарда триста сорок тысяч пятьсот девяносто два сома 90 тыйынов",
        en: "Two billion three hundred forty thousand five hundred ninety-two soms 90 tyiyn")
    ),
    (
      "-84.36",
      Phrase(
        ky: "Минус сексен төрт сом 36 тыйын", ru: "Минус восемьдесят четыре сома 36 тыйынов",
        en: "Minus eighty-four soms 36 tyiyn")
    ),
  ]

  @Test(arguments: cases.indices, Language.allCases)
  func areWhatAnAccountantWrites(_ index: Int, _ language: Language) throws {
    let sample = Self.cases[index]
    #expect(AmountWords.text(try SampleInvoice.money(sample.amount), in: language) == sample.words[language])
  }
}

@Suite struct DateWordsTests {
  @Test(arguments: [
    ("2026-01-05", "2026-жылдын 5-январы", "5 января 2026 г.", "5 January 2026"),
    ("2026-02-28", "2026-жылдын 28-февралы", "28 февраля 2026 г.", "28 February 2026"),
    ("2026-03-01", "2026-жылдын 1-марты", "1 марта 2026 г.", "1 March 2026"),
    ("2026-04-10", "2026-жылдын 10-апрели", "10 апреля 2026 г.", "10 April 2026"),
    ("2026-05-09", "2026-жылдын 9-майы", "9 мая 2026 г.", "9 May 2026"),
    ("2026-06-30", "2026-жылдын 30-июну", "30 июня 2026 г.", "30 June 2026"),
    ("2026-07-31", "2026-жылдын 31-июлу", "31 июля 2026 г.", "31 July 2026"),
    ("2026-08-31", "2026-жылдын 31-августу", "31 августа 2026 г.", "31 August 2026"),
    ("2026-09-30", "2026-жылдын 30-сентябры", "30 сентября 2026 г.", "30 September 2026"),
    ("2026-10-07", "2026-жылдын 7-октябры", "7 октября 2026 г.", "7 October 2026"),
    ("2026-11-22", "2026-жылдын 22-ноябры", "22 ноября 2026 г.", "22 November 2026"),
    ("2026-12-31", "2026-жылдын 31-декабры", "31 декабря 2026 г.", "31 December 2026"),
  ])
  func areLong(_ date: String, _ ky: String, _ ru: String, _ en: String) throws {
    let day = try SampleInvoice.day(date)
    #expect(Language.allCases.map { DateWords.text(day, in: $0) } == [ky, ru, en])
  }

  @Test func monthsAndQuarters() {
    let month = Month(year: 2026, month: 9)
    let quarter = Quarter(year: 2026, quarter: 3)
    #expect(
      Language.allCases.map { DateWords.text(month, in: $0) }
        == ["2026-жылдын сентябрь айы", "сентябрь 2026 г.", "September 2026"])
    #expect(
      Language.allCases.map { DateWords.text(quarter, in: $0) }
        == ["2026-жылдын 3-чейреги", "III квартал 2026 г.", "third quarter of 2026"])
  }
}
