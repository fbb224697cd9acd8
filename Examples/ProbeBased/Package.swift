// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "probe-based",
    dependencies: [.package(name: "cellbench", path: "../..")],
    targets: [
        .executableTarget(
            name: "probe-based", dependencies: [.product(name: "Cellbench", package: "cellbench")], path: "Sources")
    ]
)
