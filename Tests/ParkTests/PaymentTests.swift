import Diagnostics
import Measures
import Park
import Testing

/// What a payment is called on an act that two accountants sign.
@Suite struct PaymentTests {
  @Test(arguments: [
    ("2026-08-14/508/1180000000000001/11111111111111/1273301.95", true, "№ 508"),
    // The second of two equal documents of a file.
    ("2026-08-14/508/1180000000000001/11111111111111/1273301.95/2", true, "№ 508"),
    ("ТТ-07-015", false, "ТТ-07-015"), ("2026/07/15/a/b", false, "2026/07/15/a/b"),
  ])
  func aBanksDocumentIsCalledByItsNumber(id: String, isFromBank: Bool, title: String) throws {
    let day = try #require(Day(2026, 8, 14))
    var payment = Payment(
      id: Payment.ID(id), receivedOn: day, kind: .payment, amount: Money(whole: 1), payee: .unsaid, purpose: "",
      place: Place(file: "payments/bank.txt"))
    if isFromBank { payment.account = "9990000000000001" }
    #expect(payment.title == title)
  }
}
