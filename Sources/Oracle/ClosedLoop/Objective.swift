import Multiprecision

/// A function whose gradient a closed loop follows.
public enum Objective: Hashable, Sendable {
  /// `½ Σ hᵢ xᵢ²`; a negative curvature makes it a saddle.
  case separable(curvatures: [Double])
  /// `½ Σ hᵢ yᵢ²` where y is x reflected at the hyperplanes orthogonal to each of
  /// `reflections` in turn: a dense quadratic whose spectrum is `curvatures`
  /// exactly, since `I − 2vvᵀ/vᵀv` is orthogonal for every v (Householder 1958).
  case rotated(curvatures: [Double], reflections: [[Double]])
  /// `½ xᵀAx` for a symmetric matrix A, row by row.
  case dense(matrix: [[Double]])
  /// `½ Σ hᵢ (xᵢ − t wᵢ)²`: the minimum moves by w each step.
  case drifting(curvatures: [Double], velocities: [Double])
  /// The linear functions with these gradients, step by step and then from the
  /// first one again: gradients that are given, whatever x is.
  case stream(gradients: [[Double]])

  /// `x² − y²`, with a saddle point at the origin.
  public static let saddle = Objective.separable(curvatures: [2, -2])

  /// The number of coordinates.
  public var dimension: Int {
    switch self {
    case .separable(let curvatures), .rotated(let curvatures, _),
      .drifting(let curvatures, _):
      curvatures.count
    case .dense(let matrix): matrix.count
    case .stream(let gradients): gradients.first?.count ?? 0
    }
  }

  /// Whether all lists have the lengths that belong together, and the matrix is
  /// symmetric.
  public var isConsistent: Bool {
    let n = dimension
    return switch self {
    case .separable: true
    case .rotated(_, let reflections):
      reflections.allSatisfy { $0.count == n && $0.contains { $0 != 0 } }
    case .dense(let matrix):
      matrix.allSatisfy { $0.count == n }
        && matrix.indices.allSatisfy { i in
          matrix.indices.allSatisfy { matrix[i][$0] == matrix[$0][i] }
        }
    case .drifting(_, let velocities): velocities.count == n
    case .stream(let gradients):
      !gradients.isEmpty && gradients.allSatisfy { $0.count == n }
    }
  }

  /// An enclosure of the value at `x` in step `step`.
  public func value(at x: [Enclosure], step: Int = 0) -> Enclosure {
    switch self {
    case .separable(let curvatures):
      return Objective.half(curvatures, x)
    case .rotated(let curvatures, let reflections):
      return Objective.half(curvatures, reflections.reduce(x, Objective.reflect))
    case .dense(let matrix):
      let products = zip(matrix, x).map { row, value in
        value * Objective.dot(row, x)
      }
      return products.reduce(0, +) * 0.5
    case .drifting(let curvatures, let velocities):
      let shifted = zip(x, velocities).map {
        $0 - Enclosure($1) * Enclosure(Double(step))
      }
      return Objective.half(curvatures, shifted)
    case .stream(let gradients):
      return Objective.dot(gradients[max(step - 1, 0) % gradients.count], x)
    }
  }

  private static func half(_ curvatures: [Double], _ x: [Enclosure]) -> Enclosure {
    zip(curvatures, x).map { Enclosure($0) * $1.power(2) }.reduce(0, +) * 0.5
  }

  private static func dot(_ v: [Double], _ x: [Enclosure]) -> Enclosure {
    zip(v, x).map { Enclosure($0) * $1 }.reduce(0, +)
  }

  private static func reflect(_ x: [Enclosure], _ v: [Double]) -> [Enclosure] {
    let square = v.map { Enclosure($0).power(2) }.reduce(0, +)
    let share = 2 * dot(v, x) / square
    return zip(x, v).map { $0 - share * Enclosure($1) }
  }
}
