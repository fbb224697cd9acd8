import Testing

@testable import CellbenchCommitBench

@Suite struct BenchScenarioTests {
    private func ids(_ filter: String) -> [String] {
        BenchScenario.all(quick: true).filter { $0.matches(filter) }.map(\.id)
    }

    @Test func `A filter looks at names, and at settings only if it names one`() {
        #expect(!ids("threads").isEmpty)
        #expect(ids("threads").allSatisfy { $0.hasPrefix("threads/") })
        #expect(ids("threads=2").allSatisfy { $0.hasSuffix("threads=2") })
        #expect(ids("release@machines=10000,claims=10,") == ["release@machines=10000,claims=10,threads=1"])
        #expect(ids("claims=100").count == ids("claims=100,").count)
        #expect(ids("claims=10").count > ids("claims=10,").count)
        #expect(ids("nonsense").isEmpty)
    }

    @Test(arguments: [true, false])
    func `No benchmark is there twice`(isQuick: Bool) {
        let all = BenchScenario.all(quick: isQuick, threads: [1, 3])
        #expect(Set(all.map(\.id)).count == all.count)
        #expect(Set(all.filter { $0.name.hasPrefix("threads/") }.map(\.threads)) == [1, 3])
    }
}
