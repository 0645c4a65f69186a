import Dialects
import Foundation
import Testing

@testable import Generation
@testable import Vectors

/// Files read back as they were written, and broken ones are refused in a line
/// that says where and why.
struct VectorFileTests {
  private let library = Result {
    try VectorLibrary(root: VectorLibrary.defaultRoot())
  }

  @Test func everyFileIsCanonical() throws {
    let library = try library.get()
    #expect(!library.manifest.files.isEmpty)
    for entry in library.manifest.files {
      let file = try library.load(entry)
      let text = try String(
        contentsOf: library.root.appending(path: entry.path), encoding: .utf8)
      #expect(file.canonicalText() == text, "\(entry.path)")
      #expect(file.cases.count == entry.cases)
    }
  }

  @Test func everyCaseIsAScenarioWithAPermanentName() throws {
    let library = try library.get()
    var seen: Set<String> = []
    for entry in library.manifest.files {
      let (published, format) = try #require(entry.identity)
      let file = try library.load(entry)
      #expect(Set(file.cases.flatMap(\.flags)) == Set(file.notes.keys))
      for vectorCase in file.cases {
        let prefix = "\(entry.path.dropLast(5))/"
        #expect(vectorCase.id.hasPrefix(prefix))
        #expect(seen.insert(vectorCase.id).inserted)
        #expect(vectorCase.storage == format.name)
        _ = try vectorCase.scenario(dialect: published.dialect)
      }
    }
  }

  @Test func theManifestListsEveryPlan() throws {
    let paths = try library.get().manifest.files.map(\.path)
    #expect(paths == VectorGenerator.plans.map(\.path))
  }

  /// Some files are made anew here; `rmspec verify` does all of them.
  @Test(arguments: [
    "sgd/zero-buffer-rate-inside-chainer-nesterov/binary64",
    "adam/epsilon-inside-raw-frame/binary16",
  ])
  func filesAreReproduced(_ name: String) throws {
    let library = try library.get()
    let plan = try #require(VectorGenerator.plans.first { $0.path == "\(name).json" })
    let text = try String(
      contentsOf: library.root.appending(path: plan.path), encoding: .utf8)
    #expect(try VectorGenerator.file(plan).canonicalText() == text)
  }
}

/// Malformed cases.
struct MalformedVectorTests {
  /// A small valid case.
  private func valid() -> VectorCase {
    VectorCase(
      id: "x", section: "2", flags: [], comment: "", scalars: "wide", storage: "binary32",
      arithmetic: "binary32",
      groups: [
        VectorGroup(
          hyperparameters: ["learningRate": 0.1],
          tensors: [
            VectorTensor(name: "w", shape: [2], initial: ["00000000", "3f800000"])
          ])
      ],
      steps: [
        VectorStep(
          gradients: [.dense(["3f800000", "3f800000"])], learningRates: [0.1],
          restore: nil)
      ], generated: nil, expected: nil)
  }

  private func refusal(_ change: (inout VectorCase) -> Void) -> String? {
    var vectorCase = valid()
    change(&vectorCase)
    do {
      _ = try vectorCase.scenario(dialect: .standard(.sgd))
      return nil
    } catch {
      return error.description
    }
  }

  @Test func theValidCaseIsAccepted() {
    #expect(refusal { _ in } == nil)
  }

