import Dialects
import Rules
import Scenarios

extension Trajectory {
  /// What changes from step to step besides registers.
  struct Progress {
    /// The number of steps that the optimizer has taken, with the present one.
    var stepCount: Int
    /// The programs of each group.
    var groups: [GroupPrograms]
    var gradientCounts: [Int]
    var updateCount = 0
    /// The number of gradients that each row had, for `stepClock: row`.
    var rowCounts: [[Int]]
    /// What restoring added to, or took from, each tensor's step number.
    var clockShifts: [Int]
    /// What restoring added to, or took from, the position in a schedule.
    var scheduleShift = 0
    var previousGradients: [StepGradient<UInt64>?] = []
    var previousRates: [Double?] = []
    var firstRates: [Double?] = []
    /// The learning rate of each group in this step; nil where a schedule's is in
    /// its register.
    var rates: [Double?]
    /// Which scalars the registers hold.
    var scalars: RunScalars?

    init(_ trajectory: Trajectory) {
      let scenario = trajectory.scenario
      let losesPast = trajectory.procedure.losesPast
      stepCount = losesPast ? 0 : scenario.stepsBefore
      groups = trajectory.groups
      gradientCounts = scenario.tensors.map {
        losesPast ? 0 : $0.past?.gradientCount ?? 0
      }
      clockShifts = gradientCounts.map { _ in 0 }
      rates = trajectory.groups.map { _ in nil }
      let countsRows = trajectory.stepClock == .row
      rowCounts = zip(trajectory.tensors, gradientCounts).map { tensor, count in
        countsRows ? [Int](repeating: count, count: tensor.shape.first ?? 1) : []
      }
    }

    mutating func countAllRows(of tensor: Int) {
      for row in rowCounts[tensor].indices { rowCounts[tensor][row] += 1 }
    }
  }

  /// The step of one tensor.
  struct TensorRun {
    let tensor: Int
    let number: Int
    let rate: Double?
    let owner: Int
    /// The programs of its group.
    let programs: GroupPrograms
  }

  /// Which scalars the registers hold.
  struct RunScalars {
    let prepared: PreparedProgram
    let group: Int
    let situation: GroupPrograms.Situation
    /// The step number t.
    let clock: Int
    /// The learning rate, if no schedule gives it.
    let rate: Double?
    /// The number of the step.
    let number: Int
    /// The tensor, if its remembered scalars entered.
    let tensor: Int?

    /// Whether the same scalars serve a tensor's step.
    func serve(
      _ run: TensorRun, group: Int, _ situation: GroupPrograms.Situation, clock: Int
    ) -> Bool {
      self.group == group && self.situation == situation
        && (tensor == nil || tensor == run.tensor)
        && (number == run.number || rate != nil && !prepared.dependsOnStep)
        && (self.clock == clock || !prepared.dependsOnStep) && rate == run.rate
    }
  }
}

/// Clocks.
extension Trajectory {
  func clock(_ run: TensorRun, _ progress: Progress, specified: Int) -> Int {
    guard let change = procedure.clock else { return specified }
    return change(
      ClockContext(
        specified: specified, step: run.number,
        tensorCount: progress.gradientCounts[run.tensor],
        updateCount: progress.updateCount, tensor: run.tensor,
        group: tensors[run.tensor].group))
  }

  /// When a lane takes a step.
  struct StepTime {
    /// The step number t.
    let clock: Int
    /// Whether the lane has its first gradient.
    let isFirst: Bool
  }

  /// The time of a tensor whose rows have no clocks of their own.
  func tensorTime(_ run: TensorRun, _ progress: Progress) -> StepTime {
    let count = progress.gradientCounts[run.tensor]
    let specified = stepClock == .global ? run.number : count
    return StepTime(
      clock: clock(
        run, progress, specified: max(1, specified + progress.clockShifts[run.tensor])),
      isFirst: count == 1)
  }

  /// The time of a row, by the number of its gradients.
  func rowTime(_ run: TensorRun, _ progress: Progress, count: Int) -> StepTime {
    StepTime(
      clock: clock(
        run, progress, specified: max(1, count + progress.clockShifts[run.tensor])),
      isFirst: count == 1)
  }
}
