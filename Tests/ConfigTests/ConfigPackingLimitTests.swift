import CellbenchSimulator
import Testing

@testable import CellbenchConfig
@testable import CellbenchFiles

/// Packings that are too large for the memory, or for their curves.
@Suite("Limits of packings")
struct ConfigPackingLimitTests {
    private static let jobs = "submit_time,workload,tasks,task_duration,cpu,memory,job_id\n0,batch,1000,10,4,1,x\n"

    private static func config(cores: String = "4", count: Int = 1, packing: String) -> String {
        """
        name: jobs
        cell: { machines: [ { class: m, count: \(count), cpu: \(cores), memory: 64GiB } ] }
        workloads: { from: { csv: jobs.csv } }
        packing: \(packing)

        """
    }

    private func load(_ config: String) throws -> PackingExperiment {
        let folder = try TemporaryFolder()
        _ = try folder.write("jobs.csv", Self.jobs.utf8)
        _ = try folder.write("order.txt", "0\nx\nx\n".utf8)
        return try PackingExperiment.load(file: try folder.write("c.yaml", config.utf8))
    }

    private func failure(_ config: String) throws -> String? {
        do {
            _ = try load(config)
            return nil
        } catch let error as ConfigError {
            return error.description
        }
    }

    @Test("tasks that ask for more than a demand may are refused, as a curve has a value for each per cent")
    func curve() throws {
        #expect(try failure(Self.config(packing: "{ of: cpu }")) == nil)
        let order = "{ order: { file: order.txt } }"
        #expect(try failure(Self.config(cores: "8", packing: order)) == nil)
        for (config, times) in [
            (Self.config(cores: "3.9", packing: "{ of: cpu }"), 1026), (Self.config(packing: order), 2000),
        ] {
            let failure = try #require(try failure(config))
            #expect(
                failure.hasSuffix(
                    "c.yaml:4:10: error: packing: the tasks ask for \(times) times the cpu of the cell; accepted: at "
                        + "most 1000 times, as of a demand"))
        }
        // Of a larger list, tasks are removed.
        #expect(try failure(Self.config(cores: "1", packing: "{ demand: 2 }")) == nil)
    }

    @Test("a demand for which more than 10 million tasks would be copied is refused")
    func copies() throws {
        #expect(try failure(Self.config(count: 10_000, packing: "{ demand: 1000 }")) == nil)
        let failure = try #require(try failure(Self.config(count: 10_002, packing: "{ demand: 1000 }")))
        #expect(
            failure.hasSuffix(
                "c.yaml:4:20: error: packing.demand: 10000000 tasks are drawn, and this demand has not arrived; "
                    + "accepted: a smaller demand, a smaller cell, or larger tasks"))
    }

    private func memoryFailure(_ config: String, available: Int) throws -> String? {
        let root = try YAMLReader.tree(of: Array(config.utf8), file: "c.yaml")
        let context = DecodingContext(traces: TraceCache(config: "c.yaml"))
        func field(_ key: String) throws -> Field {
            Field(node: try #require(root[key]), path: key, context: context)
        }
        let machines = try field("cell").section("a cell", ConfigSettings.ofCell).machines()
        let packing = try field("packing")
        do throws(ConfigError) {
            try MemoryNeed.check(
                packingOn: machines, isCompacting: try packing.packing(machines).compaction != nil, packing,
                available: available)
            return nil
        } catch {
            return error.description
        }
    }

    @Test("a cell that the memory does not hold is refused, and so are its clones")
    func memory() throws {
        let config = Self.config(count: 1_000_000, packing: "{ compaction: { trials: 2 } }")
        let mebibyte = 1 << 20
        #expect(
            try memoryFailure(config, available: 60 * mebibyte)
                == "c.yaml:2:40: error: cell.machines[0].count: a packing needs about 61 MiB of memory; accepted: at most "
                + "the 60 MiB that there is")
        let clones = try #require(try memoryFailure(config, available: 100 * mebibyte))
        #expect(clones.hasPrefix("c.yaml:4:24: error: packing.compaction: a trial has up to 8 clones of the cell"))
        #expect(clones.hasSuffix("accepted: at most the 100 MiB that there is, or no compaction"))
        #expect(try memoryFailure(config, available: 2048 * mebibyte) == nil)
        let plain = Self.config(count: 1_000_000, packing: "{ of: cpu }")
        #expect(try memoryFailure(plain, available: 100 * mebibyte) == nil)
    }

    @Test("the class that is refused is the largest of those that are selected")
    func selected() throws {
        let config = """
            cell:
              machines:
                - { class: a, count: 2000000, cpu: 1, memory: 1GiB }
                - { class: b, count: 1000000, cpu: 4, memory: 1GiB }
              where: cpu > 2
            packing: { of: cpu }

            """
        let failure = try memoryFailure(config, available: 1 << 20)
        #expect(failure?.hasPrefix("c.yaml:4:26: error: cell.machines[1].count: a packing needs about 61 MiB") == true)
    }

    @Test("as many cells are filled at once as the memory holds, at least one")
    func cells() throws {
        let experiment = try load(Self.config(count: 1_000_000, packing: "{ of: cpu }"))
        #expect(experiment.mostCellsAtOnce(in: 1 << 30) == 16)
        #expect(experiment.mostCellsAtOnce(in: 1) == 1)
        let compacting = try load(Self.config(count: 1_000_000, packing: "{ compaction: { trials: 2 } }"))
        #expect((1..<4).contains(compacting.mostCellsAtOnce(in: 2 << 30)))
        let copying = try load(Self.config(count: 1000, packing: "{ demand: 1000 }"))
        #expect(copying.work.expectedArrivals == 1_000_000)
        #expect(copying.mostCellsAtOnce(in: 80 << 20) == 10)
    }
}
