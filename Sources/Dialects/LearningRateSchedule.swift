/// How the learning rate of a group changes from step to step (SPEC §11).
///
/// k = 0, 1, 2, … is the number of steps that the optimizer has taken before.
/// η is the group's learning rate.
public indirect enum LearningRateSchedule: Hashable, Sendable {
  /// η.
  case constant
  /// η·γ^⌊k/n⌋: a decay every n = `period` steps.
  case step(period: Int, factor: Double)
  /// η·γ^j, with j the number of milestones that are at most k.
  case multiStep(milestones: [Int], factor: Double)
  /// η·γ^k.
  case exponential(factor: Double)
  /// (η − η_min)·(1 − min(k, T)/T)^p + η_min.
  case polynomial(total: Int, power: Double, floor: Double)
  /// η_min + (η − η_min)·(1 + cos(πk/T))/2; after T it stays at η_min, or goes on.
  case cosine(total: Int, floor: Double, afterEnd: AfterEnd)
  /// η·√(L/max(k, L)): constant for L = `length` steps, then an inverse root.
  case inverseSquareRoot(length: Int)
  /// η·(a + (1 − a)·(k/L)) for k < L, then `next` with k − L for k.
  ///
  /// a is `start`, the share of η in the first step.
  case warmUp(length: Int, start: Double, next: LearningRateSchedule)

  /// What a cosine does after its end.
  public enum AfterEnd: String, CaseIterable, Hashable, Sendable, Codable {
    /// It stays at its floor.
    case hold
    /// It goes on periodically: at 2T it is back at η.
    case repeats
  }
}
