import CSV

/// A file or folder that the system refuses to read: not the same as one that is not there.
struct ReadRefusal: Error, Sendable {
  /// Its path below the input folder.
  let file: String
  /// The system's error number.
  let number: Int32

  init(file: String, number: Int32) {
    self.file = file
    self.number = number
  }

  /// nil where it is the content that is at fault.
  init?(file: String, _ failure: CSVFailure) {
    guard case .system(let number) = failure else { return nil }
    self.init(file: file, number: number)
  }
}
