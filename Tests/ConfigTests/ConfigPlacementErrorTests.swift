import CellbenchSimulator
import Testing

@testable import CellbenchConfig
@testable import CellbenchFiles

@Suite("Errors in placements")
struct ConfigPlacementErrorTests {
    private static let policies =
        "randomized-first-fit, first-fit, best-fit, worst-fit, dot-product, gpu-packing, gpu-clustering, fgd, weighted"
    private static let keys = "policy, candidates, ties, scores, weights"
    private static let takers =
        "accepted: with one of best-fit, worst-fit, dot-product, gpu-packing, gpu-clustering, fgd, weighted"
    private static let candidates =
        "is not a number of candidates; accepted: all, a whole number from 1 to 2147483647, or a share above 0%, at most "
        + "100%, such as 5%"

    /// A placement, and the error's column in `placement: …`, path below it and message.
    static let mistakes: [(String, Int, String, String)] = [
        ("best-fit", 12, "", "\"best-fit\" is not a placement; accepted: a mapping of \(keys)"),
        (
            "{ polcy: best-fit }", 14, ".polcy",
            "unknown key \"polcy\"; the nearest known key is \"policy\"; accepted here: \(keys)"
        ),
        (
            "{ policy: bestfit }", 22, ".policy",
            "\"bestfit\" is none of the accepted words: \(policies); the nearest is \"best-fit\""
        ),
        ("{ policy: best-fit, candidates: 0 }", 44, ".candidates", "\"0\" \(candidates)"),
        ("{ policy: best-fit, candidates: -3 }", 44, ".candidates", "\"-3\" \(candidates)"),
        ("{ policy: best-fit, candidates: 2.5 }", 44, ".candidates", "\"2.5\" \(candidates)"),
        ("{ policy: best-fit, candidates: 3e9 }", 44, ".candidates", "\"3e9\" \(candidates)"),
        ("{ policy: best-fit, candidates: 0% }", 44, ".candidates", "\"0%\" \(candidates)"),
        ("{ policy: best-fit, candidates: -5% }", 44, ".candidates", "\"-5%\" \(candidates)"),
        ("{ policy: best-fit, candidates: 101% }", 44, ".candidates", "\"101%\" \(candidates)"),
        ("{ policy: best-fit, candidates: 5s }", 44, ".candidates", "\"5s\" \(candidates)"),
        ("{ policy: best-fit, candidates: few }", 44, ".candidates", "\"few\" \(candidates)"),
        (
            "{ policy: best-fit, candidates: [] }", 44, ".candidates",
            "a sequence where a value is wanted; accepted: a text"
        ),
        (
            "{ policy: best-fit, ties: first }", 38, ".ties",
            "\"first\" is none of the accepted words: random, lowest, fixed; the nearest is \"fixed\""
        ),
        (
            "{ policy: best-fit, scores: integer }", 40, ".scores",
            "\"integer\" is none of the accepted words: exact, integers; the nearest is \"integers\""
        ),
        (
            "{ candidates: 5 }", 26, ".candidates",
            "the policy randomized-first-fit does not take \"candidates\"; \(takers)"
        ),
        (
            "{ policy: first-fit, ties: random }", 39, ".ties",
            "the policy first-fit does not take \"ties\"; \(takers)"
        ),
        (
            "{ policy: first-fit, scores: exact }", 41, ".scores",
            "the policy first-fit does not take \"scores\"; \(takers)"
        ),
        (
            "{ policy: best-fit, weights: { fit: 1 } }", 41, ".weights",
            "the policy best-fit does not take \"weights\"; accepted: with weighted"
        ),
        (
            "{ policy: weighted, weights: { fti: 1 } }", 43, ".weights.fti",
            "unknown key \"fti\"; the nearest known key is \"fit\"; accepted here: fit, balance, leastAllocated, failureDomains, antiAffinity"
        ),
        (
            "{ policy: weighted, weights: { fit: -1 } }", 48, ".weights.fit",
            "\"-1\" is negative; accepted: a number of at least 0"
        ),
        (
            "{ policy: weighted, weights: 1 }", 41, ".weights",
            "\"1\" is not the weights; accepted: a mapping of fit, balance, leastAllocated, failureDomains, antiAffinity"
        ),
        ("{ policy: weighted }", 12, "", weightless),
        ("{ policy: weighted, weights: {} }", 41, ".weights", weightless),
        ("{ policy: weighted, weights: { fit: 0, balance: 0 } }", 41, ".weights", weightless),
    ]

