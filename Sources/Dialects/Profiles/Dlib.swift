extension FrameworkProfile {
  static let dlib = FrameworkProfile(
    "dlib", title: "dlib", version: "commit 3d40bf5",
    rules: [
      FrameworkRule(
        "dlib::sgd", .sgdInside, examples: [.momentum: 0.9],
        source: "dlib/dnn/solvers.h"),
      FrameworkRule(
        "dlib::adam", .adamRaw, .outside, [.epsilon: 1e-8, .weightDecay: 5e-4],
        where: [.epsilon: .only(1e-8)],
        source: "dlib/cuda/cpu_dlib.cpp, compute_adam_update",
        note: "ε is fixed."),
    ])
}
