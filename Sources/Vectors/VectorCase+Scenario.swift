import Dialects
import Formats
import Scenarios

extension VectorCase {
  /// The scenario that the case describes, checked.
  ///
  /// - Parameters:
  ///   - dialect: The optimizer and its axis values, which the file states.
  ///   - location: Where the case is in its document, for error messages.
  public func scenario(
    dialect: Dialect, location: String = "case"
  ) throws(VectorError) -> Scenario {
    let reader = CaseReader(location: location)
    let storageFormat = try reader.format(storage, "storage")
    let arithmeticFormat = try reader.format(arithmetic, "arithmetic")
    guard
      arithmeticFormat.precision >= storageFormat.precision
        && arithmeticFormat.maximumExponent >= storageFormat.maximumExponent
        && arithmeticFormat.smallestSubnormalExponent
          <= storageFormat.smallestSubnormalExponent
    else {
      throw reader.error(
        "arithmetic", "\(arithmetic) does not hold every value of \(storage)")
    }
    guard let scalars = Scenario.ScalarPrecision(rawValue: scalars) else {
      throw reader.error(
        "scalars", "unknown scalar precision \"\(self.scalars)\"; known: wide, working")
    }
    var groups: [Scenario.Group] = []
    for (index, group) in self.groups.enumerated() {
      groups.append(
        try reader.group(group, dialect.optimizer, storageFormat, "groups[\(index)]"))
    }
    let steps = try reader.steps(of: self, groups: groups, storage: storageFormat)
    return Scenario(
      dialect: dialect, scalars: scalars, storage: storageFormat,
      arithmetic: arithmeticFormat, groups: groups, steps: steps,
      hasMaster: master ?? false,
      stochastic: stochastic.map { StochasticSource(seed: $0.seed) })
  }
}

/// Turns the parts of a case into those of a scenario.
private struct CaseReader {
  let location: String

  func error(_ place: String, _ problem: String) -> VectorError {
    VectorError(location: "\(location).\(place)", problem: problem)
  }

  func format(_ name: String, _ place: String) throws(VectorError) -> FloatFormat {
    guard let format = FloatFormat(named: name) else {
      let known = FloatFormat.all.map(\.name).joined(separator: ", ")
      throw error(place, "unknown format \"\(name)\"; known: \(known)")
    }
    return format
  }

  func bits(
    _ texts: [String], _ format: FloatFormat, _ place: String
  ) throws(VectorError) -> [UInt64] {
    var result: [UInt64] = []
    result.reserveCapacity(texts.count)
    for (index, text) in texts.enumerated() {
      do {
        result.append(try format.bits(hexadecimal: text))
      } catch {
        throw self.error("\(place)[\(index)]", error.description)
      }
    }
    return result
  }

  func group(
    _ group: VectorGroup, _ optimizer: OptimizerName, _ format: FloatFormat,
    _ place: String
  ) throws(VectorError) -> Scenario.Group {
    var values: [Hyperparameter: Double] = [:]
    for (name, value) in group.hyperparameters.sorted(by: { $0.key < $1.key }) {
      guard let hyperparameter = Hyperparameter(rawValue: name) else {
        throw error(
          "\(place).hyperparameters",
          DialectError.foreignHyperparameter(name, optimizer).description)
      }
      values[hyperparameter] = value
    }
    let hyperparameters: Hyperparameters
    do {
      hyperparameters = try Hyperparameters(optimizer, values)
    } catch {
      throw self.error("\(place).hyperparameters", error.description)
    }
    var tensors: [Scenario.Tensor] = []
    for (index, tensor) in group.tensors.enumerated() {
      let place = "\(place).tensors[\(index)]"
      guard tensor.shape.allSatisfy({ $0 >= 0 }) else {
        throw error("\(place).shape", "extents must be at least 0, got \(tensor.shape)")
      }
      let (count, overflows) = tensor.shape.reduce((1, false)) { partial, extent in
        let product = partial.0.multipliedReportingOverflow(by: extent)
        return (product.partialValue, partial.1 || product.overflow)
      }
      guard !overflows, count == tensor.initial.count else {
        throw error(
          "\(place).initial",
          "the shape \(tensor.shape) needs \(overflows ? "too many" : "\(count)") values, "
            + "but \(tensor.initial.count) are given")
      }
      tensors.append(
        Scenario.Tensor(
          name: tensor.name, shape: tensor.shape,
          initial: try bits(tensor.initial, format, "\(place).initial")))
    }
    return Scenario.Group(
      hyperparameters: hyperparameters, tensors: tensors, schedule: group.schedule)
  }

