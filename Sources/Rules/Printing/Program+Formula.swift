import Dialects

extension Program {
  /// The step as lines for people, in the notation of SPEC.md.
  ///
  /// `←` gives a parameter, a gradient or a slot its new value, `=` names an
  /// intermediate result, and backticks enclose scalars. A name means the newest
  /// value above; where the old one is still needed below, the new one is
  /// primed, and the last lines assign it.
  public var formula: [String] { FormulaWriter(self).lines() }
}

/// Decides which nodes get names, and writes their lines.
private struct FormulaWriter {
  private let program: Program
  private var names: [Int: String] = [:]
  /// The nodes whose name is a new value rather than an intermediate result.
  private var assigned: [Int: ElementNode] = [:]
  /// The assignments that wait until no old value is needed any more.
  private var delayed: [String] = []
  /// The slots whose assignments are among these.
  private var waiting: Set<StateSlot> = []
  /// Whether the new parameter needs the old value of a slot whose assignment waits.
  private var stepNeedsOldState = false

  init(_ program: Program) {
    self.program = program
    nameGradient()
    nameState()
    nameDivisors()
    nameShared()
    nameUpdate()
    primeNewValues()
  }

  func lines() -> [String] {
    var text = FormulaText(
      names: names, assigned: Set(assigned.keys),
      slots: program.state.filter { !waiting.contains($0.slot) })
    let values = program.evaluate(in: &text)
    var lines = text.lines
    // A slot may also take over a leaf, such as the gradient.
    for output in program.state where program.operation(output.node) == nil {
      lines.append("\(output.slot.symbol) ← \(values.elements[output.node].text)")
    }
    for output in program.memory {
      lines.append("\(output.slot.symbol) ← `\(values.scalars[output.node].text)`")
    }
    let step = "θ ← \(values.elements[program.parameter].text)"
    return lines + (stepNeedsOldState ? [step] + delayed : delayed + [step])
  }

  // MARK: Names

  /// Calls the gradient with its sign and coupled decay `g`.
  private mutating func nameGradient() {
    var chain: Int?
    for node in program.elements.indices where isDerivedGradient(node, from: chain) {
      chain = node
    }
    guard let chain else { return }
    names[chain] = "g"
    assigned[chain] = .gradient
  }

  /// Whether a node is `−x`, or `x` and a scalar times θ, with `x` the chain so far.
  private func isDerivedGradient(_ node: Int, from chain: Int?) -> Bool {
    func isChain(_ node: Int) -> Bool {
      chain.map { $0 == node } ?? (program.elements[node] == .gradient)
    }
    switch program.operation(node) {
    case .negation(let a): return isChain(a)
    case .sum(let a, let b):
      guard isChain(a), case .product(let left, let right) = program.operation(b)
      else { return false }
      return program.isScalar(left) && program.elements[right] == .parameter
    default: return false
    }
  }

  /// Gives each slot's new value its symbol.
  private mutating func nameState() {
    for output in program.state
    where names[output.node] == nil && program.operation(output.node) != nil {
      names[output.node] = output.slot.symbol
      assigned[output.node] = .state(output.slot)
    }
  }

  /// Primes new values below which the old one is still needed.
  private mutating func primeNewValues() {
    for (node, old) in assigned.sorted(by: { $0.key < $1.key }) {
      let below = names.keys.filter { $0 > node } + [program.parameter]
      let leaves = program.state.map(\.node).filter { program.operation($0) == nil }
      guard
        below.contains(where: { operands($0).contains { mentions(old, in: $0) } })
          || leaves.contains(where: { program.elements[$0] == old })
      else { continue }
      let symbol = names[node] ?? ""
      names[node] = symbol + "′"
      assigned[node] = nil
      if case .state = old {
        delayed.append("\(symbol) ← \(symbol)′")
        noteStep(needing: old)
      }
    }
    // A slot that takes over a value with another name waits in the same way.
    for output in program.state {
      guard let name = names[output.node], !name.hasPrefix(output.slot.symbol) else {
        continue
      }
      let below = names.keys.filter { $0 > output.node } + [program.parameter]
      if below.contains(where: { node in
        operands(node).contains { mentions(.state(output.slot), in: $0) }
      }) {
        waiting.insert(output.slot)
        delayed.append("\(output.slot.symbol) ← \(name)")
        noteStep(needing: .state(output.slot))
      }
    }
  }

