internal import CKernels
import Dialects

/// √(q + `ε_root`) + `ε`, the denominator of SPEC §3, §4 and §5.
///
/// Where `ε_root` stays in the second moment, q has it already.
struct Denominator<Arithmetic: ElementArithmetic> {
  private let epsilonRoot: Element<Arithmetic>?
  private let epsilon: Element<Arithmetic>?

  init(_ part: ScalarPart) {
    let isKept = part.dialect.optimizer.definition.keepsEpsilonRoot
    epsilonRoot = isKept ? nil : part.term(.epsilonRoot)
    epsilon = part.term(.epsilon)
  }

  /// The same for the loops in vector code.
  func write(to step: inout CKStep) {
    step.epsilonRoot = epsilonRoot.addend()
    step.epsilon = epsilon.addend()
  }

  @inline(__always)
  func callAsFunction(_ q: Element<Arithmetic>) -> Element<Arithmetic> {
    q.plus(epsilonRoot).squareRoot().plus(epsilon)
  }
}

/// D, the denominator of SPEC §5 with its correction in the dialect's frame.
struct CorrectedDenominator<Arithmetic: ElementArithmetic> {
  typealias Number = Element<Arithmetic>

  private let denominator: Denominator<Arithmetic>
  /// c2, where the second moment is divided by it.
  private let correction: Number?
  /// `√c2`, where the denominator is divided by it.
  private let rootCorrection: Number?

  init(_ part: ScalarPart) {
    denominator = Denominator(part)
    let c2 = part.secondCorrection
    let isRaw = part.dialect[EpsilonFrame.self] == .raw
    correction = isRaw ? nil : c2.map { Number($0) }
    rootCorrection = isRaw ? c2.map { Number($0.squareRoot()) } : nil
  }

  /// The same for the loops in vector code.
  func write(to step: inout CKStep) {
    denominator.write(to: &step)
    step.correction = correction.factor()
    step.rootCorrection = rootCorrection.factor()
  }

  @inline(__always)
  func callAsFunction(_ v: Number) -> Number {
    denominator(v.divided(by: correction)).divided(by: rootCorrection)
  }
}
