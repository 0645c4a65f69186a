// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Exhaustive",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "RMSpec", path: "../..")],
  targets: [
    // What programs that can be divided among machines share.
    .target(
      name: "ShardedRun", dependencies: [.product(name: "Shards", package: "RMSpec")]),
    .executableTarget(
      name: "ExhaustiveRounding",
      dependencies: [
        "ShardedRun",
        .product(name: "Formats", package: "RMSpec"),
        .product(name: "Shards", package: "RMSpec"),
      ]),
    .executableTarget(
      name: "RoundingSpeed",
      dependencies: [
        .product(name: "Formats", package: "RMSpec"),
        .product(name: "_StepSupport", package: "RMSpec"),
      ]),
    .executableTarget(
      name: "StepChecks",
      dependencies: [
        .product(name: "Dialects", package: "RMSpec"),
        .product(name: "Formats", package: "RMSpec"),
        .product(name: "Optimizers", package: "RMSpec"),
        .product(name: "_StepSupport", package: "RMSpec"),
      ]),
    .executableTarget(
      name: "RandomSteps",
      dependencies: [
        "ShardedRun",
        .product(name: "Dialects", package: "RMSpec"),
        .product(name: "Formats", package: "RMSpec"),
        .product(name: "Optimizers", package: "RMSpec"),
        .product(name: "Oracle", package: "RMSpec"),
        .product(name: "Scenarios", package: "RMSpec"),
        .product(name: "Shards", package: "RMSpec"),
        .product(name: "_StepSupport", package: "RMSpec"),
      ]),
  ]
)
