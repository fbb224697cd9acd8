internal import Synchronization

/// The jobs of a generated workload, drawn once for all simulations that see the same.
///
/// With common random numbers every architecture and every decision time sees the same jobs, and drawing a small job
/// costs as much as placing it. The first reader to reach a piece of 1,024 jobs draws it under the lock; later readers
/// only read it. Once the memory is spent, each simulation draws the rest for itself: the jobs are the same either way.
public final class SharedJobs: Sendable {
    /// Memory that the jobs of several workloads may take together.
    public final class Budget: Sendable {
        private let left: Atomic<Int>

        /// A budget in bytes.
        public init(bytes: Int) { left = Atomic(bytes) }

        fileprivate func take(_ bytes: Int) -> Bool {
            let before = left.wrappingSubtract(bytes, ordering: .relaxed).oldValue
            if before >= bytes { return true }
            give(bytes)
            return false
        }

        fileprivate func give(_ bytes: Int) { left.wrappingAdd(bytes, ordering: .relaxed) }
    }

    private static let jobsPerPiece = 1024

    private struct State {
        /// Draws the jobs behind the pieces.
        var generator: JobGenerator
        var pieces: [Piece] = []
        /// True once no further piece will be drawn.
        var isClosed = false
        /// True if jobs follow the last piece, which each reader then draws for itself.
        var goesOn = true
    }

    private let horizon: Nanoseconds
    private let number: Int
    private let requirements: Int32
    private let budget: Budget
    private let state: Mutex<State>

    /// The jobs of a workload, none drawn yet.
    ///
    /// - Parameters:
    ///   - workload: distributions of the jobs.
    ///   - number: number of the workload.
    ///   - seed: seed of the scenario.
    ///   - replication: replication of the scenario.
    ///   - horizon: horizon of the scenario; only the first job after it is drawn.
    ///   - budget: memory for the jobs.
    public init(
        _ workload: GeneratedWorkload, number: Int, seed: UInt64, replication: Int, until horizon: Nanoseconds,
        within budget: Budget
    ) {
        self.horizon = horizon
        self.number = number
        self.budget = budget
        let generator = JobGenerator(workload, number: number, seed: seed, replication: replication)
        requirements = generator.requirements
        state = Mutex(State(generator: generator))
    }

    deinit {
        let pieces = state.withLock { $0.pieces.count }
        budget.give(pieces * SharedJobs.jobsPerPiece * MemoryLayout<PackedJob>.stride)
    }

    /// The piece with the number `pieces`, or the generator of the jobs behind the last; neither where no job follows.
    private func following(_ pieces: Int) -> (piece: Piece?, generator: JobGenerator?) {
        state.withLock { state in
            if pieces < state.pieces.count { return (state.pieces[pieces], nil) }
            if !state.isClosed { extend(&state) }
            if pieces < state.pieces.count { return (state.pieces[pieces], nil) }
            return (nil, state.goesOn ? state.generator : nil)
        }
    }

    private func extend(_ state: inout State) {
        guard budget.take(SharedJobs.jobsPerPiece * MemoryLayout<PackedJob>.stride) else {
            state.isClosed = true
            return
        }
        let piece = Piece(capacity: SharedJobs.jobsPerPiece)
        while piece.count < SharedJobs.jobsPerPiece {
            let job = state.generator.next()
            piece.append(PackedJob(job))
            if job.submitted > horizon {
                state.isClosed = true
                state.goesOn = false
                break
            }
        }
        state.pieces.append(piece)
    }

    /// Goes through the jobs, for one simulation.
    struct Reader {
        private let jobs: SharedJobs
        private var piece: Piece?
        private var pieces = 0
        private var position = 0
        private var read: UInt64 = 0
        /// Draws the jobs behind the last piece.
        private var generator: JobGenerator?

        init(_ jobs: SharedJobs) { self.jobs = jobs }

        /// The next job; nil after the first job beyond the horizon.
        mutating func next() -> JobSpec? {
            if let piece, position < piece.count {
                position += 1
                read += 1
                return piece[position - 1].job(number: read, of: jobs.number, jobs.requirements)
            }
            return generator?.next() ?? nextPiece()
        }

        @inline(never)
        private mutating func nextPiece() -> JobSpec? {
            let next = jobs.following(pieces)
            generator = next.generator
            piece = next.piece
            guard piece != nil || generator != nil else { return nil }
            pieces += 1
            position = 0
            return self.next()
        }
    }
}

/// A job of identical tasks, without what all jobs of its workload have in common.
private struct PackedJob: BitwiseCopyable {
    private let submitted: Nanoseconds
    private let duration: Nanoseconds
    private let milliCores: Int32
    private let memoryMiB: Int32
    private let milliGPUs: Int32
    private let tasks: Int32

    init(_ job: JobSpec) {
        submitted = job.submitted
        duration = job.duration
        milliCores = Int32(job.demand.milliCores)
        memoryMiB = Int32(job.demand.memoryMiB)
        milliGPUs = Int32(job.demand.milliGPUs)
        tasks = Int32(job.tasks)
    }

    /// The job, the `number`th of its workload.
    @inline(__always)
    func job(number: UInt64, of workload: Int, _ requirements: Int32) -> JobSpec {
        var job = JobSpec(
            submitted: submitted, duration: duration,
            demand: Resources(
                milliCores: Int64(milliCores), memoryMiB: Int64(memoryMiB), milliGPUs: Int64(milliGPUs)),
            workload: workload, tasks: Int(tasks), id: number)
        job.requirements = requirements
        return job
    }
}

/// Neighbouring jobs; once other threads see a piece, it is only read.
private final class Piece: @unchecked Sendable {
    private let base: UnsafeMutablePointer<PackedJob>
    private(set) var count = 0

    init(capacity: Int) { base = .allocate(capacity: capacity) }

    deinit { base.deallocate() }

    func append(_ job: PackedJob) {
        (base + count).initialize(to: job)
        count += 1
    }

    @inline(__always)
    subscript(position: Int) -> PackedJob { base[position] }
}
