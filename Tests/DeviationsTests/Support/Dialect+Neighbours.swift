import Dialects

extension Dialect {
  /// The standard dialects, the published ones, and those that differ from a
  /// standard one on one axis.
  static let many: [Dialect] = {
    var result: [Dialect] = []
    for optimizer in OptimizerName.allCases {
      result.append(.standard(optimizer))
      for (axis, _) in optimizer.definition.axes {
        for value in axis.values {
          if let dialect = try? Dialect(optimizer, [axis: value]) {
            result.append(dialect)
          }
        }
      }
    }
    result += PublishedDialect.all.map(\.dialect)
    var seen: Set<Dialect> = []
    return result.filter { seen.insert($0).inserted }
  }()
}
