import Formats
import Scenarios

/// The elements of a run that meet numbers beside the ordinary: NaN, infinite or
/// subnormal ones, or such as have squares of these kinds.
///
/// What a program makes of them is a matter of its arithmetic as much as of its formula,
/// and is told beside the formula.
struct SpecialLanes: Sendable {
  private let lanes: Set<Lane>
  private let tensors: Set<Int>

  init(of scenario: Scenario) {
    var lanes: Set<Lane> = []
    let (storage, arithmetic) = (scenario.storage, scenario.arithmetic)
    func note(_ bits: UInt64, _ format: FloatFormat, _ tensor: Int, _ element: Int) {
      if arithmetic.isSpecial(format.decode(bits)) || format.isSubnormal(bits) {
        lanes.insert(Lane(tensor: tensor, element: element))
      }
    }
    for (index, tensor) in scenario.tensors.enumerated() {
      for (element, bits) in tensor.initial.enumerated() {
        note(bits, storage, index, element)
      }
      for (_, values) in tensor.past?.state ?? [:] {
        for (element, bits) in values.enumerated() {
          note(bits, scenario.stateFormat, index, element)
        }
      }
    }
    if case .listed(let steps) = scenario.steps {
      for step in steps {
        for (index, gradient) in step.gradients.enumerated() {
          switch gradient {
          case nil: break
          case .dense(let values):
            for (element, bits) in values.enumerated() {
              note(bits, storage, index, element)
            }
          case .rows(let rows, let values):
            guard !rows.isEmpty else { break }
            let width = values.count / rows.count
            for (place, bits) in values.enumerated() {
              note(bits, storage, index, rows[place / width] * width + place % width)
            }
          }
        }
      }
    }
    self.lanes = lanes
    tensors = Set(lanes.map(\.tensor))
  }

  /// Whether there are none.
  var isEmpty: Bool { lanes.isEmpty }

  /// Whether what a value departs by may be a matter of special values: its element
  /// meets some, the value that is admitted is infinite or very small, or a NaN or an
  /// infinity of another element has spread to it.
  func excuse(
    _ bits: UInt64, at place: RunPlace, in format: FloatFormat,
    _ enclosure: BudgetEnclosure
  ) -> Bool {
    if lanes.contains(place.lane) { return true }
    if let bounds = enclosure.bounds {
      let ends = [bounds.low, bounds.high].map(format.decode)
      // A formula that comes to 0/0 among ordinary numbers is another formula.
      if ends.contains(where: \.isInfinite) { return true }
      // A number that is flushed to zero, or would be.
      let least = format.leastNormal
      if ends.allSatisfy({ $0.magnitude < least })
        && format.decode(bits).magnitude < least
      {
        return true
      }
    }
    return !format.decode(bits).isFinite && tensors.contains(place.lane.tensor)
  }
}

extension FloatFormat {
  /// The smallest normal number.
  fileprivate var leastNormal: Double {
    Double(sign: .plus, exponent: minimumExponent, significand: 1)
  }

  fileprivate func isSubnormal(_ bits: UInt64) -> Bool {
    let value = decode(bits).magnitude
    return value > 0 && value < leastNormal
  }

  /// Whether a number of the run, or its square, is beside the ordinary in arithmetic of
  /// this format.
  fileprivate func isSpecial(_ value: Double) -> Bool {
    guard value.isFinite else { return true }
    // In narrow formats the squares of ordinary gradients leave the range.
    guard value != 0, precision >= 24 else { return false }
    let exponent = Int(value.exponent)
    return 2 * exponent >= maximumExponent || 2 * exponent < minimumExponent
  }
}
