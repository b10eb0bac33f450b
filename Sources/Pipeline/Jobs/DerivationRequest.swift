public import Diagnostics

/// What is to be explained.
public struct DerivationRequest: Sendable {
  /// The folder with the facts: only names and the park's language are taken from it.
  public var input = "Input"
  /// The folder with the journal.
  public var output = "Output"
  /// The document's number.
  public var invoice: String
  /// One line of it, from 1; nil for all.
  public var line: Int?
  /// The language; nil for the document's.
  public var language: Language?

  /// A whole document.
  public init(invoice: String) { self.invoice = invoice }
}
