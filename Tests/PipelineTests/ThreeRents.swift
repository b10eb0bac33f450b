extension ParkFolder {
  /// Two residents: R1 with the contracts C-1 (rent 1 000) and C-3 (rent 3 000), R2 with C-2 (rent 2 000). June's invoices
  /// are 2026-000001 to 3 by contract, July's 4 to 6.
  static func ofThreeRents(_ tables: [String: String] = [:]) throws -> ParkFolder {
    let base = [
      "residents.csv": """
      resident_id,full_name,short_name,legal_form,entered_on,inn
      R1,Resident One LLC,One,legal_entity,2026-01-01,11111111111111
      R2,Resident Two LLC,Two,legal_entity,2026-01-01,22222222222222
      """,
      "contracts.csv": """
      contract_id,resident_id,number,valid_from
      C-1,R1,1/26,2026-01-01
      C-2,R2,2/26,2026-01-01
      C-3,R1,3/26,2026-01-01
      """,
      "terms.csv": """
      contract_id,service,price,valid_from
      C-1,rent,1000,2026-01-01
      C-2,rent,2000,2026-01-01
      C-3,rent,3000,2026-01-01
      """,
      "meters.csv": "meter_id,service,unit,installed_on\n", "readings/r.csv": "meter_id,read_at,reading\n",
    ]
    return try ParkFolder(base.merging(tables) { $1 })
  }
}
