import Dialects
import Foundation
@testable import Rules
import Testing
import _TestSupport

/// The printed formulas say what the programs do, operation for operation.
@Suite struct FormulaTests {
  /// Every published dialect with every choice of present terms.
  @Test("formulas compute what programs do")
  func meaning() throws {
    for published in PublishedDialect.all {
      let optimizer = published.dialect.optimizer
      let optional = optimizer.definition.hyperparameters.filter {
        $0.neutral != nil && $0 != .initialFirstMoment && $0 != .initialSecondMoment
      }
      for mask in 0..<(1 << optional.count) {
        var values: [Hyperparameter: Double] = [.learningRate: 0.013]
        for name in [Hyperparameter.decay, .beta1, .beta2]
        where optimizer.definition.hyperparameters.contains(name) {
          values[name] = name == .beta2 ? 0.97 : 0.83
        }
        for (index, name) in optional.enumerated() where mask >> index & 1 == 1 {
          values[name] = 0.11 + 0.07 * Double(index)
        }
        let hyperparameters = try Hyperparameters(optimizer, values)
        for isFirst in [true, false] {
          let program = Program(
            dialect: published.dialect, hyperparameters: hyperparameters, isFirst: isFirst
          )
          var direct = FormulaMachine(hyperparameters, step: 7)
          var printed = direct
          direct.run(program)
          try printed.run(program.formula)
          for symbol in program.state.map(\.slot.symbol) + ["θ"] {
            let (value, read) = (direct.values[symbol], printed.values[symbol])
            #expect(
              (value ?? 0).isSame(as: read ?? 1),
              "\(published.dialect): \(program.formula)")
          }
        }
      }
    }
  }

  @Test("formulas are those of the specification")
  func specification() throws {
    let adam = try Hyperparameters(
      .adam, [.learningRate: 1, .beta1: 0.9, .beta2: 0.9, .epsilon: 1])
    let raw = try PublishedDialect.find(.adam, named: "raw-frame").dialect
    #expect(
      Program(dialect: raw, hyperparameters: adam, isFirst: false).formula
        == [
          "m ← `β1` × m + `1 − β1` × g", "v ← `β2` × v + `1 − β2` × (g × g)",
          "D = (√v + `ε`) / `√(1 − β2^t)`", "s = `η` × (m / `1 − β1^t` / D)", "θ ← θ − s",
        ])
  }

  /// No rule needs primed names; a program made by hand shows them.
  @Test("a new value is primed where the old one is still needed")
  func oldValues() throws {
    let program = Program(
      scalars: [],
      elements: [
        .parameter, .gradient, .state(.squareSum), .operation(.sum(2, 1)),
        .operation(.product(2, 3)), .operation(.difference(0, 4)),
      ], state: [Program.Output(.squareSum, node: 3)], parameter: 5)
    #expect(program.formula == ["v′ = v + g", "s = v × v′", "v ← v′", "θ ← θ − s"])
  }
}

/// Computes a step in binary64, from a program or from its text.
struct FormulaMachine {
  var values: [String: Double] = [
    "θ": 0.7, "g": -0.31, "b": 0.23, "v": 0.57, "m": 0.19, "d": 0.11, "x": 0.61,
    "u": 0.47, "Π": 0.83, "η0": 0.29,
  ]

  init(_ hyperparameters: Hyperparameters, step: Int) {
    values["t"] = Double(step)
    for name in hyperparameters.optimizer.definition.hyperparameters {
      values[name.symbol] = hyperparameters[name]
    }
  }

  mutating func run(_ program: Program) {
    var scalars: [Double] = []
    for node in program.scalars {
      switch node {
      case .hyperparameter(let name): scalars.append(values[name.symbol] ?? .nan)
      case .integer(let integer):
        scalars.append(Double(integer.value(step: Int(values["t"] ?? 0))))
      case .groupLearningRate: scalars.append(values["η0"] ?? .nan)
      case .constant(let value): scalars.append(value)
      case .memory(let slot): scalars.append(values[slot.symbol] ?? .nan)
      case .operation(let operation): scalars.append(apply(operation) { scalars[$0] })
      }
    }
    var elements: [Double] = []
    for node in program.elements {
      switch node {
      case .parameter: elements.append(values["θ"] ?? .nan)
      case .gradient: elements.append(values["g"] ?? .nan)
      case .squaresOfListings: elements.append(values["Σg²"] ?? .nan)
      case .state(let slot): elements.append(values[slot.symbol] ?? .nan)
      case .scalar(let index): elements.append(scalars[index])
      case .operation(let operation): elements.append(apply(operation) { elements[$0] })
      }
    }
    for output in program.state { values[output.slot.symbol] = elements[output.node] }
    for output in program.memory { values[output.slot.symbol] = scalars[output.node] }
    values["θ"] = elements[program.parameter]
  }

  private func apply(_ operation: Rules.Operation<Int>, _ operand: (Int) -> Double)
    -> Double
  {
    switch operation {
    case .sum(let a, let b): operand(a) + operand(b)
    case .difference(let a, let b): operand(a) - operand(b)
    case .product(let a, let b): operand(a) * operand(b)
    case .quotient(let a, let b): operand(a) / operand(b)
    case .squareRoot(let a): operand(a).squareRoot()
    case .maximum(let a, let b): max(operand(a), operand(b))
    case .magnitude(let a): abs(operand(a))
    case .negation(let a): -operand(a)
    case .power(let a, let n):
      pow(operand(a), Double(n.value(step: Int(values["t"] ?? 0))))
    case .realPower(let a, let b): pow(operand(a), operand(b))
    case .cosinePi(let a): cos(.pi * operand(a))
    }
  }

  mutating func run(_ lines: [String]) throws {
    for line in lines {
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      var reader = FormulaReader(words[2], values)
      values[words[0]] = try reader.sum()
      try #require(reader.isAtEnd, "\(line)")
    }
  }
}

/// Reads and computes an expression; operations associate to the left.
struct FormulaReader {
  private var rest: Substring
  private let values: [String: Double]

  init(_ text: String, _ values: [String: Double]) {
    rest = text[...]
    self.values = values
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func sum() throws -> Double {
    var value = try product()
    while true {
      if take(" + ") {
        value += try product()
      } else if take(" − ") {
        value -= try product()
      } else {
        return value
      }
    }
  }

  private mutating func product() throws -> Double {
    var value = try power()
    while true {
      if take(" × ") {
        value *= try power()
      } else if take(" / ") {
        value /= try power()
      } else {
        return value
      }
    }
  }

  private mutating func power() throws -> Double {
    let base = try atom()
    return take("^") ? pow(base, try atom()) : base
  }

  private mutating func atom() throws -> Double {
    if take("√") { return try atom().squareRoot() }
    if take("−") { return -(try atom()) }
    if take("max(") {
      let first = try sum()
      try #require(take(", "))
      let result = max(first, try sum())
      try #require(take(")"))
      return result
    }
    if take("|") {
      let value = abs(try sum())
      try #require(take("|"))
      return value
    }
    for (open, close) in [("(", ")"), ("`", "`")] where take(open) {
      let value = try sum()
      try #require(take(close))
      return value
    }
    let name = rest.prefix { !" +−×/^()`,|".contains($0) }
    rest = rest.dropFirst(name.count)
    return try #require(Double(name) ?? values[String(name)], "\(name)")
  }

  private mutating func take(_ token: String) -> Bool {
    guard rest.hasPrefix(token) else { return false }
    rest = rest.dropFirst(token.count)
    return true
  }
}
