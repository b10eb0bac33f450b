import Measures
import Park
import Testing

@testable import Reporting

@Suite struct RegisterTests {
  @Test func aRowForEachContractInOrderOfEntry() throws {
    var facts = try Sample.facts()
    var extra = Contract(
      id: Contract.ID("C-0"), resident: Resident.ID("R-2"), number: "0/26",
      validity: try Sample.period("2026-09-01", "2027-08-31"),
      place: Sample.place)
    extra.subject = "Аренда"
    extra.signedOn = try Sample.day("2026-08-25")
    facts.contracts[Contract.ID("C-0")] = extra
    let table = RegisterTables(facts: facts, asOf: try Sample.day("2026-09-30")).full
    #expect(
      table.header
        == "park,resident_id,full_name,short_name,legal_form,location,address,registration_number,inn,okpo,"
        + "industry_code,industry_name,contract_id,contract_number,contract_subject,contract_signed_on,"
        + "contract_valid_from,contract_valid_to,contact_name,phone,email,entered_on,terminated_on,"
        + "termination_ground,permits,valid_from")
    #expect(try table.cells("resident_id") == ["R-1", "R-2", "R-2"])
    #expect(try table.cells("contract_id") == ["C-1", "C-0", "C-2"])
    #expect(try table.cells("contract_valid_to") == ["", "2027-08-31", ""])
    #expect(try table.cells("contract_signed_on") == ["", "2026-08-25", ""])
    #expect(try table.cells("park") == ["Ала-Тоо", "Ала-Тоо", "Ала-Тоо"])
  }

  @Test func aResidentWithoutAContractAndALaterTermination() throws {
    var facts = try Sample.facts()
    facts.contracts = [:]
    facts.residents[Resident.ID("R-1")]?.terminatedOn = try Sample.day("2026-09-30")
    facts.residents[Resident.ID("R-1")]?.terminationGround = "заявление"
    facts.residents[Resident.ID("R-2")]?.terminatedOn = try Sample.day("2026-10-01")
    let table = RegisterTables(facts: facts, asOf: try Sample.day("2026-09-30")).full
    #expect(try table.cells("contract_number") == ["", ""])
    #expect(try table.cells("terminated_on") == ["2026-09-30", ""])
    #expect(try table.cells("termination_ground") == ["заявление", ""])
  }

  /// C-1 has an addendum from September, R-1 another name from the 11th: what was so stays beside what is. What begins
  /// in October is not known in September.
  @Test func whatWasSoStaysInTheRegister() throws {
    var facts = try Sample.facts()
    let (contract, resident) = (Contract.ID("C-1"), Resident.ID("R-1"))
    var first = try #require(facts.contracts[contract])
    first.validity = try Sample.period("2026-07-01", "2026-08-31")
    var addendum = first
    addendum.number = "1/26-A"
    addendum.validity = try Sample.period("2026-09-01", "2026-09-30")
    var later = first
    later.number = "1/26-B"
    later.validity = try Sample.period("2026-10-01", "2027-12-31")
    facts.contracts[contract] = Contract(rows: [later, addendum, first])
    let known = try #require(facts.residents[resident])
    var renamed = known
    renamed.shortName = "Жаңы"
    renamed.validFrom = try Sample.day("2026-09-11")
    facts.residents[resident] = Resident(rows: [renamed, known])
    let table = RegisterTables(facts: facts, asOf: try Sample.day("2026-09-30")).full
    #expect(try table.cells("resident_id") == ["R-1", "R-1", "R-1", "R-2"])
    #expect(try table.cells("short_name") == [known.shortName, known.shortName, "Жаңы", "Тигүүчү"])
    #expect(try table.cells("contract_number") == ["C-1/26", "1/26-A", "1/26-A", "C-2/26"])
    #expect(try table.cells("contract_valid_to") == ["2026-08-31", "2027-12-31", "2027-12-31", ""])
    #expect(try table.cells("valid_from") == ["", "", "2026-09-11", ""])
  }

  @Test func whatIsWithheldIsBlankAndCounted() throws {
    var facts = try Sample.facts()
    facts.residents[Resident.ID("R-1")]?.phone = "+996 555 000000"
    facts.residents[Resident.ID("R-1")]?.permits = "лицензия"
    facts.residents[Resident.ID("R-1")]?.withheld = ["phone", "permits", "language"]
    let tables = RegisterTables(facts: facts, asOf: try Sample.day("2026-09-30"))
    #expect(try tables.full.cells("phone") == ["+996 555 000000", ""])
    #expect(try tables.open.cells("phone") == ["", ""])
    #expect(try tables.open.cells("permits") == ["", ""])
    #expect(try tables.open.cells("short_name") == ["Завод", "Тигүүчү"])
    #expect(try tables.open.cells("withheld_count") == ["2", "0"])
  }
}
