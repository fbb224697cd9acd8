import CellbenchSimulator
import Testing

@testable import CellbenchConfig

@Suite("Machines that cell.where selects")
struct ConfigWhereTests {
    /// Classes m and n, of which `conditions` may leave some out.
    private static func config(_ conditions: String, cpu: Int = 16, _ more: String) -> ConfigText {
        var config = ConfigText()
        config.cell = """
            cell:
              machines:
                - { class: m, count: 3, cpu: \(cpu), memory: 16GiB, attributes: { tier: gold } }
                - { class: n, count: 2, cpu: 32, memory: 16GiB }
              where: \(conditions)
            """
        config.tail = more
        return config
    }

    private static func machines(_ experiment: Experiment) -> [[String]] {
        experiment.points.map { $0.scenario.machines.map(\.name) }
    }

    @Test(
        "the config as run selects the same machines at every value of a sweep",
        arguments: [
            (config("cpu > 8", "sweep: { cell.machines.m.cpu: [4, 16] }"), [["n"], ["m", "n"]]),
            (config("cpu > 8", cpu: 4, "sweep: { cell.machines.m.cpu: [4, 16] }"), [["n"], ["m", "n"]]),
            (
                config("cpu > 8; tier = gold", "sweep: { cell.machines.n.cpu: [4, 16], horizon: [1h, 2h] }"),
                [["m"], ["m"], ["m"], ["m"]]
            ),
        ])
    func sweeps(config: ConfigText, expected: [[String]]) throws {
        let experiment = try config.load()
        #expect(Self.machines(experiment) == expected)
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "config.yaml")
        #expect(isSame(again, experiment))
        #expect(again.resolvedConfig == experiment.resolvedConfig)
    }

    @Test("without such a sweep the config as run has the machines that are selected, and no conditions")
    func plain() throws {
        let experiment = try Self.config("cpu > 16", "sweep: { cell.initialUtilization: [0, 0.1] }").load()
        #expect(Self.machines(experiment) == [["n"], ["n"]])
        #expect(!experiment.resolvedConfig.contains("where"))
        #expect(!experiment.resolvedConfig.contains("class: m"))
        #expect(isSame(try Experiment.load(text: experiment.resolvedConfig, named: "config.yaml"), experiment))
    }
}
