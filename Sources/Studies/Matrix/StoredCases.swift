import Dialects
import Formats
import Vectors

/// The stored cases by dialect and format, those of few steps first.
struct StoredCases: Sendable {
  private struct Key: Hashable {
    let dialect: PublishedDialect
    let format: FloatFormat
  }

  private let cases: [Key: [PowerCase]]

  /// Loads the cases of some optimizers, on all cores.
  init(_ library: VectorLibrary, optimizers: [OptimizerName]) async throws {
    let files = try await library.files { published, _ in
      optimizers.contains(published.dialect.optimizer)
    }
    var cases: [Key: [PowerCase]] = [:]
    for file in try files.map({ try PowerFile($0) }) {
      cases[Key(dialect: file.published, format: file.format)] = file.cases
    }
    self.cases = cases
  }

  /// The cases of a dialect in a storage format.
  subscript(_ dialect: PublishedDialect, _ format: FloatFormat) -> [PowerCase] {
    cases[Key(dialect: dialect, format: format)] ?? []
  }
}
