/// The version of this package.
public enum RMSpecVersion {
  /// The version, by semantic versioning.
  public static let current = "0.2.0"
}
