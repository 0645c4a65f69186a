import Dialects

/// Updates one tensor of a group by one step.
///
/// It holds a closure rather than being a protocol: a closure made where all
/// types are known runs code specialised for them, whereas calls through a
/// generic type's conformance would run unspecialised code.
struct UpdateKernel<Storage: StorageScalar>: Sendable {
  /// The state that the rule keeps, in the order of the buffers.
  let slots: [StateSlot]
  /// Replaces the parameters and the state by those after the step.
  let update: @Sendable (TensorBuffers<Storage>, StepMoment) -> Void
}

/// What a step is to one tensor.
struct StepMoment: Sendable {
  /// The learning rate η of this step.
  let learningRate: Double
  /// The step number t ≥ 1, by the dialect's clock.
  let t: Int64
  /// Whether the tensor has a gradient for the first time.
  let isFirst: Bool
}

/// The rule of one parameter group, as given.
struct GroupRule: Sendable {
  let dialect: Dialect
  let hyperparameters: Hyperparameters
  let scalars: ScalarEvaluation
}

/// One step of a rule with its scalars ready: what the element loop needs.
protocol UpdateStep: SendableMetatype {
  associatedtype Arithmetic: ElementArithmetic

  /// The state that the rule keeps, in the order of the buffers.
  static func slots(of rule: GroupRule) -> [StateSlot]
  /// Evaluates the scalar part.
  init<Scalar>(_ part: ScalarPart<Scalar>)
  /// Updates every element of a tensor.
  func update<Storage>(_ tensor: TensorBuffers<Storage>)
}

extension UpdateKernel {
  /// The kernel of a rule: the scalar part, then the element loop.
  @inline(__always)
  init<Step: UpdateStep>(_ rule: GroupRule, _: Step.Type) {
    slots = Step.slots(of: rule)
    update = { tensor, moment in
      switch rule.scalars {
      case .wide:
        Step(ScalarPart<Binary64Arithmetic>(rule, moment)).update(tensor)
      case .working:
        Step(ScalarPart<Step.Arithmetic>(rule, moment)).update(tensor)
      }
    }
  }
}
