import Testing

@testable import Generation
@testable import Identification

struct InputProbeTests {
  @Test("the profiles that are not asked exist")
  func leftOut() {
    let names = Set(VectorGenerator.profiles.map(\.name))
    #expect(InputProbes.leftOut.subtracting(names).isEmpty)
  }
}
