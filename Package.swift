// swift-tools-version: 6.2
import PackageDescription

/// Settings that every Swift target of the package shares.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
]

/// Settings of what clients import, and of its tests: members of a module are visible only
/// where the file imports it.
let librarySettings = settings + [.enableUpcomingFeature("MemberImportVisibility")]

/// A Swift module of the package, which depends on other modules of it and on products
/// of other packages.
func module(
  _ name: String, _ dependencies: [String], packages: [Target.Dependency] = [],
  settings: [SwiftSetting] = settings
) -> Target {
  .target(
    name: name, dependencies: dependencies.map { .byName(name: $0) } + packages,
    swiftSettings: settings)
}

/// The tests of a module, in the folder of its name.
func tests(
  _ name: String, _ dependencies: [String], settings: [SwiftSetting] = settings
) -> Target {
  .testTarget(
    name: name, dependencies: (dependencies + ["_TestSupport"]).map { .byName(name: $0) },
    swiftSettings: settings)
}

let package = Package(
  name: "RMSpec",
  platforms: [.macOS(.v15)],
  products: [
    // To train with. These three need neither MPFR nor another package.
    .library(name: "Optimizers", targets: ["Optimizers"]),
    .library(name: "Dialects", targets: ["Dialects"]),
    .library(name: "Formats", targets: ["Formats"]),
    .library(name: "Scenarios", targets: ["Scenarios"]),
    .library(name: "Oracle", targets: ["Oracle"]),
    .library(name: "Vectors", targets: ["Vectors"]),
    .library(name: "Verdicts", targets: ["Verdicts"]),
    .library(name: "Adapters", targets: ["Adapters"]),
    // What types in the signatures of the Oracle are from.
    .library(name: "Multiprecision", targets: ["Multiprecision"]),
    .library(name: "Rules", targets: ["Rules"]),
    .library(name: "HonestOrders", targets: ["HonestOrders"]),
    // All that a Swift program needs, in one import.
    .library(name: "RMSpec", targets: ["RMSpec"]),
    .executable(name: "rmspec", targets: ["rmspec"]),
    // For the programs in Benchmarks/Exhaustive alone.
    .library(name: "Shards", targets: ["Shards"]),
    .library(name: "_StepSupport", targets: ["_StepSupport"]),
  ],
  dependencies: [
    .package(
      url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    // Numbers.
    module("RandomNumbers", []),
    .systemLibrary(
      name: "CMPFR", pkgConfig: "mpfr",
      providers: [.apt(["libmpfr-dev"]), .brew(["mpfr"])]),
    // Vector code for bulk conversions, chosen by the processor at run time.
    .target(name: "CFormats"),
    module("Formats", ["CFormats"], settings: librarySettings),
    module("Multiprecision", ["CMPFR", "Formats"]),

    // The specification.
    module("Dialects", []),
    module("Rules", ["Dialects", "RandomNumbers"]),
    module("HonestOrders", ["Dialects", "Formats", "Rules"]),
    module("Scenarios", ["Dialects", "Formats"]),
    module(
      "Oracle",
      [
        "Dialects", "Formats", "HonestOrders", "Multiprecision", "RandomNumbers", "Rules",
        "Scenarios",
      ]),

    // What is checked: it must never depend on Rules or Oracle.
    .target(name: "CKernels"),
    module(
      "Optimizers", ["CKernels", "Dialects", "Formats"], settings: librarySettings),

    // What checks.
    module("Vectors", ["Dialects", "Formats", "Scenarios"]),
    module("Shards", ["Vectors"]),
    module(
      "Verdicts", ["Dialects", "Formats", "Oracle", "Rules", "Scenarios", "Vectors"]),
    module(
      "Generation",
      ["Dialects", "Formats", "Oracle", "RandomNumbers", "Scenarios", "Vectors"]),
    module(
      "LiveCases",
      [
        "Dialects", "Formats", "Generation", "Oracle", "RandomNumbers", "Scenarios",
        "Shards", "Vectors", "Verdicts",
      ]),
    module(
      "Adapters", ["Dialects", "Formats", "Scenarios", "Vectors", "Verdicts"],
      packages: [
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(
          name: "SystemPackage", package: "swift-system",
          condition: .when(platforms: [.linux])),
      ]),

    // What shows that checks can fail, and what a program computes.
    module(
      "Deviations",
      [
        "Dialects", "Formats", "HonestOrders", "Oracle", "RandomNumbers", "Rules",
        "Scenarios", "Vectors", "Verdicts",
      ]),
    module(
      "Studies",
      [
        "Deviations", "Dialects", "Formats", "Generation", "HonestOrders", "Oracle",
        "RandomNumbers", "Rules", "Scenarios", "Vectors", "Verdicts",
      ]),
    module(
      "Identification",
      [
        "Deviations", "Dialects", "Formats", "Generation", "HonestOrders", "Oracle",
        "RandomNumbers", "Rules", "Scenarios", "Vectors", "Verdicts",
      ]),

    // What people use.
    module(
      "Bundled",
      ["Dialects", "Formats", "Optimizers", "Scenarios", "Vectors", "Verdicts"]),
    module(
      "RMSpec",
      [
        "Adapters", "Bundled", "Dialects", "Formats", "Optimizers", "Oracle",
        "Scenarios", "Vectors", "Verdicts",
      ]),
    module(
      "Reports",
      [
        "Bundled", "Deviations", "Dialects", "Formats", "Generation", "HonestOrders",
        "Identification", "LiveCases", "Multiprecision", "Oracle", "Rules", "Scenarios",
        "Shards", "Studies", "Vectors", "Verdicts",
      ],
      packages: [
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(
          name: "SystemPackage", package: "swift-system",
          condition: .when(platforms: [.linux])),
      ]),
    .executableTarget(
      name: "rmspec",
      dependencies: [
        "Adapters", "Bundled", "Deviations", "Dialects", "Formats", "Generation",
        "Identification", "LiveCases", "Oracle", "Reports", "Scenarios", "Shards",
        "Studies", "Vectors", "Verdicts",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(
          name: "SystemPackage", package: "swift-system",
          condition: .when(platforms: [.linux])),
      ],
      swiftSettings: settings),

    // Tests: one folder per module.
    .target(
      name: "_TestSupport", dependencies: ["Dialects", "RandomNumbers"],
      path: "Tests/_TestSupport",
      swiftSettings: settings),
    .target(name: "_Allocations", path: "Tests/_Allocations"),
    .target(
      name: "_StepSupport",
      dependencies: [
        "Dialects", "Formats", "Optimizers", "_Allocations", "_TestSupport",
      ],
      path: "Tests/_StepSupport", swiftSettings: librarySettings),
    tests(
      "ArchitectureTests",
      ["Deviations", "Dialects", "Formats", "Generation", "Studies", "Vectors"]),
    tests("RandomNumbersTests", ["RandomNumbers"]),
    .testTarget(
      name: "FormatsTests", dependencies: ["Formats", "_TestSupport"],
      swiftSettings: librarySettings),
    .testTarget(
      name: "MultiprecisionTests",
      dependencies: ["Formats", "Multiprecision", "_TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "DialectsTests", dependencies: ["Dialects", "_TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "RulesTests",
      dependencies: [
        "Dialects", "HonestOrders", "Multiprecision", "Rules", "_TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "OracleTests",
      dependencies: [
        "Deviations", "Dialects", "Formats", "HonestOrders", "Multiprecision", "Oracle",
        "Rules", "Scenarios", "_TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "OptimizersTests",
      dependencies: [
        "Dialects", "Formats", "Optimizers", "_Allocations", "_StepSupport",
        "_TestSupport",
      ],
      swiftSettings: librarySettings),
    tests("ScenariosTests", ["Dialects", "Formats", "Scenarios"]),
    tests(
      "VectorsTests",
      ["Dialects", "Formats", "Oracle", "Scenarios", "Vectors", "Verdicts", "Generation"]),
    tests(
      "VerdictsTests",
      [
        "Bundled", "Deviations", "Dialects", "Formats", "Generation", "Oracle",
        "Scenarios", "Vectors", "Verdicts",
      ]),
    tests(
      "LiveCasesTests",
      [
        "Bundled", "Deviations", "Dialects", "Formats", "LiveCases", "Oracle",
        "Scenarios", "Shards", "Vectors", "Verdicts",
      ]),
    tests("ShardsTests", ["Shards"]),
    tests(
      "AdaptersTests",
      ["Adapters", "Dialects", "Formats", "Scenarios", "Vectors", "Verdicts"]),
    tests("RMSpecTests", ["RMSpec"]),
    tests(
      "DeviationsTests",
      [
        "Deviations", "Dialects", "Formats", "HonestOrders", "Oracle", "Rules",
        "Scenarios", "Vectors", "Verdicts", "Generation",
      ]),
    tests(
      "StudiesTests",
      [
        "Studies", "Deviations", "Dialects", "Formats", "HonestOrders", "Oracle", "Rules",
        "Scenarios", "Vectors", "Verdicts", "Generation",
      ]),
    tests(
      "IdentificationTests",
      [
        "Bundled", "Identification", "Deviations", "Dialects", "Formats", "Generation",
        "HonestOrders", "Oracle", "Rules", "Scenarios", "Vectors", "Verdicts",
      ]),
    tests(
      "ConformanceTests",
      ["Adapters", "Bundled", "Dialects", "Formats", "Scenarios", "Vectors", "Verdicts"]),
    .testTarget(
      name: "PropertyTests",
      dependencies: [
        "Dialects", "Formats", "HonestOrders", "Multiprecision", "Optimizers", "Oracle",
        "Rules", "Scenarios", "_TestSupport",
      ],
      exclude: ["README.md"], swiftSettings: settings),
    .testTarget(
      name: "rmspecTests",
      dependencies: [
        "rmspec", "Adapters", "Bundled", "Deviations", "Dialects", "Formats",
        "Generation", "HonestOrders", "Identification", "Multiprecision", "Oracle",
        "Reports", "Rules", "Scenarios", "Studies", "Vectors", "Verdicts", "_TestSupport",
      ],
      swiftSettings: settings),
  ]
)
