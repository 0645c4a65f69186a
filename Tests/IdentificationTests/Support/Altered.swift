import Verdicts

/// An implementation that answers otherwise than another one does.
struct Altered<Inner: Implementation>: Implementation {
  let inner: Inner
  /// How many cases may be asked at the same time.
  let concurrency: Int
  /// The answer, made with the other one.
  let alter: @Sendable (CaseRequest, Inner) async throws -> CaseAnswer

  init(
    _ inner: Inner, concurrency: Int = .max,
    alter: @escaping @Sendable (CaseRequest, Inner) async throws -> CaseAnswer
  ) {
    self.inner = inner
    self.concurrency = concurrency
    self.alter = alter
  }

  func introduce() async throws -> ImplementationDescription {
    try await inner.introduce()
  }

  func answer(_ request: CaseRequest) async throws -> CaseAnswer {
    try await alter(request, inner)
  }
}