  func steps(
    of vectorCase: VectorCase, groups: [Scenario.Group], storage: FloatFormat
  ) throws(VectorError) -> StepSequence {
    switch (vectorCase.steps, vectorCase.generated) {
    case (let steps?, nil):
      let shapes = groups.flatMap { $0.tensors.map(\.shape) }
      var result: [ScenarioStep] = []
      for (index, step) in steps.enumerated() {
        result.append(
          try self.step(step, shapes, groups, storage, "steps[\(index)]"))
      }
      return .listed(result)
    case (nil, let generated?):
      let generator = generated.gradients
      try checkRates(generated.learningRates, groups, "generated.learningRates")
      guard generated.count >= 1 else {
        throw error("generated.count", "must be at least 1, got \(generated.count)")
      }
      guard (1..<0x7fff_ffff).contains(generator.seed) else {
        throw error("generated.gradients.seed", "must be in 1 ... 2147483646")
      }
      guard (1...min(20, storage.precision)).contains(generator.bits) else {
        throw error(
          "generated.gradients.bits",
          "must be in 1 ... \(min(20, storage.precision)) for \(storage), "
            + "got \(generator.bits)")
      }
      return .generated(
        count: generated.count, learningRates: generated.learningRates,
        gradients: GradientGenerator(
          seed: generator.seed, bits: generator.bits, exponent: generator.exponent))
    default:
      throw error("steps", "give either \"steps\" or \"generated\"")
    }
  }

  private func step(
    _ step: VectorStep, _ shapes: [[Int]], _ groups: [Scenario.Group],
    _ format: FloatFormat, _ place: String
  ) throws(VectorError) -> ScenarioStep {
    guard step.gradients.count == shapes.count else {
      throw error(
        "\(place).gradients",
        "\(step.gradients.count) gradients for \(shapes.count) tensors")
    }
    try checkRates(step.learningRates, groups, "\(place).learningRates")
    var gradients: [StepGradient<UInt64>?] = []
    for (index, (gradient, shape)) in zip(step.gradients, shapes).enumerated() {
      guard let gradient else {
        gradients.append(nil)
        continue
      }
      gradients.append(
        try self.gradient(gradient, shape, format, "\(place).gradients[\(index)]"))
    }
    return ScenarioStep(
      gradients: gradients, learningRates: step.learningRates,
      restores: step.restore ?? false)
  }

  private func gradient(
    _ gradient: StepGradient<String>, _ shape: [Int], _ format: FloatFormat,
    _ place: String
  ) throws(VectorError) -> StepGradient<UInt64> {
    switch gradient {
    case .dense(let values):
      let size = shape.reduce(1, *)
      guard values.count == size else {
        throw error(place, "\(values.count) values for a tensor of \(size)")
      }
      return .dense(try bits(values, format, place))
    case .rows(let rows, let values):
      guard let extent = shape.first else {
        throw error(place, "a scalar has no rows")
      }
      for row in rows where !(0..<extent).contains(row) {
        throw error("\(place).rows", "row \(row) is none of the \(extent) rows")
      }
      let size = rows.count * shape.dropFirst().reduce(1, *)
      guard values.count == size else {
        throw error(
          "\(place).values",
          "\(rows.count) rows of the shape \(shape) need \(size) values, "
            + "but \(values.count) are given")
      }
      return .rows(rows, values: try bits(values, format, "\(place).values"))
    }
  }

  private func checkRates(
    _ rates: [Double?], _ groups: [Scenario.Group], _ place: String
  ) throws(VectorError) {
    guard rates.count == groups.count else {
      throw error(place, "\(rates.count) learning rates for \(groups.count) groups")
    }
    for (rate, group) in zip(rates, groups) {
      guard (rate == nil) == (group.schedule != nil) else {
        throw error(
          place,
          rate == nil
            ? "a group without a schedule needs a learning rate"
            : "a group with a schedule takes no learning rate")
      }
      if let rate, !Hyperparameter.learningRate.domain.contains(rate) {
        throw error(place, DialectError.outsideDomain(.learningRate, rate).description)
      }
    }
  }
}
