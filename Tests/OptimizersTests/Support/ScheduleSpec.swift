import Dialects
import Formats
import Optimizers

/// SPEC §11 done literally in a format, each operation in `Double` and rounded.
struct ScheduleSpec {
  let format: FloatFormat

  private func r(_ x: Double) -> Double { format.round(x) }
  private func integer(_ n: Int) -> Double { r(Double(n)) }

  private func power(_ base: Double, _ n: Int) -> Double {
    if n == 0 || base == 1 { return 1 }
    if base == 0 || !base.isFinite { return base }
    return r(ExactPower.nearest(base, Int64(n), in: format) ?? .nan)
  }

  func rate(_ schedule: LearningRateSchedule, _ base: Double, _ k: Int) -> Double {
    let eta = r(base)
    switch schedule {
    case .constant: return eta
    case .step(let n, let factor): return r(eta * power(r(factor), k / n))
    case .multiStep(let milestones, let factor):
      return r(eta * power(r(factor), milestones.filter { k >= $0 }.count))
    case .exponential(let factor): return r(eta * power(r(factor), k))
    case .polynomial(let total, let p, let floor):
      let part = r(1 - r(integer(k < total ? k : total) / integer(total)))
      let factor = realPower(part, r(p), in: format)
      return r(r(r(eta - r(floor)) * factor) + r(floor))
    case .cosine(let total, let floor, let afterEnd):
      var k = k
      if k > total {
        if afterEnd == .hold { return r(floor) }
        while k >= 2 * total { k -= 2 * total }
      }
      let cosine = cosinePi(r(integer(k) / integer(total)), in: format)
      let product = r(r(eta - r(floor)) * r(1 + cosine))
      return r(r(floor) + r(product / 2))
    case .inverseSquareRoot(let length):
      let ratio = r(integer(length) / integer(k > length ? k : length))
      return r(eta * r(ratio.squareRoot()))
    case .warmUp(let length, let start, let next):
      if k >= length { return rate(next, base, k - length) }
      let a = r(start)
      return r(eta * r(a + r(r(1 - a) * r(integer(k) / integer(length)))))
    }
  }
}
