import Subprocess

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The program that draws.
public struct Gnuplot: Sendable {
  /// Its name, or a path to it.
  public let program: String

  /// Why nothing was drawn.
  public enum Failure: Error, Equatable, CustomStringConvertible {
    /// There is no such program.
    case missing(String)
    /// There is, but it is not gnuplot, or too old.
    case unfit(String)
    /// It failed at a figure, and said this.
    case failed(figure: String, said: String)

    public var description: String {
      switch self {
      case .missing(let program):
        "there is no program \(program) to draw with; install gnuplot (on Debian and "
          + "Ubuntu: apt-get install gnuplot-nox; on macOS: brew install gnuplot), or "
          + "write the data only with --data"
      case .unfit(let program):
        "\(program) is not gnuplot 5 or later; install it, or name it with --gnuplot"
      case .failed(let figure, let said):
        "gnuplot could not draw \(figure): \(said.isEmpty ? "it said nothing" : said)"
      }
    }
  }

  /// More than any picture has, in bytes.
  private static let limit = 1 << 24

  /// Finds gnuplot by its name on PATH or by its path, and asks for its version.
  public init(_ program: String = "gnuplot") async throws(Failure) {
    self.program = program
    let answer: Answer
    do {
      answer = try await run(["--version"])
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw .missing(program)
    } catch {
      throw .unfit(program)
    }
    let words = String(decoding: answer.output, as: UTF8.self).split(separator: " ")
    guard answer.isSuccess, words.first == "gnuplot", words.count > 1,
      let major = Int(words[1].prefix { $0 != "." }), major >= 5
    else { throw .unfit(program) }
  }

  /// The picture that a script draws.
  ///
  /// - Parameter figure: What errors call it.
  public func draw(
    _ script: String, as output: PlotOutput, figure: String
  ) async throws(Failure) -> [UInt8] {
    let answer: Answer
    // In a file: a program that does not read its input would break a pipe.
    let file = FileManager.default.temporaryDirectory.appending(
      path: "rmspec-\(UUID().uuidString).gnuplot")
    defer { try? FileManager.default.removeItem(at: file) }
    do {
      try Data(script.utf8).write(to: file)
      // Without what users and systems tell gnuplot to do first.
      answer = try await run(["--default-settings", file.path(percentEncoded: false)])
    } catch {
      throw .failed(figure: figure, said: "\(error)")
    }
    guard answer.isSuccess, !answer.output.isEmpty, answer.errors.isEmpty else {
      throw .failed(figure: figure, said: answer.errors)
    }
    guard output == .svg else { return answer.output }
    let svg = String(decoding: answer.output, as: UTF8.self)
    return Array(PlotOutput.withFallbackFonts(svg).utf8)
  }

  private struct Answer {
    let isSuccess: Bool
    let output: [UInt8]
    let errors: String
  }

  private func run(_ arguments: [String]) async throws -> Answer {
    let result = try await Subprocess.run(
      program.contains("/") ? .path(FilePath(program)) : .name(program),
      arguments: Arguments(arguments), output: .bytes(limit: Self.limit),
      error: .string(limit: Self.limit))
    return Answer(
      isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput,
      errors: result.standardError)
  }
}
