import Dialects
import Formats

/// One step of one tensor, done in parts: rows, or everything at once.
///
/// A part runs in the loop for the storage type where there is one and nothing
/// else is asked for, and otherwise on staged values.
struct TensorStep<Scalar: StoredNumber> {
  let kernel: UpdateKernel<Scalar>?
  let staged: StagedKernel
  let slotCount: Int
  let learningRate: Double
  /// Whether a schedule gives the learning rate.
  let isScheduled: Bool
  let initialMomentumProduct: Double
  let rounding: StochasticRounding?
  let execution: Execution
  let parameters: UnsafeMutableBufferPointer<Scalar>
  let state: UnsafeMutableBufferPointer<Scalar>
  /// Where values are staged; it may be empty where none are.
  let staging: UnsafeMutableRawBufferPointer

  /// Π after the step.
  private(set) var momentumProduct: Double
  /// The last step that was prepared, perhaps for another tensor of the group.
  private(set) var lastStep: ParameterGroup<Scalar>.LastStep?
  private var steps = StepCache<PreparedStep<Scalar>>()
  private var stagedSteps = StepCache<PreparedStagedStep>()

  init(
    group: ParameterGroup<Scalar>, learningRate: Double, momentumProduct: Double,
    rounding: StochasticRounding?, execution: Execution,
    parameters: UnsafeMutableBufferPointer<Scalar>,
    state: UnsafeMutableBufferPointer<Scalar>, staging: UnsafeMutableRawBufferPointer
  ) {
    kernel = rounding == nil ? group.kernel : nil
    staged = group.staged
    slotCount = group.staged.slots.count
    lastStep = group.lastStep
    self.learningRate = learningRate
    isScheduled = group.schedule != nil
    initialMomentumProduct = momentumProduct
    self.momentumProduct = momentumProduct
    self.rounding = rounding
    self.execution = execution
    self.parameters = parameters
    self.state = state
    self.staging = staging
  }

  /// Updates a part whose gradient has these values.
  mutating func advance(_ part: StepPart, gradients: UnsafeBufferPointer<Scalar>) {
    guard kernel != nil else {
      advanceStaged(part, .stored(gradients))
      return
    }
    if !part.keepsParameters {
      let own = UnsafeMutableBufferPointer(rebasing: parameters[part.elements])
      run(part, own, gradients)
      return
    }
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: part.elements.count) {
      _ = $0.initialize(fromContentsOf: parameters[part.elements])
      run(part, $0, gradients)
      $0.deinitialize()
    }
  }

  /// Updates a part whose gradient has these values, which are of the arithmetic.
  mutating func advance(_ part: StepPart, gradients: UnsafeBufferPointer<Double>) {
    advanceStaged(part, .exact(gradients))
  }

  private mutating func run(
    _ part: StepPart, _ parameters: UnsafeMutableBufferPointer<Scalar>,
    _ gradients: UnsafeBufferPointer<Scalar>
  ) {
    guard let step = step(for: part) else { return }
    step.update(
      TensorBuffers(
        parameters: parameters, gradients: gradients, state: state,
        stride: self.parameters.count, offset: part.elements.lowerBound),
      threads: execution.threadCount)
  }

  private func moment(of part: StepPart) -> StepMoment {
    StepMoment(
      learningRate: learningRate, isScheduled: isScheduled, t: part.t,
      isFirst: part.isFirst,
      momentumProduct: initialMomentumProduct)
  }

  private mutating func step(for part: StepPart) -> PreparedStep<Scalar>? {
    if let known = steps[part.t] { return known }
    guard let step = prepared(moment(of: part)) else { return nil }
    momentumProduct = step.momentumProduct
    steps[part.t] = step
    return step
  }

  private mutating func prepared(_ moment: StepMoment) -> PreparedStep<Scalar>? {
    let level = execution.level
    if let lastStep, lastStep.moment.isSame(as: moment), lastStep.level == level {
      return lastStep.step
    }
    lastStep = kernel.map { (moment, level, $0.prepare(moment, level)) }
    return lastStep?.step
  }

  private mutating func advanceStaged(
    _ part: StepPart, _ gradients: StagedGradients<Scalar>
  ) {
    switch stagedStep(for: part) {
    case .float(let step): advance(part, gradients, with: step)
    case .double(let step): advance(part, gradients, with: step)
    }
  }

  private mutating func stagedStep(for part: StepPart) -> PreparedStagedStep {
    if let known = stagedSteps[part.t] { return known }
    let step = staged.prepare(moment(of: part), execution.level)
    momentumProduct = step.momentumProduct
    stagedSteps[part.t] = step
    return step
  }
}

/// Steps by their numbers, which are many only where rows have clocks of their own.
private struct StepCache<Step> {
  private var first: (t: Int64, step: Step)?
  private var others: [Int64: Step] = [:]

  subscript(t: Int64) -> Step? {
    get {
      if let first, first.t == t { return first.step }
      return others[t]
    }
    set {
      if first == nil { first = newValue.map { (t, $0) } } else { others[t] = newValue }
    }
  }
}
