import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchConfig

struct SettingTreeTests {
    @Test(arguments: [
        ("horizon", "horizon"),
        ("architectures.two-level.offerInterval", "architectures.two-level.offerInterval"),
        ("architectures.omega.commit", "architectures.shared-state.commit"),
        ("architectures.v1.2.minimumOffer.cpu", "architectures.two-level.minimumOffer.cpu"),
        ("architectures.partitioned", "architectures.partitioned"),
        ("architectures.monolithic.offerInterval", "architectures.two-level.offerInterval"),
        ("workloads.batch", "workloads.WORKLOAD"),
        ("workloads.tasks", "workloads.WORKLOAD.tasks"),
        ("workloads.a.b.tasks", "workloads.WORKLOAD.tasks"),
        ("workloads.batch.interarrival.exponential.mean", "workloads.WORKLOAD.interarrival.exponential.mean"),
        ("workloads.from.csv", "workloads.from.csv"),
        ("workloads.from.published-simulator.cluster", "workloads.from.published-simulator.cluster"),
        ("workloads.tasks.tasks", "workloads.WORKLOAD.tasks"),
        ("decisionTime.commit.claim", "decisionTime.commit.claim"),
        ("decisionTime.batch.job", "decisionTime.WORKLOAD.job"),
        ("placement.weights.fit", "placement.weights.fit"),
        ("workloads.batch.placement.candidates", "workloads.WORKLOAD.placement.candidates"),
        ("cell.machines.large.cpu", "cell.machines.CLASS.cpu"),
        ("sweep.retry.delay.count", "sweep.PATH.count"),
        ("sweep.retry.delay.saturation.of", "sweep.PATH.saturation.of"),
    ])
    func pathsLeadToSettings(path: String, canonical: String) throws {
        #expect(try SettingTree.standard.find(path).path == canonical)
    }

    @Test(arguments: [
        ("retry.dely", "there is no setting \"dely\" in retry; the nearest is \"delay\"; accepted: delay, position"),
        ("horizn", "there is no setting \"horizn\"; the nearest is \"horizon\""),
        ("architectures.omega.comit", "the nearest is \"commit\""),
        ("architectures.two-level.offerIntervall", "in architectures.two-level; the nearest is \"offerInterval\""),
        ("workloads.batch.interarival", "in workloads.WORKLOAD; the nearest is \"interarrival\""),
        ("decisionTime.batch.jbo", "the nearest is \"job\""),
        ("cell.machines.a.cpuu", "the nearest is \"cpu\""),
        ("placement.weights.fits", "in placement.weights; the nearest is \"fit\""),
        ("horizon.x", "there is nothing in horizon; accepted: the path of a setting"),
    ])
    func mistypedPathsAreTold(path: String, expected: String) throws {
        #expect { try SettingExplanation().text(of: path) } throws: { "\($0)".contains(expected) }
    }

    @Test(arguments: [
        ("horizon", SettingQuantity.time), ("decisionTime.batch.job", .time), ("architectures.x.offerInterval", .time),
        ("workloads.batch.memory.normal.sd", .memory), ("workloads.batch.cpu", .cores),
        ("workloads.batch.duration.max", .time), ("workloads.batch.duration.pareto.alpha", .number),
        ("cell.machines.standard.memory", .memory), ("workloads.from.window.from", .time),
    ])
    func pathsHaveQuantities(path: String, quantity: SettingQuantity) {
        #expect(SettingTree.standard.quantity(at: path) == quantity)
    }

    @Test(arguments: ["architectures.x.schedulers.batch", "retry.position", "nonsense", "replications"])
    func wordsAndCountsHaveNone(path: String) {
        #expect(SettingTree.standard.quantity(at: path) == nil)
    }

    @Test func everyPathLeadsToItself() throws {
        for path in SettingExplanation().paths() {
            #expect(try SettingTree.standard.find(path).path == path)
            #expect(try !SettingExplanation().text(of: path).isEmpty)
        }
    }

    @Test func meaningsAreSentences() throws {
        for path in SettingExplanation().paths() {
            let setting = try SettingTree.standard.find(path).setting
            #expect(setting.meaning.hasSuffix(".") || setting.meaning.hasSuffix("]]."), "\(path): \(setting.meaning)")
            #expect(setting.meaning.first?.isUppercase == true, "\(path): \(setting.meaning)")
        }
    }

    @Test func theReferencePageIsNotStale() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/settings.md")
        if ProcessInfo.processInfo.environment["CELLBENCH_UPDATE_GOLDEN"] != nil {
            try SettingsPage.text().write(to: page, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: page, encoding: .utf8) == SettingsPage.text())
    }
}
