/// How large a random run is, and in what way.
enum RandomSize: String, CaseIterable, Sendable {
  /// A few elements and steps.
  case small
  /// Up to a hundred tensors.
  case manyTensors
  /// A tensor of up to 100 000 elements.
  case largeTensor
  /// Hundreds or thousands of steps.
  case manySteps
}
