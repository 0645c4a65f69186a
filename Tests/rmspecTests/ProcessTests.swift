import Foundation
import Testing

/// The built program itself: exit codes, streams, and signals.
@Suite struct ProcessTests {
  /// The program, which the build puts beside the tests.
  private func program() throws -> URL {
    let tests = try #require(Bundle.main.executableURL)
    let program = tests.deletingLastPathComponent().appending(path: "rmspec")
    try #require(
      FileManager.default.isExecutableFile(atPath: program.path()), "\(program)")
    return program
  }

  /// Starts the program in a folder; its streams go to files outside of it.
  private func start(
    _ arguments: [String], in folder: Folder, streams: Folder
  ) throws -> Process {
    let process = Process()
    process.executableURL = try program()
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(
      forWritingTo: URL(filePath: streams.write("", to: "output")))
    process.standardError = try FileHandle(
      forWritingTo: URL(filePath: streams.write("", to: "errors")))
    try process.run()
    return process
  }

  @Test(
    "exits as documented",
    arguments: [
      ("check --frob", Int32(2)), ("nothing", 2), ("show adm", 2),
      ("check --vectors nowhere", 2), ("trajectory --optimizer adam --steps -3", 2),
      ("trajectory --optimizer adam --steps 3 --precision-cap 16", 1),
      ("check --adapter absent --vectors Vectors", 2),
      ("check --adapter false --vectors Vectors", 3),
      ("check --format e4m3 --vectors Vectors", 4), ("check --vectors Vectors", 0),
      ("--version", 0), ("show adam", 0),
    ])
  func exitStatus(line: String, status: Int32) throws {
    let (folder, streams) = (try Folder(), try Folder())
    _ = try TinyVectors.write(to: folder)
    let before = folder.contents
    let process = try start(
      line.split(separator: " ").map(String.init), in: folder, streams: streams)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == status)
    let (output, errors) = (streams.text(of: "output"), streams.text(of: "errors"))
    if (1...3).contains(status) {
      #expect(output == "")
      #expect(errors?.split(separator: "\n").count == 1, "\(errors ?? "")")
    } else {
      #expect(output != "" && errors == "")
    }
    #expect(folder.contents == before)
  }

  @Test(
    "interruption leaves no child", arguments: [SIGINT, SIGTERM])
  func interruption(number: Int32) async throws {
    let (folder, streams) = (try Folder(), try Folder())
    let vectors = try TinyVectors.write(to: folder)
    let adapter = try FakeAdapter.write(
      to: folder, one: FakeAdapter.hang, two: FakeAdapter.right)
    // The shell's trap makes the child deaf to everything that is polite.
    let stubborn = "sh -c 'trap \"\" INT TERM HUP; . \"$0\"' \(adapter)"
    let process = try start(
      ["check", "--vectors", vectors, "--adapter", stubborn, "--timeout", "3600"],
      in: folder, streams: streams)
    let pid = try await adapterThatHangs(in: folder)
    #expect(kill(pid, 0) == 0)
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(process.terminationStatus == 128 + number)
    var isGone = false
    for _ in 0..<200 where !isGone {
      isGone = !isRunning(pid)
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(isGone)
  }

  @Test("random cases are the same in every process")
  func randomCases() throws {
    // The order of sets and dictionaries differs from process to process.
    let outputs = try (0..<3).map { _ in
      let (folder, streams) = (try Folder(), try Folder())
      let process = try start(
        ["check", "--random", "48", "--seed", "3", "--json"], in: folder, streams: streams
      )
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      return streams.text(of: "output")
    }
    #expect(outputs[0]?.isEmpty == false)
    #expect(Set(outputs).count == 1)
  }

  @Test("output that cannot be written is an error")
  func fullDevice() throws {
    let (folder, streams) = (try Folder(), try Folder())
    let process = Process()
    process.executableURL = try program()
    process.arguments = ["list", "--profiles"]
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
    process.standardError = try FileHandle(
      forWritingTo: URL(filePath: streams.write("", to: "errors")))
    process.currentDirectoryURL = folder.url
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 3)
    let errors = streams.text(of: "errors")?.split(separator: "\n") ?? []
    #expect(errors.count == 1)
    #expect(errors.first?.contains("standard output cannot be written") == true)
  }

  @Test("an interruption that reaches the adapter as well is not blamed on it")
  func interruptionOfBoth() async throws {
    for _ in 0..<5 {
      let (folder, streams) = (try Folder(), try Folder())
      let vectors = try TinyVectors.write(to: folder)
      let adapter = try FakeAdapter.write(
        to: folder, one: FakeAdapter.hang, two: FakeAdapter.hang)
      let process = try start(
        ["check", "--vectors", vectors, "--adapter", adapter], in: folder,
        streams: streams)
      let pid = try await adapterThatHangs(in: folder)
      // A terminal would signal the adapter first or last; first is worse for us.
      kill(pid, SIGINT)
      kill(process.processIdentifier, SIGINT)
      process.waitUntilExit()
      #expect(process.terminationStatus == 128 + SIGINT)
      #expect(streams.text(of: "errors") == "" && streams.text(of: "output") == "")
    }
  }

  /// The process of the adapter that runs in a folder, once it hangs at its case.
  private func adapterThatHangs(in folder: Folder) async throws -> pid_t {
    var child: pid_t?
    for _ in 0..<500 where child == nil {
      try await Task.sleep(for: .milliseconds(20))
      child = folder.text(of: "processes")?.split(separator: "\n").last.flatMap {
        pid_t($0)
      }
    }
    let pid = try #require(child)
    try await Task.sleep(for: .milliseconds(200))
    return pid
  }

  /// Whether a process runs; one that nobody has reaped yet does not.
  private func isRunning(_ pid: pid_t) -> Bool {
    guard kill(pid, 0) == 0 else { return false }
    let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
    return !(status?.contains(") Z ") ?? false)
  }
}
