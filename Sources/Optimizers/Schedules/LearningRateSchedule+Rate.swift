import Dialects
import Formats

extension LearningRateSchedule {
  /// Whether every number of the schedule is within its domain.
  ///
  /// Periods, lengths of decays and totals are in 1 ... 2^53, a warm-up may have
  /// no length; factors and powers are finite and at least 0, floors and starts
  /// finite.
  var isAdmissible: Bool {
    let lengths = 1...(1 << 53)
    func isAmount(_ number: Double) -> Bool { number.isFinite && number >= 0 }
    switch self {
    case .constant: return true
    case .step(let period, let factor): return lengths ~= period && isAmount(factor)
    case .multiStep(_, let factor), .exponential(let factor): return isAmount(factor)
    case .polynomial(let total, let power, let floor):
      return lengths ~= total && isAmount(power) && floor.isFinite
    case .cosine(let total, let floor, _): return lengths ~= total && floor.isFinite
    case .inverseSquareRoot(let length): return lengths ~= length
    case .warmUp(let length, let start, let next):
      return (length == 0 || lengths ~= length) && start.isFinite && next.isAdmissible
    }
  }

  /// The learning rate of the step that follows `k` others, evaluated in one of the
  /// formats: a value of it (SPEC §11).
  ///
  /// `base` is the group's learning rate η, and the schedule is admissible.
  func rate(base: Double, step k: Int64, in format: FloatFormat) -> Double {
    func rate<Arithmetic: ElementArithmetic>(_: Arithmetic.Type) -> Double {
      let rate: Element<Arithmetic> = self.rate(Element(nearest: base), after: k)
      return Arithmetic.exactDouble(rate.value)
    }
    switch format {
    case .binary32: return rate(Binary32Arithmetic.self)
    case .binary16: return rate(Binary16Arithmetic.self)
    case .bfloat16: return rate(BFloat16Arithmetic.self)
    case .e4m3: return rate(E4M3Arithmetic.self)
    case .e5m2: return rate(E5M2Arithmetic.self)
    default: return rate(Binary64Arithmetic.self)
    }
  }

  /// The formulas of SPEC §11, as they are written there.
  private func rate<Arithmetic>(
    _ eta: Element<Arithmetic>, after k: Int64
  ) -> Element<Arithmetic> {
    typealias Number = Element<Arithmetic>
    let one = Number(1 as Int64)
    switch self {
    case .constant:
      return eta
    case .step(let period, let factor):
      return eta * Number(nearest: factor).power(k / Int64(period))
    case .multiStep(let milestones, let factor):
      let passed = milestones.count { $0 <= k }
      return eta * Number(nearest: factor).power(Int64(passed))
    case .exponential(let factor):
      return eta * Number(nearest: factor).power(k)
    case .polynomial(let total, let power, let floor):
      let least = Number(nearest: floor)
      let rest = one - Number(min(k, Int64(total))) / Number(Int64(total))
      return (eta - least) * rest.power(Number(nearest: power)) + least
    case .cosine(let total, let floor, let afterEnd):
      let total = Int64(total)
      let least = Number(nearest: floor)
      if afterEnd == .hold && k > total { return least }
      let phase = Number(k % (2 * total)) / Number(total)
      return least + (eta - least) * (one + phase.cosinePi()) / Number(2 as Int64)
    case .inverseSquareRoot(let length):
      let length = Int64(length)
      return eta * (Number(length) / Number(max(k, length))).squareRoot()
    case .warmUp(let length, let start, let next):
      let length = Int64(length)
      guard k < length else { return next.rate(eta, after: k - length) }
      let first = Number(nearest: start)
      return eta * (first + (one - first) * (Number(k) / Number(length)))
    }
  }
}
