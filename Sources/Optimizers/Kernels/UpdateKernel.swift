internal import CKernels
import Dialects
import Formats

/// Updates the tensors of a group.
///
/// It holds closures rather than being a protocol: a closure made where all
/// types are known runs code specialised for them, whereas calls through a
/// generic type's conformance would run unspecialised code.
struct UpdateKernel<Storage: StoredNumber>: Sendable {
  /// The state that the rule keeps, in the order of the buffers.
  let slots: [StateSlot]
  /// Evaluates the scalar part of a step.
  let prepare: @Sendable (StepMoment, FloatFormat.SIMDLevel) -> PreparedStep<Storage>
  /// The sum of two values of the arithmetic, rounded to it.
  let add: @Sendable (Double, Double) -> Double
}

/// A step with its scalars ready.
struct PreparedStep<Storage: StoredNumber>: Sendable {
  /// The loop that runs it.
  enum Loop: Sendable {
    /// The generic one, in Swift.
    case generic(@Sendable (TensorBuffers<Storage>) -> Void)
    case vector(VectorStep)
  }

  /// Π after the step (SPEC §7).
  let momentumProduct: Double
  fileprivate let loop: Loop

  /// Replaces the parameters and the state by those after the step.
  ///
  /// The loops in vector code share the work among `threads` threads.
  @inline(__always)
  func update(_ tensor: TensorBuffers<Storage>, threads: Int) {
    switch loop {
    case .generic(let update): update(tensor)
    case .vector(let step): step.update(tensor, threads: threads)
    }
  }
}

/// What a step is to one tensor, or to some of its rows.
struct StepMoment: Sendable {
  /// The learning rate η of this step; from a schedule, a value of the format of
  /// the scalar part.
  let learningRate: Double
  /// Whether a schedule gives the learning rate.
  let isScheduled: Bool
  /// The step number t ≥ 1, by the dialect's clock.
  let t: Int64
  /// Whether the tensor, or the row, has a gradient for the first time.
  let isFirst: Bool
  /// Π before the step (SPEC §7): a value of the format of the scalar part.
  let momentumProduct: Double

  /// Whether all numbers have the same bits, zeros their sign.
  func isSame(as other: Self) -> Bool {
    learningRate.bitPattern == other.learningRate.bitPattern
      && isScheduled == other.isScheduled && t == other.t
      && isFirst == other.isFirst
      && momentumProduct.bitPattern == other.momentumProduct.bitPattern
  }
}

/// The rule of one parameter group, as given.
struct GroupRule: Sendable {
  let dialect: Dialect
  let hyperparameters: Hyperparameters
  let scalars: ScalarEvaluation
}

/// One step of a rule with its scalars ready: what the element loop needs.
///
/// `update` is the reference of the rule's loop in `CKernels`: it is written apart from it,
/// for every arithmetic, and the tests compare the two bit for bit. It runs where
/// `RMSPEC_SIMD=scalar` asks for it, and where there is no vector code.
protocol UpdateStep: Sendable {
  associatedtype Arithmetic: ElementArithmetic

  /// The state that the rule keeps, in the order of the buffers.
  static func slots(of rule: GroupRule) -> [StateSlot]
  /// Evaluates the scalar part.
  init(_ part: ScalarPart)
  /// Π after the step (SPEC §7).
  var momentumProduct: Double { get }
  /// The same step for the loops in vector code.
  var vectorStep: CKStep { get }
  /// Updates every element of a tensor.
  func update<Storage>(_ tensor: TensorBuffers<Storage>)
}

extension UpdateStep {
  /// A rule without Π leaves it at 1.
  var momentumProduct: Double { 1 }
}

extension UpdateKernel {
  /// The kernel of a rule: the scalar part, then the element loop.
  @inline(__always)
  init<Step: UpdateStep>(_ rule: GroupRule, _: Step.Type) {
    slots = Step.slots(of: rule)
    let numbers = CKNumbers(
      storage: Storage.storageFormat, arithmetic: Step.Arithmetic.format)
    let scalars = ScalarArithmetic(rule.scalars, elements: Step.Arithmetic.format)
    prepare = { moment, level in
      let step = Step(ScalarPart(rule, moment, scalars))
      let loop: PreparedStep<Storage>.Loop =
        if let numbers, let loops = level.loops {
          .vector(VectorStep(step: step.vectorStep, numbers: numbers, level: loops))
        } else {
          .generic { step.update($0) }
        }
      return PreparedStep(momentumProduct: step.momentumProduct, loop: loop)
    }
    add = { a, b in
      typealias Number = Element<Step.Arithmetic>
      let sum = Number(nearest: a) + Number(nearest: b)
      return Step.Arithmetic.exactDouble(sum.value)
    }
  }
}
