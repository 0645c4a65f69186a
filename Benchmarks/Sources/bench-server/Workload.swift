/// What is to be measured: an optimizer on one tensor.
struct Workload: Decodable {
  /// What takes the steps, such as `rmspec` or `probe`.
  let subject: String
  /// The optimizer, with its variant: `adam`, `rmsprop-centered`, ….
  let optimizer: String
  /// The format of everything stored, and of every operation.
  let format: String
  /// The number of elements.
  let length: Int
  /// The number of threads.
  let threads: Int
  /// The precision of an exact reading.
  let bits: Int?
}

/// Why a workload is refused; the row is left out, or the run fails.
enum Refusal: Error, CustomStringConvertible {
  case unsupported(String)

  var description: String {
    switch self {
    case .unsupported(let what): "unsupported: \(what)"
    }
  }
}
