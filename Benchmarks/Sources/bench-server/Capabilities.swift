/// What the server can measure, as it tells the driver.
struct Capabilities: Encodable {
  let name = "RMSpec"
  /// The numbers of threads that the library can be told to use.
  let threads = Capabilities.threadCounts

  static let threadCounts = [1, 2]
}
