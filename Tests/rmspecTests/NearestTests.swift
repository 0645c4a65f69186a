import Dialects
import Testing

/// Which names are offered in place of an unknown one.
@Suite struct NearestTests {
  @Test(
    "near names are found",
    arguments: [
      ("adma", "adam"), ("ADAM", "adam"), ("rmsprob", "rmsprop"), ("adagard", "adagrad"),
      ("rms", "rmsprop"), ("sdg", "sgd"), ("adamww", "adamw"),
    ])
  func nearNames(written: String, meant: String) {
    let known = ["sgd", "adagrad", "rmsprop", "adam", "adamw"]
    #expect(NearNames.find(written, among: known, limit: 1) == [meant])
  }

  @Test("far names are not")
  func farNames() {
    #expect(NearNames.find("lion", among: ["sgd", "adagrad", "rmsprop"], limit: 1) == [])
    #expect(NearNames.find("", among: ["sgd"], limit: 1) == [])
  }

  @Test("every name is nearest to itself")
  func itself() {
    let known = ["beta1", "beta2", "epsilon", "epsilonRoot", "decay", "weightDecay"]
    for name in known { #expect(NearNames.find(name, among: known).first == name) }
  }
}
