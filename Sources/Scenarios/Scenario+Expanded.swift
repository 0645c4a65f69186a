extension Scenario {
  /// Whether a tensor lists the values of its first elements only.
  public var isPeriodic: Bool { tensors.contains(where: \.isPeriodic) }

  /// The element whose values are listed for an element.
  public func listed(_ lane: Lane) -> Lane {
    let count = tensors[lane.tensor].initial.count
    return lane.element < count
      ? lane : Lane(tensor: lane.tensor, element: lane.element % max(count, 1))
  }

  /// The same run with every element listed.
  public var expanded: Scenario {
    guard isPeriodic else { return self }
    guard case .listed(let steps) = steps else {
      preconditionFailure("generated gradients have no period")
    }
    return mappingTensors { $1.expanded }.with(
      steps: .listed(
        steps.map { step in
          step.withGradients(
            zip(step.gradients, tensors).map { gradient, tensor in
              guard case .dense(let values) = gradient else { return gradient }
              return .dense(tensor.expanded(values))
            })
        }))
  }
}

extension Scenario.Tensor {
  fileprivate var expanded: Scenario.Tensor {
    guard isPeriodic else { return self }
    return Scenario.Tensor(
      name: name, shape: shape, initial: expanded(initial),
      past: past?.mappingState { expanded($1) })
  }

  /// Values of the first elements, repeated for all.
  public func expanded<Value>(_ values: [Value]) -> [Value] {
    guard isPeriodic else { return values }
    return (0..<elementCount).map { values[$0 % values.count] }
  }
}

extension Checkpoint {
  /// The values of a run of a scenario, repeated for all elements of its tensors.
  public func expanded(of scenario: Scenario) -> Checkpoint {
    guard scenario.isPeriodic else { return self }
    return Checkpoint(
      step: step,
      tensors: zip(tensors, scenario.tensors).map { values, tensor in
        TensorValues(
          parameter: tensor.expanded(values.parameter),
          state: values.state.map { ($0.slot, tensor.expanded($0.values)) })
      })
  }
}
