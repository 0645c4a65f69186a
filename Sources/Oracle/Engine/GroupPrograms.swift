import Dialects
import HonestOrders
import Rules

/// A program with what running it needs to know of it.
final class PreparedProgram {
  let program: Program
  /// Whether the scalar part has to be run anew in every step, for the step number
  /// or for what is remembered; a schedule's learning rate is another reason.
  let dependsOnStep: Bool
  private let admissions: [Admission]
  private let stages: ScalarStages
  // Compiled when they first run.
  private var plainCode: ProgramCode?
  private var completeCode: ProgramCode?

  init(_ program: Program, _ stages: ScalarStages, admissions: [Admission]) {
    self.program = program
    self.stages = stages
    self.admissions = admissions
    dependsOnStep =
      !program.memory.isEmpty || program.scalars.contains(where: \.isRunning)
  }

  /// The code for tensors with these slots, which are the same for all of a group.
  func code<Machine: RegisterMachine>(
    for machine: Machine, slots: [StateSlot], _ registers: Registers
  ) -> ProgramCode {
    let needsExtras = machine.hasBudget || machine.fusesProducts
    if let code = needsExtras ? completeCode : plainCode { return code }
    let code = ProgramCode(
      program, slots: slots, registers, scalars: stages,
      extrasWith: needsExtras ? admissions : nil)
    if needsExtras { completeCode = code } else { plainCode = code }
    return code
  }
}

/// The programs of a group, for every situation that a step may be in.
final class GroupPrograms {
  let hyperparameters: Hyperparameters
  private let dialect: Dialect
  private let threshold: RectificationThreshold?
  private let procedure: Procedure
  private let admissions: [Admission]
  /// How the scalars of the group are computed.
  let stages: ScalarStages
  /// β2 as both kinds of scalars see it, where a threshold decides.
  private let beta2: (constant: Double, running: Double)
  private var prepared: [Situation: PreparedProgram] = [:]

  /// What decides which program a step runs.
  struct Situation: Hashable {
    var isFirst: Bool
    var isRectified: Bool
    /// The step number, where a rewritten program depends on it; else 0.
    var clock: Int
  }

  init(
    _ execution: Execution, group: Int, hyperparameters: Hyperparameters,
    admissions: [Admission]
  ) {
    let scenario = execution.scenario
    stages = ScalarStages(
      scenario.scalars, hasSchedule: scenario.groups[group].schedule != nil)
    self.hyperparameters = hyperparameters
    self.admissions = admissions
    dialect = scenario.dialect
    threshold = scenario.dialect[RectificationThreshold.self]
    procedure = execution.procedure
    let given = threshold == nil ? 0 : hyperparameters[.beta2]
    beta2 = (
      execution.hyperparameterValue(given, isRunning: false),
      execution.hyperparameterValue(given, isRunning: true)
    )
  }

  /// The situation of a tensor's step.
  func situation(isFirst: Bool, clock: Int) -> Situation {
    Situation(
      isFirst: isFirst,
      isRectified: threshold?.rectifies(
        step: clock, beta2: beta2.constant, running: beta2.running) ?? true,
      clock: procedure.programCountsSteps ? clock : 0)
  }

  /// What decides between both values of `isRectified`: ρt, and the threshold.
  var decision: (length: ScalarProgram, threshold: Double)? {
    threshold.map { (.rectificationLength, Double($0.value)) }
  }

  /// The program of a situation.
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
    let result = PreparedProgram(program, stages, admissions: admissions)
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
