/// The names among `known` that `name` may have been meant to be, nearest first.
///
/// A name is near if a third of it or less differs, or if it contains what was
/// written.
func nearest(to name: String, among known: [String], limit: Int = 1) -> [String] {
  let written = name.lowercased()
  guard !written.isEmpty else { return [] }
  let ranked = known.compactMap { candidate -> (name: String, distance: Int)? in
    let distance = editDistance(Array(written), Array(candidate.lowercased()))
    let isNear = distance <= max(1, max(written.count, candidate.count) / 3)
    let isPart = written.count >= 3 && candidate.lowercased().contains(written)
    return isNear || isPart ? (candidate, distance) : nil
  }
  return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
    .prefix(limit).map(\.name)
}

/// "; did you mean …?", or nothing if no name is near.
func suggestion(for name: String, among known: [String], limit: Int = 1) -> String {
  let near = nearest(to: name, among: known, limit: limit).map { "\"\($0)\"" }
  return near.isEmpty ? "" : "; did you mean \(near.joined(separator: " or "))?"
}

/// The least number of characters to insert, delete, replace or swap with their
/// neighbour that makes `a` from `b` (optimal string alignment).
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
  var older: [Int] = []
  var old = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var cost = min(
        old[j + 1] + 1, row[j] + 1, old[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        cost = min(cost, older[j - 1] + 1)
      }
      row.append(cost)
    }
    (older, old) = (old, row)
  }
  return old[b.count]
}
