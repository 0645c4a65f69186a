import Verdicts

/// How long and how large an adapter's answers may be.
public struct AdapterLimits: Sendable, Equatable {
  /// How long the program may take to say that it has started.
  public var start: Duration
  /// How long the program may take to start before somebody is told that it does.
  public var patience = Duration.seconds(5)
  /// How long one case may take.
  public var run: Duration
  /// How long the program may take to exit after it was told to stop, and again
  /// after it was asked to terminate; then it is killed.
  public var farewell: Duration
  /// The length in bytes that no line may exceed, whatever the case.
  public var line: Int
  /// How often in a row the program may fail to start again.
  public var restarts: Int

  /// Creates limits.
  public init(
    start: Duration = .seconds(120), run: Duration = .seconds(60),
    farewell: Duration = .seconds(2), line: Int = 256 << 20, restarts: Int = 3
  ) {
    self.start = start
    self.run = run
    self.farewell = farewell
    self.line = line
    self.restarts = restarts
  }
}

extension AdapterLimits {
  /// The length in bytes of the longest introduction.
  var introduction: Int { min(line, 1 << 20) }

  /// The length in bytes of the longest honest answer to a request, generously.
  func answer(to request: CaseRequest) -> Int {
    // An element is at most 16 digits, two quotes, a comma and a space; the
    // rest of its 32 bytes is for a writer that likes white space. Eight
    // quantities are more than any optimizer keeps for an element.
    let tensors = request.scenario.tensors
    let elements = tensors.reduce(0) { $0 + $1.elementCount }
    let checkpoint = elements * 8 * 32 + tensors.count * 1024 + 1024
    let (whole, overflow) =
      checkpoint.multipliedReportingOverflow(by: request.checkpoints.count)
    return overflow ? line : min(line, whole.addingClamped(1 << 20))
  }
}

extension ImplementationDescription {
  /// Which part is longer than a description may be, or unfit to be shown, and what the
  /// limit is; nil if none is.
  var exceededLimit: String? {
    let (length, entries, claims) = (200, 200, 1000)
    func problem(_ name: String, _ text: String?) -> String? {
      guard let text else { return nil }
      if text.unicodeScalars.count > length {
        return "a \(name) of more than \(length) characters"
      }
      return text.unicodeScalars.contains(where: { $0.isControlling || $0 == "\t" })
        ? "a control character in its \(name)" : nil
    }
    func problem(of claim: Claim) -> String? {
      let lists =
        [
          claim.formats, claim.hyperparameters ?? [], claim.scalars ?? [],
          claim.arithmetic ?? [], Array((claim.dialect ?? [:]).keys),
        ] + (claim.dialect ?? [:]).values.map(\.values)
      if lists.contains(where: { $0.count > entries }) {
        return "a claim that lists more than \(entries) names"
      }
      return problem("path", claim.path) ?? problem(
        "name of an optimizer", claim.optimizer)
        ?? lists.joined().lazy.compactMap { problem("claimed name", $0) }.first
    }
    if implements.count > claims { return "more than \(claims) claims" }
    return problem("name", name) ?? problem("version", version)
      ?? problem("language", language)
      ?? implements.lazy.compactMap(problem(of:)).first
  }
}

extension Int {
  /// The sum, or the greatest integer if there is none.
  fileprivate func addingClamped(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
