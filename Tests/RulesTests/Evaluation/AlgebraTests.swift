import Dialects
import Multiprecision
import Testing
import _TestSupport

@testable import Rules

/// A program has the same value in every algebra that can tell.
@Suite struct AlgebraTests {
  private static let step = 7

  /// The leaves that a random program may read.
  private static func machine() throws -> FormulaMachine {
    FormulaMachine(
      try Hyperparameters(.rmsprop, [.learningRate: 0.375, .decay: 0.8125]), step: step)
  }

  @Test("binary64 lies in intervals of 53 bits, and they hold those of 200")
  func intervals() throws {
    let values = try Self.machine().values
    var comparedCount = 0
    let failure = counterexample(in: 2000) { random in
      let program = Program.random(&random, isRational: false)
      var reals = RealLeaves(values: values, step: Self.step)
      var narrow = EnclosedLeaves(reals: reals, precision: 200)
      var wide = EnclosedLeaves(reals: reals, precision: 53)
      let value = program.evaluate(in: &reals).elements[program.parameter]
      let enclosure = program.evaluate(in: &wide).elements[program.parameter]
      let exact = program.evaluate(in: &narrow).elements[program.parameter]
      guard value.isFinite, enclosure.isFinite, exact.isFinite else { return nil }
      comparedCount += 1
      let isInside =
        enclosure.interval.contains(value)
        && enclosure.interval.lower.compare(exact.interval.lower) <= 0
        && enclosure.interval.upper.compare(exact.interval.upper) >= 0
      return isInside ? nil : "\(program.formula): \(value), \(enclosure), \(exact)"
    }
    #expect(failure == nil)
    #expect(comparedCount > 1000)
  }

  @Test("the printed formulas read back as the same numbers")
  func text() throws {
    let machine = try Self.machine()
    let failure = try counterexample(in: 2000) { random in
      let program = Program.random(&random, isRational: false)
      var reals = RealLeaves(values: machine.values, step: Self.step)
      let values = program.evaluate(in: &reals)
      var printed = machine
      try printed.run(program.formula)
      for (symbol, node) in [("v", program.state[0].node), ("θ", program.parameter)] {
        let read = try #require(printed.values[symbol])
        guard read.isSame(as: values.elements[node]) else {
          return "\(program.formula): \(symbol) is \(read), not \(values.elements[node])"
        }
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("rational numbers that binary64 holds are those of the field")
  func field() throws {
    let values = try Self.machine().values
    var comparedCount = 0
    let failure = counterexample(in: 2000) { random in
      let program = Program.random(&random, isRational: true)
      let frame = FieldPoint.Frame(seed: random.next())
      var field = FieldAlgebra(point: FieldPoint(seed: random.next(), frame: frame))
      var reals = RealLeaves(values: values, step: frame.step)
      var exact = EnclosedLeaves(reals: reals, precision: 4096)
      let value = program.evaluate(in: &reals).elements[program.parameter]
      let enclosure = program.evaluate(in: &exact).elements[program.parameter]
      // Only what is not rounded is comparable.
      let isExact =
        enclosure.interval.lower.compare(value) == 0
        && enclosure.interval.upper.compare(value) == 0
      guard isExact else { return nil }
      guard let result = try? program.evaluate(in: &field).elements[program.parameter]
      else { return "\(program.formula) is beyond the field" }
      comparedCount += 1
      return result == FieldElement(value) ? nil : "\(program.formula): \(value)"
    }
    #expect(failure == nil)
    #expect(comparedCount > 1000)
  }

  @Test("an operation has its operands in order, and maps them")
  func operands() {
    let binary: [Rules.Operation<Int>] = [
      .sum(1, 2), .difference(1, 2), .product(1, 2), .quotient(1, 2), .maximum(1, 2),
      .realPower(1, 2),
    ]
    let unary: [Rules.Operation<Int>] = [
      .squareRoot(1), .magnitude(1), .negation(1), .power(1, .one), .cosinePi(1),
    ]
    for (operation, operands) in binary.map({ ($0, [1, 2]) }) + unary.map({ ($0, [1]) }) {
      #expect(operation.operands == operands)
      #expect(operation.map { $0 + 4 }.operands == operation.operands.map { $0 + 4 })
      #expect(operation.map { $0 + 4 }.map { $0 - 4 } == operation)
    }
  }
}

/// Real numbers in binary64.
private struct RealLeaves: Algebra {
  let values: [String: Double]
  let step: Int

  func value(of name: Hyperparameter) -> Double { values[name.symbol] ?? .nan }
  func groupLearningRate() -> Double { values["η0"] ?? .nan }
  func value(of integer: StepInteger) -> Double { Double(integer.value(step: step)) }
  func value(of constant: Double) -> Double { constant }
  func value(of slot: ScalarSlot) -> Double { values[slot.symbol] ?? .nan }
  func parameter() -> Double { values["θ"] ?? .nan }
  func gradient() -> Double { values["g"] ?? .nan }
  func value(of slot: StateSlot) -> Double { values[slot.symbol] ?? .nan }
  func apply(_ operation: Rules.Operation<Double>, at node: ProgramNode) -> Double {
    operation.approximateValue(step: step)
  }
}

/// Enclosures of real numbers.
private struct EnclosedLeaves: Algebra {
  let reals: RealLeaves
  let precision: Int

  private func enclosure(_ value: Double) -> Enclosure {
    Enclosure(value, precision: precision)
  }
  func value(of name: Hyperparameter) -> Enclosure { enclosure(reals.value(of: name)) }
  func groupLearningRate() -> Enclosure { enclosure(reals.groupLearningRate()) }
  func value(of integer: StepInteger) -> Enclosure { enclosure(reals.value(of: integer)) }
  func value(of constant: Double) -> Enclosure { enclosure(constant) }
  func value(of slot: ScalarSlot) -> Enclosure { enclosure(reals.value(of: slot)) }
  func parameter() -> Enclosure { enclosure(reals.parameter()) }
  func gradient() -> Enclosure { enclosure(reals.gradient()) }
  func value(of slot: StateSlot) -> Enclosure { enclosure(reals.value(of: slot)) }

  func apply(_ operation: Rules.Operation<Enclosure>, at node: ProgramNode) -> Enclosure {
    switch operation {
    case .sum(let a, let b): a + b
    case .difference(let a, let b): a - b
    case .product(let a, let b): a * b
    case .quotient(let a, let b): a / b
    case .squareRoot(let a): a.squareRoot()
    case .maximum(let a, let b): a.maximum(b)
    case .magnitude(let a): a.magnitude
    case .negation(let a): -a
    case .power(let a, let exponent): a.power(exponent.value(step: reals.step))
    case .realPower, .cosinePi: preconditionFailure("enclosures do not have it")
    }
  }
}
