import Foundation
import Reports
import Testing

@testable import rmspec

/// `check --shard` and `merge`, from the command line.
@Suite struct MergeTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func check(_ name: String, _ more: String...) async -> Run {
    await Run(
      ["check", "--random", "96", "--optimizer", "sgd", "--results", folder.path(name)]
        + more)
  }

  private func merge(_ names: [String], _ more: String...) async -> Run {
    await Run(["merge"] + names.map(folder.path) + more)
  }

  @Test("shards are merged to what one run gives")
  func merged() async throws {
    let whole = await check("whole.jsonl", "--json")
    try #require(whole.status == .success)
    let digest = try #require(try whole.json(ResultsDocument.self).digest)
    for number in 1...3 {
      let shard = await check("\(number).jsonl", "--shard", "\(number)/3")
      #expect(shard.status == .success && shard.output.contains("next: rmspec merge"))
      #expect(!shard.output.contains("digest"))
    }
    let names = ["2.jsonl", "3.jsonl", "1.jsonl"]
    let text = await merge(names, "--output", folder.path("merged.jsonl"))
    #expect(text.status == .success && text.output.contains("digest \(digest)"))
    #expect(text.output.contains("covered: cases 0 to 95, which are all, in 3 files"))
    #expect(folder.text(of: "merged.jsonl") == folder.text(of: "whole.jsonl"))
    let document = try await merge(names, "--json").json(ResultsDocument.self)
    #expect(document.digest == digest && document.isWhole && document.files == 3)
    #expect(document.covered == [0, 95] && document.work.settings["seed"] == "1")
  }

  @Test("a run that is complete is not run again")
  func complete() async throws {
    let first = await check("whole.jsonl")
    let again = await check("whole.jsonl")
    #expect(again.status == .success && again.output == first.output)
    #expect(again.errorLines.count == 1 && again.errors.contains("after 3 of 3 blocks"))
  }

  @Test("files that do not fit together are refused in one line")
  func refused() async throws {
    for number in 1...3 { _ = await check("\(number)", "--shard", "\(number)/3") }
    _ = await check("seed", "--shard", "3/3", "--seed", "2")
    _ = await check("format", "--shard", "3/3", "--format", "binary32")
    let text = try #require(folder.text(of: "3"))
    try folder.write(text.replacing("\"values\":", with: "\"values\":1"), to: "forged")
    try folder.write(String(text.dropLast(70)), to: "torn")
    try folder.write(
      text.replacing("\"sgd\"", with: "\"s\\u001b[2Jgd\u{202e}\""), to: "escape")
    let mistakes: [([String], [String])] = [
      (["1", "2"], ["64 to 95 of 96", "run shard 3/3"]),
      (["1", "2", "3", "2"], ["both have", "32 to 63", "leave one"]),
      (["1", "2", "seed"], ["different work", "seed: 1 in", "2 in", "same work"]),
      (["1", "2", "format"], ["format: not given in", "binary32 in"]),
      (["1", "2", "forged"], ["forged: line 2", "altered", "run its shard again"]),
      (["1", "2", "torn"], ["not complete", "0 of the 1 blocks of shard 3/3"]),
      (["1", "2", "escape"], ["escape: line 2", "altered"]),
      (["absent"], ["absent: cannot be opened: No such file"]),
      (["."], ["no file"]),
    ]
    for (names, parts) in mistakes {
      let run = await merge(names)
      #expect(run.status == .usage && run.output == "", "\(names)")
      #expect(run.errorLines.count == 1 && !run.errors.contains("\u{1b}"))
      for part in parts { #expect(run.errors.contains(part), "\(run.errors)") }
    }
  }

  @Test("what a program that writes files as it likes says does not reach the terminal")
  func escapes() async throws {
    let adapter = try FakeAdapter.write(
      to: folder, one: FakeAdapter.right, two: FakeAdapter.right,
      claim: #""optimizer":"sgd\u001b[2J","formats":["binary32"]"#)
    let run = await check("file", "--adapter", adapter)
    #expect(run.status != .success && !(run.output + run.errors).contains("\u{1b}"))
  }

  @Test(
    "cases that mismatch or fail are listed, with the command that repeats the first",
    arguments: [
      (#"{"type": "error", "message": "no luck"}"#, ProgramStatus.adapter, "failed"),
      (#"{"type": "result", "checkpoints": checkpoints}"#, .mismatch, "mismatch"),
    ])
  func wrong(answer: String, status: ProgramStatus, what: String) async throws {
    // Its answers, if it gives any, are the parameters that it was given.
    let path = try folder.write(
      """
      import json, sys
      claim = {"optimizer": "rmsprop", "formats": ["binary32"]}
      start = {"type": "started", "protocol": 2, "name": "idle", "version": "1"}
      start.update(language="python", implements=[claim])
      for line in sys.stdin:
          message = json.loads(line)
          answer = start
          if message["type"] == "stop":
              break
          if message["type"] == "run":
              case = message["case"]
              tensors = [t for group in case["groups"] for t in group["tensors"]]
              tensors = [{"parameter": t["initial"], "state": {}} for t in tensors]
              steps = message["checkpoints"]
              checkpoints = [{"step": s, "tensors": tensors} for s in steps]
              answer = \(answer)
              answer["case"] = case["id"]
          print(json.dumps(answer), flush=True)
      """, to: "idle.py")
    let adapter = "python3 '\(path)'"
    let run = await Run([
      "check", "--random", "5", "--optimizer", "rmsprop", "--adapter", adapter,
      "--results", folder.path("whole"),
    ])
    #expect(run.status == status, "\(run.errors)")
    #expect(run.output.contains("\(what): case 0, 1, 2, 3, 4\n"), "\(run.output)")
    let next = "next: rmspec check --random 1 --first 0 --seed 1 --adapter "
    #expect(run.output.contains(next) && run.output.contains("--optimizer rmsprop"))
    #expect(await merge(["whole"]).output == run.output)
    let few = await merge(["whole"], "--failures", "2")
    #expect(few.status == status && few.output.contains("\(what): case 0, 1, …"))
  }
}
