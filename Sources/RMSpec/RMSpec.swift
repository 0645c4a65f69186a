/// Everything that a Swift program needs to check an optimizer, or to train with one.
///
/// ```swift
/// import RMSpec
///
/// let implementation = SteppingImplementation<MyRMSprop>(
///   ImplementationDescription(
///     name: "mine", version: "1", language: "swift",
///     implements: [Claim(optimizer: "rmsprop", formats: ["binary32"])]))
/// let check = ConformanceCheck(
///   of: implementation, against: try VectorLibrary(root: VectorLibrary.defaultRoot()))
/// let cases = try await check.select(implementation.introduce())
/// let verdicts = try await check.run(cases)
/// ```
///
/// `import Optimizers` is enough for training; it needs no MPFR.
@_exported import Adapters
@_exported import Bundled
@_exported import Dialects
@_exported import Formats
@_exported import Optimizers
@_exported import Oracle
@_exported import Scenarios
@_exported import Vectors
@_exported import Verdicts
