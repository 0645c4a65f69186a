import Dialects
import Formats

/// What ``Optimizer`` delegates to: one engine steps the parameters as they are stored,
/// the other steps master copies of them.
protocol OptimizerEngine<Scalar>: Sendable {
  /// The type that parameters and gradients are stored in.
  associatedtype Scalar: StorageScalar

  var dialect: Dialect { get }
  var arithmetic: FloatFormat { get }
  var scalars: ScalarEvaluation { get }
  var stochasticSeed: UInt32? { get }
  var hasMasterCopies: Bool { get }
  /// The format of the state.
  var stateFormat: FloatFormat { get }
  var execution: Execution { get set }

  var stepCount: Int64 { get }
  var groupCount: Int { get }
  var tensorCount: Int { get }
  var stateByteCount: Int { get }
  func rule(ofGroup group: Int) -> OptimizerRule
  func learningRate(ofGroup group: Int) -> Double
  func shape(ofTensor tensor: Int) -> [Int]
  func group(ofTensor tensor: Int) -> Int
  func stepCount(ofTensor tensor: Int) -> Int64
  func slots(ofTensor tensor: Int) -> [StateSlot]
  func stateEncodings(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt64]?
  func stateBytes(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt8]?

  mutating func addGroup(_ rule: OptimizerRule) throws(OptimizerError) -> Int
  mutating func setRule(_ rule: OptimizerRule, ofGroup group: Int) throws(OptimizerError)
  mutating func addTensor(
    shape: [Int], toGroup group: Int
  ) throws(OptimizerError) -> Int
  mutating func setLearningRate(
    _ learningRate: Double, ofGroup group: Int
  ) throws(OptimizerError)
  mutating func setLearningRates(_ learningRates: [Double?]) throws(OptimizerError)

  func validate(
    parameterCounts: some Collection<Int>, gradients: [TensorGradient<Scalar>?]
  ) throws(OptimizerError)
  mutating func step(
    _ parameters: inout [[Scalar]], gradients: [[Scalar]?]
  ) throws(OptimizerError)
  mutating func step(
    _ parameters: [UnsafeMutableBufferPointer<Scalar>],
    gradients: [UnsafeBufferPointer<Scalar>?]
  ) throws(OptimizerError)
  mutating func step(
    _ parameters: inout [[Scalar]], gradients: [TensorGradient<Scalar>?]
  ) throws(OptimizerError)
  mutating func setMasterCopies(_ parameters: [[Scalar]]) throws(OptimizerError)

  func snapshot() -> OptimizerSnapshot
  mutating func restore(_ snapshot: OptimizerSnapshot) throws(SnapshotError)
}

/// The options of an optimizer.
struct OptimizerOptions {
  var arithmetic: FloatFormat?
  var scalars = ScalarEvaluation.wide
  var hasMasterCopies = false
  var stochasticSeed: UInt32?
}

/// The engine for a storage type without any groups.
func makeEngine<Scalar: StorageScalar>(
  _ dialect: Dialect, _ options: OptimizerOptions, for _: Scalar.Type
) throws(OptimizerError) -> any OptimizerEngine<Scalar> {
  guard let number = Scalar.self as? any StoredNumber.Type else {
    throw .unsupportedStorage("\(Scalar.self)")
  }
  return engine(try makeEngine(dialect, options, number))
}

/// The engine that a snapshot was taken of.
func makeEngine<Scalar: StorageScalar>(
  restoring snapshot: OptimizerSnapshot, for _: Scalar.Type
) throws(SnapshotError) -> any OptimizerEngine<Scalar> {
  guard let number = Scalar.self as? any StoredNumber.Type else {
    throw .invalidDescription(.unsupportedStorage("\(Scalar.self)"))
  }
  return engine(try makeEngine(restoring: snapshot, number))
}

/// The same engine: a type that is found by its name alone is the one that was asked for.
private func engine<Scalar: StorageScalar>(
  _ engine: any OptimizerEngine
) -> any OptimizerEngine<Scalar> {
  guard let known = engine as? any OptimizerEngine<Scalar> else {
    preconditionFailure("an engine of another storage type")
  }
  return known
}

private func makeEngine<Scalar: StoredNumber>(
  _ dialect: Dialect, _ options: OptimizerOptions, _: Scalar.Type
) throws(OptimizerError) -> any OptimizerEngine {
  let arithmetic = options.arithmetic ?? Scalar.standardArithmetic
  guard Scalar.arithmetics.contains(arithmetic), let master = storedNumber(in: arithmetic)
  else {
    throw .unsupportedArithmetic(arithmetic.name, storage: Scalar.storageFormat.name)
  }
  guard options.hasMasterCopies else {
    return try DirectEngine<Scalar>(
      dialect: dialect, arithmetic: arithmetic, scalars: options.scalars,
      stochasticSeed: options.stochasticSeed)
  }
  return try makeEngine(dialect, options, Scalar.self, master)
}

private func makeEngine<Scalar: StoredNumber, Master: StoredNumber>(
  _ dialect: Dialect, _ options: OptimizerOptions, _: Scalar.Type, _: Master.Type
) throws(OptimizerError) -> any OptimizerEngine {
  try MasterCopyEngine<Scalar, Master>(
    dialect: dialect, scalars: options.scalars, stochasticSeed: options.stochasticSeed)
}

private func makeEngine<Scalar: StoredNumber>(
  restoring snapshot: OptimizerSnapshot, _: Scalar.Type
) throws(SnapshotError) -> any OptimizerEngine {
  guard snapshot.hasMaster else { return try DirectEngine<Scalar>(restoring: snapshot) }
  let arithmetic = FloatFormat(named: snapshot.arithmetic)
  guard let arithmetic, let master = storedNumber(in: arithmetic) else {
    throw .unknownFormat(snapshot.arithmetic)
  }
  guard Scalar.arithmetics.contains(arithmetic) else {
    throw .invalidDescription(
      .unsupportedArithmetic(arithmetic.name, storage: Scalar.storageFormat.name))
  }
  return try makeEngine(restoring: snapshot, Scalar.self, master)
}

private func makeEngine<Scalar: StoredNumber, Master: StoredNumber>(
  restoring snapshot: OptimizerSnapshot, _: Scalar.Type, _: Master.Type
) throws(SnapshotError) -> any OptimizerEngine {
  try MasterCopyEngine<Scalar, Master>(restoring: snapshot)
}
