import Foundation
import Testing
import Verdicts

@testable import Adapters

@Suite("An adapter")
struct AdapterProcessTests {
  @Test("introduces itself once, whoever asks how often")
  func introduction() async throws {
    let fake = try FakeAdapter()
    let adapter = try AdapterProcess(fake.command, limits: .tests)
    for _ in 0..<3 { #expect(try await adapter.introduce().name == "fake") }
    #expect(fake.processes.count == 1)
    await adapter.finish()
    #expect(fake.survivors.isEmpty)
  }

  @Test("runs many cases in one process, one at a time")
  func manyCases() async throws {
    let fake = try FakeAdapter()
    let adapter = try AdapterProcess(fake.command, limits: .tests)
    try await withThrowingTaskGroup { group in
      for index in 0..<60 {
        let id = ["one", "two", "three"][index % 3]
        group.addTask { try await adapter.answer(.fake(id)).checkpoints?.count }
      }
      for try await count in group { #expect(count == 1) }
    }
    #expect(fake.processes.count == 1)
    await adapter.finish()
    #expect(fake.survivors.isEmpty)
  }

  @Test("may skip a case or fail at it without being replaced")
  func skipAndError() async throws {
    let fake = try FakeAdapter(
      setUp: #"n=0; odd() { n=$((n + 1)); [ $((n % 2)) = 1 ]; }"#,
      one: #"""
        if odd; then echo '{"type":"skip","case":"one","reason":"no \"groups\""}'
        else echo '{"type":"error","case":"one","message":"singular"}'; fi
        """#)
    let adapter = try AdapterProcess(fake.command, limits: .tests)
    guard case .skip(let reason) = try await adapter.answer(.fake("one")) else {
      Issue.record("not skipped")
      return
    }
    #expect(reason == #"no "groups""#)
    #expect(try await adapter.answer(.fake("one")).message == "singular")
    #expect(try await adapter.answer(.fake("two")).checkpoints?.count == 1)
    #expect(fake.processes.count == 1)
    await adapter.finish()
  }

  @Test("gets the whole case but not the expected values, and its values come back")
  func roundTrip() async throws {
    let fake = try FakeAdapter(
      text: """
        #!/usr/bin/env python3
        import json, sys
        for line in sys.stdin:
            request = json.loads(line)
            if request["type"] == "start":
                assert request == {"type": "start", "protocol": 2}, request
                answer = {"type": "started", "protocol": 2, "name": "echo",
                          "version": "1", "language": "python", "implements": []}
            elif request["type"] == "run":
                case = request["case"]
                assert "expected" not in case and "path" not in request, request
                assert not {"section", "flags", "comment"} & case.keys(), case
                assert request["dialect"]["epsilonPlace"] == "outside", request
                assert len(request["dialect"]) == 10, request
                assert request["optimizer"] == "adam" and request["checkpoints"] == [1]
                assert case["steps"] == [{"gradients": [None], "learningRates": [0.001]}]
                tensor = case["groups"][0]["tensors"][0]
                answer = {"type": "result", "case": case["id"], "checkpoints": [
                    {"step": 1, "tensors": [{"parameter": tensor["initial"],
                                             "state": {"m": ["?"],
                                                       "firstMoment": tensor["initial"],
                                                       "secondMoment": ["3F800000"]}}]}]}
            else:
                break
            print(json.dumps(answer), flush=True)
        """)
    let adapter = try AdapterProcess("python3 \(fake.command)", limits: .tests)
    let request = try CaseRequest.fake("größe/“1”\n", count: 50_000)
    let answer = try await adapter.answer(request)
    let tensor = try #require(
      answer.checkpoints?[0].tensors[0], "\(answer.message ?? "")")
    #expect(tensor.parameter == request.scenario.tensors[0].initial)
    #expect(tensor.values(of: .firstMoment) == tensor.parameter)
    // What is no state is named; what is no encoding is kept as it was written.
    #expect(tensor.state.map(\.slot) == [.firstMoment, .secondMoment])
    guard case .result(_, let unreadable, let foreign) = answer else {
      Issue.record("not a result: \(answer)")
      return
    }
    #expect(!foreign.isEmpty)
    #expect(unreadable.map(\.value) == ["3F800000"])
    #expect(unreadable.first?.key.slot == .secondMoment)
    await adapter.finish()
  }

  @Test("may fill its standard error, of which the end is kept")
  func standardError() async throws {
    let fake = try FakeAdapter(
      one: """
        head -c 3000000 /dev/zero | tr '\\0' e >&2; echo >&2; echo end >&2; result one
        """,
      stop: "exit 0")
    let adapter = try AdapterProcess(fake.command, limits: .tests)
    #expect(try await adapter.answer(.fake("one")).checkpoints?.count == 1)
    await adapter.finish()
    #expect(fake.survivors.isEmpty)
  }

  @Test("is told to stop and may take its leave")
  func politeEnd() async throws {
    let fake = try FakeAdapter(stop: #"sleep 0.1; echo bye > "$home/bye"; exit 0"#)
    var limits = AdapterLimits.tests
    limits.farewell = .seconds(20)
    let adapter = try AdapterProcess(fake.command, limits: limits)
    _ = try await adapter.introduce()
    await adapter.finish()
    #expect(fake.text(of: "bye") == "bye\n")
    #expect(fake.survivors.isEmpty)
  }

  @Test(
    "that does not stop is killed", arguments: ["sleep 100", "trap '' TERM; sleep 100"])
  func rudeEnd(script: String) async throws {
    let fake = try FakeAdapter(stop: script)
    let adapter = try AdapterProcess(fake.command, limits: .tests)
    _ = try await adapter.introduce()
    await adapter.finish()
    #expect(fake.survivors.isEmpty)
  }

  @Test("that nobody finishes does not outlive its owner")
  func abandoned() async throws {
    let fake = try FakeAdapter(setUp: "trap '' TERM")
    do {
      let adapter = try AdapterProcess(fake.command, limits: .tests)
      _ = try await adapter.introduce()
      #expect(fake.survivors.count == 1)
    }
    #expect(await fake.isGone())
  }
}