    private static let weightless =
        "the policy weighted without a weight above 0; accepted: a weight above 0 of at least one of fit, balance, "
        + "leastAllocated, failureDomains, antiAffinity"

    @Test("at the top level", arguments: mistakes)
    func top(placement: String, column: Int, path: String, message: String) {
        var config = ConfigText()
        config.tail = "placement: \(placement)"
        #expect(config.failure() == "test.yaml:15:\(column): error: placement\(path): \(message)")
    }

    @Test("in a workload", arguments: mistakes)
    func ofWorkload(placement: String, column: Int, path: String, message: String) {
        var config = ConfigText()
        config.workloads += "\n    placement: \(placement)"
        #expect(
            config.failure() == "test.yaml:13:\(column + 4): error: workloads.batch.placement\(path): \(message)")
    }

    @Test("from --set")
    func override() throws {
        #expect(
            ConfigText().failure(ConfigOverrides(settings: [try .init(argument: "placement.candidates=5")]))
                == "--set: error: placement.candidates: the policy randomized-first-fit does not take \"candidates\"; "
                + Self.takers)
    }

    @Test("more candidates than machines are all machines")
    func many() throws {
        var config = ConfigText()
        config.tail = "placement: { policy: best-fit, candidates: 1000000 }"
        #expect(config.failure() == nil)
    }
}

@Suite("Placements beside architectures with a policy of their own")
struct OwnPlacementTests {
    private static let components = Components(adding: [ArchitectureKind(InOrderOnly.self)])

    private func load(_ architectures: String, _ tail: String) throws -> Experiment {
        var config = ConfigText()
        config.architectures = "architectures: \(architectures)"
        config.tail = tail
        return try Experiment.load(text: config.text, named: "test.yaml", components: Self.components)
    }

    @Test(
        "are refused where no architecture places by them",
        arguments: ["placement: { policy: best-fit }", "sweep: { placement.policy: [best-fit, worst-fit] }"])
    func refused(tail: String) {
        #expect {
            try load("[{ kind: in-order }]", tail)
        } throws: {
            "\($0)"
                == "test.yaml:13:16: error: architectures: there is a placement, and every architecture has a policy of "
                + "its own; accepted: no placement, or an architecture that places by it"
        }
    }

    @Test("are accepted beside an architecture that places by them, and unless they are given")
    func accepted() throws {
        let both = "[{ kind: in-order }, { kind: shared-state }]"
        let points = try load(both, "sweep: { placement.policy: [best-fit, worst-fit] }").points
        #expect(points.map { $0.scenario.architecture.hasOwnPlacement(in: $0.scenario) } == [true, false, true, false])
        #expect(try load("[{ kind: in-order }]", "").points.count == 1)
    }
}

/// An architecture whose only scheduler takes machines in order, whatever the config's placement is.
private struct InOrderOnly: Architecture, ~Copyable {
    private var plan = Transaction()

    static func layout(_ settings: Settings, of scenario: Scenario) -> Layout {
        var layout = Layout([.init(name: "all-0", workloads: Array(scenario.workloads.names.indices))], on: scenario)
        layout.placement = InOrder()
        return layout
    }

    init(_ settings: Settings, in world: borrowing World) {}

    mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int {
        world.plan(job, by: scheduler, into: &plan)
        return plan.count
    }

    mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        world.commit(&plan, of: job)
    }

    struct Settings: DescribedArchitecture {
        static let kind = "in-order"
        static let meaning = "One scheduler that takes machines in order."
        static let settings: [Setting<Self>] = []

        init(workloads: Int) {}
    }

    private struct InOrder: PlacementPolicy {
        func place(
            _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
            into transaction: inout Transaction
        ) {
            candidates.findFitting(for: transaction)
            var missing = tasks
            for place in candidates.fitting {
                while missing > 0, candidates.admits(transaction, at: place) {
                    candidates.claim(place, into: &transaction)
                    missing -= 1
                }
            }
        }
    }
}
