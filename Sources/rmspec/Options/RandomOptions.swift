import ArgumentParser

/// Which random cases are meant.
struct RandomOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Check as many random cases within the claims instead.",
      discussion: """
        The first that mismatches is made as simple as possible and printed as a draft.
        """, valueName: "count"),
    transform: Numbers.integer(in: 1...100_000_000))
  var random: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What --random draws with (default: 1).", valueName: "number"),
    transform: Numbers.integer(in: 0...Int.max))
  var seed: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number of the first random case (default: 0).", valueName: "number"),
    transform: Numbers.integer(in: 0...1_000_000_000_000))
  var first: Int?

  @Option(
    help: ArgumentHelp(
      "Where the simple case is written, instead of printing it.", valueName: "file"))
  var save: String?

  /// Refuses what goes with random cases only.
  func requireNone() throws(CommandError) {
    for (name, isGiven) in [
      ("--seed", seed != nil), ("--first", first != nil), ("--save", save != nil),
    ] where isGiven {
      throw .usage("\(name) goes with --random; give the number of cases as well")
    }
  }
}
