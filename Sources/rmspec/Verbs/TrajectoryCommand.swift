import ArgumentParser
import Dialects
import Oracle
import Reports

/// `rmspec trajectory`: prints certified digits of an exact trajectory.
struct TrajectoryCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "trajectory",
    abstract: "Print certified digits of the exact trajectory on an objective.",
    discussion: """
      The objective is quadratic: f(x) = ½ Σ h x², with the curvatures h.

      PyTorch's default values: sgd η 0.001; adagrad η 0.01, ε 1e-10; rmsprop η 0.01, \
      ρ 0.99, ε 1e-8; adam and adamw η 0.001, β1 0.9, β2 0.999, ε 1e-8; adamw λ 0.01.

      Exit status: 0 every digit is certified; 1 digits could not be decided up to the \
      precision cap; 2 usage.
      """)

  @Option(help: ArgumentHelp("The optimizer.", valueName: "name"))
  var optimizer: String

  @Option(
    help: ArgumentHelp(
      "The dialect: a published name, or values on axes.", valueName: "name|axis=value,…")
  )
  var dialect: String?

  @Option(help: ArgumentHelp("The objective: quadratic.", valueName: "name"))
  var objective = "quadratic"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The curvatures (default: 1).", valueName: "h,…"),
    transform: Numbers.reals)
  var curvature: [Double] = [1]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The initial coordinates (default: all 1).", valueName: "x,…"),
    transform: Numbers.reals)
  var start: [Double]?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The number of steps (default: 100).", valueName: "count"),
    transform: Numbers.integer(in: 0...1_000_000))
  var steps: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The significant digits (default: 30).", valueName: "count"),
    transform: Numbers.integer(in: 1...10_000))
  var digits: Int = 30

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Print every so many steps, and the last.", valueName: "count"),
    transform: Numbers.integer(in: 1...1_000_000))
  var every: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Print these steps.", valueName: "step,…"),
    transform: Numbers.integers(in: 0...1_000_000))
  var at: [Int]?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The precision to give up at (default: 131072).", valueName: "bits"),
    transform: Numbers.integer(in: 16...4_194_304))
  var precisionCap: Int = 1 << 17

  @OptionGroup var hyperparameters: HyperparameterOptions

  @Flag(help: "Print JSON.")
  var json = false

  func perform(on console: Console) async throws -> ProgramStatus {
    let trajectory = try makeTrajectory()
    let checkpoints = try checkpoints()
    let bar = ProgressBar("computing", total: checkpoints.max() ?? 0, on: console)
    defer { bar.clear() }
    let result: (points: [QuadraticTrajectory.Point], precision: Int)
    do {
      result = try trajectory.points(
        at: checkpoints, digits: digits, cap: precisionCap, progress: bar.show)
    } catch {
      bar.clear()
      return try report(error, on: console)
    }
    bar.clear()
    let document = TrajectoryDocument(
      trajectory, digits: digits, precision: result.precision, points: result.points)
    if json {
      console.print(document: try JSONReport.text(document))
    } else {
      console.print(document.lines(console.style))
    }
    return .success
  }

  private func makeTrajectory() throws(CommandError) -> QuadraticTrajectory {
    let optimizer = try Names.optimizer(optimizer)
    guard objective == "quadratic" else {
      throw Names.unknown("objective", objective, ["quadratic"])
    }
    let dialect =
      try dialect.map { text throws(CommandError) in
        try DialectArgument(text).dialect(of: optimizer)
      } ?? .standard(optimizer)
    let start = start ?? curvature.map { _ in 1 }
    guard start.count == curvature.count else {
      throw .usage(
        "--curvature has \(curvature.count) entries and --start has \(start.count); "
          + "give one of each for every coordinate")
    }
    return QuadraticTrajectory(
      dialect: dialect,
      hyperparameters: try hyperparameters.hyperparameters(
        of: dialect),
      curvatures: curvature, start: start)
  }

  /// The steps to print, ascending.
  private func checkpoints() throws(CommandError) -> [Int] {
    if let at {
      guard every == nil else { throw .usage("--at and --every exclude each other") }
      if let steps, let late = at.first(where: { $0 > steps }) {
        throw .usage(
          "--at \(late) is beyond --steps \(steps); raise --steps or leave it out")
      }
      return Set(at).sorted()
    }
    let last = steps ?? 100
    if let every {
      return Set(stride(from: 0, through: last, by: every)).union([last]).sorted()
    }
    // A machine that asked for no points gets the last; a person gets the way there.
    return json ? [last] : Set((1...10).map { last * $0 / 10 }).union([last]).sorted()
  }

  private func report(_ error: OracleError, on console: Console) throws -> ProgramStatus {
    guard case .undecided(let step, _) = error else { throw error }
    let remedy = "raise --precision-cap, say to \(precisionCap * 4)"
    if json {
      console.print(
        document: try JSONReport.text(
          UndecidedDocument(
            step: step, digits: digits, precisionCap: precisionCap, remedy: remedy)))
    } else {
      console.complain(
        "undecided: \(digits) digits of step \(step) are still open at the precision cap "
          + "of \(precisionCap) bits; \(remedy)")
    }
    return .mismatch
  }
}
