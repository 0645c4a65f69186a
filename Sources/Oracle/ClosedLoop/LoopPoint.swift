import Dialects
import Multiprecision

/// What a closed loop has reached, as enclosures of the exact values.
///
/// It shows the loop's registers, and changes with every step.
public final class LoopPoint {
  /// The number of steps taken; 0 at the start.
  public internal(set) var step = 0
  /// The learning rate of the last step.
  public internal(set) var learningRate: Double
  let machine: IntervalMachine
  private let layout: Trajectory.TensorLayout
  private let gradientCode: GradientCode
  private let previous: Int

  init(
    machine: IntervalMachine, layout: Trajectory.TensorLayout, gradient: GradientCode,
    previous: Int, learningRate: Double
  ) {
    self.machine = machine
    self.layout = layout
    gradientCode = gradient
    self.previous = previous
    self.learningRate = learningRate
  }

  /// The number of coordinates.
  public var dimension: Int { gradientCode.dimension }

  /// Coordinate `index`.
  public func coordinate(_ index: Int) -> Enclosure { read(register(index)) }

  /// All coordinates.
  public var coordinates: [Enclosure] { (0..<dimension).map(coordinate) }

  /// A component of the gradient that the last step was taken with.
  public func gradient(_ index: Int) -> Enclosure { read(gradientCode.gradient(index)) }

  /// The step of a coordinate: what the last step subtracted from it.
  public func update(_ index: Int) -> Enclosure {
    read(previous + index) - coordinate(index)
  }

  /// Coordinate `index` before the last step.
  public func previousCoordinate(_ index: Int) -> Enclosure { read(previous + index) }

  /// A slot of the state of coordinate `index`, if the optimizer has it.
  public func state(_ slot: StateSlot, _ index: Int) -> Enclosure? {
    register(slot, index).map(read)
  }

  func register(_ index: Int) -> Int { layout.register(ofLane: index) }

  func register(_ slot: StateSlot, _ index: Int) -> Int? {
    layout.slots.firstIndex(of: slot).map { register(index) + 1 + $0 }
  }

  private func read(_ register: Int) -> Enclosure {
    machine.withRegister(register) { Enclosure($0) }
  }
}
