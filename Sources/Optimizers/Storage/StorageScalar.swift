import Formats

/// A type that parameters and gradients are stored in.
///
/// These are `Double`, `Float`, and the emulated types `Binary16`, `BFloat16`, `E4M3`
/// and `E5M2` of the module `Formats`. The protocol has no requirements: it only names
/// what may stand in ``Optimizer``, and nothing needs to be called on it. An optimizer
/// over a type that conforms elsewhere is refused
/// (``OptimizerError/unsupportedStorage(_:)``).
public protocol StorageScalar: Hashable, Sendable {}

extension Double: StorageScalar {}
extension Float: StorageScalar {}
extension Binary16: StorageScalar {}
extension BFloat16: StorageScalar {}
extension E4M3: StorageScalar {}
extension E5M2: StorageScalar {}
