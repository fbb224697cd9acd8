import Testing

@testable import CellbenchSimulator

@Suite struct ForeignTests {
    @Test(
        "An architecture behind calls has the figures of the one that the kernel is specialised for", arguments: 0..<8)
    func identical(number: Int) throws {
        let world = RandomWorld(number)
        for architecture in world.architectures {
            var scenario = world.scenario
            scenario.architecture = architecture
            let expected = try simulate(scenario)
            scenario.architecture = foreign(architecture)
            #expect(try simulate(scenario) == expected)
        }
    }

    private func foreign(_ architecture: ArchitectureSettings) -> ArchitectureSettings {
        let kind =
            switch architecture.settings {
            case is MonolithicSettings: ArchitectureKind(Monolithic.self)
            case is PartitionedSettings: ArchitectureKind(Partitioned.self)
            case is TwoLevelSettings: ArchitectureKind(TwoLevel.self)
            default: ArchitectureKind(SharedState.self)
            }
        return ArchitectureSettings(kind: kind, settings: architecture.settings)
    }
}
