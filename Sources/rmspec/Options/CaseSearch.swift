import Dialects
import Formats
import Foundation
import Vectors
import Verdicts

extension VectorLibrary {
  /// The cases that a filter lets pass, in the order of the manifest.
  func cases(
    _ filter: CaseFilter, dialect: DialectArgument?
  ) async throws -> [VectorCase] {
    let entries = manifest.files.filter { entry in
      guard let (published, format) = entry.identity else { return false }
      let optimizer = published.dialect.optimizer
      return (filter.optimizers.isEmpty || filter.optimizers.contains(optimizer))
        && (filter.formats.isEmpty || filter.formats.contains(format))
        && (dialect?.matches(published) ?? true)
    }
    let files = try await mapConcurrently(entries) { try load($0) }
    return files.flatMap(\.cases).filter { vectorCase in
      filter.idParts.isEmpty || filter.idParts.contains { vectorCase.id.contains($0) }
    }
  }

  /// The case of an id, and its dialect; whichever part of the id is wrong is
  /// named with what it may have been meant to be.
  func find(_ id: String) throws -> (vectorCase: VectorCase, dialect: Dialect) {
    let parts = id.split(separator: "/", omittingEmptySubsequences: false).map(
      String.init)
    guard parts.count == 4 else {
      throw CommandError.usage(
        "\"\(id)\" is neither an optimizer nor a case, whose id is "
          + "optimizer/dialect/format/name; \"rmspec list\" lists the cases")
    }
    let optimizer = try Names.optimizer(parts[0])
    let published = try Names.published(parts[1], of: optimizer)
    _ = try Names.format(parts[2])
    let path = parts[..<3].joined(separator: "/") + ".json"
    guard let entry = manifest.files.first(where: { $0.path == path }) else {
      throw CommandError.usage(
        "there are no vectors for \(parts[1]) in \(parts[2]); "
          + "\"rmspec list --optimizer \(parts[0])\" lists what there is")
    }
    let cases = try load(entry).cases
    guard let found = cases.first(where: { $0.id == id }) else {
      let names = cases.compactMap { $0.id.split(separator: "/").last.map(String.init) }
      let near = suggestion(for: parts[3], among: names, limit: 3)
      throw CommandError.usage(
        "unknown case: \"\(id)\"\(near.isEmpty ? ";" : near) "
          + "\"rmspec list --run \(parts[..<3].joined(separator: "/"))/\" lists its file")
    }
    return (found, published.dialect)
  }
}
