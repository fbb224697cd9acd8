import Testing

@testable import CellbenchConfig
@testable import CellbenchFiles
@testable import CellbenchResults
@testable import CellbenchSimulator

@Suite("Files of the order of a packing")
struct ConfigPackingOrderTests {
    private static let order = "packing.order={ file: order.txt }"

    /// Classes are A10 of n-2, then T4 of n-1 and n-3, or the other way round: ranks follow the names.
    @Test("a file ranks machines by their names, and names tasks, copies included")
    func orderFile() throws {
        let experiment = try PackingFolder().load([Self.order])
        #expect(experiment.work.order == .given([2, 1, 0, 2]))
        let ranks = try #require(experiment.setup.ranks)
        let machines = experiment.setup.machines.flatMap { run in
            Array(repeating: run.capacity.milliGPUs, count: run.count)
        }
        // n-1 has rank 2, n-2 rank 1, n-3 rank 0.
        #expect(zip(machines, ranks).first { $0.0 == 4000 }?.1 == 1)
        #expect(zip(machines, ranks).filter { $0.0 == 2000 }.map(\.1) == [2, 0])
    }

    @Test(
        "errors in a file of an order name the file and the line",
        arguments: [
            ("", "order.txt: error: it is empty"),
            ("0 1\na\n", "order.txt:1: error: 2 ranks, and the cell has 3 machines"),
            ("0 1 2 3\na\n", "order.txt:1: error: 4 ranks, and the cell has 3 machines"),
            ("0 1 1\na\n", "order.txt:1: error: the rank 1 twice; accepted: each number from 0 to 2 once"),
            ("0 1 3\na\n", "order.txt:1: error: \"3\" is not a rank; accepted: each number from 0 to 2 once"),
            ("0 x 1\na\n", "order.txt:1: error: \"x\" is not a rank"),
            ("0 1 2\na\nz\n", "order.txt:3: error: \"z\" is not in the list of tasks; accepted: an order of this list"),
            ("0 1 2\n", "order.txt: error: no tasks after the ranks of the machines"),
        ])
    func orderErrors(order: String, message: String) throws {
        let failure = try #require(try PackingFolder().failure(order: order, [Self.order]))
        #expect(failure.hasPrefix(message), "\(failure)")
    }

    @Test("jobs without names go by their numbers, and jobs of trace convert by their hashes")
    func orderOfNumbers() throws {
        func arrivals(_ format: String, _ jobs: String, _ order: String) throws -> PackingWork.Order {
            let config = """
                name: jobs
                cell: { machines: [ { class: m, count: 2, cpu: 4, memory: 8GiB } ] }
                workloads: { from: { \(format): pods.csv } }
                packing: { order: { file: order.txt } }

                """
            return try PackingFolder().load(config, pods: jobs, order: "0 1\n" + order).work.order
        }
        let header = "submit_time,workload,tasks,task_duration,cpu,memory"
        let rows = ["0,batch,2,10,1,1", "5,batch,1,10,2,1"]
        #expect(try arrivals("csv", "\(header)\n\(rows[0])\n\(rows[1])\n", "2\n1\n") == .given([2, 0, 1]))
        let hashes = "\(header),job_id\n\(rows[0]),#8f\n\(rows[1]),17\n"
        #expect(try arrivals("csv", hashes, "17\n#8f\n") == .given([2, 0, 1]))
        let log = "4711 0 1 10 1 -1 1024 1 20 1024 1 1 1 1 1 1 -1 -1\n12 5 1 10 1 -1 1024 1 20 1024 1 1 1 1 1 1 -1 -1\n"
        #expect(try arrivals("swf", log, "12\n4711\n12\n") == .given([1, 0, 1]))
    }

    @Test("a name of several jobs is refused in a file of an order")
    func repeatedNames() throws {
        let pods = PackingFolder.pods + "a,1000,10,0,0,,LS,Running,20,90,25\n"
        #expect(
            try PackingFolder().failure(pods: pods, [Self.order])?.hasPrefix(
                "order.txt:3: error: \"a\" is the name of several jobs in the list of tasks; accepted: a name of one job"
            ) == true)
        #expect(try PackingFolder().failure(pods: pods, order: "2 1 0\nb\nc\n", [Self.order]) == nil)
        #expect(try PackingFolder().failure(pods: pods, []) == nil)
    }

    @Test("a file of an order that is missing is an error of the config")
    func missingOrder() throws {
        let failure = try #require(try PackingFolder().failure(["packing.order={ file: nowhere.txt }"]))
        #expect(failure.contains("packing.order.file: "))
    }

    @Test("the config as run names the machines' trace where a file ranks them, and loads to the same")
    func resolved() throws {
        let folder = try PackingFolder()
        let experiment = try folder.load([Self.order])
        #expect(experiment.resolvedConfig.contains("from: {alibaba-gpu-2023: \"nodes.csv\"}"))
        let again = try folder.load(experiment.resolvedConfig)
        #expect(again.resolvedConfig == experiment.resolvedConfig)
        #expect(again.setup.ranks == experiment.setup.ranks)
        let plain = try folder.load()
        #expect(plain.resolvedConfig.contains("machines:"))
        // The digest of the list of nodes stands in a comment of the first alone.
        func settings(_ text: String) -> [Substring] { text.split(separator: "\n").filter { !$0.hasPrefix("#") } }
        let listed = try folder.load(plain.resolvedConfig)
        #expect(settings(listed.resolvedConfig) == settings(plain.resolvedConfig))
    }
}
