import Dialects
import Formats
import Generation
import Oracle
import Vectors
import Verdicts

/// Which vectors tell the published dialects of an optimizer apart.
public struct DialectMatrix: Codable, Sendable {
  /// Every pair of dialects of one optimizer, in the order of publication.
  public var pairs: [Pair]

  /// Two dialects and what separates them.
  public struct Pair: Codable, Sendable {
    /// The name of the optimizer.
    public var optimizer: String
    /// The names of the dialects.
    public var first, second: String
    /// For each format a vector that separates them.
    public var separations: [Separation]
    /// The formats in which both have vectors, or all if there is none, and no vector does.
    public var open: [String]
    /// Why they are equal, if they are.
    public var equality: String?

    /// Whether every format has a vector, or the dialects are equal.
    public var isSettled: Bool { open.isEmpty || equality != nil }
  }

  /// A vector of one dialect that rejects another.
  public struct Separation: Codable, Sendable {
    /// The storage format.
    public var format: String
    /// The dialect that the vector is of.
    public var vectorsOf: String
    /// The case.
    public var caseID: String
    /// The first step, and the quantity, that reject the other dialect.
    public var step: Int
    /// The parameter or the slot whose values tell the two apart.
    public var quantity: String
  }

  /// The pairs that are not settled.
  public var open: [Pair] { pairs.filter { !$0.isSettled } }

  /// Compares all pairs on the stored vectors, on all cores.
  ///
  /// - Parameters:
  ///   - library: The vectors.
  ///   - optimizers: Whose dialects.
  ///   - progress: Is called after each pair with the number compared.
  public init(
    _ library: VectorLibrary, optimizers: [OptimizerName] = OptimizerName.allCases,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws {
    let pairs = DialectMatrix.pairs(of: optimizers)
    let cases = try await StoredCases(library, optimizers: optimizers)
    let counter = ProgressCounter(progress)
    self.pairs = try await mapConcurrently(pairs) { first, second in
      let pair = try DialectMatrix.compare(first, second, cases)
      await counter.advance()
      return pair
    }
  }

  /// Every pair of dialects of one optimizer.
  public static func pairs(
    of optimizers: [OptimizerName]
  ) -> [(PublishedDialect, PublishedDialect)] {
    optimizers.flatMap { optimizer in
      let dialects = PublishedDialect.all.filter { $0.dialect.optimizer == optimizer }
      return dialects.enumerated().flatMap { index, first in
        dialects[(index + 1)...].map { (first, $0) }
      }
    }
  }

  private static func compare(
    _ first: PublishedDialect, _ second: PublishedDialect, _ cases: StoredCases
  ) throws -> Pair {
    var separations: [Separation] = []
    var open: [String] = []
    let common = GoldenVectors.formats.filter {
      !cases[first, $0].isEmpty && !cases[second, $0].isEmpty
    }
    for format in common.isEmpty ? GoldenVectors.formats : common {
      if let found = try separation(first, from: second, format, cases)
        ?? separation(second, from: first, format, cases)
      {
        separations.append(found)
      } else {
        open.append(format.name)
      }
    }
    return Pair(
      optimizer: first.dialect.optimizer.rawValue, first: first.name, second: second.name,
      separations: separations, open: open,
      equality: open.isEmpty ? nil : DialectEquality.argument(first, second))
  }

  /// The first vector of `published` that rejects `other`.
  private static func separation(
    _ published: PublishedDialect, from other: PublishedDialect, _ format: FloatFormat,
    _ cases: StoredCases
  ) throws -> Separation? {
    for stored in cases[published, format] {
      let mistaken = try stored.scenario.mistaken(published, for: other)
      // It rounds as SPEC.md says; only its rule is another.
      guard let rejection = stored.rejection(of: Execution(of: mistaken)) else {
        continue
      }
      return Separation(
        format: format.name, vectorsOf: published.name, caseID: stored.id,
        step: rejection.step, quantity: rejection.quantity)
    }
    return nil
  }
}
