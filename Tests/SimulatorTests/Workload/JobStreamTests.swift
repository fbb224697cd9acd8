import Testing

@testable import CellbenchSimulator

@Suite struct JobStreamTests {
    private let workload = GeneratedWorkload(
        name: "batch", interarrival: Distribution(.exponential(mean: 2)), tasks: Distribution(.exponential(mean: 10)),
        duration: Distribution(.lognormal(mean: 60, sd: 100)), cpu: Distribution(.uniform(from: 0.1, to: 2)),
        memory: Distribution(.exponential(mean: 3)),
        gpu: Distribution(.choice([.init(value: 0, weight: 1), .init(value: 1, weight: 1)])))

    private func jobs(
        _ count: Int, of workload: GeneratedWorkload, number: Int = 0, seed: UInt64 = 1, replication: Int = 0
    ) -> [JobSpec] {
        var generator = JobGenerator(workload, number: number, seed: seed, replication: replication)
        return (0..<count).map { _ in generator.next() }
    }

    /// The quantities of jobs that differ after a change of one quantity's distribution.
    private func differing(_ change: (inout GeneratedWorkload) -> Void) -> Set<String> {
        var changed = workload
        change(&changed)
        var different: Set<String> = []
        for (a, b) in zip(jobs(200, of: workload), jobs(200, of: changed)) {
            if a.submitted != b.submitted { different.insert("submitted") }
            if a.duration != b.duration { different.insert("duration") }
            if a.tasks != b.tasks { different.insert("tasks") }
            if a.demand.milliCores != b.demand.milliCores { different.insert("cpu") }
            if a.demand.memoryMiB != b.demand.memoryMiB { different.insert("memory") }
            if a.demand.milliGPUs != b.demand.milliGPUs { different.insert("gpu") }
            if a.id != b.id || a.workload != b.workload { different.insert("identity") }
        }
        return different
    }

    /// The bounded distribution takes more random numbers, because values are drawn again.
    @Test func `Changing one quantity's distribution leaves the other quantities' draws as they were`() {
        let other = Distribution(.exponential(mean: 5), minimum: 3)
        #expect(differing { $0.interarrival = other } == ["submitted"])
        #expect(differing { $0.tasks = other } == ["tasks"])
        #expect(differing { $0.duration = other } == ["duration"])
        #expect(differing { $0.cpu = other } == ["cpu"])
        #expect(differing { $0.memory = other } == ["memory"])
        #expect(differing { $0.gpu = other } == ["gpu"])
        #expect(differing { $0.tasks = Distribution(.constant(1)) } == ["tasks"])
    }

    @Test func `The same seed and replication give the same jobs, and others give others`() {
        let some = jobs(50, of: workload)
        #expect(some == jobs(50, of: workload))
        for others in [jobs(50, of: workload, seed: 2), jobs(50, of: workload, replication: 1)] {
            #expect(zip(some, others).allSatisfy { $0.submitted != $1.submitted && $0.duration != $1.duration })
        }
        var renamed = workload
        renamed.name = "service"
        #expect(zip(some, jobs(50, of: renamed)).allSatisfy { $0.duration != $1.duration })
    }

    @Test func `A workload's number changes nothing but the number`() {
        var others = jobs(50, of: workload, number: 3)
        #expect(others.allSatisfy { $0.workload == 3 })
        for position in others.indices { others[position].workload = 0 }
        #expect(others == jobs(50, of: workload))
    }

    @Test func `Jobs come in the order of their submission and are numbered`() {
        let some = jobs(500, of: workload)
        #expect(zip(some, some.dropFirst()).allSatisfy { $0.submitted < $1.submitted })
        #expect(some.map(\.id) == Array(1...500))
        // Mean 2 s; the standard error of 500 is 0.09 s.
        #expect((some[499].submitted.inSeconds / 500 - 2).magnitude < 0.4)
    }

    @Test(arguments: [(0, 1), (0.2, 1), (1, 1), (1.0001, 2), (2.5, 3), (1e300, JobSpec.mostTasks)] as [(Double, Int)])
    func `Task counts are rounded up to at least 1 and held at the most`(drawn: Double, tasks: Int) {
        var changed = workload
        changed.tasks = Distribution(.constant(drawn))
        #expect(jobs(3, of: changed).allSatisfy { $0.tasks == tasks })
    }

    @Test func `A task holds at least a milli-core`() {
        var changed = workload
        changed.cpu = Distribution(.constant(0.0001))
        changed.memory = Distribution(.constant(0))
        #expect(jobs(3, of: changed).allSatisfy { $0.demand.milliCores == 1 && $0.demand.memoryMiB == 0 })
    }

    @Test func `Submission times and durations beyond the longest span are held there`() {
        var changed = workload
        changed.interarrival = Distribution(.constant(4e9))
        changed.duration = Distribution(.constant(1e30))
        let some = jobs(5, of: changed)
        #expect(some[0].submitted == .longestSpan)
        #expect(some[4].submitted == .max)
        #expect(some.allSatisfy { $0.duration == .longestSpan })
    }

    @Test func `A scenario has a stream for each generated workload, and one for a whole list`() {
        var scenario = scenario(.monolithic(MonolithicSettings()), jobs: [job(at: 3, 1), job(at: 1), job(at: 3, 0)])
        var streams = JobStream.streams(of: scenario)
        #expect(streams.count == 1)
        let listed = (0..<4).map { _ in streams[0].next() }
        #expect(listed.map { $0?.submitted } == [.seconds(1), .seconds(3), .seconds(3), nil])
        #expect(listed.map { $0?.workload } == [0, 1, 0, nil])
        var service = workload
        service.name = "service"
        scenario.workloads = .generated([workload, service])
        scenario.seed = 1
        streams = JobStream.streams(of: scenario)
        #expect(streams.count == 2)
        #expect(streams[0].next() == jobs(1, of: workload)[0])
        #expect(streams[1].next() == jobs(1, of: service, number: 1)[0])
    }
}
