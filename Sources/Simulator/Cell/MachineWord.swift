/// One machine in sixteen bytes: free milli-cores, free MiB, free milli-GPUs, and the version.
///
/// The version moves with every claim, and with every release where the cell is told so; it wraps around, and only
/// equality means anything. Version and amounts share a word so that a claim is one read and one write.
public typealias MachineWord = SIMD4<Int32>

extension MachineWord {
    /// A machine with everything free.
    init(free resources: Resources) {
        self.init(
            Int32(resources.milliCores), Int32(resources.memoryMiB), Int32(resources.milliGPUs), 0)
    }

    /// The machine's version.
    var version: Int32 { w }

    /// What is free.
    var free: Resources { Resources(milliCores: Int64(x), memoryMiB: Int64(y), milliGPUs: Int64(z)) }
}

/// What one task takes from a machine, in the machine's own shape.
package struct TaskDemand: BitwiseCopyable, Equatable {
    /// Subtracting it claims the amounts and moves the version on by one.
    package let claim: MachineWord

    /// - Precondition: the demand is not negative, fits the fixed-point range of a machine, and asks for some CPU.
    package init(_ resources: Resources) {
        invariant(resources.milliCores > 0, "a task holds some CPU, or any number of them would fit")
        claim = MachineWord(
            Int32(resources.milliCores), Int32(resources.memoryMiB), Int32(resources.milliGPUs), -1)
    }

    /// What the task takes.
    package var resources: Resources { claim.free }

    /// What a machine must have at least; the version is below every version.
    @inline(__always)
    package var need: MachineWord {
        var need = claim
        need.w = .min
        return need
    }

    /// What to add to a machine when the task ends.
    @inline(__always)
    func release(movingVersion: Bool) -> MachineWord {
        var release = claim
        release.w = movingVersion ? 1 : 0
        return release
    }
}

extension MachineWord {
    /// Whether the machine has at least `need` of everything.
    @inline(__always)
    func has(_ need: MachineWord) -> Bool { !any(need .> self) }
}
