import Dialects
import Formats
import Scenarios

extension Scenario.Tensor {
  private static let largestRank = 16
  private static let largestSize = 1 << 30

  init(
    _ value: JSONValue, of dialect: Dialect, in format: FloatFormat, state: FloatFormat,
    stepsBefore: Int
  ) throws(VectorError) {
    let object = try JSONObject(
      value, members: "name", "shape", "period", "initial", "gradientsBefore", "state",
      "momentumProduct")
    let shape = try object.read("shape") { value throws(VectorError) in
      let shape = try value.elements { value throws(VectorError) in try value.integer() }
      guard shape.allSatisfy({ $0 >= 0 }) else {
        throw VectorError(
          location: "", problem: "extents must be at least 0, got \(shape)")
      }
      // A row of an empty tensor has a size as well, so zeros do not count.
      let size = shape.reduce((1, false)) { partial, extent in
        let product = partial.0.multipliedReportingOverflow(by: max(extent, 1))
        return (product.partialValue, partial.1 || product.overflow)
      }
      guard !size.1, size.0 <= Self.largestSize, shape.count <= Self.largestRank else {
        throw VectorError(
          location: "",
          problem:
            "a tensor may have \(Self.largestRank) extents whose product is at most "
            + "\(Self.largestSize)")
      }
      return shape
    }
    let size = shape.reduce(1, *)
    let period = try object.integerIfPresent("period")
    if let period, period >= size {
      throw VectorError(
        location: "period",
        problem: "must be less than the number of elements, \(size), got \(period)")
    }
    let count = period ?? size
    let initial = try object.read("initial") { value throws(VectorError) in
      let initial = try value.bitsList(format)
      guard count == initial.count else {
        throw VectorError(
          location: "",
          problem: period == nil
            ? "the shape \(shape) needs \(count) values, but \(initial.count) are given"
            : "the period needs \(count) values, but \(initial.count) are given")
      }
      return initial
    }
    self.init(
      name: try object.string("name"), shape: shape, initial: initial,
      isPeriodic: period != nil,
      past: try TensorPast(
        object, of: dialect, in: state, count: count, stepsBefore: stepsBefore))
  }
}

extension TensorPast {
  /// Reads what a tensor has behind it, or nothing.
  fileprivate init?(
    _ object: JSONObject, of dialect: Dialect, in format: FloatFormat, count: Int,
    stepsBefore: Int
  ) throws(VectorError) {
    let gradientCount = try object.integerIfPresent("gradientsBefore")
    let state = try object.readIfPresent("state") { value throws(VectorError) in
      let slots = dialect.optimizer.definition.slots + [.masterParameter]
      let object = try JSONObject(value, members: slots.map(\.rawValue))
      var state: [StateSlot: [UInt64]] = [:]
      for slot in slots {
        state[slot] = try object.readIfPresent(slot.rawValue) {
          value throws(VectorError) in
          let values = try value.bitsList(format)
          guard values.count == count else {
            throw VectorError(
              location: "", problem: "\(values.count) values are given, not \(count)")
          }
          return values
        }
      }
      return state
    }
    let product = try object.readIfPresent("momentumProduct") {
      value throws(VectorError) in try value.number()
    }
    guard let gradientCount, let state else {
      guard gradientCount == nil, state == nil, product == nil else {
        throw VectorError(
          location: "gradientsBefore",
          problem: "\"gradientsBefore\" and \"state\" are given together or not at all")
      }
      return nil
    }
    guard gradientCount <= stepsBefore else {
      throw VectorError(
        location: "gradientsBefore",
        problem: "must be at most \"stepsBefore\", \(stepsBefore), got \(gradientCount)")
    }
    let hasProduct = dialect[MomentumSchedule.self] == .decaying
    guard hasProduct == (product != nil) else {
      throw VectorError(
        location: "momentumProduct",
        problem: hasProduct ? "NAdam's Π must be given" : "there is none in this dialect")
    }
    self.init(gradientCount: gradientCount, state: state, momentumProduct: product)
  }
}
