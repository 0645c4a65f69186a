/// What a run of the command line came to, as its caller is told.
enum ProgramStatus: Int32, Sendable {
  /// All conform, or all was done.
  case success = 0
  /// A value mismatches, vectors differ, or digits could not be decided.
  case mismatch = 1
  /// The command line, or a file that it names, is wrong.
  case usage = 2
  /// The adapter failed or broke the protocol, gnuplot failed, or output could not be
  /// written.
  case adapter = 3
  /// Nothing ran.
  case nothingRan = 4
}