  @Test func eachFaultIsNamedWithItsPlace() throws {
    let faults: [((inout VectorCase) -> Void, [String])] = [
      ({ $0.storage = "binary31" }, ["case.storage", "binary31", "binary32"]),
      ({ $0.arithmetic = "binary16" }, ["case.arithmetic", "does not hold"]),
      ({ $0.scalars = "narrow" }, ["case.scalars", "narrow", "wide, working"]),
      (
        { $0.groups[0].tensors[0].initial[1] = "3f8000" },
        ["groups[0].tensors[0].initial[1]", "6 digits", "needs 8"]
      ),
      (
        { $0.groups[0].tensors[0].initial[0] = "3F800000" },
        ["initial[0]", "lower-case hexadecimal"]
      ),
      (
        { $0.groups[0].tensors[0].shape = [3] },
        ["initial", "[3] needs 3 values", "2 are given"]
      ),
      ({ $0.groups[0].tensors[0].shape = [-2] }, ["shape", "at least 0"]),
      ({ $0.groups[0].tensors[0].shape = [.max, 4] }, ["initial", "too many"]),
      (
        { $0.groups[0].hyperparameters["learningRate"] = -1 },
        ["groups[0].hyperparameters", "learningRate is -1.0", "at least 0"]
      ),
      ({ $0.groups[0].hyperparameters["momentum"] = .nan }, ["momentum is nan"]),
      (
        { $0.groups[0].hyperparameters["beta1"] = 0.5 },
        ["sgd has no hyperparameter \"beta1\""]
      ),
      ({ $0.groups[0].hyperparameters = [:] }, ["needs the hyperparameter learningRate"]),
      (
        { $0.steps?[0].gradients = [] },
        ["steps[0].gradients", "0 gradients for 1 tensors"]
      ),
      (
        { $0.steps?[0].gradients = [.dense(["3f800000"])] },
        ["steps[0].gradients[0]", "1 values for a tensor of 2"]
      ),
      (
        { $0.steps?[0].learningRates = [] },
        ["steps[0].learningRates", "0 learning rates"]
      ),
      ({ $0.steps?[0].learningRates = [.infinity] }, ["learningRate is inf"]),
      ({ $0.steps = nil }, ["steps", "either"]),
      (
        {
          $0.steps = nil
          $0.generated = VectorGeneratedSteps(
            count: 3, learningRates: [0.1],
            gradients: .init(seed: 0, bits: 8, exponent: 0))
        }, ["generated.gradients.seed"]
      ),
    ]
    for (change, parts) in faults {
      let message = try #require(refusal(change))
      for part in parts { #expect(message.contains(part), "\(message)") }
      #expect(!message.contains("\n"))
    }
  }

  @Test func expectationsMustFitTheirScenario() throws {
    let value = ExpectedQuantity(
      exact: ["0", "1e0"], nearest: ["00000000", "3f800000"],
      low: [nil, "3f800000"], high: [nil, "3f800000"],
      reference: ["00000000", "3f800000"], unit: [nil, 0])
    let faults: [((inout ExpectedCheckpoint) -> Void, String?)] = [
      ({ _ in }, nil),
      ({ $0.step = 2 }, "expected[0].step: step 2 is none of the 1 steps"),
      ({ $0.tensors = [] }, "expected[0].tensors: 0 tensors"),
      ({ $0.tensors[0].parameter.low = [nil] }, "parameter: the tensor has 2 elements"),
      ({ $0.tensors[0].parameter.high[1] = "3f80" }, "has 4 digits; binary32 needs 8"),
      ({ $0.tensors[0].state["momentum"] = value }, "there is no state \"momentum\""),
    ]
    for (change, part) in faults {
      var vectorCase = valid()
      var checkpoint = ExpectedCheckpoint(
        step: 1, tensors: [ExpectedTensor(parameter: value, state: [:])])
      change(&checkpoint)
      vectorCase.expected = [checkpoint]
      let scenario = try vectorCase.scenario(dialect: .standard(.sgd))
      var message: String?
      do {
        try vectorCase.checkExpectation(against: scenario, location: "cases[0]")
      } catch {
        message = error.description
      }
      if let part {
        #expect(message?.contains(part) == true, "\(message ?? "accepted")")
      } else {
        #expect(message == nil)
      }
    }
  }

  @Test func brokenFilesAreRefusedWithTheirName() throws {
    let root = FileManager.default.temporaryDirectory
      .appending(path: "rmspec-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    let manifest = root.appending(path: "manifest.json")

    try "{\"schemaVersion\": 2,\n\n  \"files\" 3}"
      .write(to: manifest, atomically: true, encoding: .utf8)
    let malformed = #expect(throws: VectorError.self) { try VectorLibrary(root: root) }
    #expect(malformed?.description == "manifest.json: line 3: it is not JSON")

    let text = VectorManifest(
      schemaVersion: GoldenVectors.schemaVersion, dataVersion: "1.0.0",
      files: [.init(path: "a.json", sha256: "0", cases: 1)]
    ).canonicalText()
    try text.write(to: manifest, atomically: true, encoding: .utf8)
    try "{}".write(to: root.appending(path: "a.json"), atomically: true, encoding: .utf8)
    let library = try VectorLibrary(root: root)
    let changed = #expect(throws: VectorError.self) {
      try library.load(library.manifest.files[0])
    }
    #expect(changed?.description.contains("a.json: the checksum differs") == true)
  }
}
