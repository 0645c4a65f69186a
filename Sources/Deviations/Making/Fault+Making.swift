import Dialects
import Formats
import Oracle
import Rules
import Scenarios

/// The places of ε with which a fault changes anything.
typealias Epsilons = Set<EpsilonPlace>

extension Epsilons {
  static let any: Epsilons = [.none, .outside, .inside, .both]
  static let used: Epsilons = [.outside, .inside, .both]
  static let outside: Epsilons = [.outside, .both]
  static let inside: Epsilons = [.inside, .both]

  /// Where a change of these hyperparameters changes anything.
  static func concerned(by names: Set<Hyperparameter>) -> Epsilons {
    switch (names.contains(.epsilon), names.contains(.epsilonRoot)) {
    case (true, true): .used
    case (true, false): .outside
    case (false, true): .inside
    case (false, false): .any
    }
  }
}

extension Fault {
  /// Declares changes to the program of a step.
  typealias Edit = @Sendable (ProgramRewriter, ProgramContext) -> Void

  /// A fault of the rule.
  static func rule(
    _ id: String, _ kind: Kind, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    epsilons: Epsilons = .any, countsSteps: Bool = false,
    inexpressible: @escaping @Sendable (FloatFormat) -> String? = { _ in nil },
    edit: @escaping Edit
  ) -> Fault {
    program(
      id, kind, summary, evidence, where: applies, epsilons: epsilons,
      countsSteps: countsSteps, inexpressible: inexpressible
    ) { program, context in
      program.rewritten { edit($0, context) }
    }
  }

  /// A fault of the rule that is another program altogether.
  static func program(
    _ id: String, _ kind: Kind, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    epsilons: Epsilons = .any, countsSteps: Bool = false,
    inexpressible: @escaping @Sendable (FloatFormat) -> String? = { _ in nil },
    change: @escaping @Sendable (Program, ProgramContext) -> Program
  ) -> Fault {
    Fault(
      id, kind, summary, evidence: evidence.lines,
      applies: { epsilons.contains($0.epsilonPlace) && applies($0) },
      inexpressible: inexpressible
    ) { _ in
      var procedure = Procedure()
      procedure.program = change
      procedure.programCountsSteps = countsSteps
      return procedure
    }
  }

  /// A fault that follows another dialect than it should.
  static func dialect(
    _ id: String, _ kind: Kind, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    epsilons: Epsilons = .any,
    change: @escaping @Sendable (Dialect) -> Dialect
  ) -> Fault {
    program(id, kind, summary, evidence, where: applies, epsilons: epsilons) {
      Program(
        dialect: change($1.dialect), hyperparameters: $1.hyperparameters,
        isFirst: $1.isFirst, isRectified: $1.isRectified)
    }
  }

  /// A fault of what surrounds the rule.
  static func plumbing(
    _ id: String, _ kind: Kind, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    epsilons: Epsilons = .any,
    inexpressible: @escaping @Sendable (FloatFormat) -> String? = { _ in nil },
    configure: @escaping @Sendable (inout Procedure) -> Void
  ) -> Fault {
    Fault(
      id, kind, summary, evidence: evidence.lines,
      applies: { epsilons.contains($0.epsilonPlace) && applies($0) },
      inexpressible: inexpressible
    ) { _ in
      var procedure = Procedure()
      configure(&procedure)
      return procedure
    }
  }

  /// A fault that depends on the formats of a scenario.
  static func adapting(
    _ id: String, _ kind: Kind, _ summary: String, _ evidence: Evidence,
    where applies: @escaping @Sendable (Dialect) -> Bool = { _ in true },
    inexpressible: @escaping @Sendable (FloatFormat) -> String? = { _ in nil },
    adapt: @escaping @Sendable (inout Execution) -> Void
  ) -> Fault {
    var fault = plumbing(
      id, kind, summary, evidence, where: applies, inexpressible: inexpressible
    ) { _ in }
    fault.adapts = adapt
    return fault
  }
}
