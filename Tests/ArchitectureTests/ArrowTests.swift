import Testing

/// Documentation/Architecture.md says which module may import which.
///
/// Package.swift and the sources must say the same, and what must stay apart must not
/// meet on a detour.
struct ArrowTests {
  @Test("Package.swift has the arrows of the document")
  func package() throws {
    let (documented, declared) = try (Arrows.documented(), Arrows.declared())
    for module in Set(documented.targets.keys).union(declared.targets.keys).sorted() {
      #expect(
        documented.targets[module]?.sorted() == declared.targets[module]?.sorted(),
        "\(module): Documentation/Architecture.md and Package.swift differ")
    }
  }

  @Test("sources import what the document allows, and all of it")
  func imports() throws {
    let documented = try Arrows.documented()
    let files = try SourceTree.modules()
    #expect(
      Set(files.keys) == Set(documented.targets.keys),
      "the folders of Sources and the rows of the table are the same")
    let names = documented.targets.values.reduce(Set(files.keys)) { $0.union($1) }
    let imports = Arrows.imports(files, of: names)
    for (module, imported) in imports.targets where files[module]?.isEmpty == false {
      let allowed = documented.targets[module] ?? []
      #expect(imported.subtracting(allowed) == [], "\(module) imports what it may not")
      #expect(allowed.subtracting(imported) == [], "\(module) no longer imports these")
    }
  }

  @Test("what must stay apart stays apart, by detours too")
  func separations() throws {
    let declared = try Arrows.declared()
    let forbidden = try Arrows.forbidden()
    #expect(!forbidden.isEmpty)
    for (module, never) in forbidden {
      try #require(declared.targets[module] != nil, "there is no module \(module)")
      #expect(
        declared.reached(from: module).intersection(never) == [],
        "\(module) reaches what it must not")
    }
  }

  @Test("nothing imports all of Foundation where its essentials do")
  func essentials() throws {
    let conditional = """
      #if canImport(FoundationEssentials)
        import FoundationEssentials
      #else
        import Foundation
      #endif
      """
    var withEssentials = 0
    for file in try SourceTree.modules().values.joined() {
      let rest = file.text.replacing(conditional, with: "")
      if rest != file.text { withEssentials += 1 }
      #expect(!rest.contains(/import Foundation\b/), "\(file.path)")
    }
    #expect(withEssentials > 0)
  }

  @Test("a planted import is noticed")
  func plantedImport() {
    let file = SourceTree.File(
      path: "Sources/Optimizers/Planted.swift",
      text:
        "import Formats\n@testable import Oracle\npublic import struct Rules.Program\n")
    let imports = Arrows.imports(
      ["Optimizers": [file]], of: ["Formats", "Oracle", "Rules"])
    #expect(imports.targets["Optimizers"] == ["Formats", "Oracle", "Rules"])
    let detour = Arrows(targets: ["Verdicts": ["Helper"], "Helper": ["Subprocess"]])
    #expect(detour.reached(from: "Verdicts") == ["Helper", "Subprocess"])
  }
}
