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
    var scalars: [String] = []
    for node in program.scalars {
      if case .operation(let operation) = node {
        scalars.append(Self.text(operation, scalars))
      } else {
        scalars.append("`\(node)`")
      }
    }
    var elements: [String] = []
    for node in program.elements {
      switch node {
      case .operation(let operation): elements.append(Self.text(operation, elements))
      case .scalar(let scalar): elements.append(scalars[scalar])
      case let leaf: elements.append("\(leaf)")
      }
    }
    self.scalars = scalars
    self.elements = elements
  }

  private static func text(_ operation: Rules.Operation, _ nodes: [String]) -> String {
    // The name of the operation, and its operands written out.
    let name = "\(operation.mapOperands { _ in 0 })"
    return "(\(name) \(operation.operands.map { nodes[$0] }.joined(separator: " ")))"
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
