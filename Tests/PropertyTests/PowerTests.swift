import Testing

/// No law is empty: for each there is a planted fault that is proved to break it.
struct PowerTests {
  /// The likeliest first.
  private static let faults: [Fault] = [
    .climbing, .doubled, .halved, .summed, .forgottenMaximum, .swapped,
  ]

  @Test("a fault breaks it", arguments: AllLaws.all.indices) func faultBreaksIt(
    index: Int
  ) {
    let law = AllLaws.all[index]
    #expect(Self.faults.contains { law.finds($0, 150) }, "\(law.name)")
  }
}
