import Dialects
import Formats
import Foundation
import Scenarios
import Verdicts

@testable import Adapters

/// A little program that plays an adapter, well or badly, in a folder of its own.
final class FakeAdapter {
  /// The folder, which is the value of `$home` in the program.
  let folder: URL
  /// The command line that runs the program.
  var command: String { "'\(folder.path)/adapter'" }

  /// Writes a program for the shell that answers each request as told.
  ///
  /// The program may use `started` and `result ID`; it leaves its process number
  /// in `$home/processes`.
  ///
  /// - Parameters:
  ///   - setUp: What it does before it reads anything.
  ///   - start: What it does when it is asked to introduce itself.
  ///   - one: What it does when it is asked for the case `one`; it answers all
  ///     other cases.
  ///   - stop: What it does when it is told to stop.
  convenience init(
    setUp: String = "", start: String = "started", one: String = "result one",
    stop: String = "exit 0"
  ) throws {
    try self.init(
      text: """
        #!/bin/sh
        home=${0%/*}
        echo $$ >> "$home/processes"
        started() {
          echo '{"type":"started","protocol":2,"name":"fake","version":"1",'\\
        '"language":"sh","implements":[{"optimizer":"adam","formats":["binary32"]}]}'
        }
        result() {
          echo '{"type":"result","case":"'$1'","checkpoints":[{"step":1,'\\
        '"tensors":[{"parameter":["3f800000"],"state":{}}]}]}'
        }
        \(setUp)
        while read -r request; do
          case $request in
          *'"type":"start"'*) \(start) ;;
          *'"id":"one"'*) \(one) ;;
          *'"id":"two"'*) result two ;;
          *'"id":"three"'*) result three ;;
          *'"type":"stop"'*) \(stop) ;;
          esac
        done
        """)
  }

  /// Writes a program.
  init(text: String, permissions: Int = 0o755) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fake adapter \(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: folder.appendingPathComponent("adapter"))
    try FileManager.default.setAttributes(
      [.posixPermissions: permissions],
      ofItemAtPath: folder.appendingPathComponent("adapter").path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The text of a file in the folder; empty if there is none.
  func text(of file: String) -> String {
    (try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)) ?? ""
  }

  /// The numbers of all processes that have left theirs.
  var processes: [pid_t] {
    text(of: "processes").split(separator: "\n").compactMap { pid_t($0) }
  }

  /// Those of the processes that are still there, even as zombies of ours.
  var survivors: [pid_t] { processes.filter { kill($0, 0) == 0 } }

  /// Waits until no process is left, or for two seconds.
  func isGone() async -> Bool {
    for _ in 0..<200 where !survivors.isEmpty {
      try? await Task.sleep(for: .milliseconds(10))
    }
    return survivors.isEmpty
  }
}

extension AdapterLimits {
  /// Limits for programs that are expected to be killed.
  static let tests = AdapterLimits(
    start: .seconds(600), run: .seconds(600), farewell: .milliseconds(200))

  /// Limits for programs that are expected to hang.
  static let impatient = AdapterLimits(
    start: .seconds(600), run: .milliseconds(800), farewell: .milliseconds(200))
}

extension CaseRequest {
  /// A request for a case that has one tensor of `count` elements.
  static func fake(_ id: String, count: Int = 1) throws -> CaseRequest {
    let group = Scenario.Group(
      hyperparameters: try Hyperparameters(
        .adam, [.learningRate: 0.001, .beta1: 0.9, .beta2: 0.999]),
      tensors: [
        Scenario.Tensor(
          name: "w", shape: [count],
          initial: Array(repeating: FloatFormat.binary32.encode(1), count: count))
      ])
    let scenario = Scenario(
      dialect: .standard(.adam), scalars: .wide, storage: .binary32,
      arithmetic: .binary32, groups: [group],
      steps: .listed([
        ScenarioStep(gradients: [StepGradient<UInt64>?.none], learningRates: [0.001])
      ]))
    return CaseRequest(id: id, scenario: scenario, checkpoints: [1])
  }
}

extension CaseAnswer {
  /// The message of an error, or nil.
  var message: String? {
    if case .error(let message) = self { message } else { nil }
  }

  /// The checkpoints of a result, or nil.
  var checkpoints: [Checkpoint<UInt64>]? {
    if case .result(let checkpoints, _, _) = self { checkpoints } else { nil }
  }
}
