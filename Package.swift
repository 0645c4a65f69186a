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

let package = Package(
  name: "RMSpec",
  platforms: [.macOS(.v15)],
  products: [
    // To train with. These three need neither MPFR nor another package.
    .library(name: "Optimizers", targets: ["Optimizers"]),
    .library(name: "Dialects", targets: ["Dialects"]),
    .library(name: "Formats", targets: ["Formats"]),
    .library(name: "Oracle", targets: ["Oracle"]),
    .library(name: "Conformance", targets: ["Conformance"]),
    .executable(name: "rmspec", targets: ["rmspec"]),
    // For the programs in Benchmarks/Exhaustive alone.
    .library(name: "_StepSupport", targets: ["_StepSupport"]),
  ],
  dependencies: [
    .package(
      url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    // The arbitrary-precision foundation: everything below `Oracle` that
    // knows MPFR.
    .systemLibrary(
      name: "CMPFR", pkgConfig: "mpfr",
      providers: [.apt(["libmpfr-dev"]), .brew(["mpfr"])]),
    .target(
      name: "Multiprecision", dependencies: ["CMPFR", "Formats"],
      swiftSettings: settings),

    // The specification.
    // Vector code for bulk conversions, chosen by the processor at run time.
    .target(name: "CFormats"),
    .target(
      name: "Formats", dependencies: ["CFormats"], swiftSettings: librarySettings),
    .target(name: "Dialects", swiftSettings: settings),
    .target(name: "Rules", dependencies: ["Dialects"], swiftSettings: settings),
    .target(
      name: "Oracle",
      dependencies: ["Dialects", "Formats", "Multiprecision", "Rules"],
      swiftSettings: settings),

    // What is checked: it must never depend on Rules or Oracle.
    .target(name: "CKernels"),
    .target(
      name: "Optimizers", dependencies: ["CKernels", "Dialects", "Formats"],
      swiftSettings: librarySettings),

    // What checks.
    .target(
      name: "Conformance",
      dependencies: [
        "Dialects", "Formats", "Optimizers", "Oracle", "Rules",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(
          name: "SystemPackage", package: "swift-system",
          condition: .when(platforms: [.linux])),
      ],
      swiftSettings: settings),
    .target(
      name: "Reports",
      dependencies: [
        "Conformance", "Dialects", "Formats", "Multiprecision", "Oracle", "Rules",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(
          name: "SystemPackage", package: "swift-system",
          condition: .when(platforms: [.linux])),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "rmspec",
      dependencies: [
        "Conformance", "Dialects", "Formats", "Oracle", "Reports",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // Tests: one folder per module.
    .target(
      name: "_TestSupport", path: "Tests/_TestSupport", swiftSettings: settings),
    .target(name: "_Allocations", path: "Tests/_Allocations"),
    .target(
      name: "_StepSupport",
      dependencies: [
        "Dialects", "Formats", "Optimizers", "_Allocations", "_TestSupport",
      ],
      path: "Tests/_StepSupport", swiftSettings: librarySettings),
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
      name: "RulesTests", dependencies: ["Dialects", "Rules", "_TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "OracleTests",
      dependencies: [
        "Dialects", "Formats", "Multiprecision", "Oracle", "Rules", "_TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "OptimizersTests",
      dependencies: [
        "Dialects", "Formats", "Optimizers", "_Allocations", "_StepSupport",
        "_TestSupport",
      ],
      swiftSettings: librarySettings),
    .testTarget(
      name: "ConformanceTests",
      dependencies: [
        "Conformance", "Formats", "Dialects", "Oracle", "Rules", "_TestSupport",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "PropertyTests",
      dependencies: [
        "Dialects", "Formats", "Multiprecision", "Optimizers", "Oracle", "Rules",
        "_TestSupport",
      ],
      exclude: ["README.md"], swiftSettings: settings),
    .testTarget(
      name: "rmspecTests",
      dependencies: [
        "rmspec", "Conformance", "Dialects", "Formats", "Oracle", "Reports", "Rules",
        "_TestSupport",
      ],
      swiftSettings: settings),
  ]
)
