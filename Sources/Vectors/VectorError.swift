/// Why a vector file is refused.
public struct VectorError: Error, Equatable, CustomStringConvertible {
  /// The file, if it came from one.
  public var file: String?
  /// Where in the document, such as `cases[3].groups[0].tensors[1].initial`.
  public var location: String
  /// What is wrong, and what would be right.
  public var problem: String

  /// Creates an error.
  public init(file: String? = nil, location: String, problem: String) {
    self.file = file
    self.location = location
    self.problem = problem
  }

  public var description: String {
    let place = [file, location.isEmpty ? nil : location].compactMap(\.self)
    return (place + [problem]).joined(separator: ": ")
  }
}
