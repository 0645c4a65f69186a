import Deviations
import Dialects
import Formats
import Foundation
import Generation
import Vectors

@testable import Studies

/// What the program counts, by the names of Documentation/Counts.md.
struct Counts {
  var numbers: [String: Int] = [:]

  /// A phrase has a name that is not counted.
  struct UnknownName: Error { let name: String }

  init() throws {
    let library = try VectorLibrary(root: SourceTree.root.appending(path: "Vectors"))
    let files = library.manifest.files
    numbers["faults"] = FaultCatalogue.all.count
    numbers["fault pairs"] = Self.faultPairs()
    numbers["dialect pairs"] = DialectMatrix.pairs(of: OptimizerName.allCases).count
    numbers["files"] = files.count
    numbers["cases"] = files.reduce(0) { $0 + $1.cases }
    numbers["cases of 16 bits and more"] = files.reduce(0) {
      $0 + ($1.format.bitWidth >= 16 ? $1.cases : 0)
    }
    let bytes = try files.reduce(0) {
      let path = library.root.appending(path: $1.path).path(percentEncoded: false)
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size]
      return $0 + ((size as? NSNumber)?.intValue ?? 0)
    }
    numbers["megabytes"] = Int((Double(bytes) / 1e6).rounded())
  }

  /// The pairs that `rmspec faults` counts: a fault and a file, of 16 bits or more, of a
  /// dialect to which it applies, unless the format cannot show it.
  private static func faultPairs() -> Int {
    let subjects = FaultCatalogue.all.map(PowerSubject.init)
    let plans = VectorGenerator.plans.filter {
      GoldenVectors.formats.contains($0.format) && $0.published.onlyAxis == nil
    }
    return plans.reduce(0) { sum, plan in
      let path = plan.path.split(separator: ".").first.map(String.init) ?? ""
      return sum
        + subjects.count {
          $0.applies(plan.published, plan.format) && $0.inexpressible(plan.format) == nil
            && NarrowLimits.reason($0.id, in: path) == nil
        }
    }
  }

  /// The phrase with the numbers in the places of their names.
  func filled(_ template: String) throws -> String {
    var text = template
    for match in template.matches(of: /\{([^}]+)\}/) {
      guard let number = numbers[String(match.1)] else {
        throw UnknownName(name: String(match.1))
      }
      text = text.replacing(match.0, with: Self.grouped(number))
    }
    return text
  }

  /// The number with a blank between groups of three digits if it has more than four.
  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    guard digits.count > 4 else { return String(digits) }
    return digits.enumerated().reduce(into: "") {
      if $1.offset > 0, (digits.count - $1.offset) % 3 == 0 { $0 += " " }
      $0.append($1.element)
    }
  }
}
