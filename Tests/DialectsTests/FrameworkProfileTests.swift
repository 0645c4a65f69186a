import Testing

@testable import Dialects

/// The profiles as data: each rule is a dialect with admissible values.
struct FrameworkProfileTests {
  private let all = FrameworkProfile.all

  @Test("names are unique and fit for a command line")
  func names() {
    #expect(Set(all.map(\.name)).count == all.count)
    let letters = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
    for profile in all {
      #expect(!profile.name.isEmpty && profile.name.allSatisfy(letters.contains))
      #expect(!profile.title.isEmpty && !profile.version.isEmpty, "\(profile.name)")
      #expect(!profile.rules.isEmpty, "\(profile.name)")
    }
  }

  @Test("an optimizer lists rules of profiles that there are")
  func profiled() {
    var listed = 0
    for optimizer in OptimizerName.allCases {
      for (name, rules) in optimizer.definition.profiled() {
        listed += rules.count
        #expect(all.contains { $0.name == name }, "\(optimizer) lists rules of \(name)")
        #expect(rules.allSatisfy { $0.dialect.optimizer == optimizer })
      }
    }
    #expect(listed > 0)
  }

  @Test("a rule is told by its function, its condition and its optimizer")
  func rules() {
    for profile in all {
      let descriptions = profile.rules.map(\.description)
      #expect(Set(descriptions).count == descriptions.count, "\(profile.name)")
      for rule in profile.rules {
        #expect(!rule.function.isEmpty && !rule.source.isEmpty, "\(rule)")
        #expect(rule.condition?.isEmpty != true && rule.note?.isEmpty != true)
        for text in [rule.function, rule.condition, rule.note, rule.source] {
          #expect(text?.contains { $0.isNewline } != true, "\(rule)")
          #expect(text?.contains("  ") != true, "\(rule)")
        }
      }
      // Rules of one optimizer stand together.
      var seen: [OptimizerName] = []
      for rule in profile.rules where seen.last != rule.dialect.optimizer {
        #expect(!seen.contains(rule.dialect.optimizer), "\(profile.name): \(rule)")
        seen.append(rule.dialect.optimizer)
      }
    }
  }

