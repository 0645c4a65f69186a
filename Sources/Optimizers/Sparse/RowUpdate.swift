import Dialects

/// A step of a tensor whose gradient lists rows (SPEC §12).
struct RowUpdate<Scalar: StoredNumber> {
  let rows: [Int]
  let values: UnsafeBufferPointer<Scalar>
  let rowCount: Int
  let rowLength: Int
  let clock: TensorClock

  func apply(
    with step: inout TensorStep<Scalar>, absent: AbsentRows, duplicates: DuplicateRows
  ) {
    guard rowLength > 0 else { return }
    if absent != .skip { applyZero(with: &step, keepsParameters: absent != .zero) }
    if duplicates == .sum && Set(rows).count < rows.count {
      applySums(with: &step)
    } else {
      for (position, row) in rows.enumerated() {
        step.advance(
          clock.part(row..<row + 1),
          gradients: UnsafeBufferPointer(rebasing: values[listing(position)]))
      }
    }
  }

  private func listing(_ position: Int) -> Range<Int> {
    position * rowLength..<(position + 1) * rowLength
  }

  /// Gives the rows that are not listed a gradient of +0.
  private func applyZero(with step: inout TensorStep<Scalar>, keepsParameters: Bool) {
    let listed = Set(rows)
    let parts = clock.parts(of: 0..<rowCount) { !listed.contains($0) }
    let longest = parts.map(\.elements.count).max() ?? 0
    let zeros = Array(repeating: Scalar(nearest: 0 as Float), count: min(longest, 4096))
    zeros.withUnsafeBufferPointer { zeros in
      for part in parts {
        var start = part.elements.lowerBound
        while start < part.elements.upperBound {
          let end = min(start + zeros.count, part.elements.upperBound)
          var piece = part
          piece.elements = start..<end
          piece.keepsParameters = keepsParameters
          step.advance(
            piece, gradients: UnsafeBufferPointer(rebasing: zeros[..<(end - start)]))
          start = end
        }
      }
    }
  }

  /// Gives every listed row the sum of its gradients, in the order of the list.
  ///
  /// The sums are values of the arithmetic, not of the storage.
  private func applySums(with step: inout TensorStep<Scalar>) {
    var firstListing: [Int: Int] = [:]
    var sums = values.map(\.exactDouble)
    for (position, row) in rows.enumerated() {
      guard let first = firstListing[row] else {
        firstListing[row] = position
        continue
      }
      for (i, j) in zip(listing(first), listing(position)) {
        sums[i] = step.staged.add(sums[i], sums[j])
      }
    }
    sums.withUnsafeBufferPointer { sums in
      for (row, position) in firstListing {
        step.advance(
          clock.part(row..<row + 1),
          gradients: UnsafeBufferPointer<Double>(rebasing: sums[listing(position)]))
      }
    }
  }
}
