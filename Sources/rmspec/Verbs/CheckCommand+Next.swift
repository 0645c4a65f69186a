import Reports
import Verdicts

extension CheckCommand {
  /// The command to run next: it explains the first mismatch, or asks for more.
  func next(after report: CheckReport) -> [String] {
    let first = report.verdicts.first {
      if case .mismatch = $0.outcome { true } else { false }
    }
    if let first {
      let reference = draft.map { "--case \(quoted($0))" } ?? first.caseID
      return [line("explain \(reference)", path: first.path)]
    }
    guard report.conforms, draft == nil else { return [] }
    return [line("check --random 1000", path: paths.first, isCheck: true)]
  }

  /// The command to run after random cases.
  func next(after shrunk: String?) -> [String] {
    shrunk.map { [line("explain --case \(quoted($0))", path: paths.first)] } ?? []
  }

  /// A command with the options that say what is checked.
  ///
  /// - Parameter isCheck: Whether it checks random cases, which no file has; otherwise it
  ///   explains one, whose id says its dialect.
  private func line(_ command: String, path: String?, isCheck: Bool = false) -> String {
    var words = ["next: rmspec \(command)"]
    func append(_ option: String, _ value: String?) {
      if let value { words.append("\(option) \(quoted(value))") }
    }
    append("--adapter", program.adapter)
    append("--path", path)
    append("--profile", profile)
    if isCheck { append("--dialect", dialect) } else { append("--vectors", vectors.path) }
    return words.joined(separator: " ")
  }
}
