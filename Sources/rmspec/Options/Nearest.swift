import Dialects

/// "; did you mean …?", or nothing if no name is near.
func suggestion(for name: String, among known: [String], limit: Int = 1) -> String {
  let near = NearNames.find(name, among: known, limit: limit).map { "\"\($0)\"" }
  return near.isEmpty ? "" : "; did you mean \(near.joined(separator: " or "))?"
}
