import Foundation
import Testing
import Vectors

@testable import rmspec

/// `rmspec new`.
@Suite struct NewTests {
  private static let draft = """
    {"optimizer": "rmsprop", "format": "binary64", "cases": [{"name": "mine",
      "groups": [{"hyperparameters": {"learningRate": 0.01, "decay": 0.9,
        "epsilon": 1e-8}, "tensors": [{"initial": [1]}]}],
      "steps": [{"gradients": [[0.1]]}, {"gradients": [[-0.2]]},
        {"gradients": [[0.3]]}]}]}
    """

  private func new(_ draft: String, in folder: Folder) async throws -> Run {
    let path = try folder.write(draft, to: "draft.json")
    return await Run(["new", path, "--output", folder.path("cases")])
  }

  @Test("a draft is completed with what plain arithmetic gives")
  func completes() async throws {
    let folder = try Folder()
    let run = try await new(Self.draft, in: folder)
    #expect(run.status == .success, "\(run.errors)")
    #expect(run.output == "rmsprop/standard/binary64/mine\n")
    let library = try VectorLibrary(root: folder.url.appending(path: "cases"))
    let entry = try #require(library.manifest.files.first)
    let vectorCase = try #require(try library.load(entry).cases.first)
    var (parameter, average) = (1.0, 0.0)
    #expect(vectorCase.expected.map(\.step) == [1, 2, 3])
    for (gradient, checkpoint) in zip([0.1, -0.2, 0.3], vectorCase.expected) {
      average = 0.9 * average + 0.1 * gradient * gradient
      parameter -= 0.01 * gradient / (average.squareRoot() + 1e-8)
      let value = Double(bitPattern: checkpoint.tensors[0].parameter[0].nearest)
      // Each step has fewer than ten roundings of numbers below 1.
      #expect(abs(value - parameter) < 30 * 0x1p-53)
    }
    let check = await Run(["check", "--vectors", folder.path("cases")])
    #expect(check.status == .success, "\(check.errors)")
    #expect(check.output.contains("conforms: 1 case"))
  }

  /// Drafts that cannot be, and parts of what is said of them.
  private static let bad = [
    ("\"decay\": 0.9", "\"decay\": 1.5", "decay"),
    ("\"decay\": 0.9", "\"decai\": 0.9", "decai"),
    ("\"rmsprop\"", "\"rmsprob\"", "rmsprob"),
    ("\"binary64\"", "\"binary63\"", "binary63"),
    ("[[-0.2]]", "[[-0.2, 1]]", "steps[1]"),
    ("\"initial\": [1]", "\"initial\": []", "steps[0].gradients[0]"),
    ("\"initial\": [1]", "\"initial\": [1], \"shape\": [2]", "shape"),
    ("\"name\": \"mine\",", "", "name"),
    ("\"name\": \"mine\"", "\"name\": \"../mine\"", "name"),
    (", \"cases\"", ", \"cases\": [], \"more\"", "more"),
    ("[[0.3]]}]}]}", "[[0.3]]}]}", "draft.json"),
    ("\"gradients\": [[0.3]]", "\"gradients\": [[0.3]], \"restore\": 1", "restore"),
  ]

  @Test("a draft that cannot be is refused by its place", arguments: bad)
  func refuses(old: String, new changed: String, part: String) async throws {
    let folder = try Folder()
    #expect(Self.draft.contains(old))
    let draft = Self.draft.replacingOccurrences(of: old, with: changed)
    let run = try await new(draft, in: folder)
    #expect(run.status == .usage)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains(part), "\(run.errors)")
    #expect(folder.contents == ["draft.json"])
  }

  @Test("what is there is not written over")
  func keeps() async throws {
    let folder = try Folder()
    try folder.write("mine", to: "cases/manifest.json")
    let run = try await new(Self.draft, in: folder)
    #expect(run.status == .usage)
    #expect(run.errors.contains("exists"))
    #expect(folder.text(of: "cases/manifest.json") == "mine")
  }
}
