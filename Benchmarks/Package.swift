// swift-tools-version: 6.2
import PackageDescription

/// Settings that every Swift target of the package shares.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
]

/// A package of its own, so that the library depends on nothing that only
/// measurements need.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "RMSpec", path: ".."),
    // Without its interposers: only times are measured.
    .package(
      url: "https://github.com/ordo-one/benchmark", from: "1.30.0", traits: []),
  ],
  targets: [
    // What is measured against, where no package offers it.
    .target(name: "CPeers"),
    .executableTarget(
      name: "bench-server",
      dependencies: [
        "CPeers",
        .product(name: "Dialects", package: "RMSpec"),
        .product(name: "Formats", package: "RMSpec"),
        .product(name: "Optimizers", package: "RMSpec"),
        .product(name: "Oracle", package: "RMSpec"),
        .product(name: "Scenarios", package: "RMSpec"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "Kernels",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Dialects", package: "RMSpec"),
        .product(name: "Formats", package: "RMSpec"),
        .product(name: "Optimizers", package: "RMSpec"),
        .product(name: "Oracle", package: "RMSpec"),
        .product(name: "Scenarios", package: "RMSpec"),
      ],
      path: "Benchmarks/Kernels",
      swiftSettings: settings,
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
