import CSV

extension InputTable {
  /// How well a row fits as the table's header: tables of meter data may lie in either folder.
  var headerFit: CSVReader.HeaderFit {
    if ["readings", "intervals"].contains(stem) { return Self.meterFit }
    return { header in fit(header) }
  }

  /// How well a row fits as the header of a table of meter data.
  static func meterFit(_ header: [String]) -> Int {
    max(Tables.intervals.fit(header), Tables.readings.fit(header), RegisterList(header)?.columns.fit(header) ?? 0)
  }
}
