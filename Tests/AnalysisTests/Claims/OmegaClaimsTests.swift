import Foundation
import Testing

@testable import CellbenchAnalysis

/// Every claim of the Omega paper, on made-up results that satisfy the claim, and on others that break one part of it.
@Suite struct OmegaClaimsTests {
    private typealias Wanted = SyntheticResults.Wanted

    /// Values that satisfy a claim, and changes that each break it.
    private struct Case {
        var satisfied: [String: Wanted]
        var broken: [[String: Wanted]]
    }

    private static func claims() throws -> [Claim] {
        let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/")
        return try ClaimsFile(contentsOf: String("\(root)/Configs/omega/claims.yaml".dropFirst())).claims
    }

    private static func numbers(_ values: [String: Double]) -> [String: Wanted] { values.mapValues { .number($0) } }

    private static func along(_ numbers: [Double], at places: [Double] = [0.1, 1, 5, 20, 100]) -> Wanted {
        .series(Dictionary(uniqueKeysWithValues: zip(places, numbers)))
    }

    private static let cases: [String: Case] = [
        "single-path-saturates": Case(
            satisfied: numbers([
                "busy_a": 1, "busy_b": 1, "busy_c": 0.995, "wait_a": 4000, "wait_b": 5000, "wait_c": 1e6,
            ]),
            broken: [numbers(["busy_b": 0.98]), numbers(["wait_c": 100])]),
        "multi-path-postpones-saturation": Case(
            satisfied: numbers([
                "single_a": 0.5, "single_b": 1.5, "single_c": 4, "multi_a": 12, "multi_b": .infinity, "multi_c": 9,
            ]),
            broken: [numbers(["multi_a": 0.9]), numbers(["single_b": .infinity]), numbers(["multi_c": 8])]),
        "multi-path-blocks-batch": Case(
            satisfied: numbers(["fast_a": 1, "fast_b": 0.5, "fast_c": 0.1, "slow_a": 20, "slow_b": 1.1, "slow_c": 3]),
            broken: [numbers(["slow_a": 1.9]), numbers(["slow_b": 0.9]), numbers(["fast_c": 2])]),
        "shared-state-does-not-block-batch": Case(
            satisfied: [
                "wait_a": along([1, 1.05, 0.9, 0.9, 0.5]), "wait_b": along([2, 2, 2, 2, 2]),
                "wait_c": along([1, 1, 1, 1, 1.09]),
            ],
            broken: ["wait_a", "wait_b", "wait_c"].map { [$0: along([1, 1, 1, 1, 1.2])] }),
        "two-level-abandons": Case(
            satisfied: numbers([
                "fast_a": 20, "fast_b": 0, "fast_c": 1, "slow_a": 90_000, "slow_b": 101, "slow_c": 2000,
            ])
            .merging(["multi_a", "multi_b", "multi_c"].map { ($0, along([0, 0, 0, 0, 0])) }) { $1 },
            broken: [
                numbers(["slow_a": 150]), numbers(["slow_b": 99]), numbers(["slow_c": 5]), numbers(["fast_b": 50]),
                ["multi_a": along([0, 0, 0, 0, 1])], ["multi_c": along([0, 0, 1, 0, 0])],
            ]),
        "two-level-batch-is-busier": Case(
            satisfied: numbers(["two_a": 1.5, "two_b": 1.6, "two_c": 70, "multi_a": 0.9, "multi_b": 1, "multi_c": 1]),
            broken: [numbers(["two_a": 1]), numbers(["two_b": 1.5]), numbers(["two_c": 0.5])]),
        "schedulers-compensate-conflicts": Case(
            satisfied: [
                "conflicts": along([0, 0.02, 0.03, 0.029, 0.04]), "busy": along([0.8, 0.4, 0.2, 0.1, 0.05]),
                "wait": along([3, 2, 1, 0.5, 0.6]),
            ],
            broken: [
                ["conflicts": along([0.1, 0.05, 0.2, 0.3, 0.4])], ["conflicts": along([0.1, 0.1, 0.1, 0.1, 0.1])],
                ["busy": along([0.8, 0.4, 0.5, 0.1, 0.05])], ["busy": along([0.8, 0.4, 0.3, 0.2, 0.11])],
                ["wait": along([1, 1, 1, 1, 1])],
            ]),
        "conflicts-rise-with-decision-time": Case(
            satisfied: ["conflicts": along([0.03, 0.2, 1, 0.95, 4])],
            broken: [["conflicts": along([0.03, 0.2, 1, 0.8, 4])], ["conflicts": along([0.5, 0.6, 0.7, 0.8, 2])]]),
        "conflicts-pass-1-near-10-s": Case(
            satisfied: ["conflicts": along([0.03, 0.2, 0.5, 2, 4])],
            broken: [
                ["conflicts": along([0.03, 0.2, 1.1, 2, 4])], ["conflicts": along([0.03, 0.2, 0.3, 0.9, 4])],
                ["conflicts": along([0.1, 0.2, 0.3, 0.4, 0.5])],
            ]),
        "wait-breaks-before-saturation": Case(
            satisfied: ["wait": along([0, 1, 10, 70, 2000]), "busy": along([0, 0.1, 0.3, 0.6, 0.95])],
            broken: [
                ["wait": along([0, 1, 2, 3, 2000]), "busy": along([0, 0.1, 0.3, 0.95, 1])],
                ["wait": along([0, 1, 2, 3, 4])],
            ]),
        // 342 jobs of 10 s and 0 tasks take 0.05 of 19 h.
        "conflicts-cost-40-percent": Case(
            satisfied: numbers(["busy": 0.08, "fruitless": 0.01, "jobs": 342, "tasks": 0]),
            broken: [
                numbers(["busy": 0.06]), numbers(["busy": 0.11]), numbers(["fruitless": 0.05]),
                numbers(["tasks": 684_000]),
            ]),
        "three-schedulers-postpone-saturation": Case(
            satisfied: numbers(["one": 4.4, "three": 13]),
            broken: [
                numbers(["one": 5.5]), numbers(["one": 2.5]), numbers(["three": 10]), numbers(["three": .infinity]),
            ]),
        "all-or-nothing-doubles-conflicts": Case(
            satisfied: numbers(["incremental": 0.5, "gang": 0.9]),
            broken: [numbers(["gang": 0.5]), numbers(["gang": 0.7]), numbers(["gang": 1.3])]),
        "coarse-detection-costs": Case(
            satisfied: numbers(["fine": 0.5, "coarse": 1.2, "fine_busy": 0.2, "coarse_busy": 0.5]),
            broken: [
                numbers(["coarse": 0.7]), numbers(["coarse_busy": 0.29]), numbers(["coarse": 2]),
                numbers(["coarse_busy": 0.8]),
            ]),
    ]

