import Vectors

/// Work that can be divided among machines, and everything that determines it.
///
/// Its items are numbered from 0. Some in a row are a block, of which results are recorded
/// as a whole, and a shard owns whole blocks: so the results of a block are the same however
/// the work was divided.
public struct ShardedWork: Sendable, Equatable {
  /// What is done.
  public enum Kind: String, Sendable, CaseIterable {
    /// Random cases of `rmspec check`.
    case randomCheck = "random-check"
    /// Bulk rounding of all binary32 values.
    case exhaustiveRounding = "exhaustive-rounding"
    /// Random steps of the library, compared with the oracle bit by bit.
    case randomSteps = "random-steps"

    /// What an item is called.
    public var item: String { self == .exhaustiveRounding ? "piece" : "case" }

    /// The number of items of a block: some tenths of a second of work on one core, which
    /// is what a task that is killed loses.
    public var blockSize: Int { self == .exhaustiveRounding ? 256 : 32 }
  }

  /// Something that determines the work, by its name, such as the seed.
  public struct Setting: Sendable, Equatable {
    /// What is set.
    public let name: String
    /// What it is set to, in words.
    public let value: String

    /// Creates a setting of its members.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What is done.
  public let kind: Kind
  /// The version of the program.
  public let rmspecVersion: String
  /// The version of the golden vectors, whose budget and inputs the work has as well.
  public let dataVersion: String
  /// What else determines the work.
  public let settings: [Setting]
  /// The number of items, 1 at least.
  public let itemCount: Int
  /// The number of items of a block; the last may have fewer.
  public let blockSize: Int

  /// The largest number of items.
  public static let itemLimit = 1_000_000_000_000

  /// Creates work of this version of the program.
  ///
  /// - Parameters:
  ///   - itemCount: The number of items, from 1 to `itemLimit`.
  ///   - blockSize: The number of items of a block; nil for that of the kind.
  public init(
    _ kind: Kind, settings: [Setting], itemCount: Int, blockSize: Int? = nil
  ) {
    self.init(
      kind, rmspecVersion: RMSpecVersion.current, dataVersion: GoldenVectors.dataVersion,
      settings: settings, itemCount: itemCount, blockSize: blockSize ?? kind.blockSize)
  }

  init(
    _ kind: Kind, rmspecVersion: String, dataVersion: String, settings: [Setting],
    itemCount: Int, blockSize: Int
  ) {
    precondition((1...Self.itemLimit).contains(itemCount) && blockSize > 0)
    self.kind = kind
    self.rmspecVersion = rmspecVersion
    self.dataVersion = dataVersion
    self.settings = settings
    self.itemCount = itemCount
    self.blockSize = blockSize
  }

  /// What a setting is set to, or nil if there is none of that name.
  public subscript(setting: String) -> String? {
    settings.first { $0.name == setting }?.value
  }

  /// The number of blocks.
  public var blockCount: Int { (itemCount - 1) / blockSize + 1 }

  /// The items of some blocks.
  public func items(ofBlocks blocks: Range<Int>) -> Range<Int> {
    blocks.lowerBound * blockSize..<min(blocks.upperBound * blockSize, itemCount)
  }

  /// The items of a block.
  public func items(ofBlock block: Int) -> Range<Int> {
    items(ofBlocks: block..<block + 1)
  }

  /// The blocks that a shard owns.
  public func blocks(of shard: Shard) throws(ShardError) -> Range<Int> {
    guard shard.count <= blockCount else {
      throw .tooManyShards(shard.count, blockCount: blockCount)
    }
    return (shard.number - 1) * blockCount / shard.count..<shard.number * blockCount
      / shard.count
  }

  /// What differs first between this work and another: its name, and both values.
  func difference(
    from other: ShardedWork
  ) -> (name: String, own: String, others: String)? {
    let (own, others) = (members, other.members)
    for name in (own + others).map(\.name) {
      let (mine, theirs) = (
        own.first { $0.name == name }?.value, others.first { $0.name == name }?.value
      )
      if mine != theirs { return (name, mine ?? "not given", theirs ?? "not given") }
    }
    return nil
  }

  private var members: [Setting] {
    [
      Setting("work", kind.rawValue), Setting("rmspecVersion", rmspecVersion),
      Setting("dataVersion", dataVersion), Setting("items", "\(itemCount)"),
      Setting("blockSize", "\(blockSize)"),
    ] + settings
  }
}
