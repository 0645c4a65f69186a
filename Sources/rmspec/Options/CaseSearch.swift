import Dialects
import Formats
import Vectors
import Verdicts

extension VectorLibrary {
  /// The cases that a filter lets pass, in the order of the manifest.
  func cases(
    _ filter: CaseFilter, dialect: DialectArgument?
  ) async throws -> [VectorCase] {
    let files = try await files { published, format in
      let optimizer = published.dialect.optimizer
      return (filter.optimizers.isEmpty || filter.optimizers.contains(optimizer))
        && (filter.formats.isEmpty || filter.formats.contains(format))
        && (dialect?.matches(published) ?? true)
    }
    return files.flatMap(\.cases).filter { vectorCase in
      filter.picks(vectorCase.id)
    }
  }

  /// The case of an id; of an id that stands for nothing, the part that is wrong is
  /// named with what it may have been meant to be.
  func find(_ id: String) throws -> VectorCase {
    guard let entry = manifest.files.first(where: { id.hasPrefix($0.idPrefix) }) else {
      throw try refusal(of: id)
    }
    let cases = try load(entry).cases
    guard let found = cases.first(where: { $0.id == id }) else {
      let prefix = entry.idPrefix
      let near = suggestion(
        for: String(id.dropFirst(prefix.count)),
        among: cases.map { String($0.id.dropFirst(prefix.count)) }, limit: 3)
      throw CommandError.usage(
        "unknown case: \"\(id)\"\(near.isEmpty ? ";" : near) "
          + "\"rmspec list --run \(prefix)\" lists its file")
    }
    return found
  }

  /// Why there is no file of an id, as far as its parts tell.
  private func refusal(of id: String) throws(CommandError) -> CommandError {
    let parts = id.split(separator: "/", omittingEmptySubsequences: false).map(
      String.init)
    guard parts.count == 4 else {
      return .usage(
        "\"\(id)\" is neither an optimizer nor a case, whose id is "
          + "optimizer/dialect/format/name; \"rmspec list\" lists the cases")
    }
    let optimizer = try Names.optimizer(parts[0])
    _ = try Names.published(parts[1], of: optimizer)
    _ = try Names.format(parts[2])
    return .usage(
      "there are no vectors for \(parts[1]) in \(parts[2]); "
        + "\"rmspec list --optimizer \(parts[0])\" lists what there is")
  }
}
