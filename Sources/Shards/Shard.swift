/// One of several shares of a work: `3/8` is the third of eight.
public struct Shard: Sendable, Equatable, CustomStringConvertible {
  /// Its number, from 1.
  public let number: Int
  /// The number of shards.
  public let count: Int

  /// All of the work.
  public static let whole = Shard(number: 1, count: 1)

  /// The largest number of shards.
  public static let countLimit = 1_000_000

  init(number: Int, count: Int) {
    self.number = number
    self.count = count
  }

  /// Reads `number/count`.
  public init(_ text: String) throws(ShardError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[0]), let count = Int(parts[1]),
      let shard = Shard(checking: number, of: count), shard.description == text
    else { throw .malformedShard(text) }
    self = shard
  }

  init?(checking number: Int, of count: Int) {
    guard (1...Self.countLimit).contains(count), (1...count).contains(number) else {
      return nil
    }
    self.init(number: number, count: count)
  }

  public var description: String { "\(number)/\(count)" }
}
