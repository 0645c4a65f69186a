import Multiprecision

/// A machine whose registers enclose exact values.
protocol EnclosureMachine: RegisterMachine {
  /// The value of a register, correctly rounded to so many significant decimal
  /// digits, if the enclosure decides it.
  func decimal(_ register: Int, digits: Int) -> String?
  /// Whether nothing is known of a register, or that it is undefined.
  func isLost(_ register: Int) -> Bool
}

extension BallMachine: EnclosureMachine {
  func decimal(_ register: Int, digits: Int) -> String? {
    withRegister(register) { $0.decimal(digits: digits) }
  }

  func isLost(_ register: Int) -> Bool {
    withRegister(register) { $0.isIndeterminate || $0.isNaN }
  }
}

extension IntervalMachine: EnclosureMachine {
  func decimal(_ register: Int, digits: Int) -> String? {
    withRegister(register) { $0.decimal(digits: digits) }
  }

  func isLost(_ register: Int) -> Bool {
    withRegister(register) { $0.isIndeterminate || $0.isNaN }
  }
}
