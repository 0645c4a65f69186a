import Foundation
import Testing

@testable import Adapters

/// What an adapter may do wrong when it is asked for a case.
struct Misbehaviour: Sendable, CustomTestStringConvertible {
  var testDescription: String
  /// What the shell does instead of answering.
  var script: String
  /// What the message must say.
  var message: String
  /// Whether the adapter must be waited for.
  var hangs = false

  init(_ name: String, _ script: String, says message: String, hangs: Bool = false) {
    testDescription = name
    self.script = script
    self.message = message
    self.hangs = hangs
  }

  static let all = [
    Misbehaviour(
      "hangs", "echo busy >&2; sleep 100", says: "gave no answer within 0.8 s\n",
      hangs: true),
    Misbehaviour(
      "hangs and ignores SIGTERM", "trap '' TERM; while :; do sleep 100; done",
      says: "gave no answer within 0.8 s", hangs: true),
    Misbehaviour(
      "says half a line and hangs", #"printf '{"type":'; sleep 100"#,
      says: "gave no answer within 0.8 s", hangs: true),
    Misbehaviour(
      "floods standard error and hangs", "cat /dev/zero >&2",
      says: "gave no answer within 0.8 s", hangs: true),
    Misbehaviour(
      "crashes", "kill -SEGV $$", says: "was ended by signal 11 (Segmentation"),
    Misbehaviour(
      "exits", "echo 'no such optimizer' >&2; exit 3",
      says: "exited with status 3 before it answered\n"
        + "its standard error ended with\n  | no such optimizer"),
    Misbehaviour(
      "exits in the middle of a line", #"printf '{"type":'; exit 0"#,
      says: "exited with status 0 in the middle of a line"),
    Misbehaviour(
      "exits and leaves a child that holds the pipes",
      #"sleep 100 & echo $! >> "$home/processes"; exit 4"#, says: "exited with status 4"),
    Misbehaviour(
      "closes standard output", "exec 1>&-; sleep 100",
      says: "closed its standard output before it answered"),
    Misbehaviour(
      "floods standard output with one line", "exec cat /dev/zero",
      says: "sent a line of more than 1050880 bytes"),
    Misbehaviour(
      "floods standard output with lines", "exec yes",
      says: "no message (it is not JSON): y"),
    Misbehaviour(
      "answers twice", #"r=$(result one); printf '%s\n%s\n' "$r" "$r""#,
      says: #"went on after its answer, unasked: {"type":"result","#),
    Misbehaviour(
      "answers for another case", "result two",
      says: "answered for two when it was asked for one"),
    Misbehaviour(
      "skips another case", #"echo '{"type":"skip","case":"two","reason":"-"}'"#,
      says: "answered for two when it was asked for one"),
    Misbehaviour(
      "introduces itself again", "started",
      says: "introduced itself again when it was asked for one"),
    Misbehaviour(
      "prints a note", "echo Training...",
      says: "no message (it is not JSON): Training..."),
    Misbehaviour("prints an empty line", "echo", says: "no message (it is not JSON)"),
    Misbehaviour(
      "prints bytes", #"printf '\377\376{}\n'"#, says: "a line that is not UTF-8"),
    Misbehaviour(
      "prints control characters", #"printf '\033[2J\n'"#, says: ": \\u{1b}[2J"),
    Misbehaviour(
      "says NaN", #"echo '{"type":NaN}'"#, says: "no message (it is not JSON)"),
    Misbehaviour("sends no object", "echo '[]'", says: "no message (expected an object)"),
    Misbehaviour(
      "nests too deep", "head -c 500000 /dev/zero | tr '\\0' '['; echo",
      says: "no message"),
    Misbehaviour(
      "sends an unknown type", #"echo '{"type":"progress"}'"#,
      says: #"no message (there is no message of type "progress")"#),
    Misbehaviour(
      "forgets a member", #"echo '{"type":"result","case":"one"}'"#,
      says: #"no message (there is no "checkpoints")"#),
    Misbehaviour(
      "sends null", #"echo '{"type":"result","case":"one","checkpoints":null}'"#,
      says: "no message (expected an array but found null at checkpoints)"),
    Misbehaviour(
      "sends numbers for encodings",
      #"echo '{"type":"result","case":"one","checkpoints":[{"step":1,"#
        + #""tensors":[{"parameter":[1.0]}]}]}'"#,
      says: "expected a string at checkpoints[0].tensors[0].parameter[0]"),
  ]
}

@Suite("An adapter that misbehaves")
struct MisbehaviourTests {
  @Test("costs the case and is replaced", arguments: Misbehaviour.all)
  func costsTheCase(_ misbehaviour: Misbehaviour) async throws {
    let fake = try FakeAdapter(one: misbehaviour.script)
    let adapter = try AdapterProcess(
      fake.command, limits: misbehaviour.hangs ? .impatient : .tests)
    _ = try await adapter.introduce()

    let message = try #require(try await adapter.answer(.fake("one")).message)
    #expect(message.contains(misbehaviour.message))
    #expect(message.hasPrefix("the adapter "))
    #expect(message.utf8.count < 3 * DiagnosticTail.capacity)
    #expect(await fake.isGone())

    #expect(try await adapter.answer(.fake("two")).checkpoints?.count == 1)
    await adapter.finish()
    #expect(await fake.isGone())
  }

  @Test(
    "after its answer costs the next case",
    arguments: [
      ("exec 0<&-; result one; sleep 100", "closed its standard input"),
      ("result one; exit 5", "exited with status 5 before it answered"),
    ])
  func costsTheNextCase(script: String, message: String) async throws {
    let fake = try FakeAdapter(one: script)
    let adapter = try AdapterProcess(fake.command, limits: .tests)
    #expect(try await adapter.answer(.fake("one")).checkpoints?.count == 1)
    let next = try await adapter.answer(.fake("two")).message
    #expect(next?.contains(message) == true, "\(next ?? "no error")")
    #expect(try await adapter.answer(.fake("three")).checkpoints?.count == 1)
    await adapter.finish()
    #expect(await fake.isGone())
  }

  @Test("by answering again later costs one case")
  func answersAgainLater() async throws {
    let fake = try FakeAdapter(one: "result one; sleep 0.1; result one")
    let adapter = try AdapterProcess(fake.command, limits: .tests)
    // Which of the two it costs depends on how soon we read.
    let messages = try await [
      adapter.answer(.fake("one")).message, adapter.answer(.fake("two")).message,
    ].compactMap { $0 }
    #expect(messages.count == 1)
    #expect(try await adapter.answer(.fake("three")).checkpoints?.count == 1)
    await adapter.finish()
  }

  @Test("by leaving a flood that escaped its group does not block us")
  func escapes() async throws {
    let fake = try FakeAdapter(
      one: """
        python3 -c 'import os, sys; os.setsid(); print(os.getpid(), flush=True)
        while True: os.write(2, bytes(65536))' >> "$home/processes" &
        while [ "$(wc -l < "$home/processes")" -lt 2 ]; do sleep 0.01; done
        exit 6
        """)
    let adapter = try AdapterProcess(fake.command, limits: .tests)
    let message = try await adapter.answer(.fake("one")).message
    #expect(message?.contains("exited with status 6") == true)
    await adapter.finish()
    for process in fake.survivors { kill(process, SIGKILL) }
    #expect(await fake.isGone())
  }

  @Test("by leaving its process group is ended all the same")
  func leavesItsGroup() async throws {
    let fake = try FakeAdapter(
      text: """
        #!/usr/bin/env python3
        import json, os, signal, sys, time
        home = os.path.dirname(sys.argv[0])
        with open(home + "/processes", "a") as file: print(os.getpid(), file=file)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for line in sys.stdin:
            if json.loads(line)["type"] == "start":
                print(json.dumps({"type": "started", "protocol": 2, "name": "f",
                    "version": "1", "language": "python", "implements": []}), flush=True)
            else:
                os.setpgid(0, os.getpgid(os.getppid()))
                time.sleep(1000)
        """)
    let adapter = try AdapterProcess(fake.command, limits: .impatient)
    let message = try await adapter.answer(.fake("one")).message
    #expect(message?.contains("gave no answer within") == true, "\(message ?? "")")
    #expect(await fake.isGone())
  }

  @Test("by not reading a large request does not block us")
  func doesNotRead() async throws {
    let fake = try FakeAdapter(start: "started; sleep 100")
    let adapter = try AdapterProcess(fake.command, limits: .impatient)
    let message = try await adapter.answer(.fake("two", count: 100_000)).message
    #expect(message?.contains("gave no answer within 0.8 s") == true)
    #expect(await fake.isGone())
  }

  @Test("is killed when the task is cancelled")
  func cancellation() async throws {
    let fake = try FakeAdapter(one: "sleep 100")
    let adapter = try AdapterProcess(fake.command, limits: .tests)
    _ = try await adapter.introduce()
    let run = Task { try await adapter.answer(.fake("one")) }
    try await Task.sleep(for: .milliseconds(100))
    run.cancel()
    await #expect(throws: CancellationError.self) { try await run.value }
    #expect(await fake.isGone())
    #expect(try await adapter.answer(.fake("two")).checkpoints?.count == 1)
  }
}
