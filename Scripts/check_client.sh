#!/bin/sh
# Builds and runs a package that uses the library as its users do, and shows that nothing
# of the repository is compiled for it but the library: no MPFR, no other package. From
# nothing it takes a minute and a half of CPU time, later some seconds.
set -eu

repository=$(cd "$(dirname "$0")/.." && pwd)
client=$repository/.build/client
mkdir -p "$client/Sources/client"

cat > "$client/Package.swift" << EOF
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "client",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "RMSpec", path: "$repository")],
  targets: [
    .executableTarget(
      name: "client",
      dependencies: [
        .product(name: "Dialects", package: "RMSpec"),
        .product(name: "Formats", package: "RMSpec"),
        .product(name: "Optimizers", package: "RMSpec"),
      ],
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .unsafeFlags(["-warnings-as-errors"]),
      ])
  ]
)
EOF

cat > "$client/Sources/client/Train.swift" << 'EOF'
import Optimizers

/// One file that imports the library alone: the example of README.md.
func train(_ gradient: [Float]) throws -> [[Float]] {
  var optimizer = try Optimizer<Float>(.rmsprop(learningRate: 1e-3), threads: 4)
  let weights = try optimizer.addTensor(shape: [3, 11])
  var parameters: [[Float]] = [Array(repeating: 0.5, count: 33)]
  try optimizer.step(&parameters, gradients: [gradient])
  precondition(weights == 0 && optimizer.stepCount == 1)
  return parameters
}
EOF

cat > "$client/Sources/client/Main.swift" << 'EOF'
import Dialects
import Formats
import Optimizers

/// An optimizer with options and groups, and a copy of it from a snapshot.
func trainNarrow() throws -> [[BFloat16]] {
  let dialect = Dialect.standard(.adam).with(EpsilonFrame.raw)
  var optimizer = try Optimizer<BFloat16>(
    .adam(dialect: dialect, schedule: .exponential(factor: 0.5)), arithmetic: .binary32,
    scalars: .working, masterCopies: true, stochasticSeed: 7)
  let second = try optimizer.addGroup(.adam(weightDecay: 0.1, dialect: dialect))
  try optimizer.addTensor(shape: [2])
  try optimizer.addTensor(shape: [2, 1], toGroup: second)
  var parameters = [[BFloat16(1), BFloat16(2)], [BFloat16(3), BFloat16(4)]]
  try optimizer.step(
    &parameters, gradients: [nil, .rows([1], values: [BFloat16(0.5)])])
  var other = try Optimizer<BFloat16>(restoring: optimizer.snapshot())
  try other.step(&parameters, gradients: [parameters[0], nil])
  precondition(other.rule(ofGroup: second).hyperparameters[.weightDecay] == 0.1)
  precondition(other.state(.masterParameter, ofTensor: 1)?.count == 2)
  return parameters
}

@main enum Main {
  static func main() throws {
    let floats: [Float] = [0.25, -1, 2]
    // Float and Double have no initializers but their own.
    let doubles = floats.map(Double.init)
    precondition(doubles == [0.25, -1, 2] && doubles.map(Float.init) == floats)
    let parameters = try train(Array(repeating: 0.25, count: 33))
    precondition(parameters[0].allSatisfy { $0 < 0.5 })
    _ = try trainNarrow()
    do {
      _ = try Optimizer<Double>(.sgd(learningRate: -1))
      fatalError("a negative learning rate was accepted")
    } catch {
      precondition(error == .invalidDescription(.outsideDomain(.learningRate, -1)))
    }
    print("a client of the library alone builds and trains")
  }
}
EOF

build() { "${SWIFT:-swift}" build --package-path "$client" --product client "$@"; }

build > "$client/log" 2>&1 || {
  grep -E 'error|warning' "$client/log" >&2 || tail -n 20 "$client/log" >&2
  exit 1
}
objects=$(build --show-bin-path)
compiled=$(find "$objects" -name '*.o' | sed "s|^$objects/||; s|/.*||" |
  sort -u | grep -v '^Modules$' | tr '\n' ' ')
expected='CFormats.build CKernels.build Dialects.build Formats.build Optimizers.build '
if [ "$compiled" != "${expected}client.build " ]; then
  echo "check_client: compiled for a client of the library: $compiled" >&2
  exit 1
fi
if ldd "$objects/client" 2> /dev/null | grep -E 'mpfr|gmp' >&2; then
  echo 'check_client: a client of the library is linked with MPFR' >&2
  exit 1
fi
"$objects/client"