    @Test func `Every claim has its made-up results`() throws {
        #expect(Set(try Self.claims().map(\.name)) == Set(Self.cases.keys))
        for claim in try Self.claims() { #expect(claim.source?.contains("Omega paper") == true) }
    }

    @Test func `Results made to satisfy a claim do, and those made to break a part of it do not`() throws {
        for claim in try Self.claims() {
            let made = try #require(Self.cases[claim.name])
            let satisfied = claim.outcome(SyntheticResults(claim, made.satisfied).claimed)
            #expect(satisfied.verdict == .holds, "\(claim.name): \(satisfied.reason ?? "")")
            #expect(satisfied.observed.count == claim.values.count)
            #expect(made.broken.count >= 2 || claim.conditions.count == 1)
            for (number, change) in made.broken.enumerated() {
                let values = made.satisfied.merging(change) { _, changed in changed }
                let broken = claim.outcome(SyntheticResults(claim, values).claimed)
                #expect(
                    broken.verdict == .fails,
                    "\(claim.name), change \(number): \(broken.verdict) \(broken.reason ?? "")")
            }
        }
    }

    @Test func `Without one of its values a claim is unknown, never true or false`() throws {
        for claim in try Self.claims() {
            let made = try #require(Self.cases[claim.name])
            // Every point has a number of jobs and tasks, so these cannot be missing.
            for name in made.satisfied.keys where made.satisfied.count > 1 && !["jobs", "tasks"].contains(name) {
                var values = made.satisfied
                values[name] = nil
                let outcome = claim.outcome(SyntheticResults(claim, values).claimed)
                #expect(outcome.verdict == .unknown, "\(claim.name) without \(name)")
            }
            #expect(claim.outcome(ClaimedResults([])).verdict == .unknown)
        }
    }
}
