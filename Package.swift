// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// Sanitizers bring an allocator of their own.
let usesJemalloc = Context.environment["CELLBENCH_WITHOUT_JEMALLOC"] == nil
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let jemalloc: [Target.Dependency] = usesJemalloc ? ["CCellbenchJemalloc"] : []

/// A module of Swift, named after the package: whoever depends on it shares the names.
func module(_ folder: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(
        name: "Cellbench" + folder, dependencies: dependencies, path: "Sources/" + folder, swiftSettings: settings)
}

/// The tests of a module, which may need others to make something to look at.
func tests(_ folder: String, _ others: [String]) -> Target {
    let module = "Cellbench" + folder
    return .testTarget(
        name: folder + "Tests", dependencies: named([module] + others.filter { $0 != module }),
        swiftSettings: settings)
}

/// Targets of this package as dependencies.
func named(_ targets: [String]) -> [Target.Dependency] { targets.map { .byName(name: $0) } }

/// A module of C.
func cModule(_ name: String) -> Target { .target(name: "CCellbench" + name, path: "Sources/C" + name) }

/// The modules from files to runs, in their order: each may use those before it, and none behind.
let modulesOfRuns = [
    "CellbenchSimulator", "CellbenchFiles", "CellbenchTraces", "CellbenchResults", "CellbenchConfig",
    "CellbenchAnalysis", "CellbenchExperiments",
]

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
        module("Files", ["CCellbenchSystem", yams]),
        module("Traces", ["CellbenchSimulator", "CellbenchFiles", "CCellbenchZlib"]),
        module("Results", ["CellbenchSimulator", "CellbenchFiles", "CellbenchTraces"] + jemalloc),
        module(
            "Config",
            ["CellbenchSimulator", "CellbenchFiles", "CellbenchTraces", "CellbenchResults", "CCellbenchSystem", yams]),
        module(
            "Analysis",
            ["CellbenchSimulator", "CellbenchFiles", "CellbenchTraces", "CellbenchResults", "CellbenchConfig"]),
        module(
            "Experiments",
            [
                "CellbenchSimulator", "CellbenchFiles", "CellbenchTraces", "CellbenchResults", "CellbenchConfig",
                "CellbenchAnalysis", "CCellbenchZlib", "CCellbenchSystem",
            ]),
        module(
            "CommitBench",
            [
                "CellbenchSimulator", "CellbenchFiles", "CellbenchResults", "CellbenchExperiments",
                "CCellbenchCommitLoop",
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ] + jemalloc),
        .target(
            name: "Cellbench",
            dependencies: named(modulesOfRuns) + [
                "CellbenchCommitBench", "CCellbenchSystem",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/CommandLine", swiftSettings: settings),
        .executableTarget(
            name: "CellbenchProgram", dependencies: ["Cellbench"], path: "Sources/cellbench", swiftSettings: settings),
        .executableTarget(
            name: "fuzz", dependencies: named(modulesOfRuns), swiftSettings: settings),
        tests("Simulator", ["CellbenchCommitBench"]),
        tests("Files", ["TestSupport"]),
        tests("Traces", ["CellbenchFiles", "CellbenchSimulator"]),
        tests("Results", modulesOfRuns + ["TestSupport"]),
        // Configs are tested as a run reads them.
        tests("Config", modulesOfRuns + ["TestSupport"]),
        tests("Analysis", modulesOfRuns + ["TestSupport"]),
        tests("Experiments", modulesOfRuns + ["TestSupport"]),
        tests("CommitBench", ["CellbenchResults", "CellbenchSimulator"]),
        .testTarget(
            name: "TestSupport", dependencies: named(modulesOfRuns), path: "Tests/Support", swiftSettings: settings),
        .testTarget(
            name: "cellbenchTests", dependencies: ["CellbenchProgram"], exclude: ["Golden"], swiftSettings: settings),
    ]
)
