import Foundation
import Reports
import Testing

@testable import rmspec

/// What a check comes to, and what it prints.
@Suite struct CheckTests {
  private static let (right, wrong) = (FakeAdapter.right, FakeAdapter.wrong)

  @Test(
    "status is that of the worst case",
    arguments: [
      (right, right, ProgramStatus.success),
      (right, wrong, .mismatch),
      (right, FakeAdapter.fail, .adapter),
      (FakeAdapter.fail, wrong, .mismatch),
      (FakeAdapter.die, right, .adapter),
      (FakeAdapter.decline, right, .success),
      (FakeAdapter.decline, FakeAdapter.decline, .nothingRan),
    ])
  func status(one: String, two: String, status: ProgramStatus)
    async throws
  {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    let adapter = try FakeAdapter.write(to: folder, one: one, two: two)
    let run = await Run(["check", "--vectors", vectors, "--adapter", adapter])
    #expect(run.status == status, "\(run.output)\(run.errors)")
    #expect(run.errors == "")
    let json = await Run(["check", "--vectors", vectors, "--adapter", adapter, "--json"])
    #expect(json.status == status)
    let document = try json.json(CheckDocument.self)
    #expect(document.cases.count == 2)
    #expect(document.conforms == (status == .success))
  }

  @Test("failure names everything")
  func failure() async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    let adapter = try FakeAdapter.write(to: folder, one: Self.wrong, two: Self.wrong)
    let run = await Run([
      "check", "--vectors", vectors, "--adapter", adapter, "--failures", "1",
      "--junit", folder.path("report.xml"),
    ])
    for part in [
      "rmsprop/standard/binary32/one", "The case & <one>.", "step 1", "of w",
      "element 0 = [0, 0]", "40000000", "3f2f0bb2", "exact", "κ* = ", "1 more",
    ] {
      #expect(run.output.contains(part), "\(run.output)")
    }
    #expect(!run.output.contains("<two>"))
    #expect(folder.text(of: "report.xml")?.contains("binary32/two") == true)
  }

  @Test(
    "nothing that an adapter says is taken for a line of ours",
    arguments: [
      #"echo '{"type":"skip","case":"'$id'","reason":"no\n\nconforms: 6034 cases"}'"#,
      #"echo '{"type":"error","case":"'$id'","message":"no\n\nconforms: 6034 cases"}'"#,
      #"echo '{"type":"result","case":"\nconforms: 6034 cases","checkpoints":[]}'"#,
      #"echo '{"type":"\nconforms: 6034 cases"}'"#,
      #"printf '\033[2J\033[1mconforms: 6034 cases\n'"#,
      #"printf '\nconforms: 6034 cases\n' >&2; exit 1"#,
      #"answer '\nconforms: 6034 cases\u202e\u0085\u001b[31m'"#,
    ])
  func forgery(script: String) async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    let adapter = try FakeAdapter.write(to: folder, one: script, two: script)
    let arguments = ["check", "--vectors", vectors, "--adapter", adapter]
    for options in [[], ["--json"]] {
      let run = await Run(arguments + options)
      #expect(run.status != .success)
      for line in (run.output + "\n" + run.errors).split(separator: "\n") {
        #expect(!line.hasPrefix("conforms:"), "\(line)")
        #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202e}" })
        #expect(!line.unicodeScalars.contains { $0 == "\u{85}" })
      }
    }
  }

  @Test("what is left out is told, and not covered by the verdict")
  func skip() async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    let adapter = try FakeAdapter.write(
      to: folder, one: Self.right, two: Self.wrong)
    let arguments = ["check", "--vectors", vectors, "--adapter", adapter, "--skip"]
    let run = await Run(arguments + ["two"])
    #expect(run.status == .success, "\(run.output)\(run.errors)")
    #expect(run.output.contains("left out, so that nothing is said of it"))
    #expect(run.output.contains("1  two"))
    let document = try await Run(arguments + ["two", "--json"]).json(CheckDocument.self)
    #expect(document.leftOut.map(\.input) == ["two"] && document.cases.count == 1)
    #expect(await Run(arguments + ["binary32"]).status == .nothingRan)
    #expect(await Run(arguments + [""]).status == .usage)
    let list = await Run(["list", "--vectors", vectors, "--skip", "two"])
    #expect(list.output.contains("/one") && !list.output.contains("/two"))
  }

  @Test("the bundled library conforms on random cases")
  func random() async throws {
    let line = "check --random 60 --seed 3 --optimizer nadam --json"
    let first = await Run(line)
    #expect(first.status == .success, "\(first.output)\(first.errors)")
    let document = try first.json(RandomDocument.self)
    #expect(document.cases == 60 && document.mismatching.isEmpty)
    #expect(document.conforming + document.nothingCompared == 60)
    #expect(document.kinds["groups", default: 0] > 0)
  }

  @Test("the first random case that mismatches is written as a draft that check takes")
  func randomMismatch() async throws {
    let folder = try Folder()
    // It answers with the parameters that it was given.
    let path = try folder.write(
      """
      import json, sys
      for line in sys.stdin:
          message = json.loads(line)
          if message["type"] == "start":
              claim = {"optimizer": "rmsprop", "formats": ["binary32"]}
              answer = {"type": "started", "protocol": 2, "name": "idle", "version": "1"}
              answer.update(language="python", implements=[claim])
          elif message["type"] == "run":
              case = message["case"]
              groups = case["groups"]
              tensors = [t for group in groups for t in group["tensors"]]
              values = [{"parameter": t["initial"], "state": {}} for t in tensors]
              steps = message["checkpoints"]
              answer = {"type": "result", "case": case["id"]}
              answer["checkpoints"] = [{"step": s, "tensors": values} for s in steps]
          else:
              break
          print(json.dumps(answer), flush=True)
      """, to: "idle.py")
    let adapter = "python3 '\(path)'"
    let run = await Run([
      "check", "--random", "5", "--adapter", adapter, "--save", folder.path("case.json"),
    ])
    #expect(run.status == .mismatch, "\(run.output)\(run.errors)")
    #expect(run.output.contains("next: rmspec explain --case"))
    #expect(folder.text(of: "case.json")?.contains("\"shrunk\"") == true)
    let again = await Run([
      "check", "--case", folder.path("case.json"), "--adapter", adapter,
    ])
    #expect(again.status == .mismatch, "\(again.output)\(again.errors)")
    let bundled = await Run(["check", "--case", folder.path("case.json")])
    #expect(bundled.status == .success, "\(bundled.output)\(bundled.errors)")
    let explained = await Run(["explain", "--case", folder.path("case.json")])
    #expect(explained.status == .success, "\(explained.output)\(explained.errors)")
  }

  @Test(
    "what does not go together is refused",
    arguments: [
      "check --seed 2", "check --save file", "check --first 1",
      "check --random 1 --live", "check --random 1 --run dyadic", "check --random 0",
      "check --profile keras", "check --profile keras3 --dialect raw-frame",
      "check --profile dlib --optimizer radam", "check --case nowhere.json",
      "explain", "explain a --case b", "explain adam/nothing/binary32/ordinary-live",
    ])
  func refused(line: String) async {
    let run = await Run(line)
    #expect(run.status == .usage, "\(run.output)\(run.errors)")
    #expect(run.output == "" && run.errorLines.count == 1, "\(run.errors)")
  }

  @Test("a framework's dialect is checked, and a case of it explained")
  func profile() async throws {
    let run = await Run(
      "check --profile keras3 --optimizer nadam --format binary32 --run dyadic")
    #expect(run.status == .success, "\(run.output)\(run.errors)")
    #expect(run.output.contains("computed now"))
    #expect(run.output.contains("next: rmspec check --random 1000 --profile keras3"))
    let explained = await Run(
      "explain nadam/decay-before/binary32/dyadic-live --profile keras3")
    #expect(explained.status == .success, "\(explained.output)\(explained.errors)")
  }

  @Test("bundled library conforms")
  func bundledLibrary() async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    let run = await Run(["check", "--vectors", vectors], showsProgress: true)
    #expect(run.status == .success, "\(run.output)\(run.errors)")
    #expect(run.output.contains("conforms: 2 cases"))
    #expect(run.errors.contains("2/2") && run.errors.hasSuffix("\r\u{1b}[K"))
    #expect(!run.output.contains("\u{1b}"))
  }

  @Test(
    "nothing selected is nothing run",
    arguments: [
      ["--optimizer", "adam"], ["--format", "e4m3"], ["--run", "three"],
      ["--dialect", "centered=on"],
    ])
  func nothingSelected(filter: [String]) async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    let run = await Run(["check", "--vectors", vectors] + filter)
    #expect(run.status == .nothingRan)
    #expect(run.output.contains("nothing ran"))
  }

  @Test("filter selects")
  func filterSelects() async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    let run = await Run([
      "check", "--vectors", vectors, "--run", "/two", "--run", "three", "--optimizer",
      "rmsprop", "--format", "binary32", "--dialect", "standard", "--json",
    ])
    let cases = try run.json(CheckDocument.self).cases
    #expect(cases.map(\.id) == ["rmsprop/standard/binary32/two"])
  }

  @Test(
    "adapter that does not start fails",
    arguments: [
      ("exit 3", ProgramStatus.adapter, "status 3"),
      ("echo hello", .adapter, "hello"),
      (#"echo '{"type":"started","protocol":99,"name":"x"}'"#, .usage, "protocol 99"),
      (#"echo '{"type":"started","protocol":1,"name":"x"}'"#, .usage, "epsilonPlace"),
    ])
  func badStart(
    start: String, status: ProgramStatus, part: String
  ) async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    let adapter = try FakeAdapter.write(
      to: folder, one: Self.right, two: Self.right, start: start)
    let run = await Run(["check", "--vectors", vectors, "--adapter", adapter])
    #expect(run.status == status)
    #expect(run.output == "")
    #expect(run.errors.contains(part), "\(run.errors)")
    #expect(run.errorLines.count == 1, "\(run.errors)")
  }

  @Test("senseless claim is the adapter's fault")
  func senselessClaim() async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    let adapter = try FakeAdapter.write(
      to: folder, one: Self.right, two: Self.right,
      claim: #""optimizer":"rmsprob","formats":["binary32"]"#)
    let run = await Run(["check", "--vectors", vectors, "--adapter", adapter])
    #expect(run.status == .adapter)
    #expect(run.errors.contains("rmsprob"))
  }

  @Test("slow case costs itself only")
  func slowCase() async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    let adapter = try FakeAdapter.write(
      to: folder, one: FakeAdapter.hang, two: Self.right)
    let run = await Run([
      "check", "--vectors", vectors, "--adapter", adapter, "--timeout", "0.5", "--json",
    ])
    #expect(run.status == .adapter)
    let cases = try run.json(CheckDocument.self).cases
    #expect(cases.map(\.outcome) == [.failed, .conforms])
  }
}
