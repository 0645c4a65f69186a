import Foundation

/// Measures on demand: a request a line on standard input, an answer a line on
/// standard output.
@main
struct BenchServer {
  private var measurements: [Int: Measurement] = [:]

  static func main() throws {
    var server = BenchServer()
    while let line = readLine() {
      var data: Data
      do {
        let request = try JSONDecoder().decode(Request.self, from: Data(line.utf8))
        data = try JSONEncoder().encode(server.answer(request))
      } catch {
        data = try JSONEncoder().encode(["error": "\(error)"])
      }
      data.append(UInt8(ascii: "\n"))
      try FileHandle.standardOutput.write(contentsOf: data)
    }
  }

  private mutating func answer(_ request: Request) throws -> any Encodable {
    switch request.command {
    case .describe:
      return Capabilities()
    case .sample:
      let subject = try makeSubject(request.needed(request.workload))
      for _ in 0..<(try request.needed(request.steps)) { try subject.step() }
      return ["values": subject.parameters(16)]
    case .prepare:
      let measurement = try Measurement(
        makeSubject(request.needed(request.workload)),
        milliseconds: request.needed(request.milliseconds))
      measurements[try request.needed(request.handle)] = measurement
      return ["steps": measurement.steps]
    case .repeat:
      guard let measurement = measurements[try request.needed(request.handle)] else {
        throw Refusal.unsupported("a handle that was not prepared")
      }
      return ["nanoseconds": try measurement.repetition()]
    case .release:
      measurements[try request.needed(request.handle)] = nil
      return [String: Int]()
    }
  }
}

/// A line of the protocol.
struct Request: Decodable {
  let command: Command
  /// What is to be measured, or sampled.
  let workload: Workload?
  /// By which name a prepared workload goes.
  let handle: Int?
  /// How many steps a sample takes.
  let steps: Int?
  /// How long a repetition should take at least.
  let milliseconds: Double?

  enum Command: String, Decodable {
    case describe, sample, prepare, `repeat`, release
  }

  /// A part that the command cannot do without.
  func needed<Part>(_ part: Part?) throws -> Part {
    guard let part else {
      throw Refusal.unsupported("\(command.rawValue) without \(Part.self)")
    }
    return part
  }
}
