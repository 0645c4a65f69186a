import Deviations
import Dialects
import RandomNumbers

extension EditedImplementation {
  /// Implementations with single edits drawn at random, which are no known fault and no
  /// dialect, in main published dialects drawn as well.
  ///
  /// The kinds of edits take turns, so that rare ones occur.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - seed: What decides the draws.
  ///   - optimizers: Of which optimizers; of any if empty.
  public static func drawn(
    _ count: Int, seed: UInt64, of optimizers: [OptimizerName] = []
  ) -> [EditedImplementation] {
    var random = SplitMix64(seed: seed)
    func draw(below bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
    let dialects = PublishedDialect.all.filter {
      $0.isMain && (optimizers.isEmpty || optimizers.contains($0.dialect.optimizer))
    }
    guard !dialects.isEmpty else { return [] }
    var edits: [Int: [ProgramEdit]] = [:]
    var screens: [Int: EditScreen] = [:]
    var result: [EditedImplementation] = []
    // A draw may be the rule, a fault or a dialect; it is then made again.
    var attempts = 0
    for _ in 0..<count * 100 where result.count < count {
      // There are optimizers that count no steps: another kind has its turn then.
      let kind = ProgramEdit.Kind.allCases[
        (result.count + attempts / 20) % ProgramEdit.Kind.allCases.count]
      attempts += 1
      let index = draw(below: dialects.count)
      let dialect = dialects[index].dialect
      let all =
        edits[index]
        ?? ProgramEdit.all(
          of: dialect, terms: Set(dialect.optimizer.definition.hyperparameters))
      edits[index] = all
      let ofKind = all.filter { $0.kind == kind }
      guard !ofKind.isEmpty else { continue }
      let edit = ofKind[draw(below: ofKind.count)]
      let screen = screens[index] ?? EditScreen(dialect)
      screens[index] = screen
      guard !result.contains(where: { $0.edit.summary == edit.summary }),
        !screen.isKnown(edit)
      else { continue }
      result.append(EditedImplementation(edit))
      attempts = 0
    }
    return result
  }
}
