import Dialects
import Rules
import Testing
import _TestSupport

/// What every program promises to the machines that run it.
@Suite struct WellFormedTests {
  /// What is wrong with the program of a combination, or nil if nothing is.
  static func fault(_ combination: Combination) -> String? {
    let program = combination.program
    func fault(_ text: String) -> String { "\(combination): \(text)" }

    for (index, node) in program.scalars.enumerated() {
      let operands = node.operation?.operands ?? []
      if !operands.allSatisfy((0..<index).contains) {
        return fault("scalar \(index) looks ahead")
      }
    }
    // Which nodes depend on the tensor, and not on scalars only.
    var isElement: [Bool] = []
    for (index, node) in program.elements.enumerated() {
      switch node {
      case .parameter, .gradient, .squaresOfListings, .state: isElement.append(true)
      case .scalar(let scalar):
        if !program.scalars.indices.contains(scalar) {
          return fault("element \(index) takes scalar \(scalar), which does not exist")
        }
        isElement.append(false)
      case .operation(let operation):
        if !operation.operands.allSatisfy((0..<index).contains) {
          return fault("element \(index) looks ahead")
        }
        isElement.append(operation.operands.contains { isElement[$0] })
        if !isElement[index] { return fault("element \(index) has scalars only") }
      }
    }
    if !program.outputs.allSatisfy(program.elements.indices.contains) {
      return fault("an output does not exist")
    }
    if !program.outputs.allSatisfy({ isElement[$0] }) {
      return fault("an output is a scalar")
    }
    if Set(program.scalars).count != program.scalars.count
      || Set(program.elements).count != program.elements.count
    {
      return fault("a node is recorded twice")
    }
    if program.usedElements.count != program.elements.count {
      return fault("an element node is used by no output")
    }
    for (index, node) in program.scalars.enumerated()
    where node.operation != nil && !program.usedScalars.contains(index) {
      return fault("scalar operation \(index) is used by no output")
    }
    return nil
  }

  @Test("published dialects, with every pattern of terms", arguments: publishedDialects)
  func published(dialect: Dialect) throws {
    let combinations = try Combination.all(of: dialect)
    let faults = combinations.compactMap(Self.fault)
    #expect(faults.isEmpty, "\(faults.first ?? "")")
  }

  @Test("dialects that nobody published")
  func unpublished() throws {
    let failure = try counterexample(in: 3000) { random in
      Self.fault(try Combination.random(&random))
    }
    #expect(failure == nil)
  }

  @Test("tracing again gives the same program")
  func determinism() throws {
    let failure = try counterexample(in: 200) { random in
      let combination = try Combination.random(&random)
      return combination.program == combination.program
        ? nil : "\(combination)"
    }
    #expect(failure == nil)
  }

  @Test("the values of present hyperparameters have no say")
  func symbols() throws {
    let failure = try counterexample(in: 200) { random in
      let combination = try Combination.random(&random)
      let values = combination.hyperparameters.given.mapValues { _ in 0.75 }
      let other = Combination(
        dialect: combination.dialect,
        hyperparameters: try Hyperparameters(combination.dialect.optimizer, values),
        isFirst: combination.isFirst, isRectified: combination.isRectified)
      return combination.program == other.program ? nil : "\(combination)"
    }
    #expect(failure == nil)
  }
}
