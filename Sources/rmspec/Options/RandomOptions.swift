import ArgumentParser
import Shards

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

  @Option(
    help: ArgumentHelp(
      "Run every case, and record what each came to in this file.",
      discussion: """
        If the file is there, the run goes on where it ended. Nothing is made simple: \
        cases that mismatch are listed by their numbers, and --first repeats them.
        """, valueName: "file"))
  var results: String?

  @Option(
    help: ArgumentHelp(
      "Run one share of the cases, such as 3/8: the third of eight.",
      discussion: """
        Shares are numbered from 1. "rmspec merge" puts the files of --results together.
        """, valueName: "number/count"),
    transform: { try Shard($0) })
  var shard: Shard?

  /// Refuses what goes with random cases only.
  func requireNone() throws(CommandError) {
    for (name, isGiven) in [
      ("--seed", seed != nil), ("--first", first != nil), ("--save", save != nil),
      ("--results", results != nil), ("--shard", shard != nil),
    ] where isGiven {
      throw .usage("\(name) goes with --random; give the number of cases as well")
    }
  }

  /// The file to record results in; refuses what does not go with it, or without it.
  func resultsFile() throws(CommandError) -> String? {
    guard results != nil else {
      guard shard == nil else {
        throw .usage("--shard goes with --results; name the file to record the shard in")
      }
      return nil
    }
    for (name, isGiven) in [("--first", first != nil), ("--save", save != nil)]
    where isGiven {
      throw .usage("\(name) does not go with --results; leave one of them out")
    }
    return results
  }
}