  private mutating func noteStep(needing old: ElementNode) {
    if mentions(old, in: program.parameter) { stepNeedsOldState = true }
  }

  /// Calls what is divided by `D`.
  private mutating func nameDivisors() {
    for node in program.elements.indices {
      guard case .quotient(_, let divisor) = program.operation(node) else { continue }
      name(divisor, "D")
    }
  }

  /// Names what is used more than once.
  private mutating func nameShared() {
    var uses: [Int: Int] = [:]
    for node in program.elements.indices {
      for operand in operands(node) { uses[operand, default: 0] += 1 }
    }
    for node in program.elements.indices where uses[node, default: 0] > 1 {
      name(node, "r")
    }
  }

  /// Calls what is subtracted from θ, or added to its decay, `s`.
  private mutating func nameUpdate() {
    var found: [Int] = []
    func search(_ node: Int) {
      guard names[node] == nil, program.operation(node) != nil else { return }
      if mentions(.parameter, in: node) {
        operands(node).forEach(search)
      } else {
        found.append(node)
      }
    }
    search(program.parameter)
    if found.count == 1 { name(found[0], "s") }
  }

  /// Whether the text of a node has that leaf in it.
  private func mentions(_ leaf: ElementNode, in node: Int) -> Bool {
    guard names[node] == nil else { return false }
    return program.elements[node] == leaf
      || operands(node).contains { mentions(leaf, in: $0) }
  }

  /// Names an operation that has no name; a second one gets a number.
  private mutating func name(_ node: Int, _ name: String) {
    guard names[node] == nil, program.operation(node) != nil else { return }
    let taken = Set(names.values)
    var candidate = name
    var number = 2
    while taken.contains(candidate) {
      candidate = "\(name)\(number)"
      number += 1
    }
    names[node] = candidate
  }

  // MARK: Nodes

  private func operands(_ node: Int) -> [Int] {
    program.operation(node)?.operands ?? []
  }
}

/// Formulas as text; an operation that has a name becomes a line of its own, and is
/// that name wherever it is used.
private struct FormulaText: Algebra {
  let names: [Int: String]
  /// The nodes whose name is a new value rather than an intermediate result.
  let assigned: Set<Int>
  let slots: [Program.Output<StateSlot>]
  private(set) var lines: [String] = []

  init(names: [Int: String], assigned: Set<Int>, slots: [Program.Output<StateSlot>]) {
    self.names = names
    self.assigned = assigned
    self.slots = slots
  }

  func value(of name: Hyperparameter) -> Expression { .atom(name.symbol) }
  func groupLearningRate() -> Expression { .atom("η0") }
  func value(of integer: StepInteger) -> Expression { Expression(integer) }
  func value(of constant: Double) -> Expression { .atom("\(constant)") }
  func value(of slot: ScalarSlot) -> Expression { .atom(slot.symbol) }
  func parameter() -> Expression { .atom("θ") }
  func gradient() -> Expression { .atom("g") }
  func squaresOfListings() -> Expression { .atom("Σg²") }
  func value(of slot: StateSlot) -> Expression { .atom(slot.symbol) }
  func handed(_ scalar: Expression) -> Expression { .atom("`\(scalar.text)`") }

  mutating func apply(
    _ operation: Operation<Expression>, at node: ProgramNode
  ) -> Expression {
    let expression = Expression(operation)
    guard case .element(let node) = node, let name = names[node] else {
      return expression
    }
    lines.append("\(name) \(assigned.contains(node) ? "←" : "=") \(expression.text)")
    for output in slots where output.node == node && !name.hasPrefix(output.slot.symbol) {
      lines.append("\(output.slot.symbol) ← \(name)")
    }
    return .atom(name)
  }
}
