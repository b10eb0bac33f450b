public import Diagnostics
public import Measures

/// Amounts of soms in words, as they stand on invoices and acts: soms spelt out, tyiyn in two digits.
public enum AmountWords {
  /// `Жети миң үч жүз сом 45 тыйын`, `Семь тысяч триста сомов 45 тыйынов`,
  /// `Seven thousand three hundred soms 45 tyiyn`.
  public static func text(_ amount: Money, in language: Language) -> String {
    let size = amount.units.magnitude
    let soms = size / 100
    let tyiyn = size % 100
    let minus = amount.isNegative ? "минус " : ""
    let digits = tyiyn < 10 ? "0\(tyiyn)" : "\(tyiyn)"
    let words =
      switch language {
      case .ky: "\(minus)\(KyrgyzNumbers.words(soms)) сом \(digits) тыйын"
      case .ru:
        "\(minus)\(RussianNumbers.words(soms)) \(RussianNumbers.form(soms, "сом", "сома", "сомов")) \(digits) "
          + RussianNumbers.form(tyiyn, "тыйын", "тыйына", "тыйынов")
      case .en:
        (amount.isNegative ? "minus " : "") + EnglishNumbers.words(soms) + (soms == 1 ? " som " : " soms ")
          + "\(digits) tyiyn"
      }
    return words.capitalizedStart
  }

  /// `7 300,45`, in English `7,300.45`: an amount within a sentence.
  static func digits(_ amount: Money, in language: Language) -> String {
    let text = amount.text(decimals: 2)
    let sign = amount.isNegative ? "−" : ""
    var whole = text.dropLast(3).drop { $0 == "-" }
    var groups: [Substring] = []
    while !whole.isEmpty {
      groups.insert(whole.suffix(3), at: 0)
      whole = whole.dropLast(3)
    }
    let (gap, mark) = language == .en ? (",", ".") : ("\u{A0}", ",")
    return "\(sign)\(groups.joined(separator: gap))\(mark)\(text.suffix(2))"
  }
}

extension String {
  /// The same words as the beginning of a sentence.
  var capitalizedStart: String { prefix(1).uppercased() + dropFirst() }
}

/// The groups of three digits of a number, the highest first, each with its power of a thousand.
private func groups(of number: UInt64) -> [(value: Int, power: Int)] {
  var result: [(value: Int, power: Int)] = []
  var rest = number
  var power = 0
  while rest > 0 {
    if rest % 1000 > 0 { result.append((Int(rest % 1000), power)) }
    rest /= 1000
    power += 1
  }
  return result.reversed()
}

/// Kyrgyz numerals. In amounts `бир` always stands before `жүз` and `миң`.
enum KyrgyzNumbers {
  private static let units = ["", "бир", "эки", "үч", "төрт", "беш", "алты", "жети", "сегиз", "тогуз"]
  private static let tens = [
    "", "он", "жыйырма", "отуз", "кырк", "элүү", "алтымыш", "жетимиш", "сексен", "токсон",
  ]
  private static let powers = ["", "миң", "миллион", "миллиард", "триллион", "квадриллион", "квинтиллион"]

  static func words(_ number: UInt64) -> String {
    if number == 0 { return "нөл" }
    return groups(of: number).flatMap { value, power in
      [
        value >= 100 ? "\(units[value / 100]) жүз" : "", tens[value / 10 % 10], units[value % 10], powers[power],
      ]
    }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// Russian numerals. Soms are masculine, thousands feminine.
enum RussianNumbers {
  private static let units = [
    "", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
    "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
    "девятнадцать",
  ]
  private static let tens = [
    "", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто",
  ]
  private static let hundreds = [
    "", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот",
  ]
  private static let powers = [
    ("", "", ""), ("тысяча", "тысячи", "тысяч"), ("миллион", "миллиона", "миллионов"),
    ("миллиард", "миллиарда", "миллиардов"), ("триллион", "триллиона", "триллионов"),
    ("квадриллион", "квадриллиона", "квадриллионов"), ("квинтиллион", "квинтиллиона", "квинтиллионов"),
  ]

  static func words(_ number: UInt64) -> String {
    if number == 0 { return "ноль" }
    return groups(of: number).flatMap { value, power in
      let small = value % 100 < 20 ? value % 100 : value % 10
      let unit =
        switch (power, small) {
        case (1, 1): "одна"
        case (1, 2): "две"
        default: units[small]
        }
      let names = powers[power]
      return [
        hundreds[value / 100], value % 100 < 20 ? "" : tens[value / 10 % 10], unit,
        form(UInt64(value), names.0, names.1, names.2),
      ]
    }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The form of a noun after a number: 1 сом, 2 сома, 5 сомов, 11 сомов, 21 сом.
  static func form(_ number: UInt64, _ one: String, _ few: String, _ many: String) -> String {
    if (11...14).contains(number % 100) { return many }
    switch number % 10 {
    case 1: return one
    case 2...4: return few
    default: return many
    }
  }
}

/// English numerals.
enum EnglishNumbers {
  private static let units = [
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
  private static let powers = [
    "", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion",
  ]

  static func words(_ number: UInt64) -> String {
    if number == 0 { return "zero" }
    return groups(of: number).flatMap { value, power in
      [value >= 100 ? "\(units[value / 100]) hundred" : "", belowHundred(value % 100), powers[power]]
    }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func belowHundred(_ number: Int) -> String {
    if number < 20 { return units[number] }
    return number % 10 == 0 ? tens[number / 10] : "\(tens[number / 10])-\(units[number % 10])"
  }
}
