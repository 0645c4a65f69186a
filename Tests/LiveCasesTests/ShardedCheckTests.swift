import Bundled
import Deviations
import Dialects
import Foundation
import Formats
import Scenarios
import Shards
import Testing
import Vectors
import Verdicts

@testable import LiveCases

/// Random checks that are divided give what undivided ones give.
@Suite("Divided random checks")
struct ShardedCheckTests {
  private static let filter: CaseFilter = {
    var filter = CaseFilter()
    filter.optimizers = [.sgd]
    return filter
  }()

  private func work(
    _ count: Int, of implementation: any Implementation, seed: UInt64 = 1,
    _ filter: CaseFilter = filter
  ) async throws -> ShardedWork {
    let check = RandomCheck(of: implementation, filter: filter, seed: seed)
    let description = try await implementation.introduce()
    return try #require(try check.work(count, of: description, command: nil))
  }

  /// What cases come to, in shards of a number.
  private func merged(
    _ count: Int, of implementation: any Implementation, shards: Int = 1
  ) async throws -> MergedResults {
    let work = try await work(count, of: implementation)
    let check = RandomCheck(of: implementation, filter: Self.filter, seed: 1)
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var results: [ShardResults] = []
    for number in 1...shards {
      let path = folder.appending(path: "\(number)").path(percentEncoded: false)
      var file = try ResultsFile(
        path, work: work, shard: try Shard("\(number)/\(shards)"))
      try await check.run(file.remaining, of: work, implementation.introduce()) { block in
        try file.append(block)
      }
      results.append(file.results)
    }
    return try MergedResults(merging: results)
  }

  @Test("have the digest and the counts of one that is not divided")
  func digest() async throws {
    let bundled = BundledImplementation()
    let whole = try await merged(120, of: bundled)
    let report = try await RandomCheck(of: bundled, filter: Self.filter, seed: 1)
      .run(Array(0..<120), of: bundled.description)
    #expect(whole.counts.conforming == report.conforming)
    #expect(whole.counts.nothingCompared == report.nothingCompared)
    #expect(whole.counts.values == report.valueCount)
    #expect(whole.counts.unbounded == report.unboundedCount)
    for count in [2, 3] {
      let merged = try await merged(120, of: bundled, shards: count)
      #expect(merged.digest == whole.digest && merged.digest != nil)
      #expect(merged.counts == whole.counts)
    }
  }

  @Test("have another digest if an answer differs in a bit that is admitted")
  func bits() async throws {
    let right = try await merged(32, of: BundledImplementation())
    let altered = AlteredImplementation(number: 12)
    let other = try await merged(32, of: altered)
    #expect(other.counts == right.counts, "the bit is admitted")
    #expect(other.digest != right.digest)
  }

  @Test("run every case, also after one that mismatches")
  func mismatches() async throws {
    let fault = try #require(
      FaultCatalogue.all.first { $0.id == "gradient-negated-in-place" })
    let published = try #require(FaultyImplementation.dialect(for: fault, of: .sgd))
    let faulty = FaultyImplementation(fault, of: published.dialect)
    let whole = try await merged(96, of: faulty)
    #expect(whole.counts.items == 96 && whole.counts.mismatching.count > 1)
    let divided = try await merged(96, of: faulty, shards: 3)
    #expect(divided.digest == whole.digest && divided.counts == whole.counts)
    // Each is repeated by its number.
    let check = RandomCheck(of: faulty, filter: Self.filter, seed: 1)
    for number in whole.counts.mismatching.prefix(3) {
      let report = try await check.run([number], of: faulty.introduce())
      #expect(report.hasMismatch)
    }
  }

  @Test("are of other work if the seed, the claims or the filter differ")
  func settings() async throws {
    let bundled = BundledImplementation()
    var binary32 = Self.filter
    binary32.formats = [.binary32]
    let works = [
      try await work(64, of: bundled), try await work(64, of: bundled, seed: 4),
      try await work(64, of: bundled, binary32), try await work(65, of: bundled),
      try await work(64, of: AlteredImplementation(number: 0, formats: ["binary32"])),
    ]
    for (index, one) in works.enumerated() {
      #expect(!works[..<index].contains(one), "\(one)")
    }
    #expect(try await work(64, of: bundled) == works[0])
  }
}

/// The bundled library, with the last bit of one value of a case changed where that stays
/// admitted.
private struct AlteredImplementation: Implementation {
  let number: Int
  var formats: [String]?

  func introduce() async throws -> ImplementationDescription {
    var description = BundledImplementation().description
    for index in description.implements.indices {
      description.implements[index].formats =
        formats ?? description.implements[index].formats
    }
    return description
  }

  func answer(_ request: CaseRequest) async throws -> CaseAnswer {
    let answer = try await BundledImplementation().answer(request)
    guard request.id.hasSuffix("-\(number)"),
      case .result(let checkpoints, let unreadable, let foreign) = answer
    else { return answer }
    // Zeros of both signs are one value to the judge, and two encodings.
    let changed = checkpoints.map { checkpoint in
      Checkpoint(
        step: checkpoint.step,
        tensors: checkpoint.tensors.map { tensor in
          TensorValues(
            parameter: tensor.parameter.map {
              request.scenario.storage.decode($0) == 0
                ? $0 ^ 1 << UInt64(request.scenario.storage.bitWidth - 1) : $0
            }, state: tensor.state)
        })
    }
    return .result(changed, unreadable: unreadable, foreignSlots: foreign)
  }
}
