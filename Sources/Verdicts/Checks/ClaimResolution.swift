import Dialects

/// Resolves the claims of an implementation that a filter lets pass.
package struct ClaimResolution: Sendable {
  private let filter: CaseFilter

  /// Prepares to resolve claims, as a filter tells which.
  package init(_ filter: CaseFilter) { self.filter = filter }

  /// The claims, in the order in which they are made; with a framework's profile, one for
  /// each of its rules.
  package func claims(
    of description: ImplementationDescription
  ) throws(DialectError) -> [ResolvedClaim] {
    let claims = description.implements.filter { claim in
      (filter.optimizers.isEmpty
        || filter.optimizers.contains { $0.rawValue == claim.optimizer })
        && (filter.paths.isEmpty || filter.paths.contains(claim.path ?? ""))
    }
    var resolved: [ResolvedClaim] = []
    var refusal: DialectError?
    for claim in claims {
      for override in try overrides(of: claim) {
        do {
          resolved.append(try ResolvedClaim(claim, override: override))
        } catch {
          // With an override, a claim of another optimizer need not know the axis.
          guard filter.dialect != nil else { throw error }
          refusal = error
        }
      }
    }
    if resolved.isEmpty, let refusal { throw refusal }
    return resolved
  }

  /// The dialects that a claim is told to be; nil for the claimed one.
  private func overrides(of claim: Claim) throws(DialectError) -> [DialectOverride?] {
    guard let profile = filter.profile else { return [filter.dialect] }
    guard let optimizer = OptimizerName(rawValue: claim.optimizer) else {
      throw .unknownOptimizer(claim.optimizer)
    }
    var rules: [FrameworkRule] = []
    for rule in profile.rules where rule.dialect.optimizer == optimizer {
      // Functions that compute the same are asked once.
      let isNew = !rules.contains {
        $0.dialect == rule.dialect && $0.values == rule.values
      }
      if isNew { rules.append(rule) }
    }
    return rules.map { .rule($0) }
  }
}
