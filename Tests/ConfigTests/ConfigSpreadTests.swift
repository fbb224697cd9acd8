import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchConfig

@Suite("Spread and racks in configs")
struct ConfigSpreadTests {
    private func config(
        _ spread: String, cell: String = "machinesPerRack: 4", racks: String = "racks: 2", sweep: String = ""
    ) -> String {
        """
        name: apart
        horizon: 1h
        cell:
          machines:
            - { class: a, count: 10, cpu: 4, memory: 16, \(racks) }
            - { class: b, count: 10, cpu: 4, memory: 16 }
            - { class: c, count: 0, cpu: 4, memory: 16 }
          \(cell)
        workloads:
          batch: { interarrival: 10s, tasks: 3, duration: 1min, cpu: 1, memory: 1, spread: \(spread) }
        architectures: [{ kind: shared-state }]
        \(sweep)

        """
    }

    private func load(_ text: String) throws -> Experiment { try Experiment.load(text: text, named: "apart.yaml") }

    @Test(
        "are a text or a mapping, and the config as run says them",
        arguments: [
            ("machine", Spread(machine: .hard)), ("rack soft", Spread(rack: .soft)),
            ("machine; rack soft", Spread(machine: .hard, rack: .soft)),
            ("{ machine: soft, rack: hard }", Spread(machine: .soft, rack: .hard)), ("none", Spread()),
            ("{}", Spread()),
        ])
    func read(text: String, expected: Spread) throws {
        let experiment = try load(config(text))
        let scenario = experiment.points[0].scenario
        guard case .generated(let workloads) = scenario.workloads else {
            Issue.record("not generated")
            return
        }
        #expect(workloads[0].requirements.spread == expected)
        #expect(scenario.machines.map(\.racks) == [2, 3, nil])
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "again.yaml")
        #expect(isSame(experiment, again))
        #expect(again.resolvedConfig == experiment.resolvedConfig)
        #expect(try simulate(scenario).workloads.allSatisfy { $0.jobsFullyScheduled > 300 })
    }

    @Test("a sweep may change the spread and the racks, and so may the config as run")
    func swept() throws {
        let text = config(
            "machine", sweep: "sweep: { workloads.batch.spread: [none, rack soft], cell.machinesPerRack: [1, 5] }")
        let experiment = try load(text)
        #expect(experiment.points.map { $0.scenario.machines[1].racks } == [10, 2, 10, 2])
        #expect(experiment.points.map { $0.scenario.machines[0].racks } == [2, 2, 2, 2])
        let spreads = experiment.points.map { point -> Spread? in
            guard case .generated(let workloads) = point.scenario.workloads else { return nil }
            return workloads[0].requirements.spread
        }
        #expect(spreads == [Spread(), Spread(), Spread(rack: .soft), Spread(rack: .soft)])
        let again = try Experiment.load(text: experiment.resolvedConfig, named: "again.yaml")
        #expect(isSame(experiment, again))
    }

    @Test("a sweep may change one place alone, and so may the config as run")
    func sweptPlace() throws {
        let text = config(
            "{ machine: soft, rack: soft }", sweep: "sweep: { workloads.batch.spread.machine: [hard, soft] }")
        let experiment = try load(text)
        let spreads = experiment.points.map { point -> Spread? in
            guard case .generated(let workloads) = point.scenario.workloads else { return nil }
            return workloads[0].requirements.spread
        }
        #expect(spreads == [Spread(machine: .hard, rack: .soft), Spread(machine: .soft, rack: .soft)])
        #expect(isSame(experiment, try load(experiment.resolvedConfig)))
    }

    @Test("machines of a preset stand in racks too")
    func preset() throws {
        let text = config("rack").replacing(
            /machines:\n.*\n.*\n.*\n/, with: "{ preset: seed-mix, machinesPerRack: 20 }\n"
        ).replacing("cell:\n    {", with: "cell: {").replacing("  machinesPerRack: 4\n", with: "")
        let machines = try load(text).points[0].scenario.machines
        #expect(machines.map(\.racks) == machines.map { ($0.count + 19) / 20 })
    }

    @Test(
        "mistakes have a place and say what is accepted",
        arguments: [
            (
                "apart", "machinesPerRack: 4", "racks: 2",
                "workloads.batch.spread: \"apart\" does not say how tasks are apart; accepted: "
                    + "none, machine or rack, with hard or soft behind it, or one of each as in machine; rack soft"
            ),
            (
                "{ racks: hard }", "machinesPerRack: 4", "racks: 2",
                "workloads.batch.spread.racks: unknown key \"racks\"; the nearest known key is \"rack\"; "
                    + "accepted here: machine, rack"
            ),
            (
                "rack", "initialUtilization: 0", "racks: 2",
                "workloads.batch.spread: tasks in different racks, and nobody says in which the machines of class "
                    + "\"b\" are; accepted: with racks or attributes.rack of the class, or cell.machinesPerRack"
            ),
            (
                "rack", "machinesPerRack: 4", "racks: 11",
                "cell.machines[0].racks: 11 racks for 10 machines; accepted: at most one each"
            ),
            (
                "rack", "machinesPerRack: 4", "racks: 1, attributes: { rack: r }",
                "cell.machines[0].racks: all machines of the class are in the rack that attributes name; "
                    + "accepted: one of the two"
            ),
        ])
    func mistakes(spread: String, cell: String, racks: String, message: String) {
        #expect {
            _ = try load(config(spread, cell: cell, racks: racks))
        } throws: { error in
            "\(error)".hasSuffix(": error: \(message)")
        }
    }

    @Test("a list whose jobs spread over racks needs a cell that has them")
    func list() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cellbench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("jobs.csv")
        try Data("submit_time,workload,tasks,task_duration,cpu,memory,spread\n1,batch,2,3,1,1,rack\n".utf8).write(
            to: file)
        func text(_ cell: String) -> String {
            """
            name: apart
            horizon: 1h
            cell: { machines: [{ class: a, count: 10, cpu: 4, memory: 16 }]\(cell) }
            workloads: { from: { csv: \(file.path) } }
            architectures: [{ kind: shared-state }]

            """
        }
        let point = try load(text(", machinesPerRack: 5")).points[0]
        #expect(try simulate(point.scenario).workloads[0].jobsFullyScheduled == 1)
        let message =
            "tasks in different racks, and nobody says in which the machines of class \"a\" are; accepted: "
            + "with racks or attributes.rack of the class, or cell.machinesPerRack"
        #expect { _ = try load(text("")) } throws: { "\($0)".hasSuffix(": error: workloads.from: \(message)") }
        let initial = text(", initialJobs: { csv: \(file.path) }").replacing(
            "{ from: { csv: \(file.path) } }",
            with: "{ batch: { interarrival: 1, tasks: 1, duration: 1, cpu: 1, memory: 1 } }")
        #expect { _ = try load(initial) } throws: { "\($0)".hasSuffix(": error: cell.initialJobs: \(message)") }
    }
}
