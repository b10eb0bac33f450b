/// The names that a name nearly is (formats, section 1): those that are equal but for case, `ё`, look-alike letters,
/// dashes and underscores; where there are none, those that differ by a letter changed, missing or added, or by two from
/// eight letters on; of several equally near all. A digit is never nearly another.
func nearlyNamed(_ name: String, among names: some Sequence<String>) -> [String] {
  let wanted = lookAlike(name)
  if wanted.isEmpty { return [] }
  var found: (distance: Int, names: [String]) = (3, [])
  for candidate in names where candidate != name {
    let letters = lookAlike(candidate)
    let limit = min(found.distance, letters.count >= 8 ? 2 : 1)
    guard abs(letters.count - wanted.count) <= limit, digits(letters) == digits(wanted) else { continue }
    let distance = letters == wanted ? 0 : letterDistance(wanted, letters, limit)
    guard distance <= limit else { continue }
    if distance < found.distance { found = (distance, []) }
    found.names.append(candidate)
  }
  return found.names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// Names to be searched many times for those that another nearly is: in groups by their digits, which must be the same.
struct NameBook {
  private let groups: [[Character]: [String]]

  init(_ names: some Sequence<String>) {
    groups = Dictionary(grouping: Set(names)) { digits(Array($0)) }
  }

  /// The names that a name nearly is.
  func near(_ name: String) -> [String] { nearlyNamed(name, among: groups[digits(Array(name))] ?? []) }
}

/// A name with look-alike letters made one, without dashes and underscores.
private func lookAlike(_ name: String) -> [Character] {
  composed(name).lowercased().compactMap { letter in
    if "-_‐‑‒–—−".contains(letter) { return nil }
    return latinTwins[letter] ?? letter
  }
}

/// Cyrillic letters by the Latin ones that look like them, and letters that stand for each other on a keyboard without
/// the Kyrgyz ones.
private let latinTwins: [Character: Character] = [
  "а": "a", "в": "b", "с": "c", "е": "e", "ё": "e", "н": "h", "ң": "h", "і": "i", "ј": "j", "к": "k", "м": "m",
  "о": "o", "ө": "o", "р": "p", "ѕ": "s", "т": "t", "у": "y", "ү": "y", "х": "x",
]

private func digits(_ letters: [Character]) -> [Character] { letters.filter(\.isNumber) }

/// How many letters must be put in, taken out or changed to make one word of the other, digits left alone; one more than
/// the limit where it takes more.
private func letterDistance(_ a: [Character], _ b: [Character], _ limit: Int) -> Int {
  let never = limit + 1
  func cost(_ letter: Character) -> Int { letter.isNumber ? never : 1 }
  var row = [0]
  for letter in b { row.append(min(never, row[row.count - 1] + cost(letter))) }
  for letter in a {
    var diagonal = row[0]
    row[0] = min(never, row[0] + cost(letter))
    for column in b.indices {
      let above = row[column + 1]
      let change = b[column] == letter ? 0 : max(cost(letter), cost(b[column]))
      row[column + 1] = min(never, above + cost(letter), row[column] + cost(b[column]), diagonal + change)
      diagonal = above
    }
  }
  return row[b.count]
}
