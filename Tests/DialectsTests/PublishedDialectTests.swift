import Dialects
import Testing

/// The dialects that golden vectors exist for.
@Suite struct PublishedDialectTests {
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
    struct Rule: Hashable {
      let dialect: Dialect
      let epsilon: EpsilonPlace
    }
    let rules = all.map { Rule(dialect: $0.dialect, epsilon: $0.epsilon) }
    #expect(Set(rules).count == rules.count)
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
      let used: [Hyperparameter] =
        switch published.epsilonPlace {
        case .none: []
        case .outside: [.epsilon]
        case .inside: [.epsilonRoot]
        case .both: [.epsilon, .epsilonRoot]
        }
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

  @Test("every value of every axis is published")
  func coverage() {
    var missing: Set<String> = []
    for axis in Axis.allCases {
      let published = Set(all.compactMap { $0.dialect.values[axis] })
      for value in axis.values where !published.contains(value) {
        missing.insert("\(axis.rawValue)=\(value)")
      }
    }
    #expect(missing.isEmpty)
  }
}
