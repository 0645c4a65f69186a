import Dialects
import Rules

/// A program in which places are found by what they compute, so that an edit of one
/// program of a rule can be made in its others.
struct EditableProgram: Sendable {
  let program: Program
  /// What each node computes; new values of slots are called by their slots.
  let elementKeys, scalarKeys: [String]
  /// How nodes read.
  let texts: Program.NodeTexts
  private let elementIndex, scalarIndex: [String: Int]
  private let elementNeeds, scalarNeeds: [Set<Int>]

  init(_ program: Program) {
    self.program = program
    var keys = EditKeys(program)
    let values = program.evaluate(in: &keys)
    elementKeys = values.elements
    scalarKeys = values.scalars
    elementIndex = Dictionary(zip(elementKeys, elementKeys.indices)) { first, _ in first }
    scalarIndex = Dictionary(zip(scalarKeys, scalarKeys.indices)) { first, _ in first }
    texts = program.nodeTexts
    elementNeeds = Self.needs(program.elements.indices.map(program.operation))
    scalarNeeds = Self.needs(program.scalars.indices.map(program.scalarOperation))
  }

  /// For each node those that it is computed from, itself among them.
  private static func needs(_ operations: [Rules.Operation<Int>?]) -> [Set<Int>] {
    operations.enumerated().reduce(into: []) { needs, entry in
      needs.append(
        (entry.element?.operands ?? []).reduce(into: [entry.offset]) {
          $0.formUnion(needs[$1])
        })
    }
  }

  func element(_ key: String) -> Int? { elementIndex[key] }
  func scalar(_ key: String) -> Int? { scalarIndex[key] }

  /// Whether an element node is computed from another, or is it.
  func element(_ node: Int, needs other: Int) -> Bool {
    elementNeeds[node].contains(other)
  }

  /// Whether a scalar node is computed from another, or is it.
  func scalar(_ node: Int, needs other: Int) -> Bool { scalarNeeds[node].contains(other) }

  /// How often a scalar node is an operand, handed to elements or remembered.
  var scalarUseCounts: [Int] {
    var counts = [Int](repeating: 0, count: program.scalars.count)
    for node in program.scalars.indices {
      for operand in program.scalarOperation(node)?.operands ?? [] {
        counts[operand] += 1
      }
    }
    let uses = program.useCounts
    for node in program.elements.indices {
      if let scalar = program.scalar(node) { counts[scalar] += uses[node] }
    }
    for output in program.memory { counts[output.node] += 1 }
    return counts
  }
}

/// Nodes as text that names every operation and writes its operands out, but for new
/// values of slots: they have different formulas in different steps.
private struct EditKeys: Algebra {
  private var names: [Int: String] = [:]

  init(_ program: Program) {
    for output in program.state where program.operation(output.node) != nil {
      names[output.node] = "new \(output.slot)"
    }
  }

  func value(of name: Hyperparameter) -> String { "\(name)" }
  func groupLearningRate() -> String { "group" }
  func value(of integer: StepInteger) -> String {
    integer.countsSteps ? "t+\(integer.offset)" : "\(integer.offset)"
  }
  func value(of constant: Double) -> String { "\(constant)" }
  func value(of slot: ScalarSlot) -> String { "\(slot)" }
  func parameter() -> String { "parameter" }
  func gradient() -> String { "gradient" }
  func value(of slot: StateSlot) -> String { "old \(slot)" }
  func handed(_ scalar: String) -> String { "`\(scalar)`" }

  func apply(_ operation: Rules.Operation<String>, at node: ProgramNode) -> String {
    if case .element(let node) = node, let name = names[node] { return name }
    return operation.key
  }
}

extension Rules.Operation<String> {
  fileprivate var key: String {
    switch self {
    case .sum(let a, let b): "(\(a) + \(b))"
    case .difference(let a, let b): "(\(a) - \(b))"
    case .product(let a, let b): "(\(a) * \(b))"
    case .quotient(let a, let b): "(\(a) / \(b))"
    case .squareRoot(let a): "sqrt(\(a))"
    case .maximum(let a, let b): "max(\(a), \(b))"
    case .magnitude(let a): "|\(a)|"
    case .negation(let a): "-\(a)"
    case .power(let a, let n): "(\(a) ^ \(n.countsSteps ? "t+" : "")\(n.offset))"
    case .realPower(let a, let b): "(\(a) ** \(b))"
    case .cosinePi(let a): "cos(\(a))"
    }
  }
}
