// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Exhaustive",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "RMSpec", path: "../..")],
  targets: [
    .executableTarget(
      name: "ExhaustiveRounding",
      dependencies: [.product(name: "Formats", package: "RMSpec")]),
    .executableTarget(
      name: "RoundingSpeed",
      dependencies: [.product(name: "Formats", package: "RMSpec")]),
  ]
)
