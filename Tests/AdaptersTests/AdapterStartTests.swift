import Foundation
import Synchronization
import Testing

@testable import Adapters

@Suite("An adapter that cannot start")
struct AdapterStartTests {
  @Test(
    "says what, where and how to mend it",
    arguments: [
      ("echo 'no torch' >&2; exit 7", .endedAtStart, "it exited with status 7 before"),
      ("kill -ABRT $$", .endedAtStart, "it was ended by signal 6 (Aborted) before"),
      ("exec 1>&-; sleep 100", .endedAtStart, "it closed its standard output before"),
      ("echo hello", .garbledStart, "it sent a line that is no message"),
      ("exec cat /dev/zero", .garbledStart, "it sent a line of more than 1048576 bytes"),
      (
        "echo '{\"type\":\"started\",\"protocol\":2}'", .garbledStart,
        "there is no \"name\""
      ),
      ("result one", .garbledStart, "it answered for a case when it was asked to start"),
      (
        "echo '{\"type\":\"started\",\"protocol\":1}'", .unsupportedProtocol,
        "it speaks protocol 1, but"
      ),
      (
        "echo '{\"type\":\"started\",\"name\":\"x\"}'", .unsupportedProtocol,
        "it speaks no protocol that it names"
      ),
      (
        // What the Python kit of protocol 1 answers.
        "echo '{\"type\":\"error\",\"message\":\"this adapter speaks protocol 1 only\"}'",
        .unsupportedProtocol, "it speaks protocol 1, but"
      ),
      ("echo '{\"type\":\"error\",\"message\":\"no GPU\"}'", .refused, "no GPU"),
    ] as [(String, AdapterError.Kind, String)])
  func badStart(script: String, kind: AdapterError.Kind, problem: String) async throws {
    let fake = try FakeAdapter(start: script)
    let error = await failure(of: fake.command)
    #expect(error?.kind == kind)
    #expect(error?.problem.contains(problem) == true, "\(String(describing: error))")
    #expect(error?.problem.contains("\n") == false)
    if kind == .unsupportedProtocol {
      for part in ["\"protocol\":2", "epsilonPlace", "Adapters/README.md"] {
        #expect(error?.remedy.contains(part) == true)
      }
    }
    if kind == .endedAtStart && problem.contains("7") {
      #expect(error?.diagnostics == "no torch")
    }
    #expect(await fake.isGone())
  }

  @Test("because it hangs is waited for no longer than the limit")
  func hangs() async throws {
    let fake = try FakeAdapter(start: "sleep 100")
    var limits = AdapterLimits.tests
    limits.start = .milliseconds(800)
    let error = await failure(of: fake.command, limits: limits)
    #expect(error?.kind == .startTimedOut)
    #expect(error?.problem == "it gave no answer within 0.8 s")
    #expect(await fake.isGone())
  }

  @Test("because there is no such program names it")
  func notFound() async throws {
    let name = await failure(of: "no-such-program-at-all --flag")
    #expect(name?.kind == .programNotFound)
    #expect(name?.problem == "there is no program named no-such-program-at-all on PATH")
    let path = await failure(of: "./no/such/program")
    #expect(path?.kind == .programNotFound)
    #expect(
      path?.problem.hasPrefix("there is no file ./no/such/program, seen from /") == true)
  }

  @Test("because its file is no program says so")
  func notExecutable() async throws {
    let text = try FakeAdapter(text: "#!/bin/sh\n", permissions: 0o644)
    #expect(await failure(of: text.command)?.kind == .notExecutable)
    let orphan = try FakeAdapter(text: "#!/no/such/interpreter\n")
    #expect(await failure(of: orphan.command)?.kind == .spawnFailed)
    let plain = try FakeAdapter(text: "print('hello')\n")
    let error = await failure(of: plain.command)
    #expect(error?.kind == .spawnFailed)
    #expect(error?.remedy.contains("#!") == true)
  }

  @Test("again ends the run only after several times in a row")
  func restarts() async throws {
    let fake = try FakeAdapter(
      setUp: #"[ -e "$home/once" ] && exit 9; : > "$home/once""#, one: "exit 1")
    let adapter = try AdapterProcess(fake.command, limits: .tests)
    _ = try await adapter.introduce()
    #expect(try await adapter.answer(.fake("one")).message?.contains("status 1") == true)
    for _ in 0..<2 {
      let message = try await adapter.answer(.fake("two")).message
      #expect(
        message?.hasPrefix("the adapter did not start: it exited with status 9") == true)
    }
    let error = await #expect(throws: AdapterError.self) {
      try await adapter.answer(.fake("two"))
    }
    #expect(error?.kind == .restartsFailed)
    #expect(error?.problem.hasPrefix("it did not start 3 times in a row") == true)
  }

  @Test(
    "with more than a description may be is refused, and told the limit",
    arguments: [
      (#""name":"\#(String(repeating: "y", count: 201))""#, "name of more than 200"),
      (#""name":"a\u001b[2J""#, "control character in its name"),
      (#""name":"a\n""#, "control character in its name"),
      (#""language":"a\u202e""#, "control character in its language"),
      (#""implements":[{"optimizer":"sgd","path":"\u0007","formats":[]}]"#, "path"),
      (
        #""implements":[\#(Array(repeating: #"{"optimizer":"sgd","formats":[]}"#, count: 1001).joined(separator: ","))]"#,
        "more than 1000 claims"
      ),
      (
        #""implements":[{"optimizer":"sgd","formats":[\#(Array(repeating: #""a""#, count: 201).joined(separator: ","))]}]"#,
        "more than 200 names"
      ),
    ])
  func limits(members: String, message: String) async throws {
    // Of a member that comes twice the last counts.
    let parts = [
      #""type":"started","protocol":2"#,
      members.contains("\"name\"") ? "" : #","name":"f""#, #","version":"1""#,
      members.contains("\"language\"") ? "" : #","language":"sh""#,
      members.contains("\"implements\"") ? "" : #","implements":[]"#, "," + members,
    ]
    let fake = try FakeAdapter(
      start: "cat \"$home/answer\"")
    try Data("{\(parts.joined())}\n".utf8).write(
      to: fake.folder.appendingPathComponent("answer"))
    let error = await failure(of: fake.command)
    #expect(error?.kind == .garbledStart)
    #expect(error?.problem.contains(message) == true, "\(error?.problem ?? "none")")
    #expect(error?.problem.utf8.count ?? 1000 < 200)
  }

  @Test("slowly is told while it lasts")
  func patience() async throws {
    let fake = try FakeAdapter(start: "sleep 0.5; started")
    var limits = AdapterLimits.tests
    limits.patience = .milliseconds(100)
    let warnings = Mutex<[String]>([])
    let adapter = try AdapterProcess(fake.command, limits: limits) { warning in
      warnings.withLock { $0.append(warning) }
    }
    _ = try await adapter.introduce()
    await adapter.finish()
    let told = warnings.withLock { $0 }
    #expect(told.count == 1)
    #expect(told.first?.contains("flush") == true)
  }

  @Test("because its command line is malformed is not run")
  func malformed() {
    let error = #expect(throws: AdapterError.self) { try AdapterProcess("python3 'x") }
    #expect(error?.kind == .malformedCommand)
  }

  /// The error with which a program fails to introduce itself.
  private func failure(
    of command: String, limits: AdapterLimits = .tests
  ) async -> AdapterError? {
    await #expect(throws: AdapterError.self) {
      try await AdapterProcess(command, limits: limits).introduce()
    }
  }
}
