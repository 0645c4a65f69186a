import Dialects
import Oracle
import Rules
import Synchronization

/// A single edit of the rule of a dialect, and the programs that come of it.
///
/// It is made in the rule with all of its terms. A step that leaves terms out runs the
/// edited program without them, as it would run the right one.
public final class ProgramEdit: Sendable {
  /// The dialect whose rule is edited.
  public let dialect: Dialect
  /// What is done otherwise, in words.
  public let summary: String
  let edit: Edit
  private let rule: EditableRule
  /// The program with the edit for each of the rule's; nil where it has no such place.
  private let edited: [Program?]
  private let known = Mutex<[Key: Program]>([:])

  private struct Key: Hashable {
    let absent: [Hyperparameter: Int]
    let index: Int
  }

  private init(
    _ edit: Edit, _ summary: String, _ rule: EditableRule, _ edited: [Program?]
  ) {
    self.edit = edit
    self.summary = summary
    self.rule = rule
    self.edited = edited
    dialect = rule.dialect
  }

  /// The hyperparameters that the edited rule has terms of.
  public var terms: [Hyperparameter] { rule.terms }

  /// Every edit of the rule of a dialect that changes its program; one of those that
  /// give the same program.
  ///
  /// - Parameter terms: The hyperparameters that a step may use; those that have no
  ///   neutral value are always among them.
  public static func all(
    of dialect: Dialect, terms: Set<Hyperparameter>
  ) -> [ProgramEdit] {
    let rule = EditableRule(dialect, terms: terms)
    let right = rule.programs.map { $0.program.withoutUnits }
    var seen: Set<Edit> = []
    var programs: Set<[Program?]> = [right.map(Optional.some)]
    var summaries: [String: Int] = [:]
    var result: [ProgramEdit] = []
    for (home, target) in rule.programs.enumerated() {
      for edit in Edit.all(of: target, terms: rule.terms)
      where seen.insert(edit).inserted {
        let edited = rule.programs.map { edit.applied(to: $0) }
        guard edited.contains(where: { $0 != nil }) else { continue }
        let forms = zip(edited, right).map { $0?.withoutUnits ?? $1 }
        guard programs.insert(forms).inserted else { continue }
        var summary = edit.words(in: target) + (home == 0 ? "" : rule.otherwise)
        let count = summaries[summary, default: 0] + 1
        summaries[summary] = count
        if count > 1 { summary += " (\(count))" }
        result.append(ProgramEdit(edit, summary, rule, edited))
      }
    }
    return result
  }

  /// The edited program that a step runs.
  ///
  /// - Parameters:
  ///   - hyperparameters: They decide which terms are present.
  ///   - right: The right program.
  public func program(
    _ hyperparameters: Hyperparameters, isFirst: Bool, isRectified: Bool, right: Program
  ) -> Program {
    let index = rule.index(isFirst: isFirst, isRectified: isRectified)
    guard let edited = edited[index] else { return right }
    let key = Key(absent: rule.absent(hyperparameters), index: index)
    if let known = known.withLock({ $0[key] }) { return known }
    let slots = Set(right.state.map(\.slot))
    var program = edited.withoutNeutralTerms(key.absent, keeping: slots)
    // What reads a slot that is not kept, or divides by a term that is absent, is in a
    // branch that is not taken.
    let isAbsent = program.elements.indices.contains { program.isAbsent($0, slots) }
    if isAbsent && !key.absent.isEmpty { program = right }
    known.withLock { $0[key] = program }
    return program
  }

  /// How a scenario is carried out with the edit.
  public var procedure: Procedure {
    var procedure = Procedure()
    procedure.program = { [self] program, context in
      self.program(
        context.hyperparameters, isFirst: context.isFirst,
        isRectified: context.isRectified, right: program)
    }
    return procedure
  }

  /// The edit as a fault of its dialect.
  public var fault: Fault {
    Fault(
      "edit", .formula, summary, evidence: [], applies: { [dialect] in $0 == dialect },
      procedure: { [procedure] _ in procedure })
  }

  /// The right program and the edited one with all terms, in each situation in which
  /// they differ; the usual one first.
  public var pairs: [(right: Program, edited: Program)] {
    zip(rule.programs, edited).compactMap { target, edited in
      edited.map { (target.program, $0.withoutUnits) }
    }
  }

  /// Whether it gives the formulas of the rule, differently written.
  public var isTheRule: Bool {
    pairs.allSatisfy { ProgramIdentity.areEqual($0.right, $0.edited) }
  }

  /// The program with all terms in every situation.
  public var forms: [Program] {
    zip(rule.programs, edited).map { $1?.withoutUnits ?? $0.program.withoutUnits }
  }

  /// The number of operations, those that are shared once.
  public var size: Int {
    forms.reduce(0) { $0 + $1.scalars.count + $1.elements.count }
  }
}

extension Program {
  /// Whether an element node is a slot that is not among those, or a quotient by 0.
  fileprivate func isAbsent(_ node: Int, _ slots: Set<StateSlot>) -> Bool {
    switch elements[node] {
    case .state(let slot): return !slots.contains(slot)
    case .operation(.quotient(_, let divisor)):
      let zero = ScalarNode.integer(StepInteger(countsSteps: false, offset: 0))
      return scalar(divisor).map { scalars[$0] == zero } ?? false
    default: return false
    }
  }

  /// The program without factors of 1 and terms of 0, in the order of its results.
  var withoutUnits: Program {
    withoutNeutralTerms([:], keeping: Set(state.map(\.slot)))
  }
}
