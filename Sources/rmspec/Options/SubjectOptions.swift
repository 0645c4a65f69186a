import ArgumentParser
import Bundled
import Deviations
import Dialects
import Verdicts

/// Which implementation is looked at.
struct SubjectOptions: ParsableArguments {
  @OptionGroup var program: AdapterOptions

  @Option(
    help: ArgumentHelp(
      "An implementation with this fault, in process; \"rmspec faults\" lists them.",
      valueName: "id"))
  var fault: String?

  @Option(
    help: ArgumentHelp(
      "The dialect that has the fault: a published name, or values on axes.",
      valueName: "name|axis=value,…"))
  var dialect: String?

  /// Whether it is the bundled library.
  var isBundled: Bool { program.adapter == nil && fault == nil }

  /// The implementation.
  ///
  /// - Parameter optimizer: The optimizer that has the fault; any that can have it
  ///   unless given.
  func implementation(
    optimizer: OptimizerName?, on console: Console
  ) throws -> any Implementation {
    guard dialect == nil || fault != nil else {
      throw CommandError.usage("--dialect is of the fault; name it with --fault")
    }
    switch (try program.process(on: console), fault) {
    case (nil, nil): return BundledImplementation()
    case (let process?, nil): return process
    case (nil, let name?):
      return try faulty(Names.fault(name), optimizer)
    case (.some, .some):
      throw CommandError.usage("--fault needs no program; leave --adapter out")
    }
  }

  private func faulty(
    _ fault: Fault, _ optimizer: OptimizerName?
  ) throws(CommandError) -> FaultyImplementation {
    guard let dialect else {
      guard let published = FaultyImplementation.dialect(for: fault, of: optimizer) else {
        throw .usage(
          "no dialect of \(optimizer?.rawValue ?? "any optimizer") has \(fault.id)")
      }
      return FaultyImplementation(fault, of: published.dialect)
    }
    guard let optimizer else {
      throw .usage("name the optimizer of the dialect with --optimizer")
    }
    let chosen = try DialectArgument(dialect).dialect(of: optimizer)
    guard fault.applies(chosen) else {
      throw .usage("\(chosen) cannot have the fault \(fault.id)")
    }
    return FaultyImplementation(fault, of: chosen)
  }
}

extension Names {
  static func fault(_ name: String) throws(CommandError) -> Fault {
    guard let fault = FaultCatalogue.all.first(where: { $0.id == name }) else {
      let near = suggestion(for: name, among: FaultCatalogue.all.map(\.id), limit: 3)
      throw .usage(
        "unknown fault: \"\(name)\"\(near.isEmpty ? ";" : near) "
          + "\"rmspec faults\" lists them")
    }
    return fault
  }
}

extension ImplementationDescription {
  /// Refuses code paths that the implementation does not have.
  func requirePaths(_ paths: [String]) throws(CommandError) {
    var known: [String] = []
    for path in implements.compactMap(\.path) where !known.contains(path) {
      known.append(path)
    }
    for path in paths where !known.contains(path) {
      guard !known.isEmpty else {
        throw .usage("\(name) has no code paths; leave --path \(path) out")
      }
      throw Names.unknown("code path of \(name)", path, known)
    }
  }
}
