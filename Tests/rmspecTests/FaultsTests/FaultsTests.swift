import Dialects
import Reports
import Testing

@testable import rmspec

/// What `faults` says of vectors, and what it comes to.
@Suite struct FaultsTests {
  private func faults(_ line: String, narrow isNarrow: Bool = false) async throws -> Run {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder, narrow: isNarrow)
    let words = line.split(separator: " ").map(String.init)
    return await Run(["faults"] + words + ["--vectors", vectors])
  }

  @Test("the first rejection is told")
  func firstRejection() async throws {
    let run = try await faults("--fault null")
    #expect(run.status == .success, "\(run.output)\(run.errors)")
    for part in ["null", "1/1", "rmsprop/standard/binary32/one", "100 %"] {
      #expect(run.output.contains(part), "\(run.output)")
    }
    let json = try await faults("--fault null --json")
    let document = try json.json(PowerDocument.self)
    #expect(document.survivors.isEmpty)
    let entry = try #require(document.faults.first)
    #expect(entry.id == "null" && entry.first?.step == 1 && !entry.evidence.isEmpty)
  }

  /// Two cases of one step show no fault of the second step.
  @Test("what survives is the vectors' fault")
  func survival() async throws {
    let run = try await faults("--fault restoring-loses-square-average")
    #expect(run.status == .mismatch, "\(run.errors)")
    #expect(run.output.contains("restoring-loses-square-average survives"))
    #expect(run.output.contains("in rmsprop/standard/binary32"))
    #expect(run.output.contains("0 %"))
  }

  @Test("dialects that nothing separates are named")
  func inseparable() async throws {
    let run = try await faults("--matrix --optimizer adadelta")
    #expect(run.status == .mismatch, "\(run.errors)")
    #expect(run.output.contains("equal"))
    #expect(!run.output.contains(" 0 open"))
  }

  @Test("honest orders are accepted")
  func honestOrders() async throws {
    let run = try await faults("--orders")
    #expect(run.status == .success, "\(run.output)\(run.errors)")
    #expect(run.output.contains("rejected: 0"))
  }

  @Test("honest orders of random inputs are accepted")
  func randomOrders() async throws {
    let run = await Run(
      "faults --orders --random 1 --seed 7 --optimizer sgd --format binary16")
    #expect(run.status == .success, "\(run.output)\(run.errors)")
    #expect(run.output.contains("rejected: 0"))
    #expect(run.output.contains("values"))
  }

  /// A file whose bounds are as narrow as a point accepts no other order.
  @Test("a rejected order is named")
  func rejectedOrder() async throws {
    let run = try await faults("--orders --brief", narrow: true)
    #expect(run.status == .mismatch, "\(run.output)\(run.errors)")
    #expect(run.output.contains("rejected"))
  }

  @Test(
    "mistakes are one line",
    arguments: [
      ("--fault epsilon-mising", "did you mean \"epsilon-missing\""),
      ("--optimizer adm", "did you mean \"adam\""),
      ("--format binary33", "did you mean \"binary32\""),
      ("--matrix --orders", "exclude each other"),
      ("--random 3", "give that too"),
      ("--mutants --fault null", "exclude each other"),
    ])
  func mistakes(arguments: String, part: String) async throws {
    let run = try await faults(arguments)
    #expect(run.status == .usage, "\(run.errors)")
    #expect(run.output == "")
    #expect(run.errorLines.count == 1, "\(run.errors)")
    #expect(run.errors.contains(part), "\(run.errors)")
  }
}
