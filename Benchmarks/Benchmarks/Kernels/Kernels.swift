import Benchmark

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration.metrics = [.wallClock]
  do {
    try registerSteps()
    registerRounding()
    try registerOracle()
  } catch {
    fatalError("\(error)")
  }
}
