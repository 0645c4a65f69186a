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
    var lines: [String] = []
    for node in program.elements.indices {
      guard let name = names[node], let operation = operation(node) else { continue }
      let sign = assigned[node] != nil ? "←" : "="
      lines.append("\(name) \(sign) \(Expression(operation, operand: expression).text)")
      for (slot, other) in program.state
      where other == node && !name.hasPrefix(slot.symbol) {
        lines.append("\(slot.symbol) ← \(name)")
      }
    }
    // A slot may also take over a leaf, such as the gradient.
    for (slot, node) in program.state where operation(node) == nil {
      lines.append("\(slot.symbol) ← \(leaf(node))")
    }
    for (slot, node) in program.memory {
      lines.append("\(slot.symbol) ← `\(scalar(node).text)`")
    }
    return lines + delayed + ["θ ← \(expression(program.parameter).text)"]
  }

  // MARK: Text

  private func expression(_ node: Int) -> Expression {
    if let name = names[node] { return .atom(name) }
    guard case .operation(let operation) = program.elements[node] else {
      return .atom(leaf(node))
    }
    return Expression(operation, operand: expression)
  }

  private func leaf(_ node: Int) -> String {
    switch program.elements[node] {
    case .parameter: "θ"
    case .gradient: "g"
    case .state(let slot): slot.symbol
    case .scalar(let index): "`\(scalar(index).text)`"
    case .operation: expression(node).text
    }
  }

  private func scalar(_ index: Int) -> Expression {
    switch program.scalars[index] {
    case .hyperparameter(let name): .atom(name.symbol)
    case .integer(let integer): Expression(integer)
    case .groupLearningRate: .atom("η0")
    case .constant(let value): .atom("\(value)")
    case .memory(let slot): .atom(slot.symbol)
    case .operation(let operation): Expression(operation, operand: scalar)
    }
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
    switch operation(node) {
    case .negation(let a): return isChain(a)
    case .sum(let a, let b):
      guard isChain(a), case .product(let left, let right) = operation(b),
        case .scalar = program.elements[left]
      else { return false }
      return program.elements[right] == .parameter
    default: return false
    }
  }

  /// Gives each slot's new value its symbol.
  private mutating func nameState() {
    for (slot, node) in program.state where names[node] == nil && operation(node) != nil {
      names[node] = slot.symbol
      assigned[node] = .state(slot)
    }
  }

  /// Primes new values below which the old one is still needed.
  private mutating func primeNewValues() {
    for (node, old) in assigned.sorted(by: { $0.key < $1.key }) {
      let below = names.keys.filter { $0 > node } + [program.parameter]
      let leaves = program.state.map(\.node).filter { operation($0) == nil }
      guard
        below.contains(where: { operands($0).contains { mentions(old, in: $0) } })
          || leaves.contains(where: { program.elements[$0] == old })
      else { continue }
      let symbol = names[node] ?? ""
      names[node] = symbol + "′"
      assigned[node] = nil
      if case .state = old { delayed.append("\(symbol) ← \(symbol)′") }
    }
  }

  /// Calls what is divided by `D`.
  private mutating func nameDivisors() {
    for node in program.elements.indices {
      guard case .quotient(_, let divisor) = operation(node) else { continue }
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
      guard names[node] == nil, operation(node) != nil else { return }
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
    guard names[node] == nil, operation(node) != nil else { return }
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

  private func operation(_ node: Int) -> Operation? {
    if case .operation(let operation) = program.elements[node] { operation } else { nil }
  }

  private func operands(_ node: Int) -> [Int] { operation(node)?.operands ?? [] }
}

extension Operation {
  /// The operands, left to right.
  public var operands: [Int] {
    switch self {
    case .sum(let a, let b), .difference(let a, let b), .product(let a, let b),
      .quotient(let a, let b), .maximum(let a, let b):
      [a, b]
    case .realPower(let a, let b): [a, b]
    case .squareRoot(let a), .magnitude(let a), .negation(let a), .power(let a, _),
      .cosinePi(let a):
      [a]
    }
  }
}
