import Multiprecision
import Oracle
import _TestSupport

/// A statement about an update rule, for all inputs of a domain.
///
/// `violation` proves what it says: it compares enclosures, and an input whose
/// comparison stays open at the greatest precision counts as broken, too, since a
/// law that decides nothing asserts nothing.
struct Law<Input: Shrinkable & Sendable>: Sendable {
  let name: String
  /// The rule that the law is about.
  let subject: Subject
  /// The precision to start with, in bits.
  var precision: @Sendable (Input) -> Int = { _ in 256 }
  /// Draws an input, mostly of the domain.
  let draw: @Sendable (inout SplitMix64) -> Input
  /// Whether an input is of the domain.
  let admits: @Sendable (Input) -> Bool
  /// What is wrong, at that precision.
  let violation: @Sendable (Input, Subject, Int) throws -> String?

  /// What is wrong with an input, at whatever precision decides it.
  ///
  /// - Parameter isProved: Whether only what is proved wrong counts.
  func violation(
    _ input: Input, by other: Subject? = nil, isProved: Bool = false
  ) -> String? {
    guard admits(input) else { return nil }
    var precision = precision(input)
    while true {
      do {
        return try violation(input, other ?? subject, precision)
      } catch let open as Undecided {
        if precision > 1 << 13 {
          return isProved ? nil : "open at \(precision) bits: \(open.what)"
        }
        precision *= 2
      } catch {
        return isProved ? nil : "\(error)"
      }
    }
  }

  /// The first counterexample among random inputs, shrunk.
  func counterexample(
    in count: Int, by other: Subject? = nil, seed: UInt64 = Search.seed,
    isProved: Bool = false
  ) -> Counterexample<Input>? {
    _TestSupport.counterexample(in: count, seed: seed, drawing: drawAdmitted) {
      violation($0, by: other, isProved: isProved).map { "\(name): \($0)" }
    }
  }

  /// Whether the law is proved to fail where the fault is planted.
  func finds(_ fault: Fault, in count: Int = 1500) -> Bool {
    refutes(subject.with(fault), in: count)
  }

  /// Whether the law is proved to fail for another rule, on whatever input.
  func refutes(_ other: Subject, in count: Int) -> Bool {
    var seeds = SplitMix64(seed: Search.seed)
    return (0..<count).contains { _ in
      var random = SplitMix64(seed: seeds.next())
      return violation(drawAdmitted(&random), by: other, isProved: true) != nil
    }
  }

  /// Draws until the domain has the input.
  private func drawAdmitted(_ random: inout SplitMix64) -> Input {
    for _ in 0..<1000 {
      let input = draw(&random)
      if admits(input) { return input }
    }
    preconditionFailure("\(name): the generator misses the domain")
  }
}

extension Law where Input: GradientInput {
  /// A law about each step of a rule that is fed with gradients.
  ///
  /// - Parameter isBroken: Whether it is broken in a step.
  static func everyStep(
    _ name: String, of subject: Subject,
    draw: @escaping @Sendable (inout SplitMix64) -> Input,
    admits: @escaping @Sendable (Input) -> Bool,
    isBroken: @escaping @Sendable (Input, LoopPoint) throws -> Bool
  ) -> Law {
    Law(name: name, subject: subject, draw: draw, admits: admits) {
      input, subject, precision in
      var broken: String?
      try subject.feed(input.gradients, input.tuning, precision: precision) { point in
        if broken == nil, try isBroken(input, point) {
          broken = "broken in step \(point.step), which is \(point.update(0))"
        }
      }
      return broken
    }
  }
}

/// A law of any input, for those who go through all of them.
struct AnyLaw: Sendable {
  let name: String
  let subject: Subject
  /// Searches with a seed, and tells the counterexample.
  let search: @Sendable (_ count: Int, _ seed: UInt64) -> String?
  /// Whether the law is proved to fail where the fault is planted.
  let finds: @Sendable (Fault, _ count: Int) -> Bool

  init<Input>(_ law: Law<Input>) {
    name = law.name
    subject = law.subject
    search = { law.counterexample(in: $0, seed: $1)?.description }
    finds = { law.finds($0, in: $1) }
  }
}
