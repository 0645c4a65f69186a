import Verdicts

/// What an implementation turned out to be.
public struct IdentificationReport: Codable, Sendable {
  /// What it said of itself.
  public var implementation: ImplementationDescription
  /// What was found, for each optimizer and code path, and for each format that was
  /// needed.
  public var findings: [Finding]

  /// Whether all that answered is some dialect.
  public var isIdentified: Bool {
    findings.allSatisfy {
      if case .unidentified = $0.outcome { false } else { true }
    }
  }
}

/// What one claim turned out to be in one format.
public struct Finding: Codable, Sendable {
  /// The optimizer that it is said to be.
  public var optimizer: String
  /// The code path, if the implementation has several.
  public var path: String?
  /// The storage format.
  public var format: String
  /// The format of element operations.
  public var arithmetic: String
  /// The outcome.
  public var outcome: Outcome
  /// What the options turned out to do that the claim lists.
  public var options: [OptionFinding]
  /// The number of probes that were answered.
  public var probeCount: Int
  /// The probes that were not.
  public var declined: [DeclinedProbe]
  /// The probes that were not asked, because the calls are slow or a limit was set.
  public var unasked: [String]

  /// What a claim turned out to be.
  public enum Outcome: Codable, Sendable {
    /// A dialect: every answer is what it admits, special values excepted.
    case identified(Identity)
    /// A dialect that fits, while there is too little evidence to say that it is that.
    case possible(Identity)
    /// No dialect.
    case unidentified(Nearest)
    /// Every probe was declined.
    case silent(reason: String)
    /// A probe failed, and none was answered.
    case failed(message: String)
  }
}

/// A probe that was not answered.
public struct DeclinedProbe: Codable, Sendable {
  /// The probe.
  public var probe: String
  /// What the implementation said.
  public var reason: String
  /// Whether it failed instead of declining.
  public var isFailure: Bool
}

/// What a program does when it is told another value on an axis.
public struct OptionFinding: Codable, Sendable {
  /// The axis.
  public var axis: String
  /// The value that it was told.
  public var told: String
  /// The values that fit then; empty if no dialect fits.
  public var found: [String]
  /// Whether the value makes another rule of the one identified.
  public var hasEffect: Bool
  /// What else changed, by axis.
  public var sideEffects: [String: String]
  /// Why nothing is known, if so.
  public var reason: String?
  /// Whether that is because the program failed, or fits nothing.
  public var hasFailed = false

  /// Whether it became what it was told.
  public var isObeyed: Bool {
    (found.contains(told) || (!hasEffect && reason == nil)) && sideEffects.isEmpty
  }

  /// Whether it was not tried: the program declined, or nothing was asked.
  public var isUntried: Bool { reason != nil && !hasFailed }
}

/// A dialect, and everything that was found out with it.
public struct Identity: Codable, Sendable {
  /// The value on every axis.
  public var dialect: [String: String]
  /// The values that are not the optimizer's standard ones.
  public var differences: [String: String]
  /// What becomes of each epsilon that the program understands: `outside`, `inside`,
  /// `insideSquared` or `unused`.
  public var epsilons: [String: String]
  /// How hyperparameters reach the elements: a mode of scalars, or `single` where all are
  /// rounded to binary32 first.
  public var scalars: String
  /// The hyperparameters that are rounded to binary32 first, where others are not.
  public var roundedHyperparameters: [String]
  /// What becomes of subnormal numbers, where they are not kept.
  public var subnormals: Claim.Subnormals?
  /// How much there is to say so.
  public var evidence: EvidenceAmount
  /// The probes that fit but for special values: NaN, infinite or very small numbers.
  public var specialValues: [SpecialValues]
  /// The names of the published dialects that it is.
  public var published: [String]
  /// The rules of frameworks that it is.
  public var frameworks: [FrameworkMatch]
  /// The names of published dialects that fit as well, as far as was asked.
  public var alsoPublished: [String]
  /// The rules of frameworks that fit as well, as far as was asked.
  public var alsoFrameworks: [FrameworkMatch]
  /// What could not be told apart, and what would be needed to.
  public var undecided: [Undecided]
  /// κ* of the farthest value, and where it is.
  public var largestBudget: Double
  /// Where the answer is farthest from what the nearest candidate admits.
  public var farthest: ProbePlace?
  /// Values on axes that the claim states differently.
  public var claimedOtherwise: [String: String]
  /// Known faults that make what was found of what is claimed.
  public var faults: [FaultMatch]
}

/// A framework that computes a dialect.
public struct FrameworkMatch: Codable, Sendable, Equatable {
  /// The framework.
  public var framework: String
  /// Its name for the rule.
  public var function: String
  /// The circumstances, if any are needed.
  public var condition: String?
}

/// Something that the answers leave open.
public struct Undecided: Codable, Sendable, Equatable {
  /// An axis, `scalars`, `epsilon` or `epsilonRoot`.
  public var what: String
  /// The values that fit, the one reported first.
  public var values: [String]
  /// What it would take to tell them apart.
  public var need: String
}

/// Where in an answer a value is.
public struct ProbePlace: Codable, Sendable {
  /// The probe.
  public var probe: String
  /// Where in its run.
  public var place: ValuePlace
}

/// What comes nearest to a program that is no dialect.
public struct Nearest: Codable, Sendable {
  /// The dialect, with what was found out about the probes that it does fit.
  public var identity: Identity
  /// The probes that it fits, of those that were answered.
  public var fittingCount: Int
  /// The probe in which the program departs first.
  public var probe: String
  /// What the probe is for.
  public var purpose: String
  /// The first value that is wrong there.
  public var mismatch: Mismatch
  /// Known faults that explain every answer.
  public var faults: [FaultMatch]
  /// Where none does, the known fault that explains most of them, if one explains three
  /// in four.
  public var closestFault: PartialFaultMatch?
  /// Where no known fault does, the simplest single edit of a rule that explains every
  /// answer.
  public var edit: EditMatch?
}

/// A fault that explains a part of what was found.
public struct PartialFaultMatch: Codable, Sendable, Equatable {
  /// The fault.
  public var fault: FaultMatch
  /// The probes that it does not explain.
  public var unexplained: [String]
}

/// A fault that explains what was found.
public struct FaultMatch: Codable, Sendable, Equatable {
  /// The fault's permanent name.
  public var id: String
  /// What it computes instead of what it should.
  public var summary: String
  /// The dialect that an implementation with the fault was to be.
  public var dialect: String
  /// Where it happened.
  public var evidence: [String]
}
