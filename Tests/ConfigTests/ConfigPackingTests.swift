import Testing

@testable import CellbenchConfig
@testable import CellbenchFiles
@testable import CellbenchResults
@testable import CellbenchSimulator

@Suite("Packing in configs")
struct ConfigPackingTests {
    @Test("a config without horizon and architectures will do, with the defaults")
    func defaults() throws {
        let experiment = try PackingFolder().load()
        #expect((experiment.seed, experiment.replications, experiment.demand) == (0, 1, nil))
        #expect(experiment.work.order == .listed)
        #expect(experiment.work.resource == .gpu)
        #expect(experiment.setup.gpus == .devices)
        #expect(experiment.compaction == nil)
        #expect(experiment.policies.map(\.kind.word.word) == ["best-fit", "fgd"])
        #expect(experiment.notes.isEmpty)
    }

    @Test("nodes without GPUs are left out by cell.where, and stay without it")
    func whereGPUs() throws {
        #expect(try PackingFolder().load().machineCount == 3)
        let all = PackingFolder.config.replacing(", where: gpu > 0", with: "")
        #expect(try PackingFolder().load(all).machineCount == 4)
    }

    @Test("every pod of a list is a task, in the order of the list, whether it ever ran or not")
    func tasks() throws {
        guard case .list(let list) = try PackingFolder().load().work.source else {
            Issue.record("a list is expected")
            return
        }
        #expect(list.tasks.map(\.demand.milliGPUs) == [500, 1000, 2000])
        #expect(list.tasks.map(\.requirements) == [nil, 0, nil])
        #expect(list.constraints == [[Constraint("gpu_model", .in, ["T4", "A10"].map { AttributeValue($0) })]])
    }

    @Test("a list without times will do")
    func withoutTimes() throws {
        let pods = "name,cpu_milli,memory_mib,num_gpu,gpu_milli\na,1000,10,1,500\nb,1000,10,0,0\n"
        guard case .list(let list) = try PackingFolder().load(pods: pods).work.source else {
            Issue.record("a list is expected")
            return
        }
        #expect(list.tasks.map(\.demand.milliGPUs) == [500, 0])
    }

    @Test("a job of several tasks is its tasks one after another")
    func severalTasks() throws {
        let jobs = """
            submit_time,workload,tasks,task_duration,cpu,memory,job_id
            0,batch,2,10,1,1,x
            5,batch,1,10,2,1,y

            """
        let config = """
            name: jobs
            cell: { machines: [ { class: m, count: 2, cpu: 4, memory: 8GiB } ] }
            workloads: { from: { csv: pods.csv } }
            packing: { order: { file: order.txt } }

            """
        let experiment = try PackingFolder().load(config, pods: jobs, order: "1 0\ny\nx\n")
        guard case .list(let list) = experiment.work.source else {
            Issue.record("a list is expected")
            return
        }
        #expect(list.tasks.map(\.demand.milliCores) == [1000, 1000, 2000])
        #expect(experiment.work.order == .given([2, 0, 1]))
        #expect(experiment.setup.ranks == [1, 0])
        #expect(experiment.work.resource == .cpu)
        #expect(experiment.policies == [PlacementSettings()])
    }

    @Test("each policy has those options of placement that it takes")
    func options() throws {
        let experiment = try PackingFolder().load([
            "placement={ ties: fixed, scores: integers, weights: { fit: 1 } }",
            "packing.policies=[first-fit, best-fit, weighted]",
        ])
        #expect(experiment.policies.map(\.options.ties) == [.random, .fixed, .fixed])
        #expect(experiment.policies.map(\.options.scores) == [.exact, .integers, .integers])
        #expect(experiment.policies.map(\.options.weights) == [[:], [:], ["fit": 1]])
    }

    @Test("demand is a share of the capacity that is left by where")
    func demand() throws {
        let experiment = try PackingFolder().load(["packing.demand=1.3"])
        #expect(experiment.work.demand == 10_400)
        #expect(experiment.demand == 1.3)
    }

