/// Whether two programs are the same formulas, differently written.
///
/// Both are evaluated at random points of the field of integers modulo
/// 2^61 − 1. There + − × ÷, integer powers and the numbers that a rule writes
/// are what they are. The rest obeys these laws and no others, wherever what is
/// positive by its meaning (hyperparameters, 1 − x, what roots are taken of) is:
///
/// - √a·√a = a and √a·√b = √(a·b); |x| = √(x·x), so that |x·y| = |x|·|y|;
/// - max(a, b) = max(b, a), and max(ca, cb) = c·max(a, b) for positive c;
/// - a real power and a cosine are equal if their arguments are.
///
/// Positive numbers are modelled by the squares of the field, which are as many
/// as the others: √ is the root that is a square itself, and |x| is x or −x,
/// whichever is a square. So what is equal in the field at all points is equal
/// in real numbers by these laws, wherever both programs are defined.
///
/// Rational functions of degree d that differ agree at a point with a
/// probability of at most d/2^61 (Schwartz 1980, Zippel 1979; d < 2^24 here,
/// and the conditions of positivity leave one point in some hundreds), and
/// functions that differ for one sign of a quantity only, such as |x| and x, with
/// 1/2: at 112 points the one is below 2^−1000, the other 2^−112.
public enum ProgramIdentity {
  /// How many points are compared.
  private static let pointCount = 112
  /// Their step numbers and hyperparameters, with as many again in reserve, since
  /// RAdam's root is of a positive number for half of them.
  private static let frames = (0..<320).map {
    FieldPoint.Frame(seed: 0x6964_656e_7469_7479 &+ $0)
  }

  /// Whether the new parameter, every new slot and every remembered scalar are
  /// the same formulas.
  public static func areEqual(_ a: Program, _ b: Program) -> Bool {
    guard Set(a.state.map(\.slot)) == Set(b.state.map(\.slot)),
      Set(a.memory.map(\.slot)) == Set(b.memory.map(\.slot))
    else { return false }
    var compared = 0
    for (index, frame) in frames.enumerated() {
      switch areEqual(a, b, UInt64(index) << 32, frame) {
      case true?: compared += 1
      case false?: return false
      case nil: break
      }
      if compared == pointCount { return true }
    }
    // Formulas that are defined almost nowhere are not compared.
    return false
  }

  /// Whether both agree at a point of the frame; nil if none that was tried is in
  /// the domain of both.
  private static func areEqual(
    _ a: Program, _ b: Program, _ seed: UInt64, _ frame: FieldPoint.Frame
  ) -> Bool? {
    for attempt in 0..<64 as Range<UInt64> {
      let point = FieldPoint(seed: seed &+ attempt, frame: frame)
      guard let left = a.results(at: point), let right = b.results(at: point) else {
        continue
      }
      return left == right
    }
    return nil
  }
}
