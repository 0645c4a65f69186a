import Dialects

/// The learning rate of a scheduled step, as SPEC.md §11 writes it.
struct SpecSchedule<S: SpecNumber> {
  /// The group's learning rate η.
  let η: S
  /// A number that a schedule has, as the scalar part has it.
  let number: (Double) -> S

  /// The rate after k steps.
  func rate(_ schedule: LearningRateSchedule, _ k: Int) -> S {
    let one = S(counted: 1)
    switch schedule {
    case .constant: return η
    case .step(let n, let γ): return η * number(γ).directPower(k / n)
    case .multiStep(let milestones, let γ):
      let j = milestones.filter { $0 <= k }.count
      return η * number(γ).directPower(j)
    case .exponential(let γ): return η * number(γ).directPower(k)
    case .polynomial(let T, let p, let floor):
      let left = one - S(counted: min(k, T)) / S(counted: T)
      return (η - number(floor)) * left.power(number(p)) + number(floor)
    case .cosine(let T, let floor, let afterEnd):
      var k = k
      if k > T {
        if afterEnd == .hold { return number(floor) }
        k %= 2 * T
      }
      let wave = one + (S(counted: k) / S(counted: T)).cosinePi()
      return number(floor) + (η - number(floor)) * wave / S(counted: 2)
    case .inverseSquareRoot(let L):
      return η * (S(counted: L) / S(counted: max(k, L))).squareRoot()
    case .warmUp(let L, let a, let next):
      if k >= L { return rate(next, k - L) }
      return η * (number(a) + (one - number(a)) * (S(counted: k) / S(counted: L)))
    }
  }
}
