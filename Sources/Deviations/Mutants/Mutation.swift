import Dialects
import Rules

/// A small change to a program at one place.
struct Mutation: Sendable {
  let site: MutationSite
  /// What is changed there.
  let name: String
  /// Declares the change, given the place.
  private let edit: @Sendable (ProgramRewriter, MutationSite) -> Void

  func apply(_ program: Program, at site: MutationSite) -> Program {
    program.rewritten { edit($0, site) }
  }

  /// Every mutation of a program.
  static func all(of program: Program) -> [Mutation] {
    program.scalars.indices.flatMap { scalar(program, $0) }
      + program.elements.indices.flatMap { element(program, $0) } + outputs(program)
  }

  // MARK: Scalars

  private static func scalar(_ program: Program, _ node: Int) -> [Mutation] {
    func mutation(
      _ name: String,
      _ change:
        @escaping @Sendable (SymbolicScalar, ProgramRewriter, Int) ->
        SymbolicScalar
    ) -> Mutation {
      Mutation(site: .scalar(node), name: name) { rewriter, site in
        guard case .scalar(let node) = site else { return }
        rewriter.replace(scalar: node) { change($0, rewriter, node) }
      }
    }
    switch program.scalars[node] {
    case .hyperparameter(let name):
      return program.hyperparameters.subtracting([name]).sorted {
        $0.rawValue < $1.rawValue
      }.map { other in mutation("is-\(other.words)") { _, e, _ in e[other] } } + [
        mutation("is-0") { _, e, _ in e.integer(0) },
        mutation("is-1") { _, e, _ in e.integer(1) },
        mutation("complement") { x, _, _ in 1 - x },
        mutation("squared") { x, _, _ in x * x },
      ]
    case .integer(let integer):
      guard integer.countsSteps else {
        return [0, 1, 2].filter { $0 != integer.offset }.map { other in
          mutation("is-\(other)") { _, e, _ in e.integer(other) }
        }
      }
      return [
        mutation("one-less") { _, e, _ in e.step(integer.offset - 1) },
        mutation("one-more") { _, e, _ in e.step(integer.offset + 1) },
        mutation("is-1") { _, e, _ in e.integer(1) },
      ]
    case .constant:
      return [
        mutation("is-1") { _, e, _ in e.integer(1) },
        mutation("slightly-more") { x, e, _ in e.constant(1.01) * x },
      ]
    case .memory:
      return [
        mutation("is-1") { _, e, _ in e.integer(1) },
        mutation("is-0") { _, e, _ in e.integer(0) },
      ]
    case .groupLearningRate:
      return [mutation("of-the-step") { _, e, _ in e[.learningRate] }]
    case .operation(let operation):
      return OperationChange.allCases.filter { $0.result(for: operation) != nil }.map {
        change in
        mutation(change.words) { x, e, node in
          guard case .operation(let operation) = e.original.scalars[node] else {
            return x
          }
          return change.scalar(change.result(for: operation), replacing: x, e)
        }
      }
    }
  }

  // MARK: Elements

  private static func element(_ program: Program, _ node: Int) -> [Mutation] {
    func mutation(
      _ name: String,
      _ change:
        @escaping @Sendable (SymbolicElement, ProgramRewriter, Int) ->
        SymbolicElement
    ) -> Mutation {
      Mutation(site: .element(node), name: name) { rewriter, site in
        guard case .element(let node) = site else { return }
        rewriter.replace(element: node) { change($0, rewriter, node) }
      }
    }
    switch program.elements[node] {
    case .scalar, .squaresOfListings: return []
    case .parameter: return [mutation("is-gradient") { _, e, _ in e.gradient }]
    case .gradient:
      return [
        mutation("is-parameter") { _, e, _ in e.parameter },
        mutation("magnitude") { x, _, _ in x.magnitude() },
        mutation("negated") { x, _, _ in -x },
      ]
    case .state(let slot):
      return program.state.map(\.slot).filter { $0 != slot }.map { other in
        mutation("is-\(other.words)") { _, e, _ in e.old(other) }
      } + [
        mutation("is-0") { _, e, _ in e.integer(0).element },
        mutation("is-gradient") { _, e, _ in e.gradient },
      ]
    case .operation(let operation):
      return OperationChange.allCases.filter { $0.result(for: operation) != nil }.map {
        change in
        mutation(change.words) { x, e, node in
          guard case .operation(let operation) = e.original.elements[node] else {
            return x
          }
          return change.element(change.result(for: operation), replacing: x, e)
        }
      } + [
        mutation("negated") { x, _, _ in -x },
        mutation("magnitude") { x, _, _ in x.magnitude() },
        mutation("doubled") { x, _, _ in x + x },
      ]
    }
  }

  // MARK: Results

  private static func outputs(_ program: Program) -> [Mutation] {
    let slots = program.state.map(\.slot)
    let state = slots.flatMap { slot -> [Mutation] in
      let site = MutationSite.output(slot.rawValue)
      return [
        Mutation(site: site, name: "not-written") { e, _ in e.set(slot, e.old(slot)) },
        Mutation(site: site, name: "used-before") { e, _ in
          e.keepState()
          if let node = e.original.anatomy.newState[slot] {
            e.replace(element: node) { _ in e.old(slot) }
          }
        },
        Mutation(site: site, name: "is-the-parameter") { e, _ in
          e.set(slot, e.element(e.original.parameter))
        },
      ]
        + slots.filter { $0 != slot }.map { other in
          Mutation(site: site, name: "is-\(other.words)") { e, _ in
            e.set(slot, e.new(other))
          }
        }
    }
    let parameter = [
      Mutation(site: .output("parameter"), name: "not-written") { e, _ in
        e.setParameter(e.parameter)
      }
    ]
    let memory = program.memory.map { output in
      Mutation(site: .output(output.slot.rawValue), name: "not-written") { e, _ in
        e.set(output.slot, e.old(output.slot))
      }
    }
    return state + parameter + memory
  }
}

extension Program {
  fileprivate var hyperparameters: Set<Hyperparameter> {
    Set(
      scalars.compactMap {
        if case .hyperparameter(let name) = $0 { name } else { nil }
      })
  }
}
