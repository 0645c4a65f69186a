import Formats
import Multiprecision
import Scenarios

/// A value of the exact trajectory.
public struct ExactValue: Sendable, Equatable {
  /// The value correctly rounded to `ExactValue.digits` significant decimal digits.
  public let decimal: String
  /// The value correctly rounded to the storage format.
  public let nearest: UInt64

  /// The number of decimal digits that are published: more than any format
  /// has, so that 0.49 and 0.51 units in the last place stay apart.
  public static let digits = 30
}

/// Why the oracle gives no answer.
public enum OracleError: Error, Equatable, CustomStringConvertible {
  /// A digit or a rounding is still open at the precision cap, in bits.
  case undecided(step: Int, precision: Int)

  public var description: String {
    switch self {
    case .undecided(let step, let precision):
      "undecided at step \(step): the exact value is too close to a rounding boundary, "
        + "or its expression has no stable sign, at the cap of \(precision) bits"
    }
  }
}

/// How much precision the exact reading may spend.
public struct PrecisionPlan: Sendable {
  /// The precision of the first attempt, in bits.
  public var initial: Int
  /// The precision beyond which the reading gives up, in bits.
  public var cap: Int

  /// Creates a plan.
  public init(initial: Int, cap: Int) {
    self.initial = initial
    self.cap = cap
  }

  /// The plan for given gradients: they are data, so enclosures do not feed on
  /// themselves, and 30 digits need 100 bits and some for cancellation.
  public static let openLoop = PrecisionPlan(initial: 192, cap: 24_576)

  /// The plan for that many steps with given gradients.
  ///
  /// The errors of the steps add up, so that a run loses about as many bits as its
  /// number of steps has. Of 2^k values one is too close to a boundary of k bits
  /// more. One bit less than whole limbs is faster than whole limbs.
  public static func openLoop(steps: Int) -> PrecisionPlan {
    let digitBits = (Double(ExactValue.digits) * 3.33).rounded(.up)
    let stepBits = Int.bitWidth - max(steps, 1).leadingZeroBitCount
    let needed = Int(digitBits) + 2 * stepBits + 56
    return PrecisionPlan(initial: (needed + 64) / 64 * 64 - 1, cap: 24_576)
  }
}

extension Execution {
  /// The exact trajectory: what the rule gives in real arithmetic.
  ///
  /// Balls decide nearly every reading at once. What they leave open is left to
  /// intervals, which know more at the borders of domains: their precision is
  /// doubled until every digit and every rounding is decided.
  ///
  /// - Parameters:
  ///   - checkpoints: The steps after which values are wanted.
  ///   - plan: The precision to start from and to give up at; nil to derive it
  ///     from the number of steps.
  public func exactReading(
    checkpoints: [Int], plan: PrecisionPlan? = nil
  ) throws(OracleError) -> [Checkpoint<ExactValue>] {
    let plan = plan ?? .openLoop(steps: checkpoints.max() ?? 0)
    if let reading = ballReading(checkpoints: checkpoints, precision: plan.initial) {
      return reading
    }
    var precision = plan.initial
    while true {
      do {
        return try intervalReading(checkpoints: checkpoints, precision: precision)
      } catch {
        guard precision < plan.cap else { throw error }
        precision = min(plan.cap, precision * 2)
      }
    }
  }

  /// The reading in midpoint–radius arithmetic, or nil where that leaves a digit
  /// or a rounding open.
  ///
  /// - Parameter visit: Gets the ball of each value, in the order of the registers.
  func ballReading(
    checkpoints: [Int], precision: Int, visit: (borrowing Ball) -> Void = { _ in }
  ) -> [Checkpoint<ExactValue>]? {
    let trajectory = Trajectory(self)
    let machine = BallMachine(
      self, registerCount: trajectory.registerCount, precision: precision)
    return try? trajectory.collect(on: machine, checkpoints: Set(checkpoints)) {
      register, slot throws(Open) in
      let exact = machine.withRegister(register) { ball in
        visit(ball)
        return ExactValue(ball, scenario.format(of: slot))
      }
      guard let exact else { throw Open() }
      return exact
    }
  }

  /// The reading in interval arithmetic.
  func intervalReading(
    checkpoints: [Int], precision: Int
  ) throws(OracleError) -> [Checkpoint<ExactValue>] {
    let trajectory = Trajectory(self)
    let machine = IntervalMachine(
      self, registerCount: trajectory.registerCount, precision: precision,
      budget: nil)
    var isDecided = true
    let result = trajectory.collect(on: machine, checkpoints: Set(checkpoints)) {
      register, slot in
      machine.withRegister(register) { value -> ExactValue in
        if let exact = ExactValue(value, scenario.format(of: slot)) { return exact }
        isDecided = false
        return ExactValue(decimal: "", nearest: 0)
      }
    }
    guard isDecided else {
      let open = result.first { checkpoint in
        checkpoint.tensors.contains { tensor in
          ([tensor.parameter] + tensor.state.map(\.values)).joined().contains {
            $0.decimal.isEmpty
          }
        }
      }
      throw OracleError.undecided(step: open?.step ?? 0, precision: precision)
    }
    return result
  }
}

/// A digit or a rounding is open.
private struct Open: Error {}

extension ExactValue {
  /// What an enclosure decides, if it decides both.
  fileprivate init?(_ value: borrowing Ball, _ format: FloatFormat) {
    guard let decimal = value.decimal(digits: ExactValue.digits),
      case .decided(let bits) = value.rounded(to: format)
    else { return nil }
    self.init(decimal: decimal, nearest: bits)
  }

  /// What an enclosure decides, if it decides both.
  fileprivate init?(_ value: borrowing Interval, _ format: FloatFormat) {
    guard let decimal = value.decimal(digits: ExactValue.digits),
      case .decided(let bits) = value.rounded(to: format)
    else { return nil }
    self.init(decimal: decimal, nearest: bits)
  }
}