    @Test("what plays no part is said")
    func notes() throws {
        let config = """
            name: drawn
            horizon: 1h
            cell: { machines: [ { class: m, count: 2, cpu: 4, memory: 8GiB } ], initialUtilization: 0.2 }
            workloads:
              w: { interarrival: 1s, duration: 1s, tasks: 1, cpu: 1, memory: 1GiB, spread: machine, pickiness: 0.5 }
            packing: { demand: 1 }
            sweep: { seed: [1] }

            """
        let experiment = try PackingFolder().load(config.replacing("seed: [1]", with: "retry.delay: [1s]"))
        #expect(
            experiment.notes == [
                "spread of w plays no part", "pickiness of w plays no part", "sweep plays no part",
                "cell.initialUtilization plays no part: the cell is empty at first",
            ])
        let packed = try experiment.work.arriving(seed: 0, replication: 0)
        #expect(packed.order.count == 8)
    }

    @Test("run takes a config with packing, checks it and writes the same config without it")
    func run() throws {
        var config = ConfigText()
        let without = try config.load()
        config.tail = "packing: { demand: 1.2, compaction: { trials: 3 } }"
        #expect(try config.load().resolvedConfig == without.resolvedConfig)
        config.tail = "packing: { demands: 1.2 }"
        let failure = try #require(config.failure())
        #expect(failure.contains("packing.demands: unknown key"))
    }

    @Test("an option is accepted that a policy of the packing takes, or the placement's own, which a run has")
    func optionsOfRuns() throws {
        var config = ConfigText()
        let run = "placement: { policy: weighted, weights: { fit: 1 }, ties: fixed }"
        config.tail = run
        let without = try config.load()
        config.tail = run + "\npacking: { demand: 1, policies: [best-fit, first-fit] }"
        #expect(try config.load().resolvedConfig == without.resolvedConfig)
        let packing = try PackingFolder().load(config.text)
        #expect(packing.policies.map(\.options.weights) == [[:], [:]])
        #expect(packing.policies.map(\.options.ties) == [.fixed, .random])
        let again = try PackingFolder().load(packing.resolvedConfig)
        #expect(again.resolvedConfig == packing.resolvedConfig)
        #expect(again.policies == packing.policies)
        config.tail = """
            placement: { policy: best-fit, weights: { fit: 1 } }
            packing: { demand: 1, policies: [best-fit] }
            sweep: { placement.policy: [best-fit, weighted] }
            """
        #expect(try config.load().points.count == 2)
        let swept = try PackingFolder().load(config.text)
        #expect(swept.policies.map(\.options.weights) == [[:]])
        #expect(try PackingFolder().load(swept.resolvedConfig).resolvedConfig == swept.resolvedConfig)
        config.tail =
            "placement: { policy: best-fit, weights: { fit: 1 } }\npacking: { demand: 1, policies: [first-fit] }"
        var failure = try PackingFolder().failure(config.text)
        #expect(failure?.contains("none of the policies first-fit, best-fit takes \"weights\"") == true)
        failure = config.failure()
        #expect(failure?.contains("none of the policies first-fit, best-fit takes \"weights\"") == true)
        // A run without weights of its own leaves them to the packing.
        config.tail = "placement: { weights: { fit: 1 } }\npacking: { demand: 1, policies: [weighted] }"
        let unweighted = try config.load()
        config.tail = ""
        #expect(try unweighted.points[0].scenario.placement == config.load().points[0].scenario.placement)
        config.tail = "placement: {}"
        #expect(try unweighted.resolvedConfig == config.load().resolvedConfig)
    }

    @Test(
        "errors are one line that says where and what",
        arguments: [
            (
                ["packing.order=sorted"],
                "packing.order: \"sorted\" is none of the accepted words: listed, shuffled; the nearest is "
            ),
            (["packing.demand=0"], "packing.demand: \"0\" is not above 0"),
            (["packing.demand=-1"], "packing.demand: "),
            (["packing.of=disk"], "packing.of: \"disk\" is none of the accepted words: cpu, memory, gpu"),
            (["packing.policies=[]"], "packing.policies: no policies; accepted: at least one"),
            (["packing.policies=[best-fit, worst]"], "packing.policies[1]: \"worst\" is none of the accepted words"),
            (
                ["packing.policies=[fgd, fgd]"],
                "packing.policies[1]: \"fgd\" is in the list already; accepted: each policy once"
            ),
            (
                ["packing.policies=best-fit"],
                "packing.policies: \"best-fit\" is not a list of policies; accepted: a list"
            ),
            (["packing.policies=[weighted]"], "packing.policies: the policy weighted without a weight above 0"),
            (["packing.compaction.trials=0"], "packing.compaction.trials: \"0\" is not a whole number from 1 to 1000"),
            (["packing.compaction.pending=2"], "packing.compaction.pending: \"2\" is more than everything"),
            (["packing.size=3"], "packing.size: unknown key \"size\""),
            (["cell.gpus=pooled"], "packing: the policy fgd chooses devices, and the cell's GPUs are pooled"),
            (
                ["placement={ ties: fixed }", "packing.policies=[first-fit]"],
                "placement.ties: the policy first-fit does not take \"ties\""
            ),
            (["workloads.from.loop=3"], "workloads.from: a trace is packed once"),
            (["cell.where=gpu > 8"], "cell.where: no machine of the cell is such"),
        ] as [([String], String)])
    func errors(settings: [String], message: String) throws {
        let failure = try #require(try PackingFolder().failure(settings))
        #expect(failure.contains(": error: \(message)"), "\(failure)")
        #expect(!failure.contains("\n"))
    }

    @Test("jobs that are drawn need a demand, of what they ask for, and have no names")
    func drawn() throws {
        var config = ConfigText()
        config.tail = "packing: { }"
        func failure(_ packing: String) throws -> String? {
            config.tail = "packing: \(packing)"
            return try PackingFolder().failure(config.text)
        }
        #expect(try failure("{ order: listed }")?.contains("jobs are drawn, without end") == true)
        #expect(try failure("{ demand: 1, of: gpu }")?.contains("no machine has GPUs; accepted: cpu, memory") == true)
        #expect(try failure("{ order: { file: order.txt } }")?.contains("jobs that are drawn have no names") == true)
        #expect(try failure("{ demand: 1 }") == nil)
    }

    @Test("weights that count tasks of jobs play no part, and alone are refused")
    func weightsOfJobs() throws {
        let policies = "packing.policies=[best-fit, weighted]"
        let experiment = try PackingFolder().load([
            policies, "placement={ weights: { fit: 1, antiAffinity: 2, failureDomains: 0 } }",
        ])
        #expect(experiment.notes == ["placement.weights.antiAffinity plays no part"])
        let failure = try PackingFolder().failure([
            policies, "placement={ weights: { fit: 0, antiAffinity: 2, failureDomains: 1 } }",
        ])
        #expect(
            failure?.hasSuffix(
                "error: placement.weights: a packing counts no tasks of jobs, so that failureDomains and antiAffinity "
                    + "alone tell no machines apart; accepted: a weight above 0 of another term") == true)
    }
}
