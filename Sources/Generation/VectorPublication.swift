import Dialects
import Vectors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What became of the vector files when they were written or compared.
public struct PublicationSummary: Sendable {
  /// The number of files.
  public var files = 0
  /// The number of cases.
  public var cases = 0
  /// The size of all files, in bytes.
  public var bytes = 0
}

/// A file that differs from what the oracle gives now.
public struct VectorDifference: Sendable, Equatable, CustomStringConvertible {
  /// The path below the vectors' folder.
  public var path: String
  /// What differs.
  public var problem: String

  public var description: String { "\(path): \(problem)" }
}

extension VectorGenerator {
  /// The folder could not be written.
  public struct WriteError: Error, CustomStringConvertible {
    public let description: String
  }

  /// Makes every file anew and writes the folder, on all cores.
  ///
  /// Nothing is written before everything has been made.
  ///
  /// - Parameters:
  ///   - root: The vectors' folder; files in it that are no vectors are kept.
  ///   - progress: Is called after each file with the number made.
  public static func generate(
    into root: URL, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> PublicationSummary {
    let made = try await texts(progress: progress)
    do {
      for (path, text) in texts(of: made) {
        let url = root.appending(path: path)
        try FileManager.default.createDirectory(
          at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url, options: .atomic)
      }
    } catch {
      throw WriteError(
        description:
          "\(root.path): cannot be written; see that it may be, and that there "
          + "is room (\(error))")
    }
    return summary(of: made)
  }

  /// Makes every file anew and compares it with the folder byte for byte.
  ///
  /// - Parameters:
  ///   - root: The vectors' folder.
  ///   - progress: Is called after each file with the number compared.
  /// - Returns: The differences, none if the folder is reproduced.
  public static func verify(
    _ root: URL, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> (differences: [VectorDifference], summary: PublicationSummary) {
    let made = try await texts(progress: progress)
    var differences: [VectorDifference] = []
    for (path, text) in texts(of: made) {
      if let problem = difference(text, at: root.appending(path: path)) {
        differences.append(VectorDifference(path: path, problem: problem))
      }
    }
    let known = Set(made.map(\.plan.path))
    for path in strayFiles(below: root) where !known.contains(path) {
      differences.append(
        VectorDifference(path: path, problem: "is not a file of this version"))
    }
    return (differences, summary(of: made))
  }

  private struct MadeFile: Sendable {
    let plan: Plan
    let text: String
    let cases: Int
  }

  private static func texts(
    progress: @escaping @Sendable (Int) -> Void
  ) async throws -> [MadeFile] {
    let counter = ProgressCounter(progress)
    return try await mapConcurrently(plans) { plan in
      let file = try file(plan)
      let made = MadeFile(plan: plan, text: file.canonicalText(), cases: file.cases.count)
      await counter.advance()
      return made
    }
  }

  /// Everything that the folder holds: the vectors, their manifest, and the table of
  /// renamed identifiers.
  private static func texts(of made: [MadeFile]) -> [(path: String, text: String)] {
    let manifest = VectorManifest(
      files: made.map {
        .init(
          published: $0.plan.published, format: $0.plan.format,
          sha256: SHA256.hexadecimal(of: $0.text.utf8), cases: $0.cases)
      })
    return made.map { ($0.plan.path, $0.text) } + [
      ("manifest.json", manifest.canonicalText()),
      ("renamed.json", RenamedIdentifiers.text()),
    ]
  }

  private static func summary(of made: [MadeFile]) -> PublicationSummary {
    PublicationSummary(
      files: made.count, cases: made.reduce(0) { $0 + $1.cases },
      bytes: made.reduce(0) { $0 + $1.text.utf8.count })
  }

  /// Where a file first differs from its text, or nil.
  private static func difference(_ text: String, at url: URL) -> String? {
    guard let data = try? Data(contentsOf: url) else { return "is missing" }
    if data.elementsEqual(text.utf8) { return nil }
    let position = zip(data, text.utf8).prefix { $0 == $1 }.count
    let line = data.prefix(position).count { $0 == UInt8(ascii: "\n") } + 1
    return "differs from line \(line) on (byte \(position))"
  }

  private static func strayFiles(below root: URL) -> [String] {
    OptimizerName.allCases.flatMap { optimizer -> [String] in
      let folder = root.appending(path: optimizer.rawValue)
      let found = try? FileManager.default.subpathsOfDirectory(atPath: folder.path)
      return (found ?? [])
        .filter { $0.hasSuffix(".json") }
        .map { "\(optimizer.rawValue)/\($0)" }.sorted()
    }
  }
}
