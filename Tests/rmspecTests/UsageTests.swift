import Foundation
import Testing

@testable import rmspec

/// Bad input gets one line that says what, where and how to mend it; nothing
/// runs and nothing is written.
@Suite struct UsageTests {
  /// Command lines, and what the message must say.
  static let mistakes: [(line: String, parts: [String])] = [
    ("frobnicate", ["frobnicate", "rmspec --help"]),
    ("check --frob", ["--frob", "rmspec check --help"]),
    ("check --vectors", ["--vectors", "rmspec check --help"]),
    ("check --vectors nowhere", ["nowhere", "--vectors", "rmspec generate"]),
    ("list --vectors nowhere", ["nowhere"]),
    ("verify --vectors nowhere", ["nowhere"]),
    ("generate --vectors no/where", ["no/", "create it"]),
    ("check --optimizer rmsprob", ["rmsprob", "did you mean \"rmsprop\"?", "adagrad"]),
    ("check --format binary23", ["binary23", "did you mean \"binary32\"?", "bfloat16"]),
    ("check --dialect raw-farme", ["did you mean \"raw-frame\"?", "list --dialects"]),
    ("check --dialect =", ["--dialect \"=\"", "axis=value"]),
    ("check --dialect a=b=c,", ["--dialect", "axis=value"]),
    (
      "check --optimizer adam --dialect epsilonFrme=raw",
      ["did you mean \"epsilonFrame\"?"]
    ),
    ("check --optimizer adam --dialect epsilonFrame=rww", ["did you mean \"raw\"?"]),
    ("check --timeout 0", ["--timeout", "seconds above 0"]),
    ("check --timeout nan", ["--timeout", "seconds above 0"]),
    ("check --timeout 1e300", ["--timeout", "1000000"]),
    ("check --failures -1", ["-1", "--failures", "from 0"]),
    ("check --junit no/where.xml", ["no/where.xml", "no folder", "create it"]),
    ("check --adapter no-such-program", ["no-such-program", "PATH"]),
    ("check --adapter ./absent", ["./absent", "no file"]),
    ("check --adapter '", ["quot"]),
    ("check --path fused", ["fused", "no code paths"]),
    ("check --shard 1/2", ["--shard goes with --random"]),
    ("check --results r.jsonl", ["--results goes with --random"]),
    ("check --random 9 --shard 1/2", ["--shard goes with --results", "name the file"]),
    ("check --random 9 --shard 3/2 --results r", ["3/2", "number/count"]),
    ("check --random 9 --shard 0/2 --results r", ["0/2", "number/count"]),
    ("check --random 9 --shard 1/2 --results r", ["2 shards", "by 1 at most"]),
    ("check --random 9 --first 1 --results r", ["--first does not go with --results"]),
    ("check --random 9 --save s --results r", ["--save does not go with --results"]),
    ("check --random 9 --results no/where", ["no/where", "cannot be opened"]),
    ("merge", ["file", "rmspec merge --help"]),
    ("merge nowhere", ["nowhere", "cannot be opened"]),
    ("merge Package.swift", ["Package.swift: line 1"]),
    ("merge nowhere --output no/where", ["no/where", "create it"]),
    ("list --dialects --format binary32", ["--dialects", "--format"]),
    ("show", ["subject"]),
    ("show adm", ["adm", "did you mean \"adam\"?"]),
    ("show adam/raw-frame", ["adam/raw-frame", "optimizer/dialect/format/name"]),
    ("show rmsprop/epsilon-bot/binary32/one", ["did you mean \"epsilon-both\"?"]),
    ("show rmsprop/standard/binary23/one", ["did you mean \"binary32\"?"]),
    ("show rmsprop/standard/binary16/one", ["no vectors", "list"]),
    ("show rmsprop/standard/binary32/oen", ["did you mean \"one\"?"]),
    ("show rmsprop/standard/binary32/one --all", ["--all"]),
    ("show adam --set beta3=1", ["beta3", "did you mean \"beta1\"?"]),
    ("trajectory", ["--optimizer"]),
    ("trajectory --optimizer adam --steps -3", ["-3", "--steps", "from 0"]),
    ("trajectory --optimizer adam --steps 99999999999999999999", ["--steps"]),
    ("trajectory --optimizer adam --digits 0", ["--digits", "from 1"]),
    ("trajectory --optimizer adam --precision-cap 2", ["--precision-cap", "from 16"]),
    (
      "trajectory --optimizer adam --curvature 1,,2", ["--curvature", "entry 2 is empty"]
    ),
    (
      "trajectory --optimizer adam --curvature 1,x",
      ["entry 2", "\"x\"", "finite number"]
    ),
    ("trajectory --optimizer adam --curvature inf", ["entry 1", "finite number"]),
    ("trajectory --optimizer adam --start 1,2", ["1 entries", "2"]),
    ("trajectory --optimizer adam --objective cubic", ["cubic", "quadratic"]),
    (
      "trajectory --optimizer adam --set learningRate=-1", ["learningRate", "at least 0"]
    ),
    ("trajectory --optimizer adam --set learningRate=nan", ["learningRate", "finite"]),
    ("trajectory --optimizer adam --set beta1=1", ["beta1=1", "[0, 1)"]),
    ("trajectory --optimizer adam --set beta1", ["--set", "name=value"]),
    ("trajectory --optimizer adam --set beta1=", ["\"\" is no number"]),
    (
      "trajectory --optimizer adam --learning-rate x", ["--learning-rate x", "no number"]
    ),
    (
      "trajectory --optimizer adam --learning-rate -1",
      ["--learning-rate -1", "at least 0"]
    ),
    ("trajectory --optimizer rmsprop --beta1 0.9", ["beta1", "rmsprop", "decay"]),
    ("trajectory --optimizer adam --at 3 --every 2", ["--at", "--every"]),
    ("trajectory --optimizer adam --at 3 --steps 2", ["--at 3", "--steps 2"]),
    ("trajectory --optimizer adam --at -1", ["--at", "from 0"]),
    ("trajectory --optimizer adam --dialect adam", ["adam", "raw-frame"]),
  ]

