import Foundation
import Reports
import Testing

@testable import rmspec

/// `rmspec trajectory`.
@Suite struct TrajectoryTests {
  private func points(_ line: String) async throws -> TrajectoryDocument {
    let run = await Run("trajectory \(line) --json")
    #expect(run.status == .success, "\(run.errors)")
    return try run.json(TrajectoryDocument.self)
  }

  @Test("RMSprop is that of plain arithmetic")
  func rmspropPlain() async throws {
    let document = try await points(
      "--optimizer rmsprop --curvature 1,100 --start 1,-2 --steps 20 --every 1 "
        + "--learning-rate 0.02 --decay 0.9 --set momentum=0.5")
    var (x, v, b) = ([1.0, -2.0], [0.0, 0.0], [0.0, 0.0])
    #expect(document.points.map(\.step) == Array(0...20))
    for point in document.points {
      if point.step > 0 {
        for (i, h) in [1.0, 100].enumerated() {
          let g = h * x[i]
          v[i] = 0.9 * v[i] + 0.1 * g * g
          b[i] = 0.5 * b[i] + g / (v[i].squareRoot() + 1e-8)
          x[i] -= 0.02 * b[i]
        }
      }
      for (text, value) in zip(point.coordinates, x) {
        let exact = try #require(Double(text))
        #expect(abs(exact - value) <= 1e-10 * max(1, abs(value)))
      }
    }
  }

  @Test("defaults are AdamW's")
  func defaultsAdamws() async throws {
    let document = try await points("--optimizer adamw --steps 5 --start 3")
    #expect(
      document.hyperparameters
        == [
          "learningRate": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8,
          "weightDecay": 1e-2,
        ])
    var (x, m, v) = (3.0, 0.0, 0.0)
    for t in 1...5 {
      let g = x
      m = 0.9 * m + 0.1 * g
      v = 0.999 * v + 0.001 * g * g
      let n = m / (1 - pow(0.9, Double(t)))
      x =
        x * (1 - 1e-5) - 1e-3 * n
        / ((v / (1 - pow(0.999, Double(t)))).squareRoot() + 1e-8)
    }
    let text = try #require(document.points.first?.coordinates.first)
    #expect(document.points.map(\.step) == [5])
    #expect(abs(try #require(Double(text)) - x) < 1e-10)
  }

  @Test("epsilon goes where the dialect has it")
  func epsilonGoes() async throws {
    let document = try await points(
      "--optimizer rmsprop --dialect epsilon-inside-rate-inside --epsilon 1e-3 --steps 1")
    #expect(document.hyperparameters["epsilonRoot"] == 1e-3)
    #expect(document.hyperparameters["epsilon"] == nil)
    #expect(document.dialect["momentumLearningRate"] == "inside")
  }

  @Test("more digits round to fewer")
  func moreDigits() async throws {
    let line = "--optimizer adam --curvature 1,7 --steps 40 --at 0,1,7,40"
    let wide = try await points("\(line) --digits 50")
    let narrow = try await points("\(line) --digits 30")
    #expect(wide.points.map(\.step) == [0, 1, 7, 40])
    for (a, b) in zip(wide.points, narrow.points) {
      #expect(a.coordinates.map { roundDecimal($0, digits: 30) } == b.coordinates)
    }
  }

  /// The decimal rounded to `digits` digits, half up, in the canonical form.
  private func roundDecimal(_ text: String, digits: Int) -> String {
    let parts = text.split(separator: "e")
    guard parts.count == 2, var exponent = Int(parts[1]) else { return text }
    let sign = text.hasPrefix("-") ? "-" : ""
    var figures = parts[0].compactMap(\.wholeNumberValue)
    if figures.count > digits {
      let roundsUp = figures[digits] >= 5
      figures.removeLast(figures.count - digits)
      if roundsUp {
        var index = digits - 1
        while index >= 0 && figures[index] == 9 {
          figures[index] = 0
          index -= 1
        }
        if index >= 0 {
          figures[index] += 1
        } else {
          figures.insert(1, at: 0)
          exponent += 1
        }
      }
    }
    while figures.count > 1 && figures.last == 0 { figures.removeLast() }
    let digits = figures.map(String.init)
    let fraction = digits.dropFirst().joined()
    return "\(sign)\(digits[0])\(fraction.isEmpty ? "" : ".")\(fraction)e\(exponent)"
  }

  @Test("too little precision is undecided")
  func tooLittle() async throws {
    let line = "trajectory --optimizer rmsprop --steps 50 --precision-cap 20"
    let run = await Run(line)
    #expect(run.status == .mismatch)
    #expect(run.output == "" && run.errorLines.count == 1)
    for part in ["undecided", "step 5", "20 bits", "--precision-cap"] {
      #expect(run.errors.contains(part), "\(run.errors)")
    }
    let json = await Run("\(line) --json")
    #expect(json.status == .mismatch && json.errors == "")
    #expect(try json.json(UndecidedDocument.self).undecided.precisionCap == 20)
  }

  @Test("text ends in the last point")
  func textEnds() async throws {
    let run = await Run("trajectory --optimizer sgd --steps 3 --learning-rate 0.5")
    #expect(run.output.contains("after step 3"))
    #expect(run.output.contains("1.25e-1"))
  }
}
