import Diagnostics
import Foundation
import Ledger
import Measures
import Metering
import Park
import Testing

@testable import Reporting

@Suite struct QuarterlyReportTests {
  private func section(
    _ name: String, _ change: (inout ParkFacts) throws -> Void = { _ in }
  ) throws -> Table {
    var facts = try Sample.facts()
    try change(&facts)
    let report = QuarterlyReport.make(facts: facts, books: try Sample.books(), quarter: Sample.quarter)
    return try #require(report.section(name))
  }

  @Test func sectionsStandInOrder() throws {
    let report = QuarterlyReport.make(facts: try Sample.facts(), books: try Sample.books(), quarter: Sample.quarter)
    #expect(
      report.sections.map(\.name) == [
        "park", "compliance", "capacities", "residents", "premises", "services", "consumption", "park-balance",
        "settlements", "arrears", "orders", "activities", "activity-log", "indicators", "tariffs",
      ])
  }

  @Test func servicesAgreeWithWhatWasIssued() throws {
    let table = try section("services")
    #expect(table.header == "point,period,net,vat,sales_tax,total")
    #expect(
      table.lines == [
        "13.2|2026-08|2870.00|344.40|57.40|3271.80", "13.2|2026-09|4410.53|529.26|88.21|5028.00",
        "13.2|2026-Q3|7280.53|873.66|145.61|8299.80",
        "13.4|2026-08|0.00|0.00|0.00|0.00", "13.4|2026-09|4500.00|540.00|90.00|5130.00",
        "13.4|2026-Q3|4500.00|540.00|90.00|5130.00",
        "lease|2026-08|51999.96|6240.00|1040.00|59279.96", "lease|2026-09|0.00|0.00|0.00|0.00",
        "lease|2026-Q3|51999.96|6240.00|1040.00|59279.96",
        "penalty|2026-08|0.00|0.00|0.00|0.00", "penalty|2026-09|12.34|0.00|0.00|12.34",
        "penalty|2026-Q3|12.34|0.00|0.00|12.34",
        "total|2026-08|54869.96|6584.40|1097.40|62551.76", "total|2026-09|8922.87|1069.26|178.21|10170.34",
        "total|2026-Q3|63792.83|7653.66|1275.61|72722.10",
      ])
    #expect(table.sumRows == [2, 5, 8, 11, 12, 13, 14])
  }

  @Test func settlementsAgreeWithTheBalances() throws {
    #expect(
      try section("settlements").lines == [
        "2026-08|1000.00|62551.76|10000.00|53551.76|53551.76|0.00|0.00|0.00|0.00|0.00",
        "2026-09|53551.76|10170.34|26000.00|37722.10|5040.34|33551.76|0.00|0.00|0.00|870.00",
        "2026-Q3|1000.00|72722.10|36000.00|37722.10|5040.34|33551.76|0.00|0.00|0.00|870.00",
      ])
  }

  @Test func arrearsNameOnlyThoseWhoAreOverdue() throws {
    #expect(
      try section("arrears").lines == [
        "R-1|Завод|38592.10|33551.76|5040.34|33551.76|0.00|0.00|0.00|0.00",
        "total||38592.10|33551.76|5040.34|33551.76|0.00|0.00|0.00|0.00",
      ])
  }

  @Test func consumptionAndBalanceSumTheMonths() throws {
    #expect(
      try section("consumption").lines == [
        "electricity|2026-08|1010.000|kWh", "electricity|2026-09|1200.500|kWh", "electricity|2026-Q3|2210.500|kWh",
      ])
    // September: 1 300 − 1 200.5 = 99.5, 7.6538… %. The quarter: 2 350 − 2 210.5 = 139.5, 5.9361… %.
    #expect(
      try section("park-balance").lines == [
        "electricity|2026-08|1050.000|1010.000|0.000|0.000|40.000|3.81|kWh",
        "electricity|2026-09|1300.000|1200.500|0.000|0.000|99.500|7.65|kWh",
        "electricity|2026-Q3|2350.000|2210.500|0.000|0.000|139.500|5.94|kWh",
      ])
  }

  @Test func theFiguresAreTheCellsOfTheSections() throws {
    let report = QuarterlyReport.make(facts: try Sample.facts(), books: try Sample.books(), quarter: Sample.quarter)
    #expect(report.figures.header == "section,indicator,subject,unit,period,value")
    let lines = report.figures.lines
    for line in [
      "services|net|13.2|KGS|2026-09|4410.53", "services|total|total|KGS|2026-Q3|72722.10",
      "consumption|quantity|electricity|kWh|2026-08|1010.000", "park-balance|loss_percent|electricity|%|2026-Q3|5.94",
      "settlements|invoiced||KGS|2026-09|10170.34", "arrears|overdue|R-1|KGS|2026-Q3|33551.76",
      "residents|at_end|legal_form/sole_proprietor||2026-Q3|1", "park|value|contracts||2026-Q3|2",
    ] {
      #expect(lines.count { $0 == line } == 1, "\(line)")
    }
    #expect(try report.figures.cells("period").allSatisfy { $0 == "2026-Q3" || Month($0) != nil })
  }

  @Test func residentsAreCountedInAndOut() throws {
    let table = try section("residents") { facts in
      facts.residents[Resident.ID("R-1")]?.terminatedOn = try Sample.day("2026-09-30")
      facts.residents[Resident.ID("R-2")]?.industryCode = "13.92.0"
      facts.residents[Resident.ID("R-2")]?.industryName = "Тигүү"
    }
    #expect(table.header == "group,item,name,at_start,entered,terminated,at_end")
    #expect(
      table.lines == [
        "total|||1|1|1|1", "legal_form|legal_entity||1|0|1|0", "legal_form|foreign_branch||0|0|0|0",
        "legal_form|sole_proprietor||0|1|0|1", "industry|none||1|0|1|0", "industry|13.92.0|Тигүү|0|1|0|1",
      ])
  }

  @Test func premisesAreFreeOnceTheirContractHasEnded() throws {
    let table = try section("premises") { facts in
      facts.contracts[Contract.ID("C-2")]?.validity = try Sample.period("2026-08-10", "2026-09-29")
      for (id, kind, contract, area, until) in [
        ("B-1", Premises.Kind.building, "C-1", "1200.5", nil), ("B-2", .building, "C-2", "300", nil),
        ("B-3", .building, nil, "99.5", nil), ("B-4", .building, "C-1", "50", "2026-09-29"),
        ("L-1", .land, nil, "10000", "2026-09-30"),
      ] as [(String, Premises.Kind, String?, String, String?)] {
        facts.premises.append(
          Premises(
            id: Premises.ID(id), kind: kind, name: id, contract: contract.map { Contract.ID($0) },
            area: try Sample.quantity(area), validity: try Sample.period("2026-01-01", until), place: Sample.place))
      }
    }
    // 1 200.5 of 1 600: 75.03125 %
    #expect(
      table.lines == ["land|1|0|1|10000.000|0.000|10000.000|0", "building|3|1|2|1600.000|1200.500|399.500|75.03"])
  }

  @Test func thresholdsOfPointFiveAreComputed() throws {
    let table = try section("compliance") { facts in
      var profile = facts.profile
      profile.territory.residentSharePercent = 50
      profile.territory.usefulFreeHectares = 21
      profile.capacities.electricMW = 10
      profile.capacities.freeElectricMW = 3
      profile.capacities.gasM3PerHour = 0
      profile.capacities.waterM3PerDay = 900
      profile.compliance = [
        ParkProfile.Compliance(point: "5.1", isMet: true, remark: "акт № 7"),
        ParkProfile.Compliance(point: "8.2", isMet: false, remark: ""),
      ]
      facts = ParkFacts(profile: profile, clock: facts.clock)
      for (day, point) in [
        ("2026-07-01", "5.10"), ("2026-09-30", "5.10"), ("2026-10-01", "5.10"), ("2026-08-08", "5.9"),
      ] {
        facts.activities.append(
          Activity(
            date: try Sample.day(day), point: point, description: "", amount: nil, count: nil, place: Sample.place))
      }
    }
    #expect(table.header == "point,measure,threshold,actual,unit,met,remark")
    // 3 MW over 21 ha are 0.1428… MW a hectare
    #expect(
      table.lines == [
        "5.1|statement||||yes|акт № 7", "5.2|statement|||||", "5.3|statement|||||", "5.4|statement|||||",
        "5.5|statement|||||", "5.6|resident_share|50|50|%|yes|", "5.7|statement|||||",
        "5.8|electricity|2|10|MW|yes|", "5.8|electricity_per_free_hectare|0.15|0.142|MW/ha|no|",
        "5.8|heat_or_gas||||no|", "5.8|water||||yes|", "5.8|wastewater|||||", "5.8|internet|||||",
        "5.9|statement|||||", "5.9|activities||1|||", "5.10|statement|||||", "5.10|activities||2|||",
        "5.11|statement|||||", "5.11|activities||0|||", "8.2|statement||||no|",
      ])
  }

  @Test func ordersCountByStatusAndPoint() throws {
    let table = try section("orders") { facts in
      for (id, status, ordered, completed) in [
        ("O-1", Order.Status.completed, "2026-06-20", "2026-09-10"), ("O-2", .completed, "2026-06-20", "2026-06-30"),
        ("O-3", .requested, "2026-05-01", nil), ("O-4", .accepted, "2026-10-01", nil),
        ("O-5", .cancelled, "2026-07-01", nil),
      ] as [(String, Order.Status, String, String?)] {
        var order = Order(
          id: Order.ID(id), contract: Sample.second, service: Service.ID("consulting"),
          orderedOn: try Sample.day(ordered), status: status, place: Sample.place)
        order.completedOn = try completed.map(Sample.day)
        facts.orders[order.id] = order
      }
    }
    #expect(table.header == "point,requested,accepted,completed,cancelled,billed_net")
    #expect(table.lines == ["13.4|1|0|1|1|4500.00", "total|1|0|1|1|4500.00"])
  }

  @Test func activitiesOfTheQuarterAreSummedByPoint() throws {
    let add: (inout ParkFacts) throws -> Void = { facts in
      for (day, point, amount, count) in [
        ("2026-09-30", "11.10", nil, "2"), ("2026-07-01", "11.9", "100.50", nil), ("2026-08-01", "11.9", "0.50", "3"),
        ("2026-10-01", "11.9", "7", "7"),
      ] as [(String, String, String?, String?)] {
        facts.activities.append(
          Activity(
            date: try Sample.day(day), point: point, description: "иш", amount: try amount.map(Sample.money),
            count: try count.map(Sample.quantity), place: Sample.place))
      }
    }
    #expect(try section("activities", add).lines == ["11.9|2|3|101.00", "11.10|1|2|0.00", "total|3|5|101.00"])
    #expect(
      try section("activity-log", add).lines
        == ["2026-07-01|11.9|иш||100.50", "2026-08-01|11.9|иш|3|0.50", "2026-09-30|11.10|иш|2|"])
  }

  @Test func indicatorsShowWhoHasNotReported() throws {
    let table = try section("indicators") { facts in
      var own = Indicators(resident: Resident.ID("R-1"), quarter: Sample.quarter, place: Sample.place)
      own.jobs = try Sample.quantity("120")
      own.output = try Sample.money("5000000.10")
      var old = Indicators(resident: Resident.ID("R-1"), quarter: Quarter(year: 2026, quarter: 2), place: Sample.place)
      old.jobs = try Sample.quantity("99")
      facts.indicators = [old, own]
    }
    #expect(
      table.lines == [
        "R-1|Завод|yes|120|5000000.10||||", "R-2|Тигүүчү|no||||||", "total|||120|5000000.10||||",
      ])
  }

  @Test func tariffsOfTheQuarterCarryTheirBasis() throws {
    let table = try section("tariffs") { facts in
      let id = Identifier<TariffRow>("industry")
      func row(_ price: String, _ from: String, _ to: String?) throws -> TariffRow {
        TariffRow(
          tariff: id, component: .energy, zone: nil, threshold: .zero, price: try UnitPrice.parse(price).get(),
          currency: .soms, validity: try Sample.period(from, to), basis: "буйрук № 1", place: Sample.place)
      }
      facts.tariffs[id] = [
        try row("3.65", "2026-08-16", nil), try row("2.875", "2026-01-01", "2026-08-15"),
        try row("1", "2025-01-01", "2026-06-30"),
      ]
    }
    #expect(
      table.lines == [
        "industry|energy||0|2026-01-01|2026-08-15|2.875|KGS|буйрук № 1",
        "industry|energy||0|2026-08-16||3.65|KGS|буйрук № 1",
      ])
  }
}
