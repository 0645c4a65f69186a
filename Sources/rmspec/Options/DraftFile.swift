import Generation
import Vectors

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension VectorFile {
  /// Reads a draft, and completes its cases with what is expected of them.
  init(completingDraftAt path: String) throws {
    guard let text = FileManager.default.contents(atPath: path) else {
      throw CommandError.usage("\(path) cannot be read; name a file of JSON")
    }
    do {
      try self.init(completing: FileDraft(parsing: text))
    } catch let error as VectorError {
      throw CommandError.usage("\(path): \(error)")
    }
  }
}
