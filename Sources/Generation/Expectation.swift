import Oracle
import Scenarios
import Vectors

extension Scenario {
  /// All readings of the oracle at the checkpoints, as a vector file has them.
  package func expectation(
    checkpoints: [Int], budget: Double
  ) throws(OracleError) -> [Checkpoint<ExpectedValue>] {
    let exact = try exactReading(checkpoints: checkpoints)
    let reference = roundedReading(checkpoints: checkpoints)
    let enclosures = budgetReading(budget: budget, checkpoints: checkpoints)
    let units = budgetUnits(checkpoints: checkpoints)
    return exact.indices.map { c in
      Checkpoint(
        step: exact[c].step,
        tensors: exact[c].tensors.indices.map { t in
          let (exact, reference) = (exact[c].tensors[t], reference[c].tensors[t])
          let (enclosures, units) = (enclosures[c].tensors[t], units[c].tensors[t])
          return TensorValues(
            parameter: expected(
              exact.parameter, reference.parameter, enclosures.parameter,
              units.parameter),
            state: exact.state.indices.map { s in
              (
                exact.state[s].slot,
                expected(
                  exact.state[s].values, reference.state[s].values,
                  enclosures.state[s].values, units.state[s].values)
              )
            })
        })
    }
  }

  private func expected(
    _ exact: [ExactValue], _ reference: [UInt64], _ enclosures: [BudgetEnclosure],
    _ units: [Double?]
  ) -> [ExpectedValue] {
    exact.indices.map { index in
      ExpectedValue(
        exact: exact[index].decimal, nearest: exact[index].nearest,
        enclosure: enclosures[index], reference: reference[index],
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
