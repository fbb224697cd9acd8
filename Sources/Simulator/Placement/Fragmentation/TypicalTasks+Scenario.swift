extension TypicalTasks {
    /// Drawn jobs whose tasks stand for workloads.
    private static let mostDrawnJobs = 1000

    /// The typical tasks of a scenario: of all jobs that are read, or of the first thousand that are drawn.
    ///
    /// - Complexity: O(*jobs*); jobs that are streamed are read once more.
    init(of scenario: Scenario) {
        let requirements = scenario.workloads.requirements
        var counts: [Shape: Int] = [:]
        func count(_ demand: Resources, _ number: Int32, _ tasks: Int) {
            let constraints = number == JobSpec.unconstrained ? [] : requirements[Int(number)].constraints
            counts[Shape(demand, constraints), default: 0] += tasks
        }
        var scenario = scenario
        scenario.sharedJobs = [:]
        var streams = JobStream.streams(of: scenario)
        if case .generated = scenario.workloads {
            var next = streams.indices.map { streams[$0].next() }
            for _ in 0..<TypicalTasks.mostDrawnJobs {
                let first = next.indices.min {
                    next[$0]?.submitted ?? .max < next[$1]?.submitted ?? .max
                }
                guard let first, let job = next[first] else { break }
                count(job.demand, job.requirements, job.tasks)
                next[first] = streams[first].next()
            }
        } else {
            while let job = streams[0].next() {
                if job.parts.isEmpty {
                    count(job.demand, job.requirements, job.tasks)
                } else {
                    for part in World.parts(of: job, in: streams[0].list) {
                        count(part.demand, job.requirements, part.count)
                    }
                }
            }
        }
        self.init(counts)
    }
}
