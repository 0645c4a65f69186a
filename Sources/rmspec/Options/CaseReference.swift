import Dialects
import Formats
import LiveCases
import Vectors
import Verdicts

/// A case on the command line: of the vectors, computed for a check, or of a draft.
struct CaseReference {
  private enum Place {
    case vectors(id: String)
    case live(id: String, dialect: Dialect, FloatFormat)
    case draft(VectorCase)
  }

  private let place: Place
  private let profile: FrameworkProfile?
  /// The dialect of the case.
  let dialect: Dialect

  /// Finds out where the case is.
  init(id: String?, draft: String?, profile: String?) throws {
    self.profile = try profile.map(Names.profile)
    switch (id, draft) {
    case (nil, let file?):
      let cases = try VectorFile(completingDraftAt: file).cases
      guard cases.count == 1, let vectorCase = cases.first else {
        throw CommandError.usage(
          "\(file) has \(cases.count) cases; one is explained at a time")
      }
      place = .draft(vectorCase)
      dialect = vectorCase.scenario.dialect
    case (let id?, nil):
      let parts = id.split(separator: "/", omittingEmptySubsequences: false)
        .map(String.init)
      guard parts.count == 4 else {
        throw CommandError.usage(
          "\"\(id)\" is not the id of a case, which is optimizer/dialect/format/name; "
            + "\"rmspec list\" lists the cases")
      }
      let optimizer = try Names.optimizer(parts[0])
      guard id.hasSuffix(LiveDialectCases.suffix) else {
        dialect = try Names.published(parts[1], of: optimizer).dialect
        place = .vectors(id: id)
        return
      }
      guard let dialect = Dialect(optimizer, name: parts[1]) else {
        throw Names.unknown(
          "dialect of \(optimizer.rawValue)", parts[1], optimizer.publishedNames)
      }
      self.dialect = dialect
      place = .live(id: id, dialect: dialect, try Names.format(parts[2]))
    default:
      throw CommandError.usage("give the id of a case, or a draft with --case")
    }
  }

  /// The case; one that is computed has the values that the implementation claims, or the
  /// framework has.
  func find(
    among vectors: VectorOptions, for implementation: any Implementation
  ) async throws -> VectorCase {
    switch place {
    case .draft(let vectorCase): return vectorCase
    case .vectors(let id): return try vectors.library().find(id)
    case .live(let id, let dialect, let format):
      var filter = CaseFilter()
      filter.optimizers = [dialect.optimizer]
      filter.formats = [format]
      filter.idParts = [id]
      filter.live = .all
      filter.profile = profile
      if profile == nil { filter.dialect = .named(dialect.name) }
      let check = ConformanceCheck(
        of: implementation, against: try vectors.library(), filter: filter,
        maker: LiveDialectCases())
      let cases = try await check.select(implementation.introduce())
      guard let found = cases.first(where: { $0.vectorCase.id == id }) else {
        throw CommandError.usage(
          "no case \(id) is computed for what is claimed; \"rmspec check --live\" names "
            + "those that are")
      }
      return found.vectorCase
    }
  }
}
