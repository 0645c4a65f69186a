import Dialects
import Rules

/// A program with what running it needs to know of it.
final class PreparedProgram {
  let program: Program
  /// How often each element node is used.
  let uses: [Int]
  /// Whether the scalar part has to be run anew in every step, for the step number
  /// or for what is remembered; a schedule's learning rate is another reason.
  let dependsOnStep: Bool
  /// The element part, compiled when it first runs.
  private var code: ElementCode?

  init(_ program: Program) {
    self.program = program
    uses = program.useCounts
    dependsOnStep =
      !program.memory.isEmpty
      || program.scalars.contains { node in
        switch node {
        case .memory: true
        case .integer(let integer): integer.countsSteps
        case .operation(.power(_, let exponent)): exponent.countsSteps
        default: false
        }
      }
  }

  /// The element part for tensors with these slots, the same for all of a group.
  func elementCode(
    slots: @autoclosure () -> [StateSlot], _ registers: Trajectory.Registers
  ) -> ElementCode {
    if let code { return code }
    let compiled = ElementCode(program, slots: slots(), registers)
    code = compiled
    return compiled
  }
}

/// The programs of a group, for every situation that a step may be in.
final class GroupPrograms {
  let hyperparameters: Hyperparameters
  private let dialect: Dialect
  private let threshold: RectificationThreshold?
  private let procedure: Procedure
  /// β2 as the scalar part sees it, where RAdam's decision needs it.
  private let beta2: Double
  private var prepared: [Situation: PreparedProgram] = [:]
  private let rectification = ScalarProgram.rectificationLength

  /// What decides which program a step runs.
  struct Situation: Hashable {
    var isFirst: Bool
    var isRectified: Bool
    /// The step number, where a rewritten program depends on it; else 0.
    var clock: Int
  }

  init(_ execution: Execution, hyperparameters: Hyperparameters) {
    let scenario = execution.scenario
    self.hyperparameters = hyperparameters
    dialect = scenario.dialect
    threshold = scenario.dialect[RectificationThreshold.self]
    procedure = execution.procedure
    beta2 =
      dialect.optimizer == .radam
      ? execution.hyperparameterValue(hyperparameters[.beta2]) : 0
  }

  /// The situation of a tensor's step.
  func situation(isFirst: Bool, clock: Int) -> Situation {
    Situation(
      isFirst: isFirst,
      isRectified: threshold?.rectifies(step: clock, beta2: beta2) ?? true,
      clock: procedure.programCountsSteps ? clock : 0)
  }

  /// What decides between both values of `isRectified`: ρt, and the threshold.
  var decision: (program: ScalarProgram, threshold: Double)? {
    guard let threshold else { return nil }
    return (rectification, Double(threshold.value))
  }

  func program(_ situation: Situation) -> PreparedProgram {
    if let known = prepared[situation] { return known }
    var program = Program(
      dialect: dialect, hyperparameters: hyperparameters, isFirst: situation.isFirst,
      isRectified: situation.isRectified)
    if let rewrite = procedure.program {
      program = rewrite(
        program,
        ProgramContext(
          dialect: dialect, hyperparameters: hyperparameters,
          isFirst: situation.isFirst, isRectified: situation.isRectified,
          clock: situation.clock))
    }
    let result = PreparedProgram(program)
    // Programs that count steps are many, and each is run once or twice.
    if procedure.programCountsSteps { prepared.removeAll() }
    prepared[situation] = result
    return result
  }

  /// The programs that decide how many registers are needed.
  func samples(clocks: [Int]) -> [PreparedProgram] {
    [true, false].flatMap { isFirst in
      [true, false].flatMap { isRectified in
        clocks.map {
          program(Situation(isFirst: isFirst, isRectified: isRectified, clock: $0))
        }
      }
    }
  }
}
