/// One optimizer with a value on each of its axes.
public struct Dialect: Hashable, Sendable {
  /// The optimizer.
  public let optimizer: OptimizerName
  /// For every axis of the optimizer, the name of the value on it, one of `Axis.values`.
  public let values: [Axis: String]

  /// The optimizer's standard dialect, with `changes` made to it.
  public init(
    _ optimizer: OptimizerName, _ changes: [Axis: String] = [:]
  ) throws(DialectError) {
    var values: [Axis: String] = [:]
    for (axis, standard) in optimizer.definition.axes { values[axis] = standard }
    for (axis, value) in changes.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard values[axis] != nil else { throw .unknownAxis(axis.rawValue, optimizer) }
      guard axis.values.contains(value) else {
        throw .unknownValue(value, axis, optimizer)
      }
      values[axis] = value
    }
    self.optimizer = optimizer
    self.values = values
  }

  /// The same from names, as files and the command line give them.
  public init(
    _ optimizer: OptimizerName, named changes: [String: String]
  ) throws(DialectError) {
    var byAxis: [Axis: String] = [:]
    for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
      guard let axis = Axis(rawValue: name) else { throw .unknownAxis(name, optimizer) }
      byAxis[axis] = value
    }
    try self.init(optimizer, byAxis)
  }

  /// The optimizer's standard dialect.
  public static func standard(_ optimizer: OptimizerName) -> Dialect {
    var values: [Axis: String] = [:]
    for (axis, standard) in optimizer.definition.axes { values[axis] = standard }
    return Dialect(optimizer: optimizer, values: values)
  }

  private init(optimizer: OptimizerName, values: [Axis: String]) {
    self.optimizer = optimizer
    self.values = values
  }

  /// The value on an axis, or nil if the axis does not apply to the optimizer.
  public subscript<Value: AxisValue>(_: Value.Type) -> Value? {
    values[Value.axis].flatMap(Value.init(rawValue:))
  }

  /// The same dialect with another value on an axis of its optimizer.
  public func with<Value: AxisValue>(_ value: Value) -> Dialect {
    precondition(values[Value.axis] != nil, "the axis does not apply to the optimizer")
    var values = values
    values[Value.axis] = value.rawValue
    return Dialect(optimizer: optimizer, values: values)
  }

  /// The values that are not the optimizer's standard ones, in axis order.
  public var differences: [(axis: Axis, value: String)] {
    optimizer.definition.axes.compactMap { axis, standard in
      values[axis].flatMap { $0 == standard ? nil : (axis, $0) }
    }
  }
}

extension Dialect: CustomStringConvertible {
  /// The optimizer and its differences, such as `adam[epsilonFrame=raw]`.
  public var description: String {
    let changes = differences.map { "\($0.axis.rawValue)=\($0.value)" }
    return optimizer.rawValue
      + (changes.isEmpty ? "" : "[\(changes.joined(separator: ","))]")
  }
}
