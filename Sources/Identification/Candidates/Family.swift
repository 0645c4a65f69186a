import Dialects
import Rules
import Synchronization

/// All dialects of an optimizer, without those that only write one differently.
final class Family: Sendable {
  let optimizer: OptimizerName
  /// Every rule, the simplest first; standard in the clock and in what rows mean.
  let rules: [Dialect]
  let clocks: [StepClock?]
  let absentRows: [AbsentRows?]
  let duplicateRows: [DuplicateRows?]

  /// Whether some rule has powers of a decay rate, which may be multiplied up.
  let hasPowers: Bool

  private let indices: [Dialect: Int]
  private let stepCounting: [Bool]
  private let programs = Mutex(Interned())

  /// Programs that were asked for, numbered.
  private struct Interned {
    var numbers: [RuleForm: Int] = [:]
    var byUse: [Use: Int] = [:]

    struct Use: Hashable {
      let rule: Int
      let terms: Set<Hyperparameter>
    }
  }

  init(_ optimizer: OptimizerName) {
    self.optimizer = optimizer
    let standard = Dialect.standard(optimizer)
    let hasRows = standard[AbsentRows.self] != nil
    func choices<Value: AxisValue>(_ type: Value.Type) -> [Value?] {
      standard[type] == nil ? [nil] : Array(type.allCases)
    }
    // Without sparse gradients a row's clock is the tensor's.
    clocks = choices(StepClock.self).filter { hasRows || $0 != .row }
    absentRows = choices(AbsentRows.self)
    duplicateRows = choices(DuplicateRows.self)
    var rules: [Dialect] = []
    var indices: [Dialect: Int] = [:]
    var known: [RuleForm: Int] = [:]
    for dialect in Self.writings(of: optimizer) {
      let form = RuleForm(dialect, hyperparameters: .everyTerm(of: optimizer))
      let index = known[form] ?? rules.count
      if index == rules.count {
        rules.append(dialect)
        known[form] = index
      }
      indices[dialect] = index
    }
    self.rules = rules
    self.indices = indices
    hasPowers = rules.contains {
      RuleForm($0, hyperparameters: .everyTerm(of: optimizer)).hasPowers
    }
    stepCounting = rules.map {
      RuleForm($0, hyperparameters: .everyTerm(of: optimizer)).countsSteps
    }
  }

  /// Whether a rule depends on t, perhaps by a hyperparameter.
  func countsSteps(_ rule: Int) -> Bool { stepCounting[rule] }

  /// The families of all optimizers, each made when it is first asked for.
  static func of(_ optimizer: OptimizerName) -> Family {
    shared.withLock { families in
      if let known = families[optimizer] { return known }
      let family = Family(optimizer)
      families[optimizer] = family
      return family
    }
  }

  private static let shared = Mutex<[OptimizerName: Family]>([:])

  /// Every combination of values, those with fewer differences first.
  private static func writings(of optimizer: OptimizerName) -> [Dialect] {
    var all: [[Axis: String]] = [[:]]
    for (axis, _) in optimizer.definition.axes where !axis.isBesideRule {
      all = all.flatMap { values in
        axis.values.map { values.merging([axis: $0]) { $1 } }
      }
    }
    return all.compactMap { try? Dialect(optimizer, $0) }
      .enumerated().sorted {
        ($0.element.differences.count, $0.offset)
          < ($1.element.differences.count, $1.offset)
      }.map(\.element)
  }

  /// The index of a dialect's rule.
  func rule(of dialect: Dialect) -> Int? {
    var values = dialect.values
    for (axis, standard) in optimizer.definition.axes where axis.isBesideRule {
      values[axis] = standard
    }
    return (try? Dialect(optimizer, values)).flatMap { indices[$0] }
  }

  /// A number that two rules share if they are the same program where only the
  /// terms of `hyperparameters` are present.
  func program(of rule: Int, _ hyperparameters: Hyperparameters) -> Int {
    let terms = Set(
      optimizer.definition.hyperparameters.filter(hyperparameters.uses))
    let use = Interned.Use(rule: rule, terms: terms)
    return programs.withLock { programs in
      if let known = programs.byUse[use] { return known }
      let form = RuleForm(rules[rule], hyperparameters: hyperparameters)
      let number = programs.numbers[form] ?? programs.numbers.count
      programs.numbers[form] = number
      programs.byUse[use] = number
      return number
    }
  }
}

/// The programs of a rule, in every situation that a step may be in.
private struct RuleForm: Hashable {
  private let programs: [Program]
  /// RAdam's threshold decides between programs, and is in none.
  private let threshold: RectificationThreshold?

  init(_ dialect: Dialect, hyperparameters: Hyperparameters) {
    let threshold = dialect[RectificationThreshold.self]
    self.threshold = threshold
    programs = [true, false].flatMap { isFirst in
      (threshold == nil ? [true] : [true, false]).map { isRectified in
        Program(
          dialect: dialect, hyperparameters: hyperparameters, isFirst: isFirst,
          isRectified: isRectified)
      }
    }
  }

  /// Whether the step number enters a program, or the choice between programs.
  var countsSteps: Bool {
    threshold != nil
      || programs.contains { $0.scalars.contains { $0.countsSteps } }
  }
}

extension RuleForm {
  /// Whether the scalar part raises anything to the step number.
  fileprivate var hasPowers: Bool {
    programs.contains {
      $0.scalars.contains {
        if case .operation(.power(_, let integer)) = $0 {
          integer.countsSteps
        } else {
          false
        }
      }
    }
  }
}

extension ScalarNode {
  fileprivate var countsSteps: Bool {
    switch self {
    case .integer(let integer), .operation(.power(_, let integer)): integer.countsSteps
    default: false
    }
  }
}

extension Hyperparameters {
  /// Values under which every term of a rule is present.
  static func everyTerm(of optimizer: OptimizerName) -> Hyperparameters {
    let values = optimizer.definition.hyperparameters.map { ($0, 0.5) }
    do {
      return try Hyperparameters(optimizer, Dictionary(uniqueKeysWithValues: values))
    } catch {
      preconditionFailure("one half is in every domain: \(error)")
    }
  }
}

extension Axis {
  /// Whether it is about which steps and rows count, or where ε is added: what a
  /// candidate says by itself beside its rule.
  var isBesideRule: Bool {
    [.epsilonPlace, .stepClock, .absentRows, .duplicateRows].contains(self)
  }
}
