/// Words that ask for nothing we know, and what to write instead.
struct Misuse: Error {
  let text: String
  init(_ what: String) { text = "esep: \(what)\n\n\(Usage.text)" }
}
