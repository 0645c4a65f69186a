import Dialects
import Testing

/// What a refusal tells its reader: one line that names the alternatives.
struct ErrorTextTests {
  private func check(_ error: DialectError, names words: [String]) {
    let text = "\(error)"
    #expect(!text.contains { $0.isNewline }, "\(text)")
    #expect(text.first?.isWhitespace == false)
    for word in words { #expect(text.contains(word), "\(text) lacks \(word)") }
  }

  @Test("optimizer") func optimizer() {
    check(
      .unknownOptimizer("adamax"),
      names: ["adamax"] + OptimizerName.allCases.map(\.rawValue))
  }

  @Test("axis", arguments: OptimizerName.allCases)
  func axis(optimizer: OptimizerName) {
    let axes = optimizer.definition.axes.map(\.axis.rawValue)
    check(.unknownAxis("frame", optimizer), names: ["frame", optimizer.rawValue] + axes)
  }

  @Test("value", arguments: OptimizerName.allCases)
  func value(optimizer: OptimizerName) {
    for (axis, _) in optimizer.definition.axes {
      check(
        .unknownValue("sideways", axis, optimizer),
        names: ["sideways", axis.rawValue, optimizer.rawValue] + axis.values)
    }
  }

  @Test("dialect", arguments: OptimizerName.allCases)
  func dialect(optimizer: OptimizerName) {
    let own = PublishedDialect.all.filter { $0.dialect.optimizer == optimizer }
    check(
      .unknownDialect("mine", optimizer),
      names: ["mine", optimizer.rawValue] + own.map(\.name))
  }

  @Test("hyperparameter", arguments: OptimizerName.allCases)
  func hyperparameter(optimizer: OptimizerName) {
    let own = optimizer.definition.hyperparameters
    check(
      .foreignHyperparameter("lr", optimizer),
      names: ["lr", optimizer.rawValue] + own.map(\.rawValue))
    for name in own where name.neutral == nil {
      check(
        .missingHyperparameter(name, optimizer),
        names: [name.rawValue, optimizer.rawValue])
    }
  }

  @Test("domain", arguments: Hyperparameter.allCases)
  func domain(name: Hyperparameter) {
    for value in [-1.5, .nan, .infinity] as [Double] {
      check(
        .outsideDomain(name, value),
        names: [name.rawValue, "\(value)", name.domain.description])
    }
  }
}
