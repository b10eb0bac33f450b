public import Diagnostics

/// A fact that knows where its row stands.
public protocol PlacedFact: Sendable, Hashable, Codable {
  /// Where its row stands.
  var place: Place { get set }
}

extension Resident: PlacedFact {}
extension Contract: PlacedFact {}
extension Premises: PlacedFact {}
extension Service: PlacedFact {}
extension TariffRow: PlacedFact {}
extension Term: PlacedFact {}
extension TaxRow: PlacedFact {}
extension Meter: PlacedFact {}
extension MeterContract: PlacedFact {}
extension Zone: PlacedFact {}
extension Holiday: PlacedFact {}
extension OpeningBalance: PlacedFact {}

extension Array where Element: PlacedFact {
  /// The same rows wherever they stand.
  public var unplaced: [Element] {
    map { row in
      var row = row
      row.place = Place(file: "")
      return row
    }
  }
}
