import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Why a program could not be run, with advice.
struct SpawnFailure: Error, Sendable {
  var kind: AdapterError.Kind
  var problem: String
  var remedy: String

  /// Finds out why `program` could not be run.
  init(_ program: String, _ error: any Error) {
    let reason = (error as? SubprocessError)?.underlyingError
    guard let error = error as? SubprocessError, error.code == .executableNotFound else {
      kind = .spawnFailed
      problem = "\(program) could not be run: \(reason?.description ?? "\(error)")"
      remedy =
        reason == Errno(rawValue: ENOEXEC)
        ? "give it a first line like #!/bin/sh, or name its interpreter in front of it"
        : "try the command in a shell, from the same directory"
      return
    }
    guard program.contains("/") else {
      kind = .programNotFound
      problem = "there is no program named \(program) on PATH"
      remedy = "install it, or give its path"
      return
    }
    if access(program, F_OK) != 0 {
      kind = .programNotFound
      problem = "there is no file \(program), seen from \(Self.workingDirectory)"
      remedy = "correct the path, or run the command from another directory"
    } else if access(program, X_OK) != 0 {
      kind = .notExecutable
      problem = "the file \(program) may not be executed"
      remedy = "name its interpreter in front of it, or make it executable: chmod +x"
    } else {
      kind = .spawnFailed
      problem = "the file \(program) is there, but could not be executed"
      remedy = "see that it is a program, and that the #! in its first line names one"
    }
  }

  /// The directory from which relative paths are resolved.
  private static var workingDirectory: String {
    guard let buffer = getcwd(nil, 0) else { return "the working directory" }
    defer { free(buffer) }
    return String(cString: buffer)
  }
}
