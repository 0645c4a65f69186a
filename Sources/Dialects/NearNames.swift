/// Finds names that a mistaken one may have been meant to be.
package enum NearNames {
  /// At most `limit` names among `known`, nearest first.
  ///
  /// A name is near if a third of it or less differs, or if one of the two contains
  /// the other, three letters at least. If only the case of letters is wrong, no other
  /// name is meant.
  package static func find(
    _ name: String, among known: [String], limit: Int = 3
  ) -> [String] {
    let written = name.lowercased()
    guard !written.isEmpty else { return [] }
    if let same = known.first(where: { $0.lowercased() == written }) { return [same] }
    let ranked = known.compactMap { candidate -> (name: String, distance: Int)? in
      let distance = editDistance(Array(written), Array(candidate.lowercased()))
      let isNear = distance <= max(1, max(written.count, candidate.count) / 3)
      let isPart =
        written.count >= 3 && contains(candidate.lowercased(), written)
        || candidate.count >= 3 && contains(written, candidate.lowercased())
      return isNear || isPart ? (candidate, distance) : nil
    }
    return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
      .prefix(limit).map(\.name)
  }

  /// Whether `part` occurs in `text`.
  private static func contains(_ text: String, _ part: String) -> Bool {
    let (letters, wanted) = (Array(text), Array(part))
    guard wanted.count <= letters.count else { return false }
    return (0...letters.count - wanted.count).contains {
      letters[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }

  /// The least number of letters to insert, delete, replace or swap with their
  /// neighbour that makes `a` of `b` (optimal string alignment).
  package static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var older: [Int] = []
    var old = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(old[j + 1] + 1, row[j] + 1, old[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, older[j - 1] + 1)
        }
        row.append(cost)
      }
      (older, old) = (old, row)
    }
    return old[b.count]
  }
}
