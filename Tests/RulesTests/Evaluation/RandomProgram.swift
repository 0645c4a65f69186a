import Dialects
import Rules
import _TestSupport

extension Program {
  /// A program of random operations; it writes v, the sum of squares, and θ.
  ///
  /// - Parameter isRational: Whether all leaves are small binary fractions and all
  ///   operations rational, with divisors that are powers of two.
  static func random(_ random: inout SplitMix64, isRational: Bool) -> Program {
    let trace = Trace()
    var scalars = (0..<3).map { _ in
      let quarters = random.integer(in: 1...12)
      return trace.record(ScalarNode.constant(Double(quarters) / 4))
    }
    scalars.append(
      trace.record(.integer(StepInteger(countsSteps: random.bool(), offset: 2))))
    if !isRational {
      scalars += [.learningRate, .decay].map {
        trace.record(ScalarNode.hyperparameter($0))
      }
    }
    let divisor = trace.record(ScalarNode.constant(random.choice([0.5, 2, 4])))
    for _ in 0..<random.integer(in: 0...4) {
      let (a, b) = (random.choice(scalars), random.choice(scalars))
      switch random.integer(in: 0...(isRational ? 4 : 6)) {
      case 0: scalars.append(a + b)
      case 1: scalars.append(a - b)
      case 2: scalars.append(a * b)
      case 3: scalars.append(a / divisor)
      case 4:
        let exponent = StepInteger(countsSteps: false, offset: random.integer(in: 0...3))
        scalars.append(a.power(exponent))
      case 5: scalars.append(a / b)
      default: scalars.append((a * a).squareRoot())
      }
    }
    var elements = scalars.suffix(3).map(\.element)
    if !isRational {
      elements += [.parameter, .gradient, .state(.squareSum)].map { trace.record($0) }
    }
    for _ in 0..<random.integer(in: 2...8) {
      let (a, b) = (random.choice(elements), random.choice(elements))
      switch random.integer(in: 0...(isRational ? 4 : 8)) {
      case 0: elements.append(a + b)
      case 1: elements.append(a - b)
      case 2: elements.append(a * b)
      case 3: elements.append(-a)
      case 4: elements.append(a / divisor)
      case 5: elements.append(a / b)
      case 6: elements.append(a.squareRoot())
      case 7: elements.append(a.magnitude())
      default: elements.append(a.maximum(b))
      }
    }
    return Program(
      scalars: trace.scalars, elements: trace.elements,
      state: [Output(.squareSum, node: elements[elements.count - 2].index)],
      parameter: elements[elements.count - 1].index
    ).pruned()
  }
}
