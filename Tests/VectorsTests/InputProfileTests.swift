import Dialects
import Testing

@testable import Generation

/// Profiles are referred to by name.
struct InputProfileTests {
  private let names = VectorGenerator.profiles.map(\.name)

  @Test("each profile has a name of its own")
  func unique() {
    #expect(Set(names).count == names.count)
  }

  @Test("the profiles that show an axis exist", arguments: Axis.allCases)
  func showing(axis: Axis) {
    #expect(InputProfile.names(showing: axis).subtracting(names).isEmpty)
  }
}
