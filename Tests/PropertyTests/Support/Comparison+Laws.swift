import Multiprecision
import Oracle
import _TestSupport

extension Law where Input: GradientInput {
  /// A law that says that two rules take the same steps.
  ///
  /// - Parameter other: The rule that is never faulty, and what it is fed with.
  static func sameSteps(
    _ name: String, of subject: Subject,
    draw: @escaping @Sendable (inout SplitMix64) -> Input,
    admits: @escaping @Sendable (Input) -> Bool,
    as other: @escaping @Sendable (Input) -> (Subject, Tuning, [Double])
  ) -> Law {
    Law(name: name, subject: subject, draw: draw, admits: admits) {
      input, subject, precision in
      let (reference, tuning, gradients) = other(input)
      var expected: [Enclosure] = []
      try reference.feed(gradients, tuning, precision: precision) {
        expected.append($0.update(0))
      }
      var broken: String?
      let scale = Enclosure(tuning.rate)
      try subject.feed(input.gradients, input.tuning, precision: precision) { point in
        let step = expected[point.step - 1]
        if broken == nil, try isRefuted(point.update(0), equals: step, scale: scale) {
          broken = "step \(point.step) is \(point.update(0)), not \(step)"
        }
      }
      return broken
    }
  }
}
