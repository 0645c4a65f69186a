import Dialects

extension DirectEngine {
  /// Checks that every tensor has its parameters, and its gradient if any.
  func validate(
    parameterCounts: some Collection<Int>, gradientCounts: some Collection<Int?>
  ) throws(OptimizerError) {
    try validate(parameterCounts: parameterCounts)
    guard gradientCounts.count == tensors.count else {
      throw .wrongCount(.gradients, expected: tensors.count, got: gradientCounts.count)
    }
    for (index, got) in gradientCounts.enumerated() {
      guard let got else { continue }
      try validate(denseCount: got, ofTensor: index)
    }
  }

  /// The same for gradients that may be sparse.
  func validate<Value>(
    parameterCounts: some Collection<Int>, gradients: [TensorGradient<Value>?]
  ) throws(OptimizerError) {
    try validate(parameterCounts: parameterCounts)
    guard gradients.count == tensors.count else {
      throw .wrongCount(.gradients, expected: tensors.count, got: gradients.count)
    }
    for (index, gradient) in gradients.enumerated() {
      switch gradient {
      case nil: break
      case .dense(let values): try validate(denseCount: values.count, ofTensor: index)
      case .rows(let rows, let values):
        try validate(rows: rows, valueCount: values.count, ofTensor: index)
      }
    }
  }

  /// Checks that every tensor has its parameters.
  func validate(parameterCounts: some Collection<Int>) throws(OptimizerError) {
    guard parameterCounts.count == tensors.count else {
      throw .wrongCount(
        .parameters, expected: tensors.count, got: parameterCounts.count)
    }
    for (index, got) in parameterCounts.enumerated() where got != tensors[index].count {
      throw .wrongElementCount(
        .parameters, tensor: index, shape: tensors[index].shape, got: got)
    }
  }

  private func validate(denseCount: Int, ofTensor index: Int) throws(OptimizerError) {
    guard denseCount == tensors[index].count else {
      throw .wrongElementCount(
        .gradients, tensor: index, shape: tensors[index].shape, got: denseCount)
    }
  }

  private func validate(
    rows: [Int], valueCount: Int, ofTensor index: Int
  ) throws(OptimizerError) {
    let tensor = tensors[index]
    guard dialect[AbsentRows.self] != nil else {
      throw .sparseGradient(dialect.optimizer, tensor: index)
    }
    guard let rowCount = tensor.shape.first else { throw .noRows(tensor: index) }
    for row in rows where !(0..<rowCount ~= row) {
      throw .noSuchRow(row, tensor: index, shape: tensor.shape)
    }
    // A row of an existing index has no more elements than the tensor, but the
    // list may be long.
    let (expected, overflow) = rows.count.multipliedReportingOverflow(
      by: tensor.rowLength)
    guard !overflow, valueCount == expected else {
      throw .wrongRowValues(
        tensor: index, rows: rows.count, rowLength: tensor.rowLength, got: valueCount)
    }
  }
}
