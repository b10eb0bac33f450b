/// What the benchmark is asked for.
struct Options {
  /// Something wrong with a file that must not change what is read.
  enum Dirt: String, CaseIterable {
    /// Blank lines here and there.
    case blank
    /// Every line ends with CR LF.
    case crlf
    /// Every hundredth row has its cells in quotes.
    case quoted
    /// Every cell is in quotes.
    case allQuoted
    /// The last line lacks its end and its last cells.
    case torn
    /// `;` between cells, and a decimal comma.
    case comma
    /// A byte order mark.
    case mark
    /// A last column of Cyrillic words.
    case cyrillic
  }

  var meters = 2000
  var days = 30
  var files = 1
  var pairs = 5
  var seed = 1
  var byTime = false
  var dirt: Set<Dirt> = []
  var threads: Int?
  var folder: String?
  var sums: String?

  static let usage = """
    usage: Benchmark [compare | memory | generate | measure] [options]
      compare     makes a park below the temporary folder, measures it against wc -l, and takes it away (the default)
      memory      fails where the memory for ten times the rows of the same meters is more than it may be
      generate    makes the park in --folder
      measure     reads the park in --folder
      --meters N  how many meters, with 48 intervals a day each (2000; a large park has 20000)
      --days N    how many days of September 2026 (30)
      --files N   over how many files the rows are spread (1)
      --order meters|time   which of the two rows are sorted by (meters)
      --dirt WORDS          any of \(Dirt.allCases.map(\.rawValue).joined(separator: ",")), separated by commas
      --seed N    what the values are made from (1)
      --pairs N   how many pairs of runs the medians are taken of (5)
      --threads N how many threads read (all cores)
      --sums FILE where `measure` writes each meter's count, sum, largest value and sums by zone

    """

  /// nil where the words make no sense.
  init?(_ words: [String]) {
    var words = words[...]
    while let word = words.popFirst() {
      guard let value = words.popFirst() else { return nil }
      switch word {
      case "--folder": folder = value
      case "--sums": sums = value
      case "--order":
        guard ["meters", "time"].contains(value) else { return nil }
        byTime = value == "time"
      case "--dirt":
        for name in value.split(separator: ",") {
          guard let kind = Dirt(rawValue: String(name)) else { return nil }
          dirt.insert(kind)
        }
      default:
        guard let number = Int(value), number > 0 else { return nil }
        switch word {
        case "--meters": meters = number
        case "--days": days = min(number, 30)
        case "--files": files = number
        case "--pairs": pairs = number
        case "--seed": seed = number
        case "--threads": threads = number
        default: return nil
        }
      }
    }
  }
}
