import Dialects
import RandomNumbers

/// Random values for everything that a program reads, and random functions.
///
/// All are drawn by hashing what they belong to with the seed of the point, so
/// that two programs see the same point without being asked in the same order.
struct FieldPoint {
  private let seed: UInt64
  private let frame: Frame
  /// The step number.
  var step: Int { frame.step }

  /// The step number and the hyperparameters, which several points share.
  struct Frame {
    let step: Int
    let hyperparameters: [FieldElement]

    /// Draws positive hyperparameters x for which 1 − x and 1 − x^t are positive,
    /// as they are by what they mean.
    init(seed: UInt64) {
      // The degree of β^t grows with t, and with it the chance of a coincidence.
      let step = 2 + Int(SplitMix64.output(seed) >> 48)
      self.step = step
      hyperparameters = Hyperparameter.allCases.indices.map { index in
        var draw = SplitMix64.output(seed ^ SplitMix64.output(UInt64(index)))
        while true {
          draw = SplitMix64.output(draw)
          let root = FieldElement(draw)
          let value = root * root
          if (.one - value).isPositive, (.one - value.power(UInt64(step))).isPositive {
            return value
          }
        }
      }
    }
  }

  init(seed: UInt64, frame: Frame) {
    self.seed = seed
    self.frame = frame
  }

  /// A random function of elements; `name` tells functions apart.
  func draw(_ name: UInt64, _ arguments: [FieldElement] = []) -> FieldElement {
    FieldElement(
      arguments.reduce(SplitMix64.output(seed ^ SplitMix64.output(name))) {
        SplitMix64.output($0 ^ SplitMix64.output($1.value))
      })
  }

  /// A random positive number.
  func drawPositive(_ name: UInt64) -> FieldElement {
    let root = draw(name)
    return root * root
  }

  func value(of name: Hyperparameter) -> FieldElement {
    frame.hyperparameters[Int(index(of: name, in: Hyperparameter.allCases))]
  }
  var groupLearningRate: FieldElement { drawPositive(0x001) }
  var parameter: FieldElement { draw(0x002) }
  var gradient: FieldElement { draw(0x003) }
  func value(of slot: StateSlot) -> FieldElement {
    draw(0x200 + index(of: slot, in: StateSlot.allCases))
  }
  func value(of slot: ScalarSlot) -> FieldElement {
    draw(0x300 + index(of: slot, in: ScalarSlot.allCases))
  }

  private func index<Case: Equatable>(of value: Case, in all: [Case]) -> UInt64 {
    UInt64(all.firstIndex(of: value) ?? all.count)
  }
}
