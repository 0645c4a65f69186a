import Rules

/// Something that the budget admits besides errors of single operations.
///
/// It stands for honest implementations that differ from the rule by more than an
/// error of the same operation: another order of evaluation overflows, underflows or
/// is undefined where the rule's does not, or something is computed otherwise outside
/// of programs. Every admission has somebody who needs it: an order that names it
/// (`HonestOrder.admissions`), or implementations that it names itself.
public struct Admission: Sendable {
  /// The permanent name, in lower-case words joined by hyphens.
  public let id: String
  /// What is admitted, in a sentence.
  public let summary: String
  /// Implementations that need it and differ in more than the program of a step; nil
  /// where an order needs it.
  public let implementations: String?
  private let find: @Sendable (Program, Int) -> Widening<Int>?

  /// What is admitted for results of programs, found by the shape around them.
  ///
  /// - Parameter find: How the result of an element node is widened, if it is.
  init(
    _ id: String, _ summary: String,
    at find: @escaping @Sendable (_ program: Program, _ node: Int) -> Widening<Int>?
  ) {
    self.id = id
    self.summary = summary
    self.find = find
    implementations = nil
  }

  /// What is admitted outside of programs.
  init(_ id: String, _ summary: String, for implementations: String) {
    self.id = id
    self.summary = summary
    self.implementations = implementations
    find = { _, _ in nil }
  }

  /// How the result of an element node of a program is widened, if it is.
  public func widening(of node: Int, in program: Program) -> Widening<Int>? {
    find(program, node)
  }
}

extension Admission: Hashable {
  public static func == (a: Admission, b: Admission) -> Bool { a.id == b.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
