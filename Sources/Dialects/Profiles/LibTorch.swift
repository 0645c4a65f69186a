extension FrameworkProfile {
  static let libtorch = FrameworkProfile(
    "libtorch", title: "PyTorch's C++ API",
    version: "commits 03d697c and 051e2a5 of 2019; today's sources were not read",
    rules: [
      FrameworkRule(
        "torch::optim::SGD", .sgd, examples: [.momentum: 0.9],
        source: "torch/csrc/api/src/optim/sgd.cpp"),
      FrameworkRule(
        "torch::optim::Adagrad", .adagrad, .outside,
        source: "torch/csrc/api/src/optim/adagrad.cpp"),
      FrameworkRule(
        "torch::optim::RMSprop", .rmsprop, .outside,
        source: "torch/csrc/api/src/optim/rmsprop.cpp"),
      FrameworkRule(
        "torch::optim::Adam", .adamRaw, .outside,
        source: "torch/csrc/api/src/optim/adam.cpp",
        note: "ε meets the uncorrected root, unlike in Python."),
      FrameworkRule(
        "torch::optim::Adam", when: "amsgrad", .amsgradRaw, .outside,
        source: "torch/csrc/api/src/optim/adam.cpp"),
    ])
}
