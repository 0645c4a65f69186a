extension FrameworkProfile {
  static let caffe = FrameworkProfile(
    "caffe", title: "Caffe", version: "commit 9b89154",
    rules: [
      FrameworkRule(
        "SGDSolver", .sgdInside, examples: [.momentum: 0.9],
        source: "src/caffe/solvers/sgd_solver.cpp"),
      FrameworkRule(
        "NesterovSolver", .sgdInside.with(Nesterov.standard), examples: [.momentum: 0.9],
        source: "src/caffe/solvers/nesterov_solver.cpp"),
      FrameworkRule(
        "AdaGradSolver", .adagrad, .outside, [.epsilon: 1e-8],
        source: "src/caffe/solvers/adagrad_solver.cpp"),
      FrameworkRule(
        "AdaDeltaSolver", .adadelta, .inside,
        source: "src/caffe/solvers/adadelta_solver.cpp",
        note: "ρ is the solver's momentum."),
      FrameworkRule(
        "RMSPropSolver", .rmsprop, .outside, [.decay: 0.99, .epsilon: 1e-8],
        source: "src/caffe/solvers/rmsprop_solver.cpp"),
      FrameworkRule(
        "AdamSolver", .adamRaw, .outside, source: "src/caffe/solvers/adam_solver.cpp"),
    ])
}
