import Oracle
import Scenarios
import Vectors

extension Scenario {
  /// All readings of the oracle at the checkpoints, as a vector file has them.
  package func expectation(
    checkpoints: [Int], budget: Double
  ) throws(OracleError) -> [Checkpoint<ExpectedValue>] {
    let (exact, units) = try exactReadingWithUnits(checkpoints: checkpoints)
    let reference = roundedReading(checkpoints: checkpoints)
    let (enclosures, flushed) = enclosures(checkpoints: checkpoints, budget: budget)
    return exact.indices.map { c in
      Checkpoint(
        step: exact[c].step,
        tensors: exact[c].tensors.indices.map { t in
          let (exact, reference) = (exact[c].tensors[t], reference[c].tensors[t])
          let (enclosures, units) = (enclosures[c].tensors[t], units[c].tensors[t])
          let flushed = flushed?[c].tensors[t]
          return TensorValues(
            parameter: expected(
              exact.parameter, reference.parameter, enclosures.parameter,
              flushed?.parameter, units.parameter),
            state: exact.state.indices.map { s in
              (
                exact.state[s].slot,
                expected(
                  exact.state[s].values, reference.state[s].values,
                  enclosures.state[s].values, flushed?.state[s].values,
                  units.state[s].values)
              )
            })
        })
    }
  }

  /// What is admitted, and what is of who flushes subnormal numbers; nil where nobody
  /// does, since processors do not in that arithmetic, or where it is the same.
  private func enclosures(
    checkpoints: [Int], budget: Double
  ) -> (gradual: [Checkpoint<BudgetEnclosure>], flushed: [Checkpoint<BudgetEnclosure>]?) {
    guard [.binary64, .binary32, .bfloat16].contains(arithmetic) else {
      return (budgetReading(budget: budget, checkpoints: checkpoints), nil)
    }
    return budgetReadings(budget: budget, checkpoints: checkpoints)
  }

  private func expected(
    _ exact: [ExactValue], _ reference: [UInt64], _ enclosures: [BudgetEnclosure],
    _ flushed: [BudgetEnclosure]?, _ units: [Double?]
  ) -> [ExpectedValue] {
    exact.indices.map { index in
      ExpectedValue(
        exact: exact[index].decimal, nearest: exact[index].nearest,
        enclosure: enclosures[index],
        flushed: flushed?[index] == enclosures[index] ? nil : flushed?[index],
        reference: reference[index],
        // Three significant digits suffice; rounding up keeps the unit an upper bound.
        unit: units[index]?.roundedUp(significantDigits: 3))
    }
  }
}

extension Double {
  /// The least number of that many significant decimal digits that is not below.
  package func roundedUp(significantDigits digits: Int) -> Double {
    guard self > 0 && isFinite else { return self }
    var text = decimalText(digits: digits)
    if let value = Double(text), value >= self { return value }
    // One unit more in the last digit.
    let parts = text.split(separator: "e")
    let integer = (Int(parts[0]) ?? 0) + 1
    text = "\(integer)e\(parts[1])"
    return Double(text) ?? self
  }

  /// The number truncated to `digits` digits, as `123e-7`.
  private func decimalText(digits: Int) -> String {
    var parts = description.lowercased().split(separator: "e", maxSplits: 1).map(
      String.init)
    var exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    if parts[0].contains(".") {
      let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
      exponent -= halves[1].count
      parts[0] = String(halves[0] + halves[1])
    }
    var mantissa = String(parts[0].drop { $0 == "0" })
    if mantissa.count > digits {
      exponent += mantissa.count - digits
      mantissa = String(mantissa.prefix(digits))
    }
    return "\(mantissa)e\(exponent)"
  }
}
