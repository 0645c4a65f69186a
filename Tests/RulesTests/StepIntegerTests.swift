import Rules
import Testing

/// Integers that may depend on the step number.
@Suite struct StepIntegerTests {
  @Test(
    "an integer is its offset, or the step number plus its offset",
    arguments: [1, 2, 2049, 1_000_000])
  func values(step: Int) {
    for offset in [-1, 0, 1, 7] {
      #expect(
        StepInteger(countsSteps: true, offset: offset).value(step: step) == step + offset)
      #expect(
        StepInteger(countsSteps: false, offset: offset).value(step: step) == offset)
    }
  }
}
