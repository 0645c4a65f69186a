import Formats

/// How the elements of a step are run, which changes no bit of the result.
struct Execution: Sendable {
  /// The number of threads that share the elements of a large tensor.
  var threadCount = 1
  /// The instructions that are used.
  var level = FloatFormat.SIMDLevel.current
}
