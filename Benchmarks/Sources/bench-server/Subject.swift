/// Something that takes steps, with everything that they need in memory.
protocol Subject: AnyObject {
  /// Takes one step.
  func step() throws
  /// The first parameters, to compare what different subjects computed.
  func parameters(_ count: Int) -> [Double]
}

/// Makes what a workload names.
func makeSubject(_ workload: Workload) throws -> any Subject {
  guard Capabilities.threadCounts.contains(workload.threads) || workload.isProbe else {
    throw Refusal.unsupported("\(workload.threads) threads")
  }
  switch workload.subject {
  case "rmspec": return try makeOptimizerSubject(workload)
  case "array-rounding":
    return try ArrayRoundingSubject(workload, isFormatKnown: false)
  case "array-rounding-known":
    return try ArrayRoundingSubject(workload, isFormatKnown: true)
  case "rounding": return try makeRoundingSubject(workload)
  case "probe": return try ProbeSubject(workload)
  case "exact": return try ExactSubject(workload)
  default: throw Refusal.unsupported("subject \(workload.subject)")
  }
}

extension Workload {
  /// Whether the memory is measured, with threads of the server's own.
  var isProbe: Bool { subject == "probe" }
}
