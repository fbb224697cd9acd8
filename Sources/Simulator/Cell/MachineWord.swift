/// One machine in sixteen bytes: free milli-cores, free MiB, free milli-GPUs, and the version.
///
/// The version moves with every claim and, unless only claims count, with every release; it wraps around, and only
/// equality means anything. Version and amounts share a word so that a claim is one read and one write.
public typealias MachineWord = SIMD4<Int32>

extension MachineWord {
    /// A machine with all of `resources` free, and version 0.
    init(free resources: Resources) {
        self.init(
            Int32(resources.milliCores), Int32(resources.memoryMiB), Int32(resources.milliGPUs), 0)
    }

    /// The machine's version.
    var version: Int32 { w }

    /// The free resources.
    var free: Resources { Resources(milliCores: Int64(x), memoryMiB: Int64(y), milliGPUs: Int64(z)) }
}

/// Demand of one task, in the shape of a machine's word.
package struct TaskDemand: BitwiseCopyable, Equatable {
    /// The word to subtract from a machine's for a claim: amounts, and -1 so that the version moves on by one.
    package let claim: MachineWord

    /// The demand of a task with these resources.
    ///
    /// - Precondition: the demand is not negative, fits the fixed-point range of a machine, and asks for some CPU.
    package init(_ resources: Resources) {
        invariant(resources.milliCores > 0, "a task holds some CPU, or any number of them would fit")
        claim = MachineWord(
            Int32(resources.milliCores), Int32(resources.memoryMiB), Int32(resources.milliGPUs), -1)
    }

    /// Resources that the task holds.
    package var resources: Resources { claim.free }

    /// The least word a machine must have; its version is below every version.
    @inline(__always)
    package var need: MachineWord {
        var need = claim
        need.w = .min
        return need
    }

    /// The word to add to a machine's when the task ends.
    @inline(__always)
    func release(movingVersion: Bool) -> MachineWord {
        var release = claim
        release.w = movingVersion ? 1 : 0
        return release
    }
}

extension MachineWord {
    /// True if the machine has at least `need` of every resource.
    @inline(__always)
    func has(_ need: MachineWord) -> Bool { !any(need .> self) }
}
