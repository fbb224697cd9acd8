import Testing

@testable import CellbenchSimulator

@Suite struct QueueDisciplineTests {
    private func job() -> Job {
        Job(JobSpec(submitted: 0, duration: 1, demand: amounts(1), workload: 0, tasks: 1), scheduler: 0)
    }

    /// The oracle is an array for each of two queues that share the jobs.
    @Test func `Queues agree with arrays on random operations`() {
        var random = TestRandom(91)
        var jobs = JobTable()
        var queues = [FIFO(), FIFO()]
        var oracle: [[UInt32]] = [[], []]
        var wrong = 0
        for step in 0..<5000 {
            let number = Int.random(in: 0..<2, using: &random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<(step % 1000 < 500 ? 4 : 2):
                let job = jobs.insert(job())
                queues[number].insert(job, at: .back, in: &jobs)
                oracle[number].append(job)
            case 4..<6:
                let job = jobs.insert(job())
                queues[number].insert(job, at: .front, in: &jobs)
                oracle[number].insert(job, at: 0)
            default:
                let popped = queues[number].popFirst(in: &jobs)
                if popped != oracle[number].first { wrong += 1 }
                if let popped {
                    oracle[number].removeFirst()
                    // Half of them go on to the other queue.
                    if Bool.random(using: &random) {
                        queues[1 - number].insert(popped, at: .back, in: &jobs)
                        oracle[1 - number].append(popped)
                    } else {
                        jobs.remove(popped)
                    }
                }
            }
            if queues.map(\.count) != oracle.map(\.count) { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test func `A queue that was emptied takes jobs at either end`() {
        var jobs = JobTable()
        var queue = FIFO()
        let numbers = (0..<4).map { _ in jobs.insert(job()) }
        queue.insert(numbers[0], at: .front, in: &jobs)
        queue.insert(numbers[1], at: .back, in: &jobs)
        #expect([queue.popFirst(in: &jobs), queue.popFirst(in: &jobs), queue.popFirst(in: &jobs)] == [0, 1, nil])
        queue.insert(numbers[2], at: .back, in: &jobs)
        queue.insert(numbers[3], at: .front, in: &jobs)
        #expect([queue.popFirst(in: &jobs), queue.popFirst(in: &jobs), queue.popFirst(in: &jobs)] == [3, 2, nil])
    }

    @Test func `A job list is sorted by submission time, and equal times keep their order`() {
        let specs = [(5, 1), (3, 2), (5, 3), (1, 4), (3, 5)].map { SimulatorTests.job(at: $0.0, id: $0.1) }
        let list = JobList(workloads: ["batch"], jobs: specs)
        #expect(list.jobs.map(\.id) == [4, 2, 5, 1, 3])
        #expect(JobList(workloads: ["batch"], jobs: list.jobs) == list)
    }

    /// A job of one task thinks 0-1; those of three tasks and of one, submitted at 0.1 and 0.2, wait meanwhile.
    @Test func `An architecture's own discipline says whose turn it is`() throws {
        let jobs = [
            SimulatorTests.job(at: 0, id: 0), SimulatorTests.job(at: 0.1, tasks: 3, id: 1),
            SimulatorTests.job(at: 0.2, 1, id: 2),
        ]
        func waits(_ architecture: ArchitectureSettings) throws -> [Double?] {
            try simulate(scenario(architecture, jobs: jobs, cpu: 16)).workloads.map(\.waitTime.max)
        }
        // In order of submission: the three tasks think 1-2, the one task 2-3.
        #expect(try waits(.monolithic(MonolithicSettings())) == [0.9, 1.8])
        // The fewest tasks first: the one task thinks 1-2, the three tasks 2-3.
        let own = ArchitectureSettings(
            kind: ArchitectureKind(FewestFirst.self), settings: FewestFirstSettings(workloads: 2))
        #expect(try waits(own) == [1.9, 0.8])
    }
}

/// One scheduler, which takes the job with the fewest tasks first.
private struct FewestFirst: Architecture, ~Copyable {
    private var plan = Transaction()

    static func layout(_ settings: FewestFirstSettings, of scenario: Scenario) -> Layout {
        var layout = Layout([.init(name: "all-0", workloads: [0, 1])], on: scenario)
        layout.queue = { _ in FewestTasksFirst() }
        return layout
    }

    init(_ settings: FewestFirstSettings, in world: borrowing World) {}

    mutating func decisionEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> Int {
        world.plan(job, by: scheduler, into: &plan)
        return plan.count
    }

    mutating func commitEnds(_ job: UInt32, by scheduler: Int, in world: inout World) -> CommitOutcome {
        world.commit(&plan, of: job)
    }
}

private struct FewestFirstSettings: DescribedArchitecture {
    static let kind = "fewest-first"
    static let meaning = "One scheduler, which takes the job with the fewest tasks first."
    static let settings: [Setting<Self>] = []

    init(workloads: Int) {}
}

private struct FewestTasksFirst: QueueDiscipline {
    private var waiting: [(tasks: Int, job: UInt32)] = []

    var count: Int { waiting.count }

    mutating func insert(_ job: UInt32, at position: RetryPolicy.Position, in jobs: inout JobTable) {
        let tasks = jobs.waitingJob(job).tasks
        let index = waiting.firstIndex { position == .front ? $0.tasks >= tasks : $0.tasks > tasks }
        waiting.insert((tasks, job), at: index ?? waiting.endIndex)
    }

    mutating func popFirst(in jobs: inout JobTable) -> UInt32? { waiting.isEmpty ? nil : waiting.removeFirst().job }
}
