/// One element of a scenario.
public struct Lane: Hashable, Sendable {
  /// The index of the tensor, over all groups.
  public let tensor: Int
  /// The index of the element, in row-major order.
  public let element: Int

  /// Creates a lane.
  public init(tensor: Int, element: Int) {
    self.tensor = tensor
    self.element = element
  }
}
