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
    var scalars = ExplainedScalars(
      hyperparameters: hyperparameters, learningRate: learningRate, step: step,
      memory: memory)
    let values = program.scalars.evaluate(in: &scalars)
    var seen: Set<Int> = []
    handed = program.elements.indices.compactMap { node in
      guard let index = program.scalar(node), seen.insert(index).inserted else {
        return nil
      }
      return Explanation.ScalarValue(
        formula: values[index].text, value: values[index].number)
    }
    self.memory = program.memory.first.map { values[$0.node].number }
  }
}

/// Scalars with the formulas that they come from.
private struct ExplainedScalars: Algebra {
  let hyperparameters: Hyperparameters
  let learningRate: Double
  let step: Int
  let memory: Double

  struct Value {
    let number: Double
    let text: String

    /// The text as an operand: in parentheses if it is an operation itself.
    var operand: String { text.contains(" ") ? "(\(text))" : text }
  }

  func value(of name: Hyperparameter) -> Value {
    Value(
      number: name == .learningRate ? learningRate : hyperparameters[name],
      text: name.symbol)
  }
  func groupLearningRate() -> Value {
    Value(number: hyperparameters[.learningRate], text: "η0")
  }
  func value(of integer: StepInteger) -> Value {
    let value = integer.value(step: step)
    return Value(number: Double(value), text: "\(value)")
  }
  func value(of constant: Double) -> Value {
    Value(number: constant, text: "\(constant)")
  }
  func value(of slot: ScalarSlot) -> Value { Value(number: memory, text: slot.symbol) }

  // Only scalar parts are explained.
  func parameter() -> Value { Value(number: .nan, text: "θ") }
  func gradient() -> Value { Value(number: .nan, text: "g") }
  func value(of slot: StateSlot) -> Value { Value(number: .nan, text: slot.symbol) }

  func apply(_ operation: Rules.Operation<Value>, at node: ProgramNode) -> Value {
    let text =
      switch operation {
      case .sum(let a, let b): "\(a.text) + \(b.operand)"
      case .difference(let a, let b): "\(a.text) − \(b.operand)"
      case .product(let a, let b): "\(a.operand) × \(b.operand)"
      case .quotient(let a, let b): "\(a.operand) / \(b.operand)"
      case .squareRoot(let a): "√\(a.operand)"
      case .maximum(let a, let b): "max(\(a.text), \(b.text))"
      case .magnitude(let a): "|\(a.text)|"
      case .negation(let a): "−\(a.operand)"
      case .power(let a, let exponent): "\(a.operand)^\(exponent.value(step: step))"
      case .realPower(let a, let b): "\(a.operand)^\(b.operand)"
      case .cosinePi(let a): "cos(π × \(a.operand))"
      }
    return Value(
      number: operation.map(\.number).approximateValue(step: step), text: text)
  }
}
