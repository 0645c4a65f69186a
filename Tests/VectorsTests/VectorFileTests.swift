import Dialects
import Formats
import Foundation
import Testing

@testable import Generation
@testable import Vectors

/// Files read back as they were written.
@Suite("The published vectors")
struct VectorFileTests {
  private let library = Result {
    try VectorLibrary(root: VectorLibrary.defaultRoot())
  }

  @Test("are canonical texts")
  func canonical() throws {
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

  @Test("have cases with names of their own, and explain every flag")
  func identifiers() throws {
    let library = try library.get()
    var seen: Set<String> = []
    for entry in library.manifest.files {
      let file = try library.load(entry)
      #expect(Set(file.cases.flatMap(\.flags)) == Set(file.notes.keys))
      for vectorCase in file.cases {
        #expect(vectorCase.id.hasPrefix(entry.idPrefix))
        #expect(seen.insert(vectorCase.id).inserted)
      }
    }
  }

  @Test("have headers that tell all files apart")
  func headers() throws {
    let library = try library.get()
    var seen: [String: String] = [:]
    for entry in library.manifest.files {
      let file = try library.load(entry)
      let header =
        "\(file.dialect.optimizer) in \(file.format.name): "
        + file.dialect.json.text(brokenToDepth: 0)
      #expect(seen[header] == nil, "\(entry.path) and \(seen[header] ?? "")")
      seen[header] = entry.path
    }
  }

  @Test("are those that are planned")
  func plans() throws {
    let paths = try library.get().manifest.files.map(\.path)
    #expect(paths == VectorGenerator.plans.map(\.path))
  }

  /// Some files are made anew here; `rmspec verify` does all of them.
  @Test(
    "are reproduced",
    arguments: [
      "sgd/zero-buffer-rate-inside-chainer-nesterov/binary64",
      "adam/epsilon-inside-raw-frame/binary16",
    ])
  func reproduction(_ name: String) throws {
    let library = try library.get()
    let plan = try #require(VectorGenerator.plans.first { $0.path == "\(name).json" })
    let text = try String(
      contentsOf: library.root.appending(path: plan.path), encoding: .utf8)
    #expect(try VectorGenerator.file(plan).canonicalText() == text)
  }

  @Test("have a schema that knows the names of the code, and no others")
  func schema() throws {
    let url = try library.get().root.appending(path: "schema/vectors.schema.json")
    let schema = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
    func member(_ path: String...) -> Any? {
      path.reduce(schema as Any?) { ($0 as? [String: Any])?[$1] }
    }
    func names(_ value: Any?) -> Set<String> { Set(value as? [String] ?? []) }
    let version = member("properties", "schemaVersion", "const") as? Int
    #expect(version == GoldenVectors.schemaVersion)
    #expect(
      names(member("properties", "optimizer", "enum"))
        == Set(OptimizerName.allCases.map(\.rawValue)))
    #expect(names(member("$defs", "format", "enum")) == Set(FloatFormat.all.map(\.name)))
    #expect(
      names(
        member("$defs", "hyperparameters", "propertyNames", "enum"))
        == Set(Hyperparameter.allCases.map(\.rawValue)))
    let axes = member("properties", "dialect", "properties") as? [String: Any] ?? [:]
    #expect(Set(axes.keys) == Set(Axis.allCases.map(\.rawValue)))
    for axis in Axis.allCases {
      #expect(
        names((axes[axis.rawValue] as? [String: Any])?["enum"]) == Set(axis.values),
        "\(axis)")
    }
    let state =
      member(
        "$defs", "checkpoint", "properties", "tensors", "items", "properties", "state",
        "properties") as? [String: Any] ?? [:]
    #expect(Set(state.keys) == Set(StateSlot.allCases.map(\.rawValue)))
  }
}

@Suite("The table of renamed identifiers")
struct RenamedIdentifiersTests {
  @Test("maps each old case to another one that there is")
  func bijection() {
    let all = RenamedIdentifiers.all()
    // So many cases had the manifest of data version 2.0.0. Which they were is compared by
    // Scripts/compare_versions.py.
    #expect(all.count == 5815)
    #expect(Set(all.map(\.old)).count == all.count)
    #expect(Set(all.map(\.new)).count == all.count)
    let known = Set(
      VectorGenerator.plans.flatMap { VectorGenerator.inputs(of: $0).map(\.id) })
    #expect(all.allSatisfy { known.contains($0.new) })
    #expect(all.contains { $0.old != $0.new })
  }
}
