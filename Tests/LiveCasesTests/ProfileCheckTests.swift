import Bundled
import Dialects
import Formats
import Oracle
import Scenarios
import Testing
import Vectors
import Verdicts

@testable import LiveCases

/// Every rule of a framework can be checked, also where no file was published.
@Suite("A framework's profile")
struct ProfileCheckTests {
  /// A rule that is asked for by its dialect and the values that it has.
  private static let rules: [FrameworkRule] = FrameworkProfile.all.flatMap(\.rules)
    .reduce(into: []) { rules, rule in
      let isNew = !rules.contains {
        $0.dialect == rule.dialect && $0.values == rule.values
      }
      if isNew { rules.append(rule) }
    }

  /// Whoever computes a dialect by the rounded reading of the oracle, and claims another.
  private struct Pretender: Implementation {
    let computed: Dialect
    let claimed: FrameworkRule
    var concurrency: Int { .max }

    func introduce() -> ImplementationDescription {
      ImplementationDescription(
        name: "pretender", version: "1", language: "swift",
        implements: [
          Claim(
            optimizer: claimed.dialect.optimizer.rawValue, formats: ["binary32"],
            dialect: Dictionary(
              uniqueKeysWithValues: claimed.dialect.values.map {
                ($0.key.rawValue, AxisClaim([$0.value]))
              }),
            values: Dictionary(
              uniqueKeysWithValues: claimed.values.map { ($0.key.rawValue, $0.value) }),
            features: Claim.Feature.allCases)
        ])
    }

    func answer(_ request: CaseRequest) -> CaseAnswer {
      .result(
        request.scenario.carriedOut(as: computed)
          .roundedReading(checkpoints: request.checkpoints))
    }
  }

  private func verdicts(
    _ implementation: any Implementation, _ filter: CaseFilter
  ) async throws -> [CaseVerdict] {
    let check = ConformanceCheck(
      of: implementation, against: try VectorLibrary(root: VectorLibrary.defaultRoot()),
      filter: filter, maker: LiveDialectCases())
    return try await check.run(check.select(implementation.introduce()))
  }

  /// Some inputs suffice to show that every rule is asked; `make profiles` takes all.
  private var few: CaseFilter {
    var filter = CaseFilter()
    filter.idParts = ["/smallest-claim", "/burst-then-quiet", "/dyadic", "/from-zero"]
    return filter
  }

  /// What shows a difference on any axis.
  private var telling: CaseFilter {
    var filter = few
    filter.formats = [.binary32]
    filter.idParts += [
      "/all-at-once", "/weight-decay", "/absent-gradients", "/sparse-rows",
      "/rectification",
    ]
    return filter
  }

  @Test("is conformed to by who computes it, whether a file is published or not")
  func everyRule() async throws {
    #expect(Self.rules.count >= 100)
    let unpublished = Self.rules.filter { PublishedDialect.find($0.dialect) == nil }
    #expect(unpublished.count >= 30)
    for rule in Self.rules {
      let honest = Pretender(computed: rule.dialect, claimed: rule)
      let verdicts = try await verdicts(honest, few)
      let conforming = verdicts.count {
        if case .conforms = $0.outcome { true } else { false }
      }
      #expect(conforming > 0 && conforming == verdicts.count, "\(rule)")
    }
  }

  @Test("rejects a departure from each of twenty rules that have no file")
  func departures() async throws {
    let unpublished = Self.rules.filter { PublishedDialect.find($0.dialect) == nil }
    var tried = 0
    for rule in unpublished where tried < 20 {
      // The first axis on which another value is another formula.
      let standard = Dialect.standard(rule.dialect.optimizer)
      guard let (axis, _) = rule.dialect.differences.last,
        let other = try? Dialect(
          rule.dialect.optimizer,
          rule.dialect.values.merging([axis: standard.values[axis] ?? ""]) { $1 })
      else { continue }
      tried += 1
      let verdicts = try await verdicts(
        Pretender(computed: other, claimed: rule), telling)
      let isRejected = verdicts.contains {
        if case .mismatch = $0.outcome { true } else { false }
      }
      #expect(isRejected, "\(other) passes for \(rule)")
    }
    #expect(tried == 20)
  }

  @Test("asks an implementation that claims everything for its own dialects and values")
  func profile() async throws {
    var filter = few
    let keras3 = try FrameworkProfile.find("keras3")
    filter.profile = keras3
    filter.formats = [.binary32]
    let check = ConformanceCheck(
      of: BundledImplementation(),
      against: try VectorLibrary(root: VectorLibrary.defaultRoot()), filter: filter,
      maker: LiveDialectCases())
    let cases = try await check.select(BundledImplementation().description)
    let asked = Set(cases.map(\.published.dialect))
    #expect(asked == Set(keras3.rules.map(\.dialect)))
    for entry in cases where entry.published.dialect.optimizer == .nadam {
      // Keras's Nadam has no other momentum decay, and no file has it.
      #expect(entry.isLive)
      let groups = entry.vectorCase.scenario.groups
      #expect(groups.allSatisfy { $0.hyperparameters[.momentumDecay] == 1 })
    }
  }

  @Test("gives names to dialects that are not published")
  func names() throws {
    for rule in Self.rules {
      let dialect = rule.dialect
      #expect(
        Dialect(dialect.optimizer, name: dialect.name) == dialect, "\(dialect.name)")
    }
    #expect(Dialect(.adam, name: "uncorrected-twice") == nil)
    #expect(Dialect(.adam, name: "") == nil)
  }

  @Test("state of the other sign conforms where it is declared, and not otherwise")
  func negated() async throws {
    struct Negative: Implementation {
      let declares: Bool
      var concurrency: Int { .max }
      func introduce() -> ImplementationDescription {
        ImplementationDescription(
          name: "negative", version: "1", language: "swift",
          implements: [
            Claim(
              optimizer: "sgd", formats: ["binary32"],
              negated: declares ? ["momentumBuffer"] : nil,
              features: [.state, .givenState])
          ])
      }
      /// The optimizer keeps the negative buffer, and is given it.
      func answer(_ request: CaseRequest) -> CaseAnswer {
        let given = request.scenario.mappingTensors { _, tensor in
          tensor.with(
            past: tensor.past?.mappingState { _, values in
              values.map { $0 ^ 0x8000_0000 }
            })
        }
        let reading = given.roundedReading(checkpoints: request.checkpoints)
        return .result(
          reading.map { checkpoint in
            Checkpoint(
              step: checkpoint.step,
              tensors: checkpoint.tensors.map { tensor in
                tensor.map { bits, slot in slot == nil ? bits : bits ^ 0x8000_0000 }
              })
          })
      }
    }
    for declares in [true, false] {
      var filter = CaseFilter()
      filter.idParts = [
        "/ordinary", "/given-state", "/from-zero", "/save-and-restore", "/high",
      ]
      let verdicts = try await verdicts(Negative(declares: declares), filter)
      let mismatches = verdicts.count {
        if case .mismatch = $0.outcome { true } else { false }
      }
      #expect(verdicts.count >= 3)
      #expect(declares ? mismatches == 0 : mismatches > 0, "\(declares): \(mismatches)")
    }
  }
}
