import Dialects
import Rules

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The scalar part of a step, evaluated in binary64 for people to compare.
struct ScalarEvaluation {
  /// What the elements use, by formula.
  let handed: [Explanation.ScalarValue]
  /// What the tensor remembers, if anything.
  let memory: Double?

  init(
    _ program: Program, hyperparameters: Hyperparameters, learningRate: Double, step: Int,
    memory: Double
  ) {
    var values: [Double] = []
    var texts: [String] = []
    for node in program.scalars {
      switch node {
      case .hyperparameter(let name):
        values.append(name == .learningRate ? learningRate : hyperparameters[name])
        texts.append(name.symbol)
      case .groupLearningRate:
        values.append(hyperparameters[.learningRate])
        texts.append("η0")
      case .integer(let integer):
        values.append(Double(integer.value(step: step)))
        texts.append("\(integer.value(step: step))")
      case .constant(let value):
        values.append(value)
        texts.append("\(value)")
      case .memory(let slot):
        values.append(memory)
        texts.append(slot.symbol)
      case .operation(let operation):
        values.append(Self.value(of: operation, values, step))
        texts.append(Self.text(of: operation, texts, step))
      }
    }
    var seen: Set<Int> = []
    handed = program.elements.compactMap { node in
      guard case .scalar(let index) = node, seen.insert(index).inserted else {
        return nil
      }
      return Explanation.ScalarValue(formula: texts[index], value: values[index])
    }
    self.memory = program.memory.first.map { values[$0.node] }
  }

  private static func value(
    of operation: Rules.Operation, _ values: [Double], _ step: Int
  ) -> Double {
    switch operation {
    case .sum(let a, let b): values[a] + values[b]
    case .difference(let a, let b): values[a] - values[b]
    case .product(let a, let b): values[a] * values[b]
    case .quotient(let a, let b): values[a] / values[b]
    case .squareRoot(let a): values[a].squareRoot()
    case .maximum(let a, let b): max(values[a], values[b])
    case .magnitude(let a): values[a].magnitude
    case .negation(let a): -values[a]
    case .power(let a, let exponent): pow(values[a], Double(exponent.value(step: step)))
    case .realPower(let a, let b): pow(values[a], values[b])
    case .cosinePi(let a): cos(.pi * values[a])
    }
  }

  /// The text of an operation, with parentheses around every operand that is one.
  private static func text(
    of operation: Rules.Operation, _ texts: [String], _ step: Int
  ) -> String {
    func operand(_ index: Int) -> String {
      texts[index].contains(" ") ? "(\(texts[index]))" : texts[index]
    }
    return switch operation {
    case .sum(let a, let b): "\(texts[a]) + \(operand(b))"
    case .difference(let a, let b): "\(texts[a]) − \(operand(b))"
    case .product(let a, let b): "\(operand(a)) × \(operand(b))"
    case .quotient(let a, let b): "\(operand(a)) / \(operand(b))"
    case .squareRoot(let a): "√\(operand(a))"
    case .maximum(let a, let b): "max(\(texts[a]), \(texts[b]))"
    case .magnitude(let a): "|\(texts[a])|"
    case .negation(let a): "−\(operand(a))"
    case .power(let a, let exponent): "\(operand(a))^\(exponent.value(step: step))"
    case .realPower(let a, let b): "\(operand(a))^\(operand(b))"
    case .cosinePi(let a): "cos(π × \(operand(a)))"
    }
  }
}
