import ArgumentParser
import Reports
import Shards

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `rmspec merge`: puts the results of shards together.
struct MergeCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "Put the results files of shards together.",
    discussion: """
      The files are those of "rmspec check --random --results", or of the programs in \
      Benchmarks/Exhaustive. Together they must cover the work, each item once: files of \
      different work or versions, incomplete shards, gaps and overlaps are refused. The \
      digest is a hash of what each item came to, the bits of the answers included. It is \
      the same however the work was divided, stopped and gone on with.

      Exit status: 0 all is covered and conforms; 1 an item mismatches; 2 usage, or files \
      that cannot be merged; 3 no mismatch, but the implementation failed in an item; 4 \
      nothing was compared.
      """)

  @Argument(help: ArgumentHelp("The results files.", valueName: "file"))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Write the results as one file, as without shards.", valueName: "file"))
  var output: String?

  @Flag(help: "Print the result as JSON.")
  var json = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many items that mismatch are listed (default: 5).", valueName: "count"),
    transform: Numbers.integer(in: 0...1_000_000))
  var failures: Int = 5

  func perform(on console: Console) async throws -> ProgramStatus {
    let outputFile = try output.map(OutputFile.init)
    var shards: [ShardResults] = []
    for file in files { shards.append(try ShardResults(readingFileAt: file)) }
    let results = try MergedResults(merging: shards)
    if let outputFile, let bytes = results.file { try outputFile.write(Data(bytes)) }
    return try console.report(results, failures: failures, json: json)
  }
}
