import Formats
import Oracle
import Scenarios

/// The bits of SPEC.md's rules, evaluated with the machine's arithmetic where
/// there is one: the parameters and states of all lanes after every step.
func referenceBits(_ scenario: Scenario) -> [[[SpecLane<UInt64>]]] {
  switch scenario.arithmetic {
  case .binary64: referenceBits(scenario, Double.self)
  case .binary32: referenceBits(scenario, Float.self)
  case .binary16: referenceBits(scenario, SmallFloat<Half>.self)
  case .bfloat16: referenceBits(scenario, SmallFloat<Brain>.self)
  case .e4m3: referenceBits(scenario, SmallFloat<FourThree>.self)
  case .e5m2: referenceBits(scenario, SmallFloat<FiveTwo>.self)
  default: preconditionFailure("no arithmetic in \(scenario.arithmetic)")
  }
}

private func referenceBits<E: SpecNumber>(
  _ scenario: Scenario, _: E.Type
) -> [[[SpecLane<UInt64>]]] {
  let storage = scenario.storage
  func store(_ value: E) -> E { E(rounding: storage.round(value.double)) }
  func history<C: SpecNumber, R: SpecNumber, Form: PowerForm>(
    _: StagedNumber<C, R, Form>.Type
  ) -> [[[SpecLane<E>]]] {
    SpecRun<StagedNumber<C, R, Form>, E>(
      number: { .given($0, in: scenario) }, hand: { $0.handed() }, store: store)(scenario)
  }
  let history =
    switch scenario.scalars {
    case .wide: history(StagedNumber<Double, Double, DirectPower>.self)
    case .working: history(StagedNumber<E, E, DirectPower>.self)
    case .wideConstants: history(StagedNumber<Double, E, DirectPower>.self)
    case .workingProducts: history(StagedNumber<E, E, MultipliedPower>.self)
    case .wideConstantsProducts: history(StagedNumber<Double, E, MultipliedPower>.self)
    }
  return history.map { tensors in
    tensors.map { lanes in
      lanes.map { lane in
        SpecLane(
          parameter: storage.encode(lane.parameter.double),
          state: lane.state.mapValues { scenario.stateFormat.encode($0.double) })
      }
    }
  }
}
