import Diagnostics
import Foundation
import Intake
import Measures
import Park
import Testing

@Suite struct IntakeTests {
  @Test func aParkInOrderHasNoFindings() throws {
    let result = try InputSample().load()
    #expect(result.findings.map(\.summary) == [])
    #expect(result.facts.residents.count == 2)
    #expect(result.facts.meters[Meter.ID("M1")]?.installedReadings == [FineQuantity(units: 10_500_000)])
    #expect(result.facts.services[Service.ID("sewer")]?.derivedFrom == [Service.ID("water")])
    #expect(result.facts.terms[Contract.ID("C-2")]?.first?.pricing == .price(UnitPrice(units: 18_500_000), .soms))
  }

  @Test func theDayOfTheSampleIsTheOneMeant() { #expect(Day(number: 20_739).description == "2026-10-13") }

  @Test func columnsAreKnownByTheirNamesInThreeLanguages() throws {
    for table in Intake.columns {
      var names: Set<String> = []
      for column in table.columns {
        #expect(column.aliases.count == 2, "\(table.file) \(column.name)")
        for name in [column.name] + column.aliases {
          #expect(names.insert(name.lowercased()).inserted, "\(table.file): \(name) stands twice")
        }
      }
    }
    var sample = InputSample()
    sample["contracts.csv"] = """
      Код договора\tкод Резидента\tКЕЛИШИМ НОМЕРИ\tдействует с\tдней на оплату
      C-1\tR1\t1/26\t01.01.2026\t15
      C-2\tR2\t2\t01.01.2026\t
      """
    let result = try sample.load()
    #expect(result.findings.isEmpty)
    #expect(result.facts.contracts[Contract.ID("C-1")]?.paymentDays == 15)
    #expect(result.facts.contracts[Contract.ID("C-2")]?.paymentDays == 10)
  }

  @Test func readingsStandInOrderAndCountOnce() throws {
    var sample = InputSample()
    sample["readings/b.csv"] =
      "meter_id,read_at,reading,source\nM1,2026-09-30,\"1 200,5\",\nM1,2026-07-31,100.0,resident\n"
    sample["readings/a.csv"] = "meter_id;read_at;reading\nM1;2026-09-30T24:00;1200.5\nM1;2026-10-01 00:00;1300\n"
    let result = try sample.load()
    let readings = result.facts.readings[RegisterKey(Meter.ID("M1"), .total)] ?? []
    #expect(readings.map(\.value.description) == ["100.000000", "1200.500000", "1300.000000"])
    #expect(readings.map(\.place.reference) == ["readings/b.csv:3", "readings/a.csv:2", "readings/a.csv:3"])
    #expect(
      result.findings.map(\.summary) == ["readings/b.csv:2 repeated-row warning"])
  }

  @Test func aMissingFileIsNamed() throws {
    for file in ["park.json", "residents.csv", "contracts.csv", "services.csv", "terms.csv", "taxes.csv"] {
      var sample = InputSample()
      sample.files[file] = nil
      #expect(throws: IntakeFailure.missing(file)) { try sample.load() }
    }
    #expect(throws: IntakeFailure.missing("/nowhere/at/all")) {
      try Intake.load("/nowhere/at/all") { _ in Day(number: 0) }
    }
  }

  @Test func theProfileIsReadInEitherSpelling() throws {
    var sample = InputSample()
    sample["park.json"] = """
      {"first_month": "2026-07", "closedThrough": "2026-08", "names": {"ky": "Парк", "ru": "Парк"}, "vatPayer": false,
       "management_company": {"name": "УК", "inn": "12345678901234", "address": "ул. 1", "director": "Б", "bank": {"name": "Банк", "bic": "123456",
       "account": "1"}, "chief_accountant": "А"}, "lossLimitPercent": 7.5, "csv": "excel-ru", "language": "ru",
       "territory": {"hectares": 12.34}, "capacities": {"electricMW": 2.1}, "compliance": {"5.1": true,
       "5.2": {"met": false, "remark": "2,4 км"}}, "electronicInvoice": {"typeCode": 20}}
      """
    let result = try sample.load()
    #expect(result.findings.isEmpty)
    let profile = result.facts.profile
    #expect(profile.closedThrough == Month(year: 2026, month: 8))
    #expect(profile.company.bic == "123456")
    #expect(profile.company.chiefAccountant == "А")
    #expect(profile.lossLimitPercent == Percent(units: 7_500_000))
    #expect(profile.csv == .excelRu)
    #expect(!profile.vatPayer)
    #expect(profile.territory.hectares == Decimal(string: "12.34"))
    #expect(profile.compliance.map(\.remark) == ["", "2,4 км"])
    #expect(profile.electronicInvoiceCodes == ["typeCode": "20"])
  }

  @Test func hiddenAndLockFilesAreLeftOut() throws {
    var sample = InputSample()
    sample["readings/.hidden.csv"] = "rubbish"
    sample["readings/~$lock.csv"] = "rubbish"
    sample["readings/.~lock.a.csv#"] = "rubbish"
    sample["readings/notes.docx"] = "rubbish"
    #expect(try sample.findings() == ["readings/notes.docx not-read error [service power, service water]"])
  }

  @Test func paymentsOfAllKinds() throws {
    var sample = InputSample()
    sample["park.json"] =
      #"{"firstMonth":"2026-07","name":"Park","company":{"name":"C","inn":"00101202610001","address":"Street 1","director":"D","bank":{"name":"B","bic":"129001","account":"9990000000000001"}}}"#
    sample["payments/a.csv"] = """
      payment_id;received_on;kind;amount;contract_id;invoice_no
      P-2;2026-08-02;;100,50;C-1;
      P-1;2026-08-02;refund;5;;2026-000001
      P-3;2026-08-01;;-5;C-1;
      P-4;2026-08-01;;5;C-9;
      """
    let bank = """
      1CClientBankExchange
      ВерсияФормата=1.03
      Кодировка=Windows
      СекцияРасчСчет
      КонецРасчСчет
      СекцияДокумент=Платежное поручение
      Номер=17
      Дата=03.08.2026
      Сумма=250.00
      ПлательщикСчет=1110000000000001
      ПлательщикИНН=12345678901234
      ПолучательСчет=9990000000000001
      ДатаПоступило=04.08.2026
      НазначениеПлатежа=Оплата по счету 2026-000123 за июль
      КонецДокумента
      СекцияДокумент=Платежное поручение
      Номер=18
      Дата=03.08.2026
      Сумма=99.00
      ПлательщикСчет=9990000000000001
      ДатаСписано=04.08.2026
      КонецДокумента
      КонецФайла
      """
    sample.files["payments/bank.txt"] = Array(
      try #require(bank.replacingOccurrences(of: "\n", with: "\r\n").data(using: .windowsCP1251)))
    let result = try sample.load()
    #expect(
      result.facts.payments.map(\.id.text) == [
        "P-3", "P-4", "P-1", "P-2", "2026-08-03/17/1110000000000001/12345678901234/250.00",
      ])
    let fromBank = try #require(result.facts.payments.last)
    #expect(fromBank.payee == .inn("12345678901234"))
    #expect(fromBank.invoicesInPurpose == ["2026-000123"])
    #expect(fromBank.amount == Money(units: 25_000))
    #expect(fromBank.receivedOn.description == "2026-08-04")
    #expect(
      result.findings.map(\.summary) == [
        "payments/a.csv:4:amount amount-not-positive error [contract C-1]",
        "payments/a.csv:5:contract_id unallocated-payment warning",
      ])
  }
}
