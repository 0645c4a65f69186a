import Dialects
import Formats
import Oracle
import Verdicts

/// A claim of an implementation, as what is to be identified.
struct Subject: Sendable {
  let claim: ResolvedClaim
  /// The formats to try, one after the other until a dialect fits.
  let formats: [FloatFormat]
  /// The axes on which the program says that it takes several values.
  let options: [Option]

  /// An axis on which a program says that it takes several values.
  struct Option: Sendable {
    let axis: Axis
    let values: [String]
  }

  /// The number of values that are told besides the first of each axis.
  var optionCount: Int { options.reduce(0) { $0 + $1.values.count - 1 } }

  init(_ claim: Claim, formats wanted: [FloatFormat]) throws(DialectError) {
    let resolved = try ResolvedClaim(claim, override: nil)
    self.claim = resolved
    // The widest shows most.
    formats = FloatFormat.all.filter {
      resolved.formats.contains($0) && (wanted.isEmpty || wanted.contains($0))
    }
    // The place of ε follows from the hyperparameters of each probe.
    let axes = resolved.optimizer.definition.axes.filter { $0.axis != .epsilonPlace }
    options = axes.compactMap { axis, _ in
      let values = claim.dialect?[axis.rawValue]?.values ?? []
      return values.count > 1 ? Option(axis: axis, values: values) : nil
    }
  }

  /// What the program is told of axes: the standard value if it is among those that it
  /// claims, or else the first of these.
  ///
  /// Who claims one value and obeys what it is told would otherwise compute another.
  func told(_ changes: [Axis: String] = [:]) -> Dialect {
    var values = claimed.values.merging(changes) { $1 }
    // The place of ε is told with each probe.
    if values[.epsilonPlace] != nil, changes[.epsilonPlace] == nil {
      values[.epsilonPlace] = Dialect.standard(claim.optimizer).values[.epsilonPlace]
    }
    return (try? Dialect(claim.optimizer, values)) ?? .standard(claim.optimizer)
  }

  /// What the program claims to be when it is told that.
  var claimed: Dialect {
    var values: [Axis: String] = [:]
    for (axis, standard) in claim.optimizer.definition.axes {
      let listed = claim.claim.dialect?[axis.rawValue]?.values ?? [standard]
      values[axis] = listed.contains(standard) ? standard : listed.first
    }
    return (try? Dialect(claim.optimizer, values)) ?? .standard(claim.optimizer)
  }

  /// The mode of scalars that is asked for: the first that is claimed.
  var scalars: ScalarUse { .specified(claim.scalars.first ?? .wide) }

  /// The arithmetic to ask for: that of the storage format, if there is a choice.
  func arithmetic(over storage: FloatFormat) -> FloatFormat {
    if claim.arithmetic.contains("storage") { return storage }
    return claim.arithmetic.lazy.compactMap(FloatFormat.init(named:)).first {
      $0.precision >= storage.precision
    } ?? storage
  }
}
