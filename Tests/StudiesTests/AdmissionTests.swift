import HonestOrders
import Studies
import Testing
import _TestSupport

/// What the budget admits stands for somebody who needs it, and nothing is needed that
/// nobody names.
@Suite struct AdmissionTests {
  @Test("names are unique")
  func names() {
    #expect(Set(Admission.all.map(\.id)).count == Admission.all.count)
  }

  @Test("an admission is named by an order, or says which implementations need it")
  func named() {
    let named = Set(HonestOrder.all.flatMap(\.admissions))
    for admission in Admission.all {
      #expect(
        named.contains(admission) == (admission.implementations == nil),
        "\(admission.id)")
    }
    #expect(named.isSubset(of: Admission.all))
  }

  @Test("an order names what it is rejected without, and nothing else")
  func needs() throws {
    let needs = try AdmissionNeeds(count: 10, seed: 0x6e65_6564)
    for order in HonestOrder.all {
      let found = needs.found[order.id, default: [:]]
      let named = Set(order.admissions)
      #expect(
        named.symmetricDifference(found.keys).isEmpty,
        "\(order.id): found \(found), named \(named.map(\.id))")
      let place = needs.unnamed[order.id]
      #expect(place == nil, "\(order.id) needs more than it names: \(place ?? "")")
    }
  }
}
