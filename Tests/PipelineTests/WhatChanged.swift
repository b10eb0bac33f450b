import Diagnostics
import Pipeline
import Testing

/// A correction says what changed and where, in the summary of the run, in its workbook and when it is explained.
@Suite struct WhatChanged {
  /// June billed: 100 kWh at 2.50, a rent of 1 000.00, two hours at 500.00.
  private func billed() throws -> ParkFolder {
    let park = try ParkFolder([
      "terms.csv": """
      contract_id,service,tariff,price,quantity,valid_from
      C-1,power,T,,,2026-01-01
      C-1,rent,,100,10,2026-01-01
      C-1,hours,,500,,2026-01-01
      """,
      "tariffs.csv": "tariff,component,price,valid_from\nT,energy,2.50,2026-01-01\n",
      "orders/o.csv": Self.orders("completed"),
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    return park
  }

  private static func orders(_ status: String) -> String {
    "order_id,contract_id,service,ordered_on,completed_on,status,quantity\n"
      + "O-5,C-1,hours,2026-06-01,2026-06-20,\(status),2\n"
  }

  /// What the summary says of changes; the second run issues the correction.
  private func changes(_ park: ParkFolder, isConsent: Bool = false) -> [String] {
    #expect(park.run(through: "2026-06") { $0.isConsent = isConsent } == .done, "\(park.said)")
    return park.said.filter { $0.contains("→ 2026-000002") }
  }

  /// What changed of facts waits until somebody agrees (I6).
  private func agreedChanges(_ park: ParkFolder) throws -> [String] {
    #expect(park.run(through: "2026-06") == .heldBack, "\(park.said)")
    #expect(try park.rows("2026-06/invoices.csv", "invoice_no") == [["2026-000001"]])
    return changes(park, isConsent: true)
  }

  @Test func aReading() throws {
    let park = try billed()
    try park.write("meter_id,read_at,reading,source\nM1,2026-06-30,1150,corrected\n", to: "readings/late.csv")
    let change = "Reading of meter M1, 30.06.2026: was 1,100 kWh, is 1,150 kWh (readings/late.csv:2)"
    #expect(changes(park) == ["  \(change) → 2026-000002"])
    var request = DerivationRequest(invoice: "2026-000002")
    (request.input, request.output, request.language) = (park.input, park.output, .en)
    var told: [String] = []
    #expect(DerivationJob.run(request) { told += [$0] } == .done)
    #expect(told.contains("What changed") && told.contains("  " + change), "\(told)")
  }

  @Test func aPriceAndARent() throws {
    let park = try billed()
    try park.write("tariff,component,price,valid_from\nT,energy,3,2026-01-01\n", to: "tariffs.csv")
    try park.write(
      """
      contract_id,service,tariff,price,quantity,valid_from
      C-1,power,T,,,2026-01-01
      C-1,rent,,100,12,2026-01-01
      C-1,hours,,500,,2026-01-01
      """, to: "terms.csv")
    #expect(
      try agreedChanges(park) == [
        "  Price of Electricity (T) from 01.06.2026: was 2.50 KGS, is 3.00 KGS (tariffs.csv:2) → 2026-000002",
        "  Quantity a month: Rent: was 10, is 12 (terms.csv:3) → 2026-000002",
      ])
  }

  /// 100 kWh at 0.50 more. Who has seen it is not told again, and may agree all the same (I6).
  @Test func whatWasSeenIsIssuedOnceSomebodyAgrees() throws {
    let park = try billed()
    try park.write("tariff,component,price,valid_from\nT,energy,3,2026-01-01\n", to: "tariffs.csv")
    #expect(park.run(through: "2026-06") == .heldBack)
    #expect(park.run(through: "2026-06") { $0.isKeeping = true } == .done, "\(park.said)")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.rows("2026-06/invoices.csv", "invoice_no") == [["2026-000001"]])
    #expect(park.run(through: "2026-06") { $0.isConsent = true } == .done, "\(park.said)")
    #expect(try park.rows("2026-06/invoices.csv", "kind", "total").last == ["correction", "50.00"])
  }

  @Test func anOrderThatIsCancelled() throws {
    let park = try billed()
    try park.write(Self.orders("cancelled"), to: "orders/o.csv")
    #expect(
      changes(park) == ["  Order O-5: was 1,000.00 KGS, is no longer there (orders/o.csv:2) → 2026-000002"])
  }

  @Test func aMultiplierAndADiscount() throws {
    let park = try billed()
    try park.write(
      "meter_id,service,contract_id,unit,multiplier,installed_on,installed_reading\nM1,power,C-1,kWh,40,2026-06-01,1000\n",
      to: "meters.csv")
    try park.write(
      """
      contract_id,service,tariff,price,quantity,discount_percent,valid_from
      C-1,power,T,,,,2026-01-01
      C-1,rent,,100,10,5,2026-01-01
      C-1,hours,,500,,,2026-01-01
      """, to: "terms.csv")
    #expect(
      try agreedChanges(park) == [
        "  Multiplier of meter M1: was 1, is 40 → 2026-000002",
        "  Discount: Rent: was 0 %, is 5 % (terms.csv:3) → 2026-000002",
      ])
  }
}