  @Test(
    "is told in one line", arguments: mistakes)
  func oneLine(line: String, parts: [String]) async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    var arguments = line.split(separator: " ").map(String.init)
    if ["check", "show"].contains(arguments[0]), !arguments.contains("--vectors") {
      arguments += ["--vectors", vectors]
    }
    let before = folder.contents
    let run = await Run(arguments)
    #expect(run.status == .usage)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("rmspec: ") && run.errors.hasSuffix("\n"))
    #expect(run.errorLines.count == 1, "\(run.errors)")
    for part in parts { #expect(run.errors.contains(part), "\(run.errors)") }
    #expect(folder.contents == before)
  }

  @Test(
    "broken vectors are told in one line",
    arguments: [
      (#"{"schemaVersion": 3"#, "manifest.json"),
      (#"{"schemaVersion": 3, "dataVersion": "1", "files": [{}]}"#, "files[0]"),
      (#"{"schemaVersion": 9, "dataVersion": "1", "files": []}"#, "schemaVersion"),
      (#"{"schemaVersion": 2, "dataVersion": "2.0.0", "files": []}"#, "renamed.json"),
      (#"{"schemaVersion": 3, "dataVersion": "1", "files": [], "x": 1}"#, "\"x\""),
      (
        #"{"schemaVersion": 3, "dataVersion": "1.0.0", "files": [{"path": "#
          + #""rmsprop/standard/binary32.json", "optimizer": "rmsprop", "#
          + #""dialect": "standard", "format": "binary32", "sha256": "00", "cases": 2}]}"#,
        "checksum"
      ),
      (
        #"{"schemaVersion": 3, "dataVersion": "1.0.0", "files": [{"path": "#
          + #""rmsprop/standard/binary32.json", "optimizer": "rmsprop", "#
          + #""dialect": "nesterov", "format": "binary32", "sha256": "00", "cases": 2}]}"#,
        "files[0].path"
      ),
      (
        #"{"schemaVersion": 3, "dataVersion": "1.0.0", "files": [{"path": "#
          + #""rmsprop/standard/binary32.json", "optimizer": "rmsprop", "#
          + #""dialect": "standrad", "format": "binary32", "sha256": "00", "cases": 2}]}"#,
        "standrad"
      ),
    ])
  func brokenVectors(manifest: String, part: String) async throws {
    let folder = try Folder()
    let vectors = try TinyVectors.write(to: folder)
    try folder.write(manifest, to: "Vectors/manifest.json")
    for verb in ["check", "list"] {
      let run = await Run([verb, "--vectors", vectors])
      #expect(run.status == .usage)
      #expect(run.output == "")
      #expect(run.errorLines.count == 1, "\(run.errors)")
      #expect(run.errors.contains(part), "\(run.errors)")
    }
  }

  @Test("lists of names are whole, and what somebody else wrote is not without end")
  func length() {
    let names = (0..<300).map { "name\($0)" }.joined(separator: ", ")
    #expect(CommandError.usage(names).message == names)
    let endless = String(repeating: "y", count: 900_000)
    #expect(CommandError.usage(endless).message.count < 5000)
  }

  @Test(
    "help succeeds",
    arguments: ["", "--help", "help", "help check", "trajectory --help", "--version"])
  func helpSucceeds(line: String) async {
    let run = await Run(line)
    #expect(run.status == .success)
    #expect(!run.output.isEmpty && run.errors.isEmpty)
  }
}
