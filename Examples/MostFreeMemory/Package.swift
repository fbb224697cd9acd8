// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "most-free-memory",
    dependencies: [.package(name: "cellbench", path: "../..")],
    targets: [
        .executableTarget(
            name: "most-free-memory", dependencies: [.product(name: "Cellbench", package: "cellbench")], path: "Sources"
        )
    ]
)
