import Deviations
import Dialects
import Formats
import HonestOrders
import Oracle
import Scenarios
import Testing
import _TestSupport

@testable import Identification

/// Whoever evaluates in an honest order, in whatever mode of scalars, is not accused.
@Suite struct HonestOrderIdentificationTests {
  /// An order, and the dialect, format and mode that it is drawn with.
  struct Drawn: Sendable, CustomTestStringConvertible {
    let order: HonestOrder
    let dialect: Dialect
    let format: FloatFormat
    let scalars: Scenario.ScalarPrecision

    var testDescription: String {
      "\(order.id) of \(dialect) in \(format), \(scalars.rawValue)"
    }
  }

  /// Orders drawn without repetition while there are any, each with a published dialect
  /// that has it; the mode is one that can be told in the format.
  private static let drawn: [Drawn] = {
    var random = SplitMix64(seed: Search.seed)
    func draw(below bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
    var rest: [HonestOrder] = []
    return (0..<4 * Search.effort).map { _ in
      if rest.isEmpty { rest = HonestOrder.all }
      let order = rest.remove(at: draw(below: rest.count))
      let format: FloatFormat = draw(below: 2) == 0 ? .binary64 : .binary32
      let dialects = PublishedDialect.all.map(\.dialect).filter {
        order.procedure(for: $0, in: format) != nil
      }
      let dialect = dialects.isEmpty ? nil : dialects[draw(below: dialects.count)]
      let modes: [Scenario.ScalarPrecision] =
        format == .binary32
        ? Scenario.ScalarPrecision.allCases : [.wide, .workingProducts]
      return Drawn(
        order: order, dialect: dialect ?? .standard(.adam), format: format,
        scalars: modes[draw(below: modes.count)])
    }
  }()

  @Test("an honest order is no fault, and its dialect is found", arguments: drawn)
  func order(_ drawn: Drawn) async throws {
    var impostor = Impostor(drawn.dialect, formats: [drawn.format])
    impostor.claim.dialect = Dictionary(
      uniqueKeysWithValues: drawn.dialect.values.map {
        ($0.key.rawValue, .init([$0.value]))
      })
    impostor.claim.scalars = [drawn.scalars.rawValue]
    impostor.scalars = drawn.scalars
    impostor.order = drawn.order
    let finding = try #require(try await impostor.findings().first)
    guard case .identified(let identity) = finding.outcome else {
      Issue.record("seed \(Search.seed): \(finding.outcome)")
      return
    }
    #expect(identity.faults.isEmpty, "\(identity.faults.map(\.id))")
    #expect(identity.claimedOtherwise.isEmpty, "\(identity.claimedOtherwise)")
    #expect(identity.roundedHyperparameters.isEmpty)
  }
}
