import ArgumentParser
import Deviations
import Dialects
import Reports
import Scenarios
import Vectors
import Verdicts

/// `rmspec explain`: shows one case step by step, exact against got.
struct ExplainCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show one case step by step, exact against got, digit by digit.",
    discussion: """
      Without --adapter the bundled library answers; with --fault an implementation that \
      has a known fault. One element is shown: the first that is wrong, unless --tensor \
      and --element say which.

      Exit status: 0 every value is inside its enclosure; 1 one is not; 2 usage; 3 the \
      adapter failed; 4 it declined the case.
      """)

  @Argument(
    help: """
      The id of a case; "rmspec list" lists them, and "rmspec check" names those that it \
      computed, which end in -live.
      """)
  var id: String?

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp(
      "Explain the case of a draft, as \"rmspec new\" takes it.", valueName: "file"))
  var draft: String?

  @Option(
    help: ArgumentHelp(
      "The framework whose values a computed case has, as in \"rmspec check\".",
      valueName: "framework"))
  var profile: String?

  @OptionGroup var subject: SubjectOptions

  @Option(help: ArgumentHelp("The implementation's code path.", valueName: "name"))
  var path: String?

  @Option(help: ArgumentHelp("The tensor: its name or index.", valueName: "tensor"))
  var tensor: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The element of the tensor.", valueName: "index"),
    transform: Numbers.integer(in: 0...Int.max))
  var element: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The steps to show. Unless given: the first wrong one, and three before it.",
      valueName: "first-last"))
  var steps: String?

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var vectors: VectorOptions

  func perform(on console: Console) async throws -> ProgramStatus {
    let search = try CaseReference(id: id, draft: draft, profile: profile)
    let implementation = try makeImplementation(search.dialect, on: console)
    let outcome: CaseExplainer.Outcome
    do {
      let vectorCase = try await search.find(
        among: vectors, for: implementation)
      try await implementation.introduce().requirePaths(path.map { [$0] } ?? [])
      let explainer = CaseExplainer(vectorCase, by: implementation)
      outcome = try await explainer.explain(try view(of: explainer))
    } catch {
      await implementation.finish()
      throw error
    }
    await implementation.finish()
    switch outcome {
    case .declined(let reason):
      throw CommandError(status: .nothingRan, message: "declined: \(reason)".shown())
    case .failed(let message):
      throw CommandError(status: .adapter, message: "failed: \(message)".shown())
    case .explained(let explanation):
      if json {
        console.print(document: try JSONReport.text(explanation))
      } else {
        console.print(ExplanationText(explanation).lines(console.style))
      }
      return explanation.first == nil ? .success : .mismatch
    }
  }

  /// A fault is of the dialect of the case, unless told otherwise.
  private func makeImplementation(
    _ dialect: Dialect, on console: Console
  ) throws -> any Implementation {
    guard let name = subject.fault, subject.dialect == nil, subject.program.adapter == nil
    else {
      return try subject.implementation(optimizer: dialect.optimizer, on: console)
    }
    let fault = try Names.fault(name)
    guard fault.applies(dialect) else {
      throw CommandError.usage("\(dialect) cannot have the fault \(name)")
    }
    return FaultyImplementation(fault, of: dialect)
  }

  private func view(of explainer: CaseExplainer) throws(CommandError)
    -> CaseExplainer.View
  {
    var view = CaseExplainer.View()
    view.path = path
    let tensors = explainer.tensors
    if let tensor {
      let index =
        tensors.firstIndex { $0.name == tensor }
        ?? Int(tensor).flatMap { tensors.indices.contains($0) ? $0 : nil }
      guard let index else {
        throw Names.unknown("tensor of the case", tensor, tensors.map(\.name))
      }
      view.tensor = index
    }
    if let element {
      let count = tensors[view.tensor ?? 0].count
      guard element < count else {
        throw .usage("--element \(element): the tensor has \(count) elements, from 0")
      }
      view.element = element
      view.tensor = view.tensor ?? 0
    }
    if let steps { view.steps = try range(steps, count: explainer.stepCount) }
    return view
  }

  private func range(
    _ text: String, count: Int
  ) throws(CommandError) -> ClosedRange<Int> {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
      Int($0)
    }
    guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil,
      1 <= first, first <= last, last <= count
    else {
      throw .usage(
        "--steps \"\(text)\": give a step or first-last, from 1 to \(count)")
    }
    return first...last
  }
}
