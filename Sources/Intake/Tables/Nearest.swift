/// The name among `names` that is the fewest edits away from `name`; nil where none is near enough to be meant.
func nearest<Names: Sequence<String>>(to name: String, among names: Names) -> String? {
  let wanted = Array(name.lowercased())
  var best: (distance: Int, name: String)?
  for candidate in names {
    let letters = Array(candidate.lowercased())
    let limit = max(1, max(wanted.count, letters.count) / 3)
    guard abs(letters.count - wanted.count) <= limit else { continue }
    let distance = editDistance(wanted, letters)
    guard distance <= limit else { continue }
    if let found = best, (found.distance, found.name) <= (distance, candidate) { continue }
    best = (distance, candidate)
  }
  return best?.name
}

/// How many letters must be put in, taken out or changed to make one word of the other.
func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var row = Array(0...b.count)
  for (index, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for column in b.indices {
      let above = row[column + 1]
      row[column + 1] = min(above + 1, row[column] + 1, diagonal + (b[column] == letter ? 0 : 1))
      diagonal = above
    }
  }
  return row[b.count]
}
