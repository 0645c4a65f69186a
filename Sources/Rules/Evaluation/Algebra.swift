import Dialects

/// What a program may be evaluated in: real numbers, a finite field, text, or the
/// registers of a machine.
///
/// It gives every leaf a value and performs operations on values. Nodes are visited
/// in the order of the program, first the scalar part, then the element part.
public protocol Algebra {
  /// What a node evaluates to.
  associatedtype Value
  /// Why an operation may have no result; `Never` if it always has one.
  associatedtype Failure: Error = Never

  // MARK: Leaves of the scalar part

  /// A hyperparameter; the learning rate is that of the step.
  mutating func value(of name: Hyperparameter) -> Value
  /// The learning rate that the group was created with.
  mutating func groupLearningRate() -> Value
  /// An integer that the rule writes.
  mutating func value(of integer: StepInteger) -> Value
  /// Another number that the rule writes.
  mutating func value(of constant: Double) -> Value
  /// A remembered scalar before the step.
  mutating func value(of slot: ScalarSlot) -> Value

  // MARK: Leaves of the element part

  /// The parameter before the step.
  mutating func parameter() -> Value
  /// The gradient.
  mutating func gradient() -> Value
  /// The squares of the gradient, summed over all listings of a row.
  mutating func squaresOfListings() throws(Failure) -> Value
  /// A slot of the state before the step.
  mutating func value(of slot: StateSlot) -> Value
  /// A scalar as the elements see it.
  mutating func handed(_ scalar: Value) -> Value

  // MARK: Operations

  /// Performs the operation of `node` on the values of its operands.
  mutating func apply(
    _ operation: Operation<Value>, at node: ProgramNode
  ) throws(Failure) -> Value
}

extension Algebra {
  public mutating func handed(_ scalar: Value) -> Value { scalar }

  /// The square of the gradient, as where no row is listed twice.
  public mutating func squaresOfListings() throws(Failure) -> Value {
    let gradient = gradient()
    return try apply(.product(gradient, gradient), at: .element(0))
  }
}

/// The value of every node of a program.
public struct Evaluation<Value> {
  /// The values of the scalar part.
  public let scalars: [Value]
  /// The values of the element part.
  public let elements: [Value]
}

extension Program {
  /// Evaluates every node.
  public func evaluate<Values: Algebra>(
    in algebra: inout Values
  ) throws(Values.Failure) -> Evaluation<Values.Value> {
    let scalars = try scalars.evaluate(in: &algebra)
    var values: [Values.Value] = []
    values.reserveCapacity(elements.count)
    for (index, node) in elements.enumerated() {
      switch node {
      case .parameter: values.append(algebra.parameter())
      case .gradient: values.append(algebra.gradient())
      case .squaresOfListings: values.append(try algebra.squaresOfListings())
      case .state(let slot): values.append(algebra.value(of: slot))
      case .scalar(let scalar): values.append(algebra.handed(scalars[scalar]))
      case .operation(let operation):
        values.append(
          try algebra.apply(operation.map { values[$0] }, at: .element(index)))
      }
    }
    return Evaluation(scalars: scalars, elements: values)
  }
}

extension Array where Element == ScalarNode {
  /// Evaluates every node of a scalar part.
  public func evaluate<Values: Algebra>(
    in algebra: inout Values
  ) throws(Values.Failure) -> [Values.Value] {
    var values: [Values.Value] = []
    values.reserveCapacity(count)
    for (index, node) in enumerated() {
      switch node {
      case .hyperparameter(let name): values.append(algebra.value(of: name))
      case .groupLearningRate: values.append(algebra.groupLearningRate())
      case .integer(let integer): values.append(algebra.value(of: integer))
      case .constant(let constant): values.append(algebra.value(of: constant))
      case .memory(let slot): values.append(algebra.value(of: slot))
      case .operation(let operation):
        values.append(
          try algebra.apply(operation.map { values[$0] }, at: .scalar(index)))
      }
    }
    return values
  }
}
