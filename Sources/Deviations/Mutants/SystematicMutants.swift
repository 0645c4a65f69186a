import Dialects
import Oracle
import Rules

/// Every small change to the program of a dialect.
///
/// They measure the vectors on faults that nobody listed. A mutant changes the
/// program in which every hyperparameter that the dialect uses is present: at its
/// neutral value a term adds nothing.
public enum SystematicMutants {
  /// A changed program.
  public struct Mutant: Sendable {
    /// The place and the change.
    public let id: String
    fileprivate let programs: [RuleSituation: (right: Program, changed: Program)]

    /// How a scenario is carried out with it.
    public var procedure: Procedure {
      var procedure = Procedure()
      procedure.program = { [programs] program, context in
        programs[
          RuleSituation(isFirst: context.isFirst, isRectified: context.isRectified)]?
          .changed ?? program
      }
      return procedure
    }

    /// Whether it computes what the rule does wherever training leads: |v| for v
    /// counts as the same, since v is not negative.
    public var isTheRule: Bool {
      programs.values.allSatisfy {
        $0.changed.isSameCode(as: $0.right)
          || RealEvaluation.agree($0.changed, $0.right)
      }
    }
  }

  /// The mutants of a dialect; some may be the rule, differently written.
  public static func all(of published: PublishedDialect) -> [Mutant] {
    let rules = RuleSituation.all.map { situation in
      let program = situation.program(published)
      return (situation: situation, program: program, keys: ProgramKeys(program))
    }
    var seen: Set<String> = []
    var mutants: [Mutant] = []
    for rule in rules {
      for mutation in Mutation.all(of: rule.program) {
        // What several situations share is changed in all of them.
        let key = mutation.site.key(in: rule.keys)
        guard seen.insert("\(mutation.site.kind) \(key) \(mutation.name)").inserted else {
          continue
        }
        var programs: [RuleSituation: (right: Program, changed: Program)] = [:]
        for other in rules {
          let site = other.keys.site(mutation.site, key)
          programs[other.situation] = (
            other.program,
            site.map { mutation.apply(other.program, at: $0) } ?? other.program
          )
        }
        mutants.append(
          Mutant(
            id: "\(rule.situation.prefix)\(mutation.site.name)-\(mutation.name)",
            programs: programs))
      }
    }
    return mutants
  }
}

/// Which of its programs a rule runs.
struct RuleSituation: Hashable, Sendable {
  let isFirst: Bool
  let isRectified: Bool

  /// The usual one comes first.
  static let all = [
    RuleSituation(isFirst: false, isRectified: true),
    RuleSituation(isFirst: true, isRectified: true),
    RuleSituation(isFirst: false, isRectified: false),
    RuleSituation(isFirst: true, isRectified: false),
  ]

  /// What it adds to the name of a place.
  var prefix: String {
    (isFirst ? "first-" : "") + (isRectified ? "" : "unrectified-")
  }

  /// The program with every term that the dialect has.
  func program(_ published: PublishedDialect) -> Program {
    let optimizer = published.dialect.optimizer
    var values: [Hyperparameter: Double] = [:]
    for name in optimizer.definition.hyperparameters where published.uses(name) {
      values[name] = 0.5
    }
    guard let hyperparameters = try? Hyperparameters(optimizer, values) else {
      preconditionFailure("0.5 is outside a domain")
    }
    return Program(
      dialect: published.dialect, hyperparameters: hyperparameters, isFirst: isFirst,
      isRectified: isRectified)
  }
}

extension PublishedDialect {
  /// Whether vectors of the dialect may give the hyperparameter.
  fileprivate func uses(_ name: Hyperparameter) -> Bool {
    switch name {
    case .epsilon, .epsilonRoot: epsilonPlace.hyperparameters.contains(name)
    default: true
    }
  }
}
