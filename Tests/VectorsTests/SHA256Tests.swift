import Foundation
import RandomNumbers
import Testing
import Vectors

struct SHA256Tests {
  /// FIPS 180-2, appendix B, and the empty message (NIST, "Examples with Intermediate
  /// Values"); FIPS 180-4 refers to the same examples.
  @Test(
    "the examples of the standard have the digests of the standard",
    arguments: [
      ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ])
  func standardExamples(_ unit: String, _ count: Int, _ digest: String) {
    let message = [UInt8](String(repeating: unit, count: count).utf8)
    #expect(SHA256.hexadecimal(of: message) == digest)
  }

  @Test("a message that is not contiguous in memory has the same digest")
  func collections() {
    let message = Array("abc".utf8)
    #expect(SHA256.hexadecimal(of: message[...]) == SHA256.hexadecimal(of: message))
    #expect(
      SHA256.hexadecimal(of: message.lazy.map { $0 }) == SHA256.hexadecimal(of: message))
  }

  /// Lengths around the block of 64 bytes and the 56 that leave room for the length.
  @Test(
    "lengths from 0 to 300 and one of 40 MB have the digests of Python's hashlib",
    .enabled(if: Python.isPresent, "python3 is not installed"))
  func hashlib() throws {
    let lengths = Array(0...300) + [40_000_000]
    let program = """
      import hashlib, sys
      data = sys.stdin.buffer.read()
      for n in \(lengths): print(hashlib.sha256(data[:n]).hexdigest())
      """
    var random = SplitMix64(seed: 1804)
    // A megabyte of random bytes, 40 times.
    let words = (0..<125_000).map { _ in random.next() }
    let block = words.withUnsafeBytes { Array($0) }
    let message = Array(repeatElement(block, count: 40).joined())
    let digests = try Python.output(of: program, input: message).split(separator: "\n")
    try #require(digests.count == lengths.count)
    for (length, digest) in zip(lengths, digests) {
      #expect(SHA256.hexadecimal(of: message[..<length]) == digest, "length \(length)")
    }
  }
}

/// Python, where the machine has it.
private enum Python {
  static let isPresent = (try? output(of: "print(1)", input: [])) == "1\n"

  /// What a program prints that reads `input`.
  static func output(of program: String, input: [UInt8]) throws -> String {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "rmspec-hash-\(UUID().uuidString)")
    try Data(input).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    process.standardInput = try FileHandle(forReadingFrom: file)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
