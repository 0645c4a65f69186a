/// A shell program that answers the two cases of `TinyVectors` as told.
enum FakeAdapter {
  /// Each answer is a command; these are known besides the shell's own.
  static let right = "answer 3f2f0bb2", wrong = "answer 40000000"
  static let fail = "error", decline = "skip", die = "exit 7", hang = "exec sleep 1000"

  /// Writes the program and returns its command line.
  static func write(
    to folder: Folder, one: String, two: String, start: String = "started",
    claim: String = #""optimizer":"rmsprop","formats":["binary32"]"#
  ) throws -> String {
    let path = try folder.write(
      """
      #!/bin/sh
      echo $$ >> "${0%/*}/processes"
      started() {
        echo '{"type":"started","protocol":2,"name":"fake","version":"1","language":"sh",\
      "implements":[{\(claim)}]}'
      }
      answer() {
        echo '{"type":"result","case":"'$id'","checkpoints":[{"step":1,\
      "tensors":[{"parameter":["'$1'"],"state":{}}]}]}'
      }
      error() { echo '{"type":"error","case":"'$id'","message":"out of luck"}'; }
      skip() { echo '{"type":"skip","case":"'$id'","reason":"not today"}'; }
      while read -r request; do
        case $request in
        *'"type":"start"'*) \(start) ;;
        *binary32/one*) id=rmsprop/standard/binary32/one; \(one) ;;
        *binary32/two*) id=rmsprop/standard/binary32/two; \(two) ;;
        *'"type":"stop"'*) exit 0 ;;
        esac
      done
      """, to: "adapter", executable: true)
    return "'\(path)'"
  }
}
