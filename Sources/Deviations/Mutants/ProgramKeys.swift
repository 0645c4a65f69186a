import Dialects
import Rules

/// Where a program is changed.
enum MutationSite: Hashable, Sendable {
  case scalar(Int)
  case element(Int)
  /// A result of the program: a slot, or nothing for the parameter.
  case output(String)

  var name: String {
    switch self {
    case .scalar(let node): "scalar-\(node)"
    case .element(let node): "element-\(node)"
    case .output(let slot): "output-\(slot)"
    }
  }

  /// What kind of place it is.
  var kind: String {
    switch self {
    case .scalar: "scalar"
    case .element: "element"
    case .output: "output"
    }
  }

  func key(in keys: ProgramKeys) -> String {
    switch self {
    case .scalar(let node): keys.scalars[node]
    case .element(let node): keys.elements[node]
    case .output(let slot): slot
    }
  }
}

/// What each node of a program computes, as text, so that it is found again in
/// another program of the same rule.
struct ProgramKeys {
  let scalars: [String]
  let elements: [String]

  init(_ program: Program) {
    var text = KeyText()
    let values = program.evaluate(in: &text)
    (scalars, elements) = (values.scalars, values.elements)
  }

  /// The site of the same kind and key, if the program has it.
  func site(_ site: MutationSite, _ key: String) -> MutationSite? {
    switch site {
    case .scalar: scalars.firstIndex(of: key).map(MutationSite.scalar)
    case .element: elements.firstIndex(of: key).map(MutationSite.element)
    case .output: site
    }
  }
}

/// Nodes as text that names every operation and writes its operands out.
private struct KeyText: Algebra {
  func value(of name: Hyperparameter) -> String { "`\(ScalarNode.hyperparameter(name))`" }
  func groupLearningRate() -> String { "`\(ScalarNode.groupLearningRate)`" }
  func value(of integer: StepInteger) -> String { "`\(ScalarNode.integer(integer))`" }
  func value(of constant: Double) -> String { "`\(ScalarNode.constant(constant))`" }
  func value(of slot: ScalarSlot) -> String { "`\(ScalarNode.memory(slot))`" }
  func parameter() -> String { "\(ElementNode.parameter)" }
  func gradient() -> String { "\(ElementNode.gradient)" }
  func value(of slot: StateSlot) -> String { "\(ElementNode.state(slot))" }

  func apply(_ operation: Rules.Operation<String>, at node: ProgramNode) -> String {
    "(\(operation.map { _ in 0 }) \(operation.operands.joined(separator: " ")))"
  }
}
