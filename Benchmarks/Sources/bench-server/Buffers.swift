/// Memory for one tensor: its parameters and two gradients that take turns.
final class Buffers<Scalar> {
  private let owners: [AlignedBuffer<Scalar>]
  private var turn = 1

  init(length: Int, _ convert: (Float) -> Scalar) {
    owners = [
      AlignedBuffer(length: length) { convert(Inputs.parameter($0)) },
      AlignedBuffer(length: length) { convert(Inputs.gradient($0, turn: 0)) },
      AlignedBuffer(length: length) { convert(Inputs.gradient($0, turn: 1)) },
    ]
  }

  var parameters: UnsafeMutableBufferPointer<Scalar> { owners[0].elements }

  /// The gradient of the next step.
  func nextGradient() -> UnsafeMutableBufferPointer<Scalar> {
    turn = 1 - turn
    return owners[1 + turn].elements
  }
}
