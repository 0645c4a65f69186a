import Deviations
import Dialects
import Formats
import Oracle
import Scenarios
import Vectors

/// A vector file, prepared for a study.
struct PowerFile: Sendable {
  let published: PublishedDialect
  let format: FloatFormat
  /// The cases, long ones last.
  let cases: [PowerCase]
  /// Whether implementations show more than parameters.
  private let showsState: Bool

  init(
    _ file: VectorFile, of exposure: PowerStudy.Exposure = .everything,
    scalars: Scenario.ScalarPrecision? = nil
  ) throws(VectorError) {
    published = try file.published
    format = file.format
    let prefix = file.idPrefix
    var cases = file.cases.map { PowerCase($0, idPrefix: prefix) }
    if exposure == .smallestClaim { cases.removeAll { !$0.needs.areSmallest } }
    if let scalars {
      // What a mode does not change is asked of who claims it as well.
      cases.removeAll { $0.scenario.equivalentScalars(among: [scalars]).isEmpty }
    }
    showsState = exposure == .everything
    self.cases = cases.filter { !$0.isLong } + cases.filter(\.isLong)
  }

  /// What becomes of a subject.
  func row(of subject: PowerSubject) -> PowerRow {
    PowerRow(
      fault: subject.id, optimizer: published.dialect.optimizer.rawValue,
      dialect: published.name, format: format.name, verdict: verdict(of: subject))
  }

  private func verdict(of subject: PowerSubject) -> PowerRow.Verdict {
    guard subject.applies(published, format) else { return .notApplicable }
    if let reason = subject.inexpressible(format) { return .inexpressible(reason) }
    for powerCase in cases {
      if let rejection = rejection(of: subject, by: powerCase, showingState: showsState) {
        return .rejected(rejection)
      }
    }
    let path = "\(published.dialect.optimizer.rawValue)/\(published.name)/\(format.name)"
    return NarrowLimits.reason(subject.id, in: path).map { .inexpressible($0) }
      ?? .survived
  }

  private func rejection(
    of subject: PowerSubject, by powerCase: PowerCase,
    showingState showsState: Bool
  ) -> Rejection? {
    let execution = subject.execution(powerCase.scenario)
    guard
      subject.alwaysTouches || execution.isTouched
        || execution.scenario.stochastic != powerCase.scenario.stochastic
    else { return nil }
    return powerCase.rejection(of: execution, showingState: showsState)
  }

  /// What each case rejects that no other does, if parameters are all that is seen.
  func kills(of subjects: [PowerSubject]) -> [CaseKills] {
    var killed = Array(repeating: Set<String>(), count: cases.count)
    for subject in subjects
    where subject.applies(published, format) && subject.inexpressible(format) == nil {
      for (index, powerCase) in cases.enumerated()
      where rejection(of: subject, by: powerCase, showingState: false) != nil {
        killed[index].insert(subject.id)
      }
    }
    return cases.indices.map { index in
      func only(among others: some Sequence<Int>) -> [String] {
        others.filter { $0 != index }
          .reduce(killed[index]) { $0.subtracting(killed[$1]) }.sorted()
      }
      let needs = cases[index].needs
      return CaseKills(
        caseID: cases[index].id, input: cases[index].name, count: killed[index].count,
        only: only(among: cases.indices),
        onlyOfItsNeeds: only(
          among: cases.indices.filter { needs.include(cases[$0].needs) }))
    }
  }
}

/// A fault or mutant whose rejection is studied.
struct PowerSubject: Sendable {
  let id: String
  let applies: @Sendable (PublishedDialect, FloatFormat) -> Bool
  let inexpressible: @Sendable (FloatFormat) -> String?
  let execution: @Sendable (Scenario) -> Execution
  /// Whether every scenario is worth running.
  var alwaysTouches = false

  init(_ fault: Fault) {
    id = fault.id
    // A schedule does not know its optimizer: plain SGD shows the rates themselves.
    let isScheduleAlone = fault.kind == .schedule
    applies = { published, format in
      fault.applies(published.dialect)
        && (!isScheduleAlone || published.dialect == .standard(.sgd))
        && (!fault.concernsMainForms || published.isMain)
        && fault.concernedFormats?.contains(format) ?? true
    }
    inexpressible = fault.inexpressible
    execution = { fault.execution(of: $0) }
  }

  init(_ mutant: SystematicMutants.Mutant) {
    id = mutant.id
    alwaysTouches = true
    let procedure = mutant.procedure
    applies = { _, _ in true }
    inexpressible = { _ in nil }
    execution = { Execution(of: $0, by: procedure) }
  }
}
