extension Optimizer {
  /// The complete state, to be kept or written to disk.
  ///
  /// ```swift
  /// let data = try JSONEncoder().encode(optimizer.snapshot())
  /// ```
  public func snapshot() -> OptimizerSnapshot { engine.snapshot() }

  /// Continues from a snapshot of an optimizer that was set up in the same way.
  ///
  /// Dialect, formats, groups, shapes, schedules and all hyperparameters but the
  /// learning rates must be equal; the learning rates are taken from the snapshot. The
  /// parameters are the caller's to restore. If the call throws, nothing has changed.
  ///
  /// - Throws: ``SnapshotError`` if the snapshot is of another set-up or inconsistent.
  public mutating func restore(_ snapshot: OptimizerSnapshot) throws(SnapshotError) {
    let execution = engine.execution
    try engine.restore(snapshot)
    engine.execution = execution
  }
}
