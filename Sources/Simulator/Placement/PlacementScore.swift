/// How good it is for a task to go to a machine: the best score wins.
///
/// A policy that scores machines is a conforming type in a file of its own and a line in ``PlacementKind/all``; drawing candidates,
/// keeping scores, breaking ties and claiming are ``ScoredPlacement``'s.
protocol PlacementScore: Sendable {
    /// True if scores fall with the number of the job's tasks on a machine or in its rack; by default they do not look.
    var looksAtJobs: Bool { get }

    /// True if whole scores are made by the score itself; by default they are cut towards zero.
    var cutsItself: Bool { get }

    /// True if machines that have the same amounts free have the same score, so that it need not be worked out again;
    /// by default that is not known.
    var dependsOnAmountsAlone: Bool { get }

    /// True if a machine's score rises as it fills, so that the best machines are few; by default that is not known.
    var risesWithUse: Bool { get }

    /// The score of a machine for a task.
    ///
    /// - Parameters:
    ///   - machine: the machine before the task comes; the task fits.
    ///   - claim: demand of the task.
    /// - Returns: the score, from 0 to 100; rounding may put it a hair outside.
    func score(_ machine: ScoredMachine, _ claim: MachineWord) -> Double

    /// The devices of a machine that a task gets; by default the tightest fit.
    ///
    /// - Parameters:
    ///   - devices: what the machine's devices have free; the task fits.
    ///   - machine: the machine.
    ///   - claim: demand of the task.
    /// - Returns: the devices.
    func choose(among devices: MachineDevices, of machine: ScoredMachine, _ claim: MachineWord) -> DeviceSet
}

extension PlacementScore {
    var looksAtJobs: Bool { false }
    var dependsOnAmountsAlone: Bool { false }
    var risesWithUse: Bool { false }
    var cutsItself: Bool { false }

    @inline(__always)
    func choose(among devices: MachineDevices, of machine: ScoredMachine, _ claim: MachineWord) -> DeviceSet {
        devices.devices(for: claim)
    }
}

/// Tasks of the job that is being placed, by where they are.
struct JobTasks: BitwiseCopyable, Equatable {
    /// Those on a machine.
    var onMachine: Int32 = 0
    /// Those in the machine's rack, on the machine itself too.
    var inRack: Int32 = 0
}

/// A machine as scores see it.
struct ScoredMachine: BitwiseCopyable {
    /// The machine's number.
    let number: Int
    /// What the machine has free.
    let word: MachineWord
    /// What its devices have free; nil where GPUs are pooled.
    let devices: MachineDevices?
    /// Classes of the tasks that hold devices; nil where GPUs are pooled.
    let classes: DeviceClasses?

    /// The other tasks of the job on the machine and in its rack, where the score looks at them.
    var tasks = JobTasks()

    /// A machine at a place of a table of devices; without one, GPUs are pooled.
    @inline(__always)
    init(_ word: MachineWord, of number: Int, at place: Int, _ table: DeviceTable?) {
        self.number = number
        self.word = word
        devices = table?[place]
        classes = table?.classes
    }

    /// The free amounts; of devices, all that is free counts.
    @inline(__always)
    var free: MachineWord {
        guard let devices else { return word }
        var free = word
        free.z = devices.sum
        return free
    }
}

/// What scores are worked out from, beside what a machine has free.
struct PlacementCell: Sendable {
    /// Capacity of each machine.
    let capacities: [MachineWord]
    /// The largest capacity of a machine, resource by resource.
    let largest: MachineWord
    /// Which of CPU, memory and GPU scores count, as their positions in a ``MachineWord``.
    let resources: [Int]

    /// Rank of each machine among ties that are broken in a fixed order.
    var ranks: [UInt32]

    /// What the machines' GPUs are to tasks.
    let gpus: GPUForm
    /// Number of devices of each machine, where GPUs are devices.
    var deviceCounts: [Int] { capacities.map { Int($0.z) / Int(Devices.whole) } }
    /// Fragmentation of the cell by its typical tasks; nil where GPUs are pooled.
    let fragmentation: Fragmentation?

    /// The machines of `runs`.
    ///
    /// Every resource counts that a machine has; where GPUs are devices, CPU and GPU count, as in the Kubernetes
    /// scheduler simulator of Weng et al., USENIX ATC 2023.
    ///
    /// - Parameters:
    ///   - runs: the machines.
    ///   - gpus: what GPUs are.
    ///   - fragmentation: fragmentation by the typical tasks, where GPUs are devices.
    ///   - stream: the stream from which the fixed order is drawn.
    init(
        _ runs: [MachineRun], gpus: GPUForm = .pooled, fragmentation: Fragmentation? = nil,
        drawing stream: RandomStream
    ) {
        var stream = stream
        self.gpus = gpus
        self.fragmentation = fragmentation
        capacities = runs.flatMap { Array(repeating: MachineWord(free: $0.capacity), count: $0.count) }
        let largest = runs.reduce(MachineWord.zero) { pointwiseMax($0, MachineWord(free: $1.capacity)) }
        self.largest = largest
        let counted = gpus == .devices ? [0, 2] : [0, 1, 2]
        let resources = counted.filter { largest[$0] > 0 }
        self.resources = resources
        var (divisors, weights) = (SIMD4<Double>(repeating: 1), SIMD4<Double>.zero)
        for resource in resources {
            divisors[resource] = Double(largest[resource])
            weights[resource] = 1
        }
        self.divisors = divisors
        self.counted = weights
        meanWeights = weights / Double(resources.count)
        ranks = stream.shuffled(0..<UInt32(capacities.count))
    }

    /// The largest machine's amounts, to divide by; 1 where a resource does not count.
    private let divisors: SIMD4<Double>
    /// Weight of each resource in a mean; 0 where it does not count.
    private let meanWeights: SIMD4<Double>

    /// A share of the largest machine's amounts, averaged over the resources that count.
    ///
    ///     free: 4 of at most 8 cores, 2 of at most 16 GiB    0.5 × 0.5 + 0.125 × 0.5
    @inline(__always)
    func meanShare(_ word: MachineWord) -> Double {
        let shares = SIMD4<Double>(word) / divisors * meanWeights
        return shares.x + shares.y + shares.z
    }

    /// The dot product of two amounts, each as a share of the largest machine's.
    @inline(__always)
    func dotProduct(_ a: MachineWord, _ b: MachineWord) -> Double {
        let products = SIMD4<Double>(a) / divisors * SIMD4<Double>(b) / divisors * counted
        return products.x + products.y + products.z
    }

    /// 1 where a resource counts, else 0.
    private let counted: SIMD4<Double>
}
