import CMPFR

/// Where a ball is.
///
/// The operations that steps are made of take their operands by address: Swift
/// passes a structure without a copy only in principle, and in a loop of cheap
/// operations copying the operands' headers costs as much as bounding the error.
struct BallPlace {
  let address: UnsafeMutablePointer<Ball>

  @inline(__always)
  init(_ address: UnsafeMutablePointer<Ball>) { self.address = address }

  /// The midpoint as MPFR knows it: the first field of the first field.
  var midpoint: UnsafeMutablePointer<__mpfr_struct> {
    @inline(__always) get {
      UnsafeMutableRawPointer(address).assumingMemoryBound(to: __mpfr_struct.self)
    }
  }
  var radius: Magnitude { @inline(__always) get { address.pointee.radius } }
  var kind: Ball.Kind { @inline(__always) get { address.pointee.kind } }
  var isFinite: Bool { @inline(__always) get { kind == .finite } }
  var isPoint: Bool { @inline(__always) get { radius.isZero } }
}

extension Ball {
  /// Runs `body` with the places of this ball and its operands.
  @inline(__always)
  mutating func withPlaces(
    _ a: borrowing Ball, _ b: borrowing Ball,
    _ body: (BallPlace, BallPlace, BallPlace) -> Void
  ) {
    // The operands are only read.
    withUnsafePointer(to: a) { a in
      withUnsafePointer(to: b) { b in
        withUnsafeMutablePointer(to: &self) { target in
          body(
            BallPlace(target), BallPlace(UnsafeMutablePointer(mutating: a)),
            BallPlace(UnsafeMutablePointer(mutating: b)))
        }
      }
    }
  }
}