  @Test("every rule has complete and admissible hyperparameters")
  func completeness() throws {
    for profile in all {
      for rule in profile.rules {
        let values = try rule.hyperparameters()
        #expect(values.optimizer == rule.dialect.optimizer)
        for (name, value) in rule.defaults {
          #expect(name.neutral != value, "\(profile.name), \(rule): \(name) is neutral")
          #expect(rule.examples[name] == nil, "\(profile.name), \(rule): \(name) twice")
          #expect(values[name] == value)
        }
        for (name, value) in rule.examples { #expect(values[name] == value) }
        let known = Set(rule.defaults.keys).union(rule.assumptions.keys)
        #expect(Set(values.given.keys) == known)
      }
    }
  }

  @Test("the epsilons that are given are those that the rule uses")
  func epsilons() throws {
    for profile in all {
      for rule in profile.rules {
        let values = try rule.hyperparameters()
        let expected: Set<Hyperparameter> =
          switch rule.dialect.epsilonPlace {
          case .none: []
          case .outside: [.epsilon]
          case .inside: [.epsilonRoot]
          case .both: [.epsilon, .epsilonRoot]
          }
        let used = Set([Hyperparameter.epsilon, .epsilonRoot].filter(values.uses))
        #expect(used == expected, "\(profile.name), \(rule)")
        let isNesterov =
          rule.dialect[Nesterov.self].map { $0 != .off } ?? false
          || rule.dialect.optimizer == .sgd
        #expect(!isNesterov || values.uses(.momentum), "\(profile.name), \(rule)")
        let isAdamW = rule.dialect.optimizer == .adamw
        #expect(!isAdamW || values.uses(.weightDecay), "\(profile.name), \(rule)")
      }
    }
  }

  @Test("PyTorch's values stand in, and only for what must be given")
  func assumptions() throws {
    for optimizer in OptimizerName.allCases {
      let usual = optimizer.usualValues(epsilon: .none)
      for name in optimizer.definition.hyperparameters where name.neutral == nil {
        #expect(usual[name] != nil, "\(optimizer.rawValue) lacks \(name.rawValue)")
      }
      #expect(usual[.epsilon] == nil && usual[.epsilonRoot] == nil)
    }
    #expect(
      OptimizerName.rmsprop.usualValues(epsilon: .both)
        == [.learningRate: 1e-2, .decay: 0.99, .epsilon: 1e-8, .epsilonRoot: 1e-8])
    #expect(
      OptimizerName.adadelta.usualValues(epsilon: .inside)
        == [.learningRate: 1, .decay: 0.9, .epsilonRoot: 1e-6])
    #expect(
      OptimizerName.adamw.usualValues(epsilon: .outside)
        == [
          .learningRate: 1e-3, .beta1: 0.9, .beta2: 0.999, .epsilon: 1e-8,
          .weightDecay: 1e-2,
        ])
    let pytorch = try FrameworkProfile.find("pytorch").rules(of: .rmsprop)
    #expect(pytorch[0].assumptions.isEmpty)
    let optax = try FrameworkProfile.find("optax").rules(of: .adam)
    #expect(optax[0].assumptions == [.learningRate: 1e-3])
  }

  @Test("a profile is found by its name, and rules by their optimizer")
  func find() throws {
    for profile in all {
      #expect(try FrameworkProfile.find(profile.name) == profile)
      for optimizer in OptimizerName.allCases {
        if profile.optimizers.contains(optimizer) {
          let rules = try profile.rules(of: optimizer)
          #expect(!rules.isEmpty)
          #expect(rules.allSatisfy { $0.dialect.optimizer == optimizer })
        } else {
          #expect(throws: DialectError.profileLacks(profile, optimizer)) {
            try profile.rules(of: optimizer)
          }
        }
      }
      let count = try profile.optimizers.map { try profile.rules(of: $0).count }
        .reduce(0, +)
      #expect(count == profile.rules.count)
    }
  }

  @Test("an unknown name is answered with near ones, or with all of them")
  func nearNames() {
    for (written, meant) in [
      ("pytroch", "pytorch"), ("torch", "torch7"), ("keras", "keras3"),
      ("Optax", "optax"), ("paddlepaddle", "paddle"), ("tf1.15", "tf1"),
      ("optimisers.jl", "optimisers-jl"), ("tensorflow", "tensorflow-addons"),
    ] {
      #expect(throws: DialectError.unknownProfile(written)) {
        try FrameworkProfile.find(written)
      }
      let text = "\(DialectError.unknownProfile(written))"
      #expect(text.contains("\"\(written)\""))
      #expect(text.contains("did you mean"), "\(text)")
      #expect(text.contains("\"\(meant)\""), "\(text)")
      #expect(!text.contains { $0.isNewline })
      #expect(text.count(where: { $0 == "\"" }) <= 8, "\(text)")
    }
    for written in ["xyzzyplugh", "", "q"] {
      let text = "\(DialectError.unknownProfile(written))"
      #expect(!text.contains("did you mean"), "\(text)")
      for profile in all { #expect(text.contains(profile.name)) }
    }
  }

  @Test("a missing optimizer is answered with those that there are")
  func missingOptimizers() throws {
    let candle = try FrameworkProfile.find("candle")
    let error = DialectError.profileLacks(candle, .rmsprop)
    #expect("\(error)" == "candle has no rule of rmsprop; it has adamw")
    #expect(throws: error) { try candle.rules(of: .rmsprop) }
  }

  @Test("what no axis reaches belongs to a profile, and is said once")
  func unreached() {
    let names = Set(all.map(\.name))
    for entry in UnreachedBehaviour.all {
      #expect(names.contains(entry.framework), "\(entry.framework)")
      for text in [entry.function, entry.behaviour, entry.reason] {
        #expect(!text.isEmpty && !text.contains { $0.isNewline })
      }
      for sentence in [entry.behaviour, entry.reason] {
        #expect(sentence.hasSuffix("."), "\(sentence)")
        #expect(sentence.first?.isUppercase == true, "\(sentence)")
      }
    }
    let entries = UnreachedBehaviour.all.map { "\($0.framework) \($0.function)" }
    #expect(Set(entries).count == entries.count)
  }
}
