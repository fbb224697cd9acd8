import Testing

@testable import CellbenchConfig
@testable import CellbenchResults

@Suite("Names of architectures")
struct ConfigNamesTests {
    private func names(_ architectures: String...) throws -> [String] {
        var config = ConfigText.two
        config.architectures = "architectures:\n" + architectures.map { "  - { \($0) }" }.joined(separator: "\n")
        return try config.load().points.map(\.architecture)
    }

    @Test("derived from the settings")
    func derived() throws {
        let names = try names(
            "kind: monolithic, paths: single, path: batch", "kind: monolithic, paths: multi",
            "kind: partitioned, shares: { batch: 0.5, service: 0.5 }", "kind: two-level",
            "kind: two-level, offerProcessing: immediate", "kind: shared-state",
            "kind: shared-state, commit: all-or-nothing", "kind: shared-state, conflictDetection: coarse",
            "kind: shared-state, conflictDetection: coarse, commit: all-or-nothing")
        #expect(
            names == [
                "monolithic-single", "monolithic-multi", "partitioned", "two-level", "two-level-immediate",
                "shared-state", "shared-state-all-or-nothing", "shared-state-coarse",
                "shared-state-coarse-all-or-nothing",
            ])
    }

    @Test("what makes the difference is added where names would be equal")
    func different() throws {
        #expect(
            try names("kind: shared-state", "kind: shared-state, schedulers: { batch: 4 }")
                == ["shared-state", "shared-state-batch-4"])
        #expect(
            try names("kind: monolithic, paths: single, path: batch", "kind: monolithic, paths: single, path: service")
                == ["monolithic-single-path-batch", "monolithic-single-path-service"])
        #expect(
            try names("kind: two-level, offerInterval: 1s", "kind: two-level, offerInterval: 2s, assignment: hash")
                == ["two-level-offerInterval-1s", "two-level-offerInterval-2s-assignment-hash"])
    }

    @Test("equal settings are numbered, and names that are given are left alone")
    func equal() throws {
        #expect(try names("kind: two-level", "kind: two-level") == ["two-level", "two-level-2"])
        #expect(try names("kind: two-level, name: x", "kind: two-level") == ["x", "two-level"])
        #expect(
            try names("kind: two-level", "kind: shared-state, name: two-level") == [
                "two-level-2", "two-level",
            ])
    }

    @Test("an architecture keeps its name through a sweep")
    func swept() throws {
        var config = ConfigText()
        config.architectures = "architectures: [{ kind: shared-state }]"
        config.tail = "sweep: { architectures.shared-state.commit: [incremental, all-or-nothing] }"
        let points = try config.load().points
        #expect(points.map(\.architecture) == ["shared-state", "shared-state"])
        #expect(
            points.map(\.parameters)
                == ["incremental", "all-or-nothing"].map {
                    [Parameter(path: "architectures.shared-state.commit", value: .keyword($0))]
                })
    }
}
