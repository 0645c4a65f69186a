import Benchmark
import Dialects
import Formats
import Optimizers

/// A step of every optimizer, in binary32.
func registerSteps() throws {
  let rules: [OptimizerRule] = try [
    .sgd(momentum: 0.9), .adagrad(), .adadelta(), .rmsprop(), .adam(), .adamw(),
    .amsgrad(), .nadam(), .adamax(), .radam(),
  ]
  for rule in rules {
    let optimizer = rule.dialect.optimizer
    for length in [10_000, 1_000_000] {
      Benchmark("step of \(optimizer.rawValue), binary32, \(length) parameters") {
        benchmark in
        var subject = try Optimizer<Float>(rule)
        try subject.addTensor(shape: [length])
        var parameters = [[Float](repeating: 0.5, count: length)]
        let gradients = [[Float](repeating: 0.25, count: length)]
        benchmark.startMeasurement()
        for _ in 0..<10 { try subject.step(&parameters, gradients: gradients) }
        benchmark.stopMeasurement()
        blackHole(parameters)
      }
    }
  }
}

/// Ten thousand roundings from binary32 to each narrow format.
func registerRounding() {
  let values = (0..<10_000).map { Float($0) / 10_000 - 0.5 }
  Benchmark("rounding of 10000 values to binary16") { _ in
    blackHole(values.map { Binary16($0) })
  }
  Benchmark("rounding of 10000 values to bfloat16") { _ in
    blackHole(values.map { BFloat16($0) })
  }
  Benchmark("rounding of 10000 values to e4m3") { _ in
    blackHole(values.map { E4M3($0) })
  }
  Benchmark("rounding of 10000 values to e5m2") { _ in
    blackHole(values.map { E5M2($0) })
  }
}
