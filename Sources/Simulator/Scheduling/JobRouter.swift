/// Routes each job to one of the schedulers of its workload: in turn, or by a hash of the job's id.
struct JobRouter {
    private let assignment: Assignment
    /// By workload, the numbers of its schedulers.
    private let schedulers: [Range<Int>]
    /// By workload, the number of jobs routed so far.
    private var routed: [Int]

    init(_ layout: Layout, workloads: Int) {
        assignment = layout.assignment
        schedulers = (0..<workloads).map { workload in
            let numbers = layout.schedulers.indices.filter { layout.schedulers[$0].workloads.contains(workload) }
            guard let first = numbers.first, let last = numbers.last, last - first + 1 == numbers.count else {
                invariantBroken("every workload has schedulers, and they follow one another")
            }
            return first..<(last + 1)
        }
        routed = Array(repeating: 0, count: workloads)
    }

    /// Returns the scheduler for the next job of a workload.
    mutating func scheduler(for job: JobSpec) -> Int {
        let candidates = schedulers[job.workload]
        guard candidates.count > 1 else { return candidates.lowerBound }
        switch assignment {
        case .roundRobin:
            defer { routed[job.workload] += 1 }
            return candidates.lowerBound + routed[job.workload] % candidates.count
        case .hash:
            return candidates.lowerBound + Int(SplitMix64.mix(job.id) % UInt64(candidates.count))
        }
    }
}
