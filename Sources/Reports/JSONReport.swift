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
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
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
