import Verdicts

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Documents for machines.
public enum JSONReport {
  /// `document` as indented JSON whose members are in alphabetical order, so
  /// that equal documents are equal texts; it ends in a newline.
  public static func text(_ document: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let text = String(decoding: try encoder.encode(document), as: UTF8.self)
    return text.escapingControlsInJSON() + "\n"
  }

  /// The document that `text` writes.
  public static func document<Document: Decodable>(
    _ type: Document.Type, from text: String
  ) throws -> Document {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(type, from: Data(text.utf8))
  }
}

extension String {
  /// The same JSON where what a terminal would obey is written as `\u202e` and the like.
  ///
  /// The encoder itself escapes control characters below blank, and what is left of them
  /// is the layout.
  fileprivate func escapingControlsInJSON() -> String {
    func escapes(_ scalar: Unicode.Scalar) -> Bool {
      scalar != "\n" && scalar.isControlling
    }
    guard unicodeScalars.contains(where: escapes) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      guard escapes(scalar) else {
        text.unicodeScalars.append(scalar)
        return
      }
      for unit in UTF16.encode(scalar)! {
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
  }
}
