import Dialects
import Testing
import _TestSupport

/// Making dialects from values and from names.
struct DialectTests {
  /// A dialect of random values.
  private func changes(
    _ optimizer: OptimizerName, _ random: inout SplitMix64
  ) -> [Axis: String] {
    var changes: [Axis: String] = [:]
    for (axis, _) in optimizer.definition.axes where random.bool() {
      changes[axis] = random.choice(axis.values)
    }
    return changes
  }

  @Test("changes are made, and nothing else is")
  func changing() throws {
    let failure = try counterexample(in: 400) { random in
      let optimizer = random.choice(OptimizerName.allCases)
      let changes = changes(optimizer, &random)
      let dialect = try Dialect(optimizer, changes)
      for (axis, standard) in optimizer.definition.axes
      where dialect.values[axis] != changes[axis] ?? standard {
        return "\(dialect): \(axis) is \(dialect.values[axis] ?? "absent")"
      }
      return dialect.values.count == optimizer.definition.axes.count
        ? nil : "\(dialect) has other axes"
    }
    #expect(failure == nil)
  }

  @Test("differences rebuild the dialect, by axis and by name")
  func differences() throws {
    let failure = try counterexample(in: 400) { random in
      let optimizer = random.choice(OptimizerName.allCases)
      let dialect = try Dialect(optimizer, changes(optimizer, &random))
      let differences = dialect.differences
      let order = optimizer.definition.axes.map(\.axis).filter { axis in
        differences.contains { $0.axis == axis }
      }
      if differences.map(\.axis) != order { return "\(dialect): not in axis order" }
      let byAxis = Dictionary(
        uniqueKeysWithValues: differences.map { ($0.axis, $0.value) })
      if try Dialect(optimizer, byAxis) != dialect { return "\(dialect) by axis" }
      let byName = Dictionary(
        uniqueKeysWithValues: differences.map { ($0.axis.rawValue, $0.value) })
      if try Dialect(optimizer, named: byName) != dialect { return "\(dialect) by name" }
      for (axis, value) in differences
      where !dialect.description.contains("\(axis.rawValue)=\(value)") {
        return "\(dialect) does not say \(axis.rawValue)=\(value)"
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("the standard dialect has no differences", arguments: OptimizerName.allCases)
  func standard(optimizer: OptimizerName) throws {
    let dialect = Dialect.standard(optimizer)
    #expect(dialect.differences.isEmpty)
    #expect(dialect.description == optimizer.rawValue)
    #expect(try Dialect(optimizer) == dialect)
  }

  @Test("a typed value is read where its axis applies, and only there")
  func typed() {
    let raw = Dialect.standard(.adam).with(EpsilonFrame.raw)
    #expect(raw[EpsilonFrame.self] == .raw)
    #expect(raw.values[.epsilonFrame] == "raw")
    #expect(raw.with(EpsilonFrame.corrected) == .standard(.adam))
    #expect(raw[Centered.self] == nil)
    #expect(Dialect.standard(.sgd)[EpsilonFrame.self] == nil)
    #expect(Dialect.standard(.rmsprop).with(Centered.on)[Centered.self] == .on)
  }

  @Test("an axis of another optimizer is refused, whatever the value")
  func foreignAxis() {
    for optimizer in OptimizerName.allCases {
      let own = optimizer.definition.axes.map(\.axis)
      for axis in Axis.allCases where !own.contains(axis) {
        let expected = DialectError.unknownAxis(axis.rawValue, optimizer)
        for value in axis.values + ["nonsense"] {
          #expect(throws: expected) { try Dialect(optimizer, [axis: value]) }
          #expect(throws: expected) {
            try Dialect(optimizer, named: [axis.rawValue: value])
          }
        }
      }
    }
  }

  @Test("unknown names are refused, the first in alphabetical order")
  func unknownNames() {
    #expect(throws: DialectError.unknownAxis("epsilonframe", .adam)) {
      try Dialect(.adam, named: ["epsilonframe": "raw"])
    }
    #expect(throws: DialectError.unknownAxis("a", .sgd)) {
      try Dialect(.sgd, named: ["b": "x", "a": "x", "maximize": "off"])
    }
    #expect(throws: DialectError.unknownValue("Raw", .epsilonFrame, .adam)) {
      try Dialect(.adam, [.epsilonFrame: "Raw"])
    }
    #expect(throws: DialectError.unknownValue("", .maximize, .sgd)) {
      try Dialect(.sgd, named: ["maximize": ""])
    }
  }
}
