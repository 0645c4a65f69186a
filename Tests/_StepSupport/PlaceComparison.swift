import Dialects
import Formats
import Optimizers
import _TestSupport

/// Compares beginnings of a long tensor, at any place in memory, with the generic
/// loops.
///
/// Elements never mix, so a single run of the generic loops has the bits of all
/// lengths.
public struct PlaceComparison<Scalar: StorageScalar> {
  private let scenario: Scenario
  private let arithmetic: FloatFormat
  private let initial: [Scalar]
  private let gradient: [Scalar]
  private let slots: [StateSlot]
  private let expected: [Scalar]
  private let states: [[UInt64]]
  /// The memory of the states: what differs may still be another NaN.
  private let stateBytes: [[UInt8]]
  private let parameterPlace: Place<Scalar>
  private let gradientPlace: Place<Scalar>

  public init(
    _ scenario: Scenario, _: Scalar.Type, _ arithmetic: FloatFormat, longest: Int,
    using generator: inout SplitMix64
  ) throws {
    self.scenario = scenario
    self.arithmetic = arithmetic
    initial = generator.tameValues(longest)
    gradient = generator.tameValues(longest)
    var generic: Optimizer<Scalar> = try scenario.make(
      counts: [longest], arithmetic: arithmetic)
    generic.level = .scalar
    var values = [initial]
    try generic.step(&values, gradients: [gradient])
    expected = values[0]
    slots = generic.slots(ofTensor: 0)
    states = slots.map { generic.canonicalState($0, ofTensor: 0) }
    stateBytes = slots.map { generic.stateBytes($0, ofTensor: 0) ?? [] }
    parameterPlace = Place(capacity: longest)
    gradientPlace = Place(capacity: longest)
  }

  /// What is wrong with a step of that level and number of threads of the first
  /// `length` elements, at each of these places, or nil if nothing is.
  public func fault(
    _ level: FloatFormat.SIMDLevel, length: Int,
    offsets: some Sequence<(parameters: Int, gradients: Int)>, threads: Int = 1
  ) throws -> String? {
    var fresh: Optimizer<Scalar> = try scenario.make(
      counts: [length], arithmetic: arithmetic)
    fresh.level = level
    fresh.threads = threads
    for offset in offsets {
      var optimizer = fresh
      initial.withUnsafeBufferPointer {
        parameterPlace.put(
          UnsafeBufferPointer(rebasing: $0[..<length]), at: offset.parameters)
      }
      gradient.withUnsafeBufferPointer {
        gradientPlace.put(
          UnsafeBufferPointer(rebasing: $0[..<length]), at: offset.gradients)
      }
      try optimizer.step(
        [parameterPlace.elements],
        gradients: [UnsafeBufferPointer(gradientPlace.elements)])
      if let wrong = wrong(after: optimizer, length) {
        return """
          \(scenario), \(Scalar.format) in \(arithmetic), \(level), \(threads) \
          threads, length \(length), offsets \(offset): \(wrong)
          """
      }
    }
    return nil
  }

  private func wrong(
    after optimizer: Optimizer<Scalar>, _ length: Int
  ) -> String? {
    let got = UnsafeBufferPointer(parameterPlace.elements)
    guard expected.withUnsafeBufferPointer({ areSameBits(got, $0) }) else {
      return "other parameters"
    }
    for (index, slot) in slots.enumerated() {
      let bytes = optimizer.stateBytes(slot, ofTensor: 0) ?? []
      if bytes.count == length * MemoryLayout<Scalar>.stride,
        isBeginning(bytes, of: stateBytes[index])
      {
        continue
      }
      let (own, state) = (optimizer.canonicalState(slot, ofTensor: 0), states[index])
      guard own.count == length, own[...] == state.prefix(length) else {
        return "other \(slot.rawValue)"
      }
    }
    let untouched = parameterPlace.isUntouchedOutside && gradientPlace.isUntouchedOutside
    return untouched ? nil : "writes beside the elements"
  }
}
