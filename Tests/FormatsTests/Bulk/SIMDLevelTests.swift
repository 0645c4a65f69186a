import Testing

@testable import Formats

@Suite("The instruction set of bulk conversions")
struct SIMDLevelTests {
  private typealias Level = FloatFormat.SIMDLevel

  @Test("is what is asked for, if there is such a thing")
  func requested() {
    let best = Level(requested: nil)
    #expect(best == Level.supported.last)
    #expect(best != .scalar)
    #expect(Level(requested: "sse9") == best)
    #expect(Level(requested: "") == best)
    for level in Level.allCases {
      #expect(Level(requested: level.rawValue) == (level.isSupported ? level : best))
    }
  }

  @Test("has kernels unless it is scalar")
  func kernels() {
    #expect(Level.scalar.kernels == nil)
    for level in Level.vectors { #expect(level.kernels != nil) }
    #expect(
      FloatFormat.all.filter(\.hasKernel)
        == [.binary32, .binary16, .bfloat16, .e4m3, .e5m2])
    #expect(
      FloatFormat.unusual.filter { !$0.hasKernel }.map(\.name)
        == ["e7m8 from 2^-125", "e5m6 in 12 bits"])
  }
}
