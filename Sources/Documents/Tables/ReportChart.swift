import Diagnostics
import Measures
import Reporting
import Sheets

/// Which section of the report is drawn, and how.
struct ReportChart {
  /// What becomes a bar, a point or a slice.
  enum Shape {
    /// The values of a column added up by what two others say: categories below the axis, series in the legend.
    case pivot(category: String, series: String, value: String)
    /// Columns beside each other, each a series.
    case columns(category: String, values: [String])
    /// The totals of columns, each a category.
    case totals([String])
    /// A chart for each name, as units that differ can't stand on one axis.
    case each(name: String, category: String, value: String, unit: String)
  }

  let section: String
  let kind: Chart.Kind
  let title: Phrase
  /// What the values are; empty where each chart takes the unit of its own rows.
  let unit: Phrase
  let shape: Shape

  /// The most categories and the most series that can still be read.
  private static let readable = (categories: 24, series: 12)

  /// What is drawn: nothing where the section has no such columns, no value but 0, or too much to read.
  func figures(of table: Table, in language: Language) -> [ChartFigures] {
    let rows = table.rows.enumerated().filter { !table.sumRows.contains($0.offset) }.map(\.element)
    return all(table, rows, language).map(\.withoutEmptySeries).filter { figures in
      (1...Self.readable.categories).contains(figures.categories.count)
        && (1...Self.readable.series).contains(figures.series.count)
    }
  }

  private func all(_ table: Table, _ rows: [[TableValue]], _ language: Language) -> [ChartFigures] {
    var result = ChartFigures(title: title[language], unit: unit[language])
    switch shape {
    case .pivot(let category, let series, let value):
      guard let category = table.index(of: category), let series = table.index(of: series),
        let value = table.index(of: value)
      else { return [] }
      for row in rows {
        guard let figure = row[value].figure else { continue }
        result.add(figure, category: row[category].label(in: language), series: row[series].shortLabel(in: language))
      }
    case .columns(let category, let values):
      guard let category = table.index(of: category) else { return [] }
      for row in rows {
        for index in values.compactMap({ table.index(of: $0) }) {
          guard let figure = row[index].figure else { continue }
          let name = table.columns[index].title[language]
          result.add(figure, category: row[category].label(in: language), series: name)
        }
      }
    case .totals(let names):
      for index in names.compactMap({ table.index(of: $0) }) {
        for figure in rows.compactMap({ $0[index].figure }) {
          result.add(figure, category: table.columns[index].title[language], series: title[language])
        }
      }
    case .each(let name, let category, let value, let unit):
      return each(table, rows, language, name: name, category: category, value: value, unit: unit)
    }
    return [result]
  }

  private func each(
    _ table: Table, _ rows: [[TableValue]], _ language: Language, name: String, category: String, value: String,
    unit: String
  ) -> [ChartFigures] {
    guard let name = table.index(of: name), let category = table.index(of: category),
      let value = table.index(of: value), let unit = table.index(of: unit)
    else { return [] }
    var result: [ChartFigures] = []
    for row in rows {
      guard let figure = row[value].figure else { continue }
      let own = row[name].label(in: language)
      let title = "\(title[language]): \(own)"
      if !result.contains(where: { $0.title == title }) {
        result.append(ChartFigures(title: title, unit: row[unit].words(in: language)))
      }
      guard let index = result.firstIndex(where: { $0.title == title }) else { continue }
      result[index].add(figure, category: row[category].label(in: language), series: own)
    }
    return result
  }
}

/// The figures behind a chart: a value for each series and category, in the order in which they came up.
struct ChartFigures {
  let title: String
  let unit: String
  private(set) var categories: [String] = []
  private(set) var series: [(name: String, values: [Figure])] = []

  init(title: String, unit: String) {
    self.title = title
    self.unit = unit
  }

  /// The same without series that are 0 all along: they would only fill the legend.
  var withoutEmptySeries: ChartFigures {
    var copy = self
    copy.series.removeAll { series in series.values.allSatisfy { $0.units == 0 } }
    return copy
  }

  /// Adds to the value of a category and a series.
  mutating func add(_ figure: Figure, category: String, series name: String) {
    if !categories.contains(category) {
      categories.append(category)
      for index in series.indices { series[index].values.append(Figure(0)) }
    }
    if !series.contains(where: { $0.name == name }) {
      series.append((name, categories.map { _ in Figure(0) }))
    }
    guard let column = categories.firstIndex(of: category), let row = series.firstIndex(where: { $0.name == name })
    else { return }
    series[row].values[column] = series[row].values[column] + figure
  }
}

extension Table {
  fileprivate func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }
}

extension TableValue {
  /// What can be added up; nil for words.
  var figure: Figure? {
    switch self {
    case .money(let money): Figure(money)
    case .integer(let count): Figure(count)
    case .number(let text), .percent(let text): Figure(text)
    case .empty, .text, .code, .day, .moment, .month, .quarter, .term: nil
    }
  }

  /// The value as the label of a chart.
  func label(in language: Language) -> String {
    if case .month(let month) = self { return String(DateWords.digits(month.firstDay).dropFirst(3)) }
    return words(in: language)
  }

  /// The value as the name of a series: the number of a point alone, as its wording would leave the plot no room.
  func shortLabel(in language: Language) -> String {
    if case .term(let code, _) = self, code.utf8.first.map({ (0x30...0x39).contains($0) }) == true { return code }
    return label(in: language)
  }

  /// The value as a person reads it, without marks between groups of digits.
  func words(in language: Language) -> String {
    switch self {
    case .empty: ""
    case .text(let text), .code(let text), .moment(let text), .number(let text): text
    case .term(_, let words): words[language]
    case .day(let day): DateWords.digits(day)
    case .month(let month): month.description
    case .quarter(let quarter): quarter.description
    case .money(let money): money.text(decimals: 2)
    case .integer(let count): String(count)
    case .percent(let text): "\(text) %"
    }
  }
}
