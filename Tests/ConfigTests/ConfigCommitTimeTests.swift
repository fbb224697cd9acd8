import CellbenchSimulator
import Testing

@testable import CellbenchConfig
@testable import CellbenchResults

@Suite("Commit times in configs")
struct ConfigCommitTimeTests {
    private func load(_ decisionTime: String, _ overrides: ConfigOverrides = ConfigOverrides()) throws -> Experiment {
        var config = ConfigText()
        config.tail = decisionTime
        return try config.load(overrides)
    }

    @Test func `A commit has a time for the transaction and one for each claim`() throws {
        let experiment = try load("decisionTime: { commit: { transaction: 400ns, claim: 15ns } }")
        let scenario = experiment.points[0].scenario
        #expect(scenario.commitTime == CommitTime(transaction: 400, claim: 15))
        #expect(scenario.decisionTimes == [DecisionTime()])
        #expect(experiment.resolvedConfig.contains("  commit: {transaction: 400ns, claim: 15ns}\n"))
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "resolved.yaml")
        #expect(isSame(again, experiment))
        #expect(again.resolvedConfig == experiment.resolvedConfig)
    }

    @Test(arguments: [
        ("{ commit: { claim: 2us } }", CommitTime(claim: 2000)),
        ("{ batch: { job: 1s }, commit: { transaction: 3ms } }", CommitTime(transaction: 3_000_000)),
        ("{ commit: {} }", CommitTime()),
        ("{ batch: { job: 1s } }", CommitTime()),
    ])
    func `What is not said takes no time`(decisionTime: String, expected: CommitTime) throws {
        #expect(try load("decisionTime: " + decisionTime).points[0].scenario.commitTime == expected)
    }

    @Test func `A config whose commits take no time resolves to the text that it always had`() throws {
        let text = try load("").resolvedConfig
        #expect(!text.contains("commit"))
        #expect(try load("decisionTime: { commit: { transaction: 0s, claim: 0ns } }").resolvedConfig == text)
    }

    @Test func `Both times can be set and swept`() throws {
        let set = ConfigOverrides(settings: [.init(path: "decisionTime.commit.transaction", value: "1ms")])
        #expect(try load("", set).points[0].scenario.commitTime == CommitTime(transaction: 1_000_000))
        let swept = try load("sweep: { decisionTime.commit.claim: [0s, 15ns, 1us] }")
        #expect(swept.points.map(\.scenario.commitTime) == [0, 15, 1000].map { CommitTime(claim: $0) })
        #expect(swept.points.map(\.parameters[0].value) == [.number(0), .number(1.5e-8), .number(1e-6)])
        let again = try Experiment.load(text: swept.resolvedConfig, named: "resolved.yaml")
        #expect(isSame(again, swept))
    }

    @Test func `A workload may be called commit, and the key then is that workload's`() throws {
        var config = ConfigText()
        config.workloads = config.workloads.replacing("batch", with: "commit")
        config.tail = "decisionTime: { commit: { job: 2s } }"
        let scenario = try config.load().points[0].scenario
        #expect(scenario.decisionTimes == [DecisionTime(job: 2 * .perSecond)])
        #expect(scenario.commitTime == CommitTime())
        config.tail = "decisionTime: { commit: { claim: 2s } }"
        #expect(config.failure()?.contains("decisionTime.commit.claim: unknown key") == true)
    }
}
