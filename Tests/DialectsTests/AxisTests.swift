import Dialects
import Testing

/// The axes and their values.
struct AxisTests {
  private static let types: [any AxisValue.Type] = [
    EpsilonPlace.self, EpsilonFrame.self, FirstMomentCorrection.self,
    SecondMomentCorrection.self,
    DecayForm.self, DecayScale.self, MomentumLearningRate.self, FirstMomentum.self,
    Nesterov.self, Centered.self, VarianceClamp.self, LearningRateDecayClock.self,
    Maximize.self, StepClock.self, AbsentRows.self, DuplicateRows.self,
    DecayedNumerator.self, MaximumFrame.self, LookAhead.self, MomentumSchedule.self,
    SecondMomentScale.self, InfinityFloor.self, RectificationThreshold.self,
    BelowThreshold.self, RectifiedRate.self,
  ]

  private static func cases<Value: AxisValue>(_: Value.Type) -> [Value] {
    Array(Value.allCases)
  }

  @Test("every axis has one type of values, and every type one axis")
  func correspondence() {
    #expect(Self.types.map { $0.axis } == Axis.allCases)
  }

  @Test("an axis lists the values of its type, in order", arguments: Axis.allCases)
  func values(axis: Axis) throws {
    let type = try #require(Self.types.first { $0.axis == axis })
    func names<Value: AxisValue>(_ type: Value.Type) -> [String] {
      Self.cases(type).map(\.rawValue)
    }
    #expect(axis.values == names(type))
    #expect(axis.values.count >= 2)
    #expect(Set(axis.values).count == axis.values.count)
  }

  @Test("values and axes round trip by name")
  func roundTrip() {
    func check<Value: AxisValue>(_ type: Value.Type) {
      for value in Self.cases(type) { #expect(Value(rawValue: value.rawValue) == value) }
      #expect(Value(rawValue: "no such value") == nil)
    }
    for type in Self.types {
      check(type)
      #expect(Axis(rawValue: type.axis.rawValue) == type.axis)
    }
  }

  @Test("every axis applies to an optimizer")
  func use() {
    let used = OptimizerName.allCases.flatMap { $0.definition.axes.map(\.axis) }
    #expect(Set(used) == Set(Axis.allCases))
  }
}
