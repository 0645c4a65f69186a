import Dialects

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
      let step = 2 + Int(mixed(seed) >> 48)
      self.step = step
      hyperparameters = Hyperparameter.allCases.indices.map { index in
        var draw = mixed(seed ^ mixed(UInt64(index)))
        while true {
          draw = mixed(draw)
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
      arguments.reduce(mixed(seed ^ mixed(name))) { mixed($0 ^ mixed($1.value)) })
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

/// The output function of SplitMix64 (Steele, Lea, Flood 2014).
private func mixed(_ value: UInt64) -> UInt64 {
  var z = value &+ 0x9e37_79b9_7f4a_7c15
  z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
  return z ^ (z >> 31)
}
