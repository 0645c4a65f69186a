import Dialects
import Foundation
import Testing

@testable import Vectors

/// A change of one place in the text of a small valid file, and what is said of it.
struct Malformation: Sendable, CustomTestStringConvertible {
  let old: String
  let new: String
  /// Where the fault is, and parts of what is said.
  let parts: [String]

  init(_ old: String, _ new: String, _ parts: String...) {
    self.old = old
    self.new = new
    self.parts = parts
  }

  var testDescription: String { "\(old) → \(new)" }

  static let all = [
    // The header.
    Malformation(
      "\"schemaVersion\":3", "\"schemaVersion\":2", "schemaVersion: is 2", "renamed.json"),
    Malformation("\"schemaVersion\":3,", "", "there is no \"schemaVersion\""),
    Malformation(
      "\"optimizer\":\"sgd\"", "\"optimizer\":\"sdg\"",
      "optimizer: unknown optimizer \"sdg\""),
    Malformation(
      "\"nesterov\":\"off\",", "", "dialect: there is no value on the axis nesterov"),
    Malformation(
      "\"nesterov\":\"off\"", "\"nesterov\":\"of\"",
      "dialect: axis nesterov of sgd has no value \"of\""),
    Malformation(
      "\"nesterov\":\"off\"", "\"nesterov\":\"off\",\"centered\":\"on\"",
      "dialect: sgd has no axis \"centered\""),
    Malformation(
      "\"format\":\"binary32\"", "\"format\":\"binary31\"",
      "format: unknown format \"binary31\"", "binary32"),
    Malformation(
      "\"format\":\"binary32\"", "\"format\":\"binary64\"", "cases[0]",
      "contradicts the header"),
    // Members that nobody knows, at every level.
    Malformation("\"budget\":4", "\"budget\":4,\"extra\":1", "unknown member \"extra\""),
    Malformation("\"kind\":", "\"extra\":1,\"kind\":", "notes.Formula: unknown member"),
    Malformation("\"section\":", "\"extra\":1,\"section\":", "cases[0]: unknown member"),
    Malformation(
      "\"tensors\":[{\"name\"", "\"extra\":1,\"tensors\":[{\"name\"",
      "cases[0].groups[0]: unknown member"),
    Malformation(
      "\"shape\":", "\"extra\":1,\"shape\":", "groups[0].tensors[0]: unknown member"),
    Malformation(
      "\"gradients\":[[", "\"extra\":1,\"gradients\":[[", "steps[0]: unknown member"),
    Malformation("\"step\":1", "\"step\":1,\"extra\":1", "expected[0]: unknown member"),
    Malformation(
      "\"parameter\":", "\"extra\":1,\"parameter\":",
      "expected[0].tensors[0]: unknown member"),
    Malformation(
      "\"nearest\":", "\"extra\":1,\"nearest\":", "tensors[0].parameter: unknown member"),
    Malformation(
      "\"groups\":", "\"stochastic\":{\"seed\":1,\"extra\":1},\"groups\":",
      "cases[0].stochastic: unknown member"),
    Malformation(
      "\"tensors\":[{\"name\"",
      "\"schedule\":{\"kind\":\"constant\",\"factor\":1},\"tensors\":[{\"name\"",
      "groups[0].schedule: unknown member"),
    // What is given.
    Malformation(
      "\"id\":\"sgd/standard/binary32/x\"", "\"id\":\"sgd/nesterov/binary32/x\"",
      "cases[0].id", "sgd/standard/binary32/"),
    Malformation(
      "\"storage\":\"binary32\"", "\"storage\":\"binary31\"", "cases[0].storage",
      "binary31", "binary32"),
    Malformation(
      "\"arithmetic\":\"binary32\"", "\"arithmetic\":\"binary16\"", "cases[0].arithmetic",
      "does not hold"),
    Malformation(
      "\"scalars\":\"wide\"", "\"scalars\":\"narrow\"", "cases[0].scalars", "narrow",
      "wide, working"),
    Malformation(
      "\"00000000\",\"3f800000\"]}", "\"00000000\",\"3f8000\"]}",
      "groups[0].tensors[0].initial[1]", "6 digits", "needs 8"),
    Malformation(
      "[\"00000000\",\"3f800000\"]}", "[\"3F800000\",\"3f800000\"]}", "initial[0]",
      "lower-case hexadecimal"),
    Malformation(
      "\"shape\":[2]", "\"shape\":[3]", "initial", "[3] needs 3 values", "2 are given"),
    Malformation("\"shape\":[2]", "\"shape\":[-2]", "shape", "at least 0"),
    Malformation(
      "\"shape\":[2]", "\"shape\":[9223372036854775807,4]", "shape",
      "16 extents whose product"),
    // An empty tensor whose rows are too large to count.
    Malformation(
      "\"shape\":[2]", "\"shape\":[0,4611686018427387904,4]", "shape",
      "16 extents whose product"),
    Malformation(
      "\"shape\":[2]", "\"shape\":[2,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", "shape",
      "16 extents"),
    Malformation(
      "\"learningRate\":0.1", "\"learningRate\":-1", "groups[0].hyperparameters",
      "learningRate is -1.0", "at least 0"),
    Malformation(
      "\"learningRate\":0.1", "\"learningRate\":0.1,\"beta1\":0.5",
      "sgd has no hyperparameter \"beta1\""),
    Malformation("\"learningRate\":0.1", "", "needs the hyperparameter learningRate"),
    Malformation(
      "\"gradients\":[[\"3f800000\",\"3f800000\"]]", "\"gradients\":[]",
      "steps[0].gradients", "0 gradients for 1 tensors"),
    Malformation(
      "\"gradients\":[[\"3f800000\",\"3f800000\"]]", "\"gradients\":[[\"3f800000\"]]",
      "steps[0].gradients[0]", "1 values for a tensor of 2"),
    Malformation(
      "\"gradients\":[[\"3f800000\",\"3f800000\"]]",
      "\"gradients\":[{\"rows\":[2],\"values\":[\"3f800000\"]}]", "gradients[0].rows[0]",
      "not one of the 2 rows"),
    Malformation(
      "\"learningRates\":[0.1]", "\"learningRates\":[]", "steps[0].learningRates",
      "0 learning rates"),
    Malformation(
      "\"learningRates\":[0.1]", "\"learningRates\":[null]", "needs a learning rate"),
    Malformation(
      "\"learningRates\":[0.1]", "\"learningRates\":[-1]", "learningRate is -1.0"),
    Malformation(
      "\"steps\":[{\"gradients\":[[\"3f800000\",\"3f800000\"]],\"learningRates\":[0.1]}],",
      "", "steps", "either"),
    Malformation(
      "\"steps\":[{\"gradients\":[[\"3f800000\",\"3f800000\"]],\"learningRates\":[0.1]}]",
      "\"steps\":[]", "steps", "one at least"),
    Malformation(
      "\"steps\":[{\"gradients\":[[\"3f800000\",\"3f800000\"]],\"learningRates\":[0.1]}]",
      "\"generated\":{\"count\":3,\"learningRates\":[0.1],\"gradients\":{\"seed\":0,\"bits\":8,\"exponent\":0}}",
      "generated.gradients.seed", "2147483646"),
    // What happens between steps.
    Malformation(
      "\"learningRates\":[0.1]", "\"learningRates\":[0.1],\"rewind\":true",
      "steps[0].rewind", "no step before has \"save\""),
    Malformation(
      "\"learningRates\":[0.1]",
      "\"learningRates\":[0.1],\"save\":true,\"restore\":true,\"rewind\":true",
      "steps[0].rewind", "not both"),
    Malformation(
      "\"learningRates\":[0.1]",
      "\"learningRates\":[0.1],\"builtWith\":[{\"learningRate\":1}]",
      "steps[0].builtWith", "belongs to"),
    Malformation(
      "\"learningRates\":[0.1]",
      "\"learningRates\":[0.1],\"restore\":true,\"builtWith\":[]",
      "steps[0].builtWith", "0 entries for 1 groups"),
    Malformation(
      "\"learningRates\":[0.1]", "\"learningRates\":[0.1],\"restore\":1",
      "steps[0].restore"),
    Malformation(
      "\"learningRates\":[0.1]", "\"learningRates\":[0.1],\"sameGradients\":true",
      "steps[0].sameGradients", "not those of the step before"),
    Malformation(
      "\"learningRates\":[0.1]}]",
      "\"learningRates\":[0.1]},{\"gradients\":[[\"3f800000\",\"00000000\"]],"
        + "\"learningRates\":[0.1],\"sameGradients\":true}]",
      "steps[1].sameGradients", "not those of the step before"),
    Malformation(
      "\"learningRates\":[0.1]",
      "\"learningRates\":[0.1],\"hyperparameters\":[{\"momentum\":0.5}]",
      "steps[0].hyperparameters", "momentum may not become 0"),
    Malformation(
      "\"learningRates\":[0.1]",
      "\"learningRates\":[0.1],\"hyperparameters\":[{\"weightDecay\":-1}]",
      "steps[0].hyperparameters", "weightDecay"),
    Malformation(
      "\"learningRates\":[0.1]",
      "\"learningRates\":[0.1],\"hyperparameters\":[null]", "steps[0].hyperparameters"
    ),
    Malformation(
      "\"learningRates\":[0.1]", "\"learningRates\":[0.1],\"hyperparameters\":[]",
      "steps[0].hyperparameters", "0 entries for 1 groups"),
    // What is there before the first step.
    Malformation(
      "\"initial\":[", "\"gradientsBefore\":3,\"state\":{},\"initial\":[",
      "tensors[0].gradientsBefore", "at most \"stepsBefore\", 0, got 3"),
    Malformation(
      "\"initial\":[", "\"gradientsBefore\":3,\"initial\":[",
      "tensors[0].gradientsBefore", "given together"),
    Malformation(
      "\"initial\":[", "\"gradientsBefore\":0,\"state\":{},\"initial\":[",
      "tensors[0].gradientsBefore", "1 ... 2^40"),
    Malformation(
      "\"groups\":[", "\"stepsBefore\":-1,\"groups\":[", "stepsBefore",
      "1 ... 2^40"),
    Malformation(
      "\"shape\":[2]", "\"shape\":[2],\"period\":2", "tensors[0].period",
      "less than the number of elements, 2, got 2"),
    Malformation(
      "\"shape\":[2]", "\"shape\":[4],\"period\":3", "tensors[0].initial",
      "the period needs 3 values, but 2 are given"),
    // What is expected.
    Malformation(
      "\"step\":1", "\"step\":2", "expected[0].step: step 2 is not one of the 1 steps"),
    Malformation(
      "\"expected\":[", "\"expected\":[{\"step\":1,\"tensors\":[]},",
      "expected[0].tensors: 0 tensors are expected of 1"),
    Malformation(
      "\"low\":[null,\"3f800000\"]", "\"low\":[null]",
      "parameter.high: 2 ends, but low has 1"),
    Malformation(
      "\"high\":[null,\"3f800000\"]", "\"high\":[null,\"3f80\"]",
      "has 4 digits; binary32 needs 8"),
    Malformation(
      "\"high\":[null,\"3f800000\"]", "\"high\":[null,null]", "low[1]", "high[1]"),
    Malformation(
      "\"high\":[null,\"3f800000\"]", "\"high\":[null,\"3f000000\"]", "low[1]", "high[1]"),
    Malformation(
      "\"state\":{}", "\"state\":{\"momentum\":1}",
      "expected[0].tensors[0].state: unknown member \"momentum\""),
  ]
}

