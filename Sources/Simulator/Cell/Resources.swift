/// An amount of each resource, in fixed point, so that sums balance to the unit.
public struct Resources: Equatable, Hashable, Sendable, BitwiseCopyable {
    /// Processor time in thousandths of a core.
    public var milliCores: Int64
    /// Memory in MiB.
    public var memoryMiB: Int64
    /// Accelerators in thousandths of a device.
    public var milliGPUs: Int64

    /// The largest amount of one resource that one machine can have or one task can ask for.
    public static let largestOfOneMachine = Int64(Int32.max)

    /// No resources.
    public static let zero = Resources(milliCores: 0, memoryMiB: 0, milliGPUs: 0)

    /// An amount given in fixed-point units.
    public init(milliCores: Int64, memoryMiB: Int64, milliGPUs: Int64 = 0) {
        self.milliCores = milliCores
        self.memoryMiB = memoryMiB
        self.milliGPUs = milliGPUs
    }

    /// The amount nearest to the given one, in the units of configs and job lists.
    ///
    /// - Parameters:
    ///   - cores: processor cores.
    ///   - gibibytes: memory in GiB.
    ///   - gpus: accelerator devices.
    ///
    /// Each is held between 0 and ``largestOfOneMachine``.
    public init(cores: Double, gibibytes: Double, gpus: Double = 0) {
        self.init(
            milliCores: Resources.nearest(cores * 1000), memoryMiB: Resources.nearest(gibibytes * 1024),
            milliGPUs: Resources.nearest(gpus * 1000))
    }

    private static func nearest(_ value: Double) -> Int64 {
        guard value > 0 else { return 0 }
        return value < Double(largestOfOneMachine) ? Int64(value.rounded()) : largestOfOneMachine
    }

    /// The amount, raised to at least a milli-core: any number of tasks without CPU would fit on a machine.
    package var atLeastAMilliCore: Resources {
        Resources(milliCores: max(milliCores, 1), memoryMiB: memoryMiB, milliGPUs: milliGPUs)
    }

    /// True if every component is at most that of `other`.
    public func fits(in other: Resources) -> Bool {
        milliCores <= other.milliCores && memoryMiB <= other.memoryMiB && milliGPUs <= other.milliGPUs
    }

    /// The smaller of both, component by component.
    func pointwiseMinimum(_ other: Resources) -> Resources {
        Resources(
            milliCores: min(milliCores, other.milliCores), memoryMiB: min(memoryMiB, other.memoryMiB),
            milliGPUs: min(milliGPUs, other.milliGPUs))
    }

    /// The sum, component by component.
    public static func + (a: Resources, b: Resources) -> Resources {
        Resources(
            milliCores: a.milliCores + b.milliCores, memoryMiB: a.memoryMiB + b.memoryMiB,
            milliGPUs: a.milliGPUs + b.milliGPUs)
    }

    /// The difference, component by component.
    public static func - (a: Resources, b: Resources) -> Resources {
        Resources(
            milliCores: a.milliCores - b.milliCores, memoryMiB: a.memoryMiB - b.memoryMiB,
            milliGPUs: a.milliGPUs - b.milliGPUs)
    }

    /// `count` times the amount.
    public static func * (a: Resources, count: Int64) -> Resources {
        Resources(
            milliCores: a.milliCores * count, memoryMiB: a.memoryMiB * count,
            milliGPUs: a.milliGPUs * count)
    }

    /// Adds component by component.
    public static func += (a: inout Resources, b: Resources) { a = a + b }

    /// Subtracts component by component.
    public static func -= (a: inout Resources, b: Resources) { a = a - b }
}
