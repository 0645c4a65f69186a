import Verdicts

/// A word as a shell takes it.
func quoted(_ word: String) -> String {
  let isPlain = word.utf8.allSatisfy { byte in
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=,"
      .utf8.contains(byte)
  }
  return isPlain && !word.isEmpty
    ? word : "'" + word.shown().replacing("'", with: "'\\''") + "'"
}
