/// What the optimizers of a framework compute, as far as its source was read.
public struct FrameworkProfile: Hashable, Sendable {
  /// The name to call it by, such as `tf-keras`.
  public let name: String
  /// The name for people.
  public let title: String
  /// The version or commit that was read.
  public let version: String
  /// What holds for every rule, if anything needs saying.
  public let note: String?
  /// The rules of its optimizers, those of one optimizer together.
  public var rules: [FrameworkRule] {
    ownRules + OptimizerName.allCases.flatMap { $0.definition.profiled()[name] ?? [] }
  }
  private let ownRules: [FrameworkRule]

  init(
    _ name: String, title: String, version: String, note: String? = nil,
    rules: [FrameworkRule]
  ) {
    self.name = name
    self.title = title
    self.version = version
    self.note = note
    ownRules = rules
  }

  /// The optimizers that it has a rule of, in the order of their declaration.
  public var optimizers: [OptimizerName] {
    OptimizerName.allCases.filter { optimizer in
      rules.contains { $0.dialect.optimizer == optimizer }
    }
  }

  /// Its rules of one optimizer, of which there is at least one.
  public func rules(of optimizer: OptimizerName) throws(DialectError) -> [FrameworkRule] {
    let rules = rules.filter { $0.dialect.optimizer == optimizer }
    guard !rules.isEmpty else { throw .profileLacks(self, optimizer) }
    return rules
  }

  /// The profile of that name.
  public static func find(_ name: String) throws(DialectError) -> FrameworkProfile {
    guard let found = all.first(where: { $0.name == name }) else {
      throw .unknownProfile(name)
    }
    return found
  }

  /// Every profile.
  public static let all: [FrameworkProfile] = [
    pytorch, libtorch, torchSharp, torch7, keras3, keras2, tfKeras, keras1, tensorFlow1,
    tensorFlowAddons, optax, paddle, mlx, mxnet, chainer, lasagne, caffe, caffe2, onnx,
    deepSpeed, apex, bitsAndBytes, fbgemm, huggingFace, radamAuthors, pytorchOptimizer,
    tinygrad, burn, candle, ggml, optimisersJulia, swiftAPIs, ensmallen, dlib, dynet,
    nnabla, dl4j, cntk,
  ]
}