@Suite("A malformed file")
struct MalformedVectorTests {
  /// A small valid file.
  private static let valid = {
    let dialect = String(
      decoding: Dialect.standard(.sgd).json.compactText, as: UTF8.self)
    return """
      {"schemaVersion":3,"dataVersion":"1.0.0","optimizer":"sgd","dialect":\(dialect),\
      "format":"binary32","budget":4,\
      "notes":{"Formula":{"kind":"Formula","effect":"","links":[]}},\
      "cases":[{"id":"sgd/standard/binary32/x","section":"2","flags":[],"comment":"",\
      "scalars":"wide","storage":"binary32","arithmetic":"binary32",\
      "groups":[{"hyperparameters":{"learningRate":0.1},\
      "tensors":[{"name":"w","shape":[2],"initial":["00000000","3f800000"]}]}],\
      "steps":[{"gradients":[["3f800000","3f800000"]],"learningRates":[0.1]}],\
      "expected":[{"step":1,"tensors":[{"parameter":{"exact":["0","1e0"],\
      "nearest":["00000000","3f800000"],"low":[null,"3f800000"],\
      "high":[null,"3f800000"],"reference":["00000000","3f800000"],"unit":[null,0]},\
      "state":{}}]}]}]}
      """
  }()

  private func refusal(_ text: String) -> String? {
    do throws(VectorError) {
      _ = try VectorFile(parsing: text.utf8)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("is one that has been changed: the unchanged one is accepted")
  func acceptance() { #expect(refusal(Self.valid) == nil) }

  @Test("is refused with the place and what is wrong", arguments: Malformation.all)
  func refusals(_ malformation: Malformation) throws {
    #expect(Self.valid.contains(malformation.old))
    let range = try #require(Self.valid.range(of: malformation.old))
    let text = Self.valid.replacingCharacters(in: range, with: malformation.new)
    let message = try #require(refusal(text))
    for part in malformation.parts { #expect(message.contains(part), "\(message)") }
    #expect(!message.contains("\n"))
  }

  @Test("is refused with its name")
  func names() throws {
    let root = FileManager.default.temporaryDirectory
      .appending(path: "rmspec-\(UInt64.random(in: 0 ... .max))")
    defer { try? FileManager.default.removeItem(at: root) }
    func write(_ text: String, _ path: String) throws {
      let url = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    func refusal() -> String? {
      do throws(VectorError) {
        let library = try VectorLibrary(root: root)
        _ = try library.load(library.manifest.files[0])
        return nil
      } catch {
        return error.description
      }
    }
    try write("{\"schemaVersion\": 3,\n\n  \"files\" 3}", "manifest.json")
    #expect(refusal() == "manifest.json: line 3: it is not JSON")

    func writeManifest(
      of text: String, dataVersion: String = "1.0.0", cases: Int = 1,
      dialect: String = "standard"
    ) throws {
      let manifest = VectorManifest(
        dataVersion: dataVersion,
        files: [
          .init(
            published: try PublishedDialect.find(.sgd, named: dialect), format: .binary32,
            sha256: SHA256.hexadecimal(of: text.utf8), cases: cases)
        ])
      try write(manifest.canonicalText(), "manifest.json")
      try write(text, "sgd/\(dialect)/binary32.json")
    }
    try writeManifest(of: Self.valid)
    #expect(refusal() == nil)
    try writeManifest(of: Self.valid, dialect: "nesterov")
    #expect(
      refusal() == "sgd/nesterov/binary32.json: dialect.nesterov: off here, but "
        + "standard in the manifest and by its folder")
    try writeManifest(of: Self.valid, cases: 2)
    #expect(refusal()?.contains("cases: 1 here, but 2 in the manifest") == true)
    try writeManifest(of: Self.valid, dataVersion: "1.0.1")
    #expect(refusal()?.contains("dataVersion: 1.0.0 here, but ") == true)
    try writeManifest(of: Self.valid)
    try write(Self.valid + " ", "sgd/standard/binary32.json")
    #expect(
      refusal()?.contains("sgd/standard/binary32.json: the checksum differs") == true)
  }

  @Test(
    "listed by a manifest is refused with the entry",
    arguments: [
      ("\"path\":\"sgd/standard", "\"path\":\"sgd/nesterov", "files[0].path"),
      ("\"dialect\":\"standard\"", "\"dialect\":\"standrad\"", "files[0].dialect"),
      (
        "\"cases\":1", "\"cases\":1,\"extra\":1", "files[0]: unknown member \"extra\""
      ),
      ("\"schemaVersion\": 3", "\"schemaVersion\": 2", "schemaVersion: is 2"),
    ])
  func manifest(old: String, new: String, part: String) throws {
    let text = VectorManifest(
      files: [
        .init(
          published: try PublishedDialect.find(.sgd, named: "standard"),
          format: .binary32, sha256: "0", cases: 1)
      ]
    ).canonicalText()
    _ = try VectorManifest(parsing: text.utf8)
    #expect(text.contains(old))
    let error = #expect(throws: VectorError.self) {
      try VectorManifest(parsing: text.replacing(old, with: new).utf8)
    }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
  }
}
