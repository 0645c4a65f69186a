import CMPFR

/// Numbered balls of one precision, in one piece of memory: the registers of a
/// program.
///
/// Their significands lie side by side, so that creating thousands of them allocates
/// twice and neighbours share cache lines. The operations that steps are made of
/// take numbers and touch nothing but the balls; others are on `balls`. A target is
/// none of its operands.
public struct BallBank: ~Copyable {
  /// The first of the balls.
  public let balls: UnsafeMutablePointer<Ball>
  private let limbs: UnsafeMutablePointer<mp_limb_t>

  /// Creates so many points 0 with midpoints of that precision.
  public init(count: Int, precision: Int) {
    let width = (precision - 1) / 64 + 1
    balls = .allocate(capacity: count)
    limbs = .allocate(capacity: count * width)
    for index in 0..<count {
      let ball = Ball(precision: precision, significand: limbs + index * width)
      (balls + index).initialize(to: ball)
    }
  }

  deinit {
    // The balls own nothing, and are not deinitialized: the memory is the bank's.
    balls.deallocate()
    limbs.deallocate()
  }

  /// Gives a ball the value of a sum.
  public func sum(_ a: Int, _ b: Int, into target: Int) {
    place(target).setSum(place(a), place(b))
  }

  /// Gives a ball the value of a difference.
  public func difference(_ a: Int, _ b: Int, into target: Int) {
    place(target).setDifference(place(a), place(b))
  }

  /// Gives a ball the value of a product.
  public func product(_ a: Int, _ b: Int, into target: Int) {
    place(target).setProduct(place(a), place(b))
  }

  /// Gives a ball the value of a quotient.
  public func quotient(_ a: Int, _ b: Int, into target: Int) {
    place(target).setQuotient(place(a), place(b))
  }

  /// Gives a ball the value of a square root.
  public func squareRoot(_ a: Int, into target: Int) {
    place(target).setSquareRoot(place(a))
  }

  /// Exchanges two balls.
  public func exchange(_ a: Int, _ b: Int) {
    let ball = (balls + a).move()
    (balls + a).initialize(to: (balls + b).move())
    (balls + b).initialize(to: ball)
  }

  @inline(__always)
  private func place(_ index: Int) -> BallPlace { BallPlace(balls + index) }
}

extension Ball {
  /// Creates the point 0 with a significand in memory of somebody else.
  ///
  /// MPFR never moves a significand whose precision does not change. Such a ball must
  /// not be deinitialized.
  fileprivate init(precision: Int, significand: UnsafeMutablePointer<mp_limb_t>) {
    midpoint = BigFloat(precision: precision, significand: significand)
  }
}

extension BigFloat {
  /// Creates +0 with a significand in memory of somebody else.
  fileprivate init(precision: Int, significand: UnsafeMutablePointer<mp_limb_t>) {
    mpfr_custom_init_set(
      &raw, Int32(MPFR_ZERO_KIND.rawValue), 0, mpfr_prec_t(precision), significand)
  }
}
