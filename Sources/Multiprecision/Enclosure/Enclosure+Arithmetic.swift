extension Enclosure {
  public static func + (a: Enclosure, b: Enclosure) -> Enclosure {
    Enclosure(precision: max(a.precision, b.precision)) {
      $0.setSum(a.interval, b.interval)
    }
  }

  public static func - (a: Enclosure, b: Enclosure) -> Enclosure {
    Enclosure(precision: max(a.precision, b.precision)) {
      $0.setDifference(a.interval, b.interval)
    }
  }

  public static func * (a: Enclosure, b: Enclosure) -> Enclosure {
    Enclosure(precision: max(a.precision, b.precision)) {
      $0.setProduct(a.interval, b.interval)
    }
  }

  public static func / (a: Enclosure, b: Enclosure) -> Enclosure {
    Enclosure(precision: max(a.precision, b.precision)) {
      $0.setQuotient(a.interval, b.interval)
    }
  }

  public static prefix func - (a: Enclosure) -> Enclosure {
    Enclosure(precision: a.precision) { $0.setNegation(a.interval) }
  }

  /// √a.
  public func squareRoot() -> Enclosure {
    Enclosure(precision: precision) { $0.setSquareRoot(interval) }
  }

  /// a^exponent, for an exponent of at least 0.
  public func power(_ exponent: Int) -> Enclosure {
    Enclosure(precision: precision) { $0.setPower(interval, exponent) }
  }

  /// |a|.
  public var magnitude: Enclosure {
    Enclosure(precision: precision) { $0.setMagnitude(interval) }
  }

  /// The greater of both.
  public func maximum(_ other: Enclosure) -> Enclosure {
    Enclosure(precision: max(precision, other.precision)) {
      $0.setMaximum(interval, other.interval)
    }
  }
}
