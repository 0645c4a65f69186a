import Oracle
import Scenarios
import Vectors

extension VectorFile {
  /// Completes a draft with what is expected of each case.
  package init(completing draft: FileDraft) throws {
    let cases = try draft.cases.map { draft throws(GenerationError) in
      let scenario = draft.scenario
      let id = Self.idPrefix(scenario.dialect, scenario.storage) + draft.name
      do throws(OracleError) {
        return VectorCase(
          id: id, section: scenario.dialect.optimizer.definition.section, flags: ["Own"],
          comment: draft.comment, scenario: scenario,
          expected: try scenario.expectation(
            checkpoints: draft.checkpoints, budget: GoldenVectors.budget))
      } catch {
        throw GenerationError(caseID: id, cause: error)
      }
    }
    self.init(
      dialect: draft.dialect, format: draft.format,
      notes: [
        "Own": VectorNote(kind: "Formula", effect: "A case of one's own.", links: [])
      ],
      cases: cases)
  }

  /// The file and a manifest that lists it alone, by their paths in a folder of vectors.
  package func folder() throws(VectorError) -> [(path: String, text: String)] {
    let published = try published
    let text = canonicalText()
    // What could not be read is not written: given state with other slots, for example.
    _ = try VectorFile(parsing: text.utf8)
    let manifest = VectorManifest(files: [
      .init(
        published: published, format: format,
        sha256: SHA256.hexadecimal(of: text.utf8), cases: cases.count)
    ])
    return [(path, text), ("manifest.json", manifest.canonicalText())]
  }
}
