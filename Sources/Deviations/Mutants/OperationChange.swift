import Rules

/// Another operation in the place of one, or one of its operands.
enum OperationChange: String, CaseIterable, Sendable {
  case differenceForSum, sumForDifference, differenceExchanged
  case quotientForProduct, productForQuotient, quotientExchanged
  case sumForMaximum, exponentLess, exponentMore, powerOfPower
  case firstAlone, secondAlone, operandAlone, rooted

  /// What takes the place of an operation.
  indirect enum Result {
    case operand(Int)
    case operation(Rules.Operation<Int>)
    /// An operation of one operand on the unchanged result.
    case outer((Int) -> Rules.Operation<Int>)
  }

  /// What takes the place of `operation`; nil if the change is not for it.
  func result(for operation: Rules.Operation<Int>) -> Result? {
    switch (self, operation) {
    case (.differenceForSum, .sum(let a, let b)): .operation(.difference(a, b))
    case (.sumForDifference, .difference(let a, let b)): .operation(.sum(a, b))
    case (.differenceExchanged, .difference(let a, let b)): .operation(.difference(b, a))
    case (.quotientForProduct, .product(let a, let b)): .operation(.quotient(a, b))
    case (.productForQuotient, .quotient(let a, let b)): .operation(.product(a, b))
    case (.quotientExchanged, .quotient(let a, let b)): .operation(.quotient(b, a))
    case (.sumForMaximum, .maximum(let a, let b)): .operation(.sum(a, b))
    case (.exponentLess, .power(let a, let n)): .operation(.power(a, n.adding(-1)))
    case (.exponentMore, .power(let a, let n)): .operation(.power(a, n.adding(1)))
    case (.powerOfPower, .power(_, let n)): .outer { .power($0, n) }
    case (.rooted, _): .outer { .squareRoot($0) }
    case (.firstAlone, _) where operation.operands.count == 2:
      .operand(operation.operands[0])
    case (.secondAlone, _) where operation.operands.count == 2:
      .operand(operation.operands[1])
    case (.operandAlone, _) where operation.operands.count == 1:
      .operand(operation.operands[0])
    default: nil
    }
  }

  /// The copy of a scalar node, changed.
  func scalar(
    _ result: Result?, replacing x: SymbolicScalar, _ edit: ProgramRewriter
  ) -> SymbolicScalar {
    switch result {
    case .operand(let operand): edit.scalar(operand)
    case .operation(let other):
      x.trace.record(ScalarNode.operation(other.map { edit.scalar($0).index }))
    case .outer(let outer): x.trace.record(ScalarNode.operation(outer(x.index)))
    case nil: x
    }
  }

  /// The copy of an element node, changed.
  func element(
    _ result: Result?, replacing x: SymbolicElement, _ edit: ProgramRewriter
  ) -> SymbolicElement {
    switch result {
    case .operand(let operand): edit.element(operand)
    case .operation(let other):
      x.trace.record(ElementNode.operation(other.map { edit.element($0).index }))
    case .outer(let outer): x.trace.record(ElementNode.operation(outer(x.index)))
    case nil: x
    }
  }

  /// The name in lower-case words joined by hyphens.
  var words: String {
    rawValue.reduce(into: "") {
      if $1.isUppercase { $0 += "-" }
      $0 += $1.lowercased()
    }
  }
}

extension StepInteger {
  fileprivate func adding(_ number: Int) -> StepInteger {
    StepInteger(countsSteps: countsSteps, offset: offset + number)
  }
}
