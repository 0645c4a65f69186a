import Dialects
import Testing
import _TestSupport

/// The dialects that golden vectors exist for.
struct PublishedDialectTests {
  private let all = PublishedDialect.all

  @Test("names are unique within an optimizer and fit for a folder")
  func names() {
    for optimizer in OptimizerName.allCases {
      let names = all.filter { $0.dialect.optimizer == optimizer }.map(\.name)
      #expect(Set(names).count == names.count, "\(optimizer.rawValue): \(names)")
      #expect(!names.isEmpty)
    }
    let letters = Set("abcdefghijklmnopqrstuvwxyz-")
    for published in all {
      #expect(!published.name.isEmpty && published.name.allSatisfy(letters.contains))
    }
  }

  @Test("no two are the same rule")
  func distinctness() {
    #expect(Set(all.map(\.dialect)).count == all.count)
  }

  @Test("a name belongs to one dialect only", arguments: OptimizerName.allCases)
  func nameBelongsToOneDialect(optimizer: OptimizerName) throws {
    var random = SplitMix64(seed: Search.seed)
    var known: [String: Dialect] = [:]
    for _ in 0..<20_000 {
      var values: [Axis: String] = [:]
      for (axis, _) in optimizer.definition.axes {
        values[axis] = random.choice(axis.values)
      }
      let dialect = try Dialect(optimizer, values)
      let other = known.updateValue(dialect, forKey: dialect.name)
      #expect(
        other == nil || other == dialect,
        "\(dialect.name): \(dialect) and \(other?.description ?? ""), seed \(Search.seed)"
      )
    }
  }

  @Test("a name says what differs from the standard dialect, and nothing else")
  func nameTellsDifferences() throws {
    for optimizer in OptimizerName.allCases {
      #expect(Dialect.standard(optimizer).name == "standard")
      for (axis, standard) in optimizer.definition.axes {
        for value in axis.values where value != standard {
          let name = try Dialect(optimizer, [axis: value]).name
          #expect(name != "standard" && !name.isEmpty, "\(axis) \(value)")
        }
      }
    }
    let lazy = Dialect.standard(.adam).with(EpsilonFrame.raw).with(AbsentRows.skip)
    #expect(lazy.name == "raw-frame-lazy-rows")
    #expect(lazy.placingEpsilon(.both).name == "epsilon-both-raw-frame-lazy-rows")
  }

  @Test("the place of epsilon is checked against the hyperparameters in use")
  func misplacedEpsilon() throws {
    let values: [Hyperparameter: Double] = [.learningRate: 0.1, .decay: 0.9]
    let inside = try Hyperparameters(
      .rmsprop, values.merging([.epsilonRoot: 1e-8]) { $1 })
    let standard = Dialect.standard(.rmsprop)
    #expect(throws: DialectError.misplacedEpsilon(.epsilonRoot, standard)) {
      try standard.validate(inside)
    }
    try standard.placingEpsilon(of: inside).validate(inside)
    try standard.placingEpsilon(.both).validate(inside)
    try standard.validate(Hyperparameters(.rmsprop, values))
    // A neutral ε is not in use, wherever it is given.
    try standard.validate(
      Hyperparameters(.rmsprop, values.merging([.epsilonRoot: 0]) { $1 }))
  }

  @Test("each is found by its name, and only under its optimizer")
  func find() throws {
    for published in all {
      let optimizer = published.dialect.optimizer
      #expect(try PublishedDialect.find(optimizer, named: published.name) == published)
      for other in OptimizerName.allCases where other != optimizer {
        let found = try? PublishedDialect.find(other, named: published.name)
        #expect(found?.dialect.optimizer ?? other == other)
      }
    }
    #expect(throws: DialectError.unknownDialect("epsilon-outside", .sgd)) {
      try PublishedDialect.find(.sgd, named: "epsilon-outside")
    }
    #expect(throws: DialectError.unknownDialect("", .adam)) {
      try PublishedDialect.find(.adam, named: "")
    }
  }

  @Test("an epsilon is in use only where the optimizer has one")
  func epsilons() {
    for published in all {
      let names = published.dialect.optimizer.definition.hyperparameters
      let used = published.epsilonPlace.hyperparameters
      #expect(used.allSatisfy(names.contains), "\(published.name)")
    }
  }

  @Test("every optimizer has a main form, and every main form comes first")
  func mainForms() {
    for optimizer in OptimizerName.allCases {
      let own = all.filter { $0.dialect.optimizer == optimizer }
      let count = own.prefix(while: \.isMain).count
      #expect(count >= 1)
      #expect(own.filter(\.isMain).count == count)
      #expect(own.contains { $0.dialect == .standard(optimizer) })
    }
  }

  @Test("every value of every axis of every optimizer is published")
  func coverage() {
    for optimizer in OptimizerName.allCases {
      let own = all.filter { $0.dialect.optimizer == optimizer }
      for (axis, _) in optimizer.definition.axes {
        for value in axis.values {
          let isPublished = own.contains { $0.dialect.values[axis] == value }
          #expect(isPublished, "\(optimizer): \(axis.rawValue)=\(value)")
        }
      }
    }
  }
}
