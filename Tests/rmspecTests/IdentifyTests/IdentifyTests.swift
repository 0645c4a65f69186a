import Dialects
import Identification
import Reports
import Testing

@testable import rmspec

/// What `identify` says and comes to.
@Suite struct IdentifyTests {
  @Test("the bundled library is identified")
  func bundled() async throws {
    let run = await Run("identify --optimizer adadelta")
    #expect(run.status == .success, "\(run.output)\(run.errors)")
    for part in ["adadelta", "binary64", "standard", "wide", "maximize", "1 identified"] {
      #expect(run.output.contains(part), "\(run.output)")
    }
    #expect(!run.output.contains("claimed otherwise"))
  }

  @Test("a fault fits no dialect and is named")
  func fault() async throws {
    let run = await Run("identify --fault null --optimizer sgd --format binary32")
    #expect(run.status == .mismatch, "\(run.output)\(run.errors)")
    for part in ["fits no dialect", "step 1", "got", "exact", "κ* = ", "null in sgd"] {
      #expect(run.output.contains(part), "\(run.output)")
    }
    let json = await Run("identify --fault null --optimizer sgd --format binary32 --json")
    #expect(json.status == .mismatch)
    let report = try json.json(IdentificationReport.self)
    guard case .unidentified(let nearest) = report.findings.first?.outcome else {
      Issue.record("\(report.findings)")
      return
    }
    #expect(nearest.faults.contains { $0.id == "null" })
  }

  @Test("faults drawn are named")
  func drawnFaults() async throws {
    let run = await Run("identify --random 2 --seed 4 --optimizer adagrad")
    #expect(run.status == .success, "\(run.output)\(run.errors)")
    #expect(run.output.contains("2 of 2 faults named"))
    let json = await Run("identify --random 2 --seed 4 --optimizer adagrad --json")
    let rows = try json.json([FaultIdentificationTable.Row].self)
    #expect(rows.count == 2 && rows.allSatisfy { $0.isNamed })
  }

  @Test(
    "mistakes are one line",
    arguments: [
      ("--fault nul", "did you mean \"null\""),
      ("--optimizer adm", "did you mean \"adam\""),
      ("--format binary33", "did you mean \"binary32\""),
      ("--fault null --optimizer sgd --dialect nesterof", "did you mean \"nesterov\""),
      ("--fault null --optimizer sgd --dialect nestrov=off", "did you mean \"nesterov\""),
      ("--fault null --dialect standard", "name the optimizer"),
      ("--dialect standard", "name it with --fault"),
      ("--random 3 --fault null", "leave --adapter and --fault out"),
      ("--adapter true --fault null", "leave --adapter out"),
      ("--path fused", "has no code paths"),
      ("--random-edits 1 --fault null", "leave --adapter and --fault out"),
      ("--optimizer sgd --fault epsilon-inside-squared", "no dialect of sgd"),
    ])
  func mistakes(arguments: String, part: String) async throws {
    let run = await Run("identify " + arguments)
    #expect(run.status == .usage, "\(run.errors)")
    #expect(run.output == "")
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains(part), "\(run.errors)")
  }

  @Test("an adapter that declines everything is not identified")
  func silence() async throws {
    let folder = try Folder()
    func adapter(_ answer: String) throws -> String {
      let path = try folder.write(
        """
        #!/bin/sh
        while read -r request; do
          case $request in
          *'"type":"start"'*) echo '{"type":"started","protocol":2,"name":"fake",\
        "version":"1","language":"sh","implements":[{"optimizer":"sgd",\
        "formats":["binary32"]}]}' ;;
          *'"type":"stop"'*) exit 0 ;;
          *) id=${request#*'"id":"'}; id=${id%%'"'*}
            echo '{"type":"\(answer)","case":"'$id'","reason":"no","message":"no"}' ;;
          esac
        done
        """, to: answer, executable: true)
      return "'\(path)'"
    }
    let silent = await Run(["identify", "--adapter", try adapter("skip")])
    #expect(silent.status == .nothingRan, "\(silent.output)\(silent.errors)")
    let failing = await Run(["identify", "--adapter", try adapter("error")])
    #expect(failing.status == .adapter, "\(failing.output)\(failing.errors)")
    let dying = await Run(["identify", "--adapter", "false"])
    #expect(dying.status == .adapter, "\(dying.errors)")
  }
}
