// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// Sanitizers bring an allocator of their own.
let usesJemalloc = Context.environment["CELLBENCH_WITHOUT_JEMALLOC"] == nil
let jemalloc: [Target.Dependency] = usesJemalloc ? ["CCellbenchJemalloc"] : []

/// A module of Swift, named after the package: whoever depends on it shares the names.
func module(_ folder: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(
        name: "Cellbench" + folder, dependencies: dependencies, path: "Sources/" + folder, swiftSettings: settings)
}

/// A module of C.
func cModule(_ name: String) -> Target { .target(name: "CCellbench" + name, path: "Sources/C" + name) }

let package = Package(
    name: "cellbench",
    products: [
        .executable(name: "cellbench", targets: ["CellbenchProgram"]),
        .library(name: "Cellbench", targets: ["Cellbench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CCellbenchJemalloc", path: "Sources/CJemalloc", pkgConfig: "jemalloc",
            providers: [.apt(["libjemalloc-dev"])]),
        .systemLibrary(
            name: "CCellbenchZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        cModule("Prefetch"),
        cModule("System"),
        cModule("CommitLoop"),
        module("Simulator", ["CCellbenchPrefetch"]),
        module("Traces", ["CellbenchSimulator", "CCellbenchZlib", "CCellbenchSystem"]),
        module(
            "Experiments",
            [
                "CellbenchSimulator", "CellbenchTraces", "CCellbenchZlib", "CCellbenchSystem",
                .product(name: "Yams", package: "Yams"),
            ] + jemalloc),
        module(
            "CommitBench",
            [
                "CellbenchSimulator", "CellbenchExperiments", "CCellbenchCommitLoop",
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ] + jemalloc),
        .target(
            name: "Cellbench",
            dependencies: [
                "CellbenchSimulator", "CellbenchExperiments", "CellbenchTraces", "CellbenchCommitBench",
                "CCellbenchSystem", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/CommandLine", swiftSettings: settings),
        .executableTarget(
            name: "CellbenchProgram", dependencies: ["Cellbench"], path: "Sources/cellbench", swiftSettings: settings),
        .executableTarget(
            name: "fuzz", dependencies: ["CellbenchSimulator", "CellbenchExperiments", "CellbenchTraces"],
            swiftSettings: settings),
        .testTarget(
            name: "SimulatorTests", dependencies: ["CellbenchSimulator", "CellbenchCommitBench"],
            swiftSettings: settings),
        .testTarget(
            name: "TracesTests", dependencies: ["CellbenchTraces", "CellbenchSimulator"], swiftSettings: settings),
        .testTarget(
            name: "CommitBenchTests",
            dependencies: ["CellbenchCommitBench", "CellbenchExperiments", "CellbenchSimulator"],
            swiftSettings: settings),
        .testTarget(
            name: "ExperimentsTests", dependencies: ["CellbenchExperiments", "CellbenchSimulator"],
            swiftSettings: settings),
        .testTarget(
            name: "cellbenchTests", dependencies: ["CellbenchProgram"], exclude: ["Golden"], swiftSettings: settings),
    ]
)
