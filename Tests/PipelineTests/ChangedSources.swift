import Foundation
import Pipeline
import Testing

/// What changes in the input reaches every folder that shows it, however long ago that folder was laid out: the output is
/// that of a run which knows of no earlier one but by the journal.
@Suite struct ChangedSources {
  enum Change: CaseIterable {
    case latePayment, paymentTakenBack, otherPayer, openingBalance, newName, newNumber, newContract, nothing

    var tables: [String: String] {
      switch self {
      case .latePayment: ["payments/late.csv": ChangedSources.payments + "P-3,2026-07-20,15,C-1\n"]
      case .paymentTakenBack: ["payments/p.csv": "payment_id,received_on,amount,contract_id\nP-1,2026-07-10,100,C-1\n"]
      case .otherPayer:
        [
          "payments/p.csv": ChangedSources.payments.replacingOccurrences(
            of: "P-2,2026-10-05,40,C-1", with: "P-2,2026-10-05,40,C-2")
        ]
      case .openingBalance:
        ["opening-balances.csv": "contract_id,document,due_on,amount\nC-2,old 7,2026-05-31,77\n"]
      case .newName:
        [
          "residents.csv": """
          resident_id,full_name,short_name,legal_form,entered_on
          R1,Resident One Renamed LLC,One,legal_entity,2026-01-01
          R2,Resident Two LLC,Two,legal_entity,2026-01-01
          """
        ]
      case .newNumber: ["contracts.csv": ChangedSources.contracts.replacingOccurrences(of: "2/26", with: "2/26-A")]
      case .newContract: ["contracts.csv": ChangedSources.contracts + "\nC-3,R2,3/26,2026-01-01"]
      case .nothing: [:]
      }
    }
  }

  private static let payments = """
    payment_id,received_on,amount,contract_id
    P-1,2026-07-10,100,C-1
    P-2,2026-10-05,40,C-1

    """
  private static let contracts = """
    contract_id,resident_id,number,valid_from
    C-1,R1,1/26,2026-01-01
    C-2,R2,2/26,2026-01-01
    """

  @Test(arguments: Change.allCases) func reachEveryFolderThatShowsThem(change: Change) throws {
    let readings = (6...12).map { "M1,2026-\($0 < 10 ? "0" : "")\($0)-30,\(1000 + $0 * 100)\n" }.joined()
    let park = try ParkFolder([
      "contracts.csv": Self.contracts, "payments/p.csv": Self.payments,
      "readings/r.csv": "meter_id,read_at,reading\n" + readings,
    ])
    // Three quarters, one run after another, as years go by.
    for month in ["2026-06", "2026-09", "2026-11", "2026-12"] {
      #expect(park.run(through: month) == .done, "\(park.said)")
    }
    for (name, text) in change.tables { try park.write(text, to: name) }
    if change == .latePayment { try park.remove("payments/p.csv") }
    let before = try park.snapshot()
    // Money that is gone waits for somebody to agree.
    if change == .paymentTakenBack { #expect(park.run(through: "2026-12") == .heldBack, "\(park.said)") }
    #expect(park.run(through: "2026-12") { $0.isConsent = change == .paymentTakenBack } == .done, "\(park.said)")
    let known = try park.snapshot()
    #expect((known == before) == (change == .nothing))
    for name in try FileManager.default.contentsOfDirectory(atPath: park.output)
    where name != "journal" && name != ".journal-end" {
      try FileManager.default.removeItem(atPath: park.output + "/" + name)
    }
    #expect(park.run(through: "2026-12") == .done, "\(park.said)")
    let anew = try park.snapshot()
    #expect(Set(anew.keys) == Set(known.keys))
    #expect(anew.keys.filter { anew[$0] != known[$0] }.sorted() == [])
  }
}
