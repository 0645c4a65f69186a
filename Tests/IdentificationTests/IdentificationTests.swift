import Dialects
import Formats
import Oracle
import Testing
import _TestSupport

@testable import Bundled
@testable import Identification
@testable import Verdicts

/// Implementations are recognized by their answers, whatever they claim.
@Suite struct IdentificationTests {
  /// Published dialects drawn with the seed of the run, so that runs differ by it.
  private static let drawn: [PublishedDialect] = {
    var random = SplitMix64(seed: Search.seed)
    var rest = PublishedDialect.all
    return (0..<min(rest.count, 8 * Search.effort)).map { _ in
      rest.remove(at: Int(random.next() % UInt64(rest.count)))
    }
  }()

  @Test(
    "a dialect is recognized without a hint", arguments: drawn)
  func recognition(published: PublishedDialect) async throws {
    let identity = try #require(try await Impostor(published.dialect).identity())
    // The impostor adds whatever it is told for ε, so it has all places that there are.
    let places = EpsilonPlace(of: published.dialect.optimizer.definition.hyperparameters)
    let values = published.dialect.placingEpsilon(places).values
    // What answers leave open is said to be open.
    let open = Set(identity.undecided.map(\.what))
    for (axis, value) in values where identity.dialect[axis.rawValue] != value {
      let isOpen = identity.undecided.contains {
        $0.what == axis.rawValue && $0.values.contains(value)
      }
      #expect(
        isOpen, "\(published.dialect): \(axis) is \(identity.dialect), open \(open)")
    }
    #expect(identity.largestBudget <= 4)
    #expect(identity.scalars == "wide")
  }

  @Test(
    "a dialect is named",
    arguments: [
      ("adam", "raw-frame-lazy-rows"), ("adamw", "decay-after"),
      ("amsgrad", "corrected-maximum"),
      ("nadam", "look-ahead-current-constant-momentum-raw-frame"),
      ("radam", "skip-all-decay-before"), ("adamax", "floor-state"),
      ("rmsprop", "epsilon-inside-rate-inside-nesterov"),
      ("sgd", "zero-buffer-rate-inside-chainer-nesterov"),
    ])
  func dialectNamed(optimizer: String, name: String) async throws {
    let published = try PublishedDialect.find(
      try #require(OptimizerName(rawValue: optimizer)), named: name)
    let identity = try #require(try await Impostor(published.dialect).identity())
    #expect(identity.published.contains(name), "\(identity)")
    #expect(!identity.claimedOtherwise.isEmpty)
  }

  @Test("epsilon inside the root is found")
  func epsilonInside() async throws {
    var impostor = Impostor(.standard(.rmsprop))
    impostor.claim.hyperparameters = ["learningRate", "decay", "epsilon"]
    impostor.epsilon.outside = .inside
    let inside = try #require(try await impostor.identity())
    #expect(inside.epsilons == ["epsilon": "inside"])
    impostor.epsilon.outside = .insideSquared
    let squared = try #require(try await impostor.identity())
    #expect(squared.epsilons == ["epsilon": "insideSquared"])
    impostor.epsilon.outside = .unused
    let unused = try #require(try await impostor.identity())
    #expect(unused.epsilons == ["epsilon": "unused"])
  }

  @Test("a program of binary32 is recognized")
  func binary32() async throws {
    let dialect = Dialect.standard(.adam).with(EpsilonFrame.raw)
    var impostor = Impostor(dialect, formats: [.binary32])
    let wide = try #require(try await impostor.identity())
    #expect(wide.differences == ["epsilonFrame": "raw"])
    #expect(wide.scalars == "wide")
    impostor.scalars = .working
    let working = try #require(try await impostor.identity())
    #expect(working.differences == ["epsilonFrame": "raw"])
    #expect(working.scalars == "working")
  }

  @Test("a program that takes rows only is recognized")
  func rowsOnly() async throws {
    let dialect = Dialect.standard(.adam).with(EpsilonFrame.raw).with(AbsentRows.skip)
    var impostor = Impostor(dialect)
    impostor.claim.hyperparameters = ["learningRate", "beta1", "beta2", "epsilon"]
    impostor.takesRowsOnly = true
    let identity = try #require(try await impostor.identity())
    #expect(identity.published.first == "raw-frame-lazy-rows", "\(identity)")
  }

  @Test("what cannot be told apart says what it would take")
  func ambiguity() async throws {
    var impostor = Impostor(.standard(.sgd))
    impostor.claim.hyperparameters = ["learningRate", "momentum"]
    impostor.claim.features = []
    let undecided = try #require(try await impostor.identity()).undecided
    func need(_ what: String) -> String? { undecided.first { $0.what == what }?.need }
    #expect(need("decayForm") == "the hyperparameter weightDecay")
    #expect(need("firstMomentum") == "the hyperparameter dampening")
    #expect(need("nesterov") == nil)
    // SGD counts no steps.
    #expect(need("stepClock") == nil)
    let adamw = try #require(try await Impostor(.standard(.adamw)).identity())
    let form = adamw.undecided.first { $0.what == "decayForm" }
    #expect(form?.values == ["before", "same"])
    #expect(form?.need.contains("same in real arithmetic") == true)
  }

  @Test("who claims one value, and computes what it is told, is what it claims")
  func obedient() async throws {
    /// The library, which claims one dialect.
    struct Obedient: Implementation {
      var concurrency: Int { .max }
      func introduce() -> ImplementationDescription {
        ImplementationDescription(
          name: "obedient", version: "1", language: "swift",
          implements: [
            Claim(
              optimizer: "adam", formats: ["binary32"],
              dialect: ["epsilonFrame": "raw", "maximize": "gradient"],
              features: [.state])
          ])
      }
      func answer(_ request: CaseRequest) -> CaseAnswer {
        BundledOptimizer.answer(to: request)
      }
    }
    let report = try await Identification(of: Obedient(), filter: .only(.adam)).run()
    guard case .identified(let identity)? = report.findings.first?.outcome else {
      Issue.record("not identified: \(report.findings)")
      return
    }
    #expect(identity.dialect["epsilonFrame"] == "raw")
    #expect(identity.dialect["maximize"] == "gradient")
    #expect(identity.claimedOtherwise.isEmpty, "\(identity.claimedOtherwise)")
  }

  @Test("options are confirmed or not")
  func options() async throws {
    var impostor = Impostor(.standard(.adam))
    impostor.claim.dialect = ["maximize": ["off", "gradient"]]
    let option = try #require(try await impostor.findings().first?.options.first)
    // It does not do what it is told.
    #expect(!option.isObeyed && option.found == ["off"])
    let bundled = try await Identification(
      of: BundledImplementation(), filter: .only(.adagrad)
    ).run()
    let options = try #require(bundled.findings.first).options
    #expect(options.count > 8)
    #expect(options.allSatisfy { $0.isObeyed }, "\(options)")
  }
}

extension CaseFilter {
  static func only(_ optimizer: OptimizerName) -> CaseFilter {
    var filter = CaseFilter()
    filter.optimizers = [optimizer]
    return filter
  }
}
