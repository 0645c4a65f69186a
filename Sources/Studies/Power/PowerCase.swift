import Dialects
import Formats
import Oracle
import Scenarios
import Vectors

/// A stored case in a form that is quick to compare with.
struct PowerCase: Sendable {
  let id: String
  let scenario: Scenario
  let needs: CaseNeeds
  /// For each checkpoint its step and what is admitted of each tensor.
  let expected: [(step: Int, tensors: [Admitted])]

  /// What is admitted of a tensor: the state in the order of computation, then
  /// the parameter under nil.
  struct Admitted: Sendable {
    let quantities: [(slot: StateSlot?, values: [AdmittedValue])]
  }

  /// Reads a case.
  init(_ vectorCase: VectorCase, dialect: Dialect) throws(VectorError) {
    id = vectorCase.id
    let scenario = try vectorCase.scenario(dialect: dialect, location: vectorCase.id)
    self.scenario = scenario
    needs = CaseNeeds(vectorCase, scenario)
    let slots = dialect.optimizer.definition.slots + [.masterParameter]
    var expected: [(step: Int, tensors: [Admitted])] = []
    for checkpoint in vectorCase.expected ?? [] {
      var tensors: [Admitted] = []
      for tensor in checkpoint.tensors {
        var quantities: [(slot: StateSlot?, values: [AdmittedValue])] = []
        for slot in slots {
          guard let quantity = tensor.state[slot.rawValue] else { continue }
          quantities.append((slot, try quantity.admitted(in: scenario, slot, id)))
        }
        quantities.append((nil, try tensor.parameter.admitted(in: scenario, nil, id)))
        tensors.append(Admitted(quantities: quantities))
      }
      expected.append((checkpoint.step, tensors))
    }
    self.expected = expected
  }

  /// Whether the case has so many steps that it is tried last.
  var isLong: Bool { scenario.steps.count > 300 }
}

/// The values that one element may have.
struct AdmittedValue: Sendable {
  /// The bounds, both NaN for NaN; nil where everything is admitted.
  let bounds: (low: Double, high: Double)?
  /// What κ* is estimated from.
  let exact: String
  let unit: Double?

  func admits(_ value: Double) -> Bool {
    guard let bounds else { return true }
    if bounds.low.isNaN || value.isNaN { return bounds.low.isNaN && value.isNaN }
    return bounds.low <= value && value <= bounds.high
  }
}

extension ExpectedQuantity {
  fileprivate func admitted(
    in scenario: Scenario, _ slot: StateSlot?, _ location: String
  ) throws(VectorError) -> [AdmittedValue] {
    let format = scenario.format(of: slot)
    func value(_ text: String) throws(VectorError) -> Double {
      guard let bits = try? format.bits(hexadecimal: text) else {
        throw VectorError(location: location, problem: "\"\(text)\" is no \(format)")
      }
      return format.decode(bits)
    }
    var result: [AdmittedValue] = []
    for index in exact.indices {
      var bounds: (low: Double, high: Double)?
      if let low = low[index], let high = high[index] {
        bounds = (try value(low), try value(high))
      }
      result.append(
        AdmittedValue(bounds: bounds, exact: exact[index], unit: unit[index]))
    }
    return result
  }
}
