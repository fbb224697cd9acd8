// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// Sanitizers bring an allocator of their own.
let usesJemalloc = Context.environment["CELLBENCH_WITHOUT_JEMALLOC"] == nil
let jemalloc: [Target.Dependency] = usesJemalloc ? ["CJemalloc"] : []

let package = Package(
    name: "cellbench",
    products: [
        .executable(name: "cellbench", targets: ["cellbench"]),
        .library(name: "Cellbench", targets: ["Cellbench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CJemalloc", pkgConfig: "jemalloc", providers: [.apt(["libjemalloc-dev"])]),
        .target(name: "CPrefetch"),
        .target(name: "CSystem"),
        .target(name: "Simulator", dependencies: ["CPrefetch"], swiftSettings: settings),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Traces", dependencies: ["Simulator", "CZlib", "CSystem"], swiftSettings: settings),
        .target(
            name: "Experiments",
            dependencies: [
                "Simulator", "Traces", "CZlib", "CSystem",
                .product(name: "Yams", package: "Yams"),
            ] + jemalloc,
            swiftSettings: settings),
        .target(name: "CCommitLoop"),
        .target(
            name: "CommitBench",
            dependencies: [
                "Simulator", "Experiments", "CCommitLoop",
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ] + jemalloc,
            swiftSettings: settings),
        .target(
            name: "Cellbench",
            dependencies: [
                "Simulator", "Experiments", "Traces", "CommitBench", "CSystem",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/CommandLine", swiftSettings: settings),
        .executableTarget(name: "cellbench", dependencies: ["Cellbench"], swiftSettings: settings),
        .executableTarget(
            name: "fuzz", dependencies: ["Simulator", "Experiments", "Traces"], swiftSettings: settings),
        .testTarget(
            name: "SimulatorTests", dependencies: ["Simulator", "CommitBench"],
            swiftSettings: settings),
        .testTarget(name: "TracesTests", dependencies: ["Traces", "Simulator"], swiftSettings: settings),
        .testTarget(
            name: "CommitBenchTests", dependencies: ["CommitBench", "Experiments", "Simulator"],
            swiftSettings: settings),
        .testTarget(
            name: "ExperimentsTests", dependencies: ["Experiments", "Simulator"],
            swiftSettings: settings),
        .testTarget(
            name: "cellbenchTests", dependencies: ["cellbench"], exclude: ["Golden"], swiftSettings: settings),
    ]
)
