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
  }

  let section: String
  let kind: Chart.Kind
  let title: Phrase
  let valueTitle: Phrase
  let shape: Shape

  /// The most categories that can still be read.
  private static let categoryLimit = 24

  /// What it draws; nil where the section has no such columns, nothing to draw, or too much to read.
  func figures(of table: Table, in language: Language) -> ChartFigures? {
    let rows = table.rows.enumerated().filter { !table.sumRows.contains($0.offset) }.map(\.element)
    let figures =
      switch shape {
      case .pivot(let category, let series, let value):
        pivot(table, rows, category: category, series: series, value: value, language: language)
      case .columns(let category, let values):
        columns(table, rows, category: category, values: values, language: language)
      case .totals(let names): totals(table, rows, names: names, language: language)
      }
    guard let figures, (1...Self.categoryLimit).contains(figures.categories.count),
      figures.series.contains(where: { $0.values.contains { $0.units != 0 } })
    else { return nil }
    return figures
  }

  private func pivot(
    _ table: Table, _ rows: [[Value]], category: String, series: String, value: String, language: Language
  ) -> ChartFigures? {
    guard let category = table.index(of: category), let series = table.index(of: series),
      let value = table.index(of: value)
    else { return nil }
    var result = ChartFigures()
    for row in rows {
      guard let figure = row[value].figure else { continue }
      result.add(figure, category: row[category].words(in: language), series: row[series].words(in: language))
    }
    return result
  }

  private func columns(
    _ table: Table, _ rows: [[Value]], category: String, values: [String], language: Language
  ) -> ChartFigures? {
    guard let category = table.index(of: category) else { return nil }
    var result = ChartFigures()
    for row in rows {
      for index in values.compactMap({ table.index(of: $0) }) {
        guard let figure = row[index].figure else { continue }
        result.add(figure, category: row[category].words(in: language), series: table.columns[index].title[language])
      }
    }
    return result
  }

  private func totals(_ table: Table, _ rows: [[Value]], names: [String], language: Language) -> ChartFigures? {
    var result = ChartFigures()
    for index in names.compactMap({ table.index(of: $0) }) {
      for row in rows {
        guard let figure = row[index].figure else { continue }
        result.add(figure, category: table.columns[index].title[language], series: title[language])
      }
    }
    return result
  }
}

/// The figures behind a chart: a value for each series and category, in the order in which they came up.
struct ChartFigures {
  private(set) var categories: [String] = []
  private(set) var series: [(name: String, values: [Figure])] = []

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

extension Value {
  /// What can be added up; nil for words.
  var figure: Figure? {
    switch self {
    case .money(let money): Figure(money)
    case .integer(let count): Figure(count)
    case .number(let text), .percent(let text): Figure(text)
    case .empty, .text, .code, .day, .month, .quarter, .term: nil
    }
  }

  /// The value as a person reads it, without marks between groups of digits.
  func words(in language: Language) -> String {
    switch self {
    case .empty: ""
    case .text(let text), .code(let text), .number(let text): text
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
