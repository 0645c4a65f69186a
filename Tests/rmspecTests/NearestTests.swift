import Testing

@testable import rmspec

/// Which names are offered in place of an unknown one.
@Suite struct NearestTests {
  @Test(arguments: [
    ("adma", "adam"), ("ADAM", "adam"), ("rmsprob", "rmsprop"), ("adagard", "adagrad"),
    ("rms", "rmsprop"), ("sdg", "sgd"), ("adamww", "adamw"),
  ])
  func nearNamesAreFound(written: String, meant: String) {
    let known = ["sgd", "adagrad", "rmsprop", "adam", "adamw"]
    #expect(nearest(to: written, among: known) == [meant])
  }

  @Test func farNamesAreNot() {
    #expect(nearest(to: "lion", among: ["sgd", "adagrad", "rmsprop"]) == [])
    #expect(nearest(to: "", among: ["sgd"]) == [])
  }

  @Test func everyNameIsNearestToItself() {
    let known = ["beta1", "beta2", "epsilon", "epsilonRoot", "decay", "weightDecay"]
    for name in known { #expect(nearest(to: name, among: known).first == name) }
  }
}
