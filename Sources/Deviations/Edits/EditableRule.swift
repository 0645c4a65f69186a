import Dialects
import Oracle
import Rules
import Synchronization

/// The programs of a dialect with all of its terms, in which edits are made.
final class EditableRule: Sendable {
  let dialect: Dialect
  /// The hyperparameters whose terms are present.
  let terms: [Hyperparameter]
  /// The programs that differ, the usual one first.
  let programs: [EditableProgram]
  private let indices: [RuleSituation: Int]
  /// The terms that are left out where they are neutral, and the values that they have.
  private let omitted: [Hyperparameter: Int]
  private let known = Mutex<[Set<Hyperparameter>: [Hyperparameter: Int]]>([:])

  init(_ dialect: Dialect, terms: Set<Hyperparameter>) {
    let optimizer = dialect.optimizer
    self.dialect = dialect
    let given = optimizer.definition.hyperparameters.filter {
      terms.contains($0) || $0.neutral == nil
    }
    var programs: [EditableProgram] = []
    var indices: [RuleSituation: Int] = [:]
    let all = Hyperparameters.halves(optimizer, given)
    let decides = dialect[RectificationThreshold.self] != nil
    for situation in RuleSituation.all {
      if !situation.isRectified && !decides {
        indices[situation] =
          indices[RuleSituation(isFirst: situation.isFirst, isRectified: true)]
        continue
      }
      let program = situation.program(dialect, all)
      let known = programs.firstIndex { $0.program == program }
      if known == nil { programs.append(EditableProgram(program)) }
      indices[situation] = known ?? programs.count - 1
    }
    self.programs = programs
    self.indices = indices
    let read = Set(programs.flatMap { $0.program.scalars })
    self.terms = given.filter { read.contains(.hyperparameter($0)) }
    var omitted: [Hyperparameter: Int] = [:]
    for name in self.terms {
      guard let neutral = name.neutral else { continue }
      let rest = Hyperparameters.halves(optimizer, given.filter { $0 != name })
      let differs = RuleSituation.all.contains {
        $0.program(dialect, rest) != $0.program(dialect, all)
      }
      if differs { omitted[name] = Int(neutral) }
    }
    self.omitted = omitted
  }

  /// When another program than the usual one is run, in words.
  var otherwise: String {
    dialect[RectificationThreshold.self] == nil
      ? ", in the first step" : ", in steps that are not rectified"
  }

  /// The index of the program that a step runs.
  func index(isFirst: Bool, isRectified: Bool) -> Int {
    indices[RuleSituation(isFirst: isFirst, isRectified: isRectified)] ?? 0
  }

  /// The terms that a step with these hyperparameters leaves out: those that are neutral,
  /// and those that are part of another that is, as dampening is of momentum.
  func absent(_ hyperparameters: Hyperparameters) -> [Hyperparameter: Int] {
    let used = Set(terms.filter(hyperparameters.uses))
    if let known = known.withLock({ $0[used] }) { return known }
    let read = Set(
      RuleSituation.all.flatMap { $0.program(dialect, hyperparameters).scalars })
    let absent = omitted.filter { !read.contains(.hyperparameter($0.key)) }
    known.withLock { $0[used] = absent }
    return absent
  }
}

extension RuleSituation {
  /// The program of a dialect with those hyperparameters.
  func program(_ dialect: Dialect, _ hyperparameters: Hyperparameters) -> Program {
    Program(
      dialect: dialect, hyperparameters: hyperparameters, isFirst: isFirst,
      isRectified: isRectified)
  }
}

extension Hyperparameters {
  /// Values under which the terms of `names` are present.
  static func halves(
    _ optimizer: OptimizerName, _ names: [Hyperparameter]
  ) -> Hyperparameters {
    do {
      return try Hyperparameters(
        optimizer, Dictionary(uniqueKeysWithValues: names.map { ($0, 0.5) }))
    } catch {
      preconditionFailure("one half is in every domain: \(error)")
    }
  }
}
