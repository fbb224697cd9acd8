/// How much of what machines have free is of no use to typical tasks.
///
/// A typical task loses all free milli-GPUs of a machine on which it does not fit, and of one on which it fits those of
/// the devices that have less free than it takes of each. A machine's loss is the mean over the typical tasks (Weng et
/// al., "Beware of Fragmentation", USENIX ATC 2023, §4).
///
///     devices with 1000 and 300 free    a task of 500: loses 300    of 2,000: loses 1,300    without GPU: loses 1,300
///
/// The losses are added in the order and in the six sums of the published program, so that ties between scores fall as
/// there.
package final class Fragmentation: Sendable {
    /// A typical task as machines of one kind meet it.
    private struct Meeting: BitwiseCopyable {
        let weight: Double
        let milliCores: Int32
        /// Milli-GPUs of each device.
        let share: Int16
        /// Number of devices.
        let devices: Int16
        let accepts: Bool
    }

    /// By kind of machine, the typical tasks.
    private let meetings: [[Meeting]]
    /// By machine, its kind.
    private let kinds: [Int32]
    /// By kind, its estimates.
    private let estimates: [LossEstimate]
    /// Milli-GPUs of the cell.
    package let capacity: Int64

    /// Fragmentation of the machines of `runs` by typical tasks.
    package init(_ typical: TypicalTasks, of runs: [MachineRun]) {
        var meetings: [[Meeting]] = []
        var kinds: [Int32] = []
        var numbers: [[String: AttributeValue]: Int32] = [:]
        for run in runs {
            let kind = numbers[run.attributes] ?? Int32(meetings.count)
            if numbers.updateValue(kind, forKey: run.attributes) == nil {
                meetings.append(
                    zip(typical.shapes, typical.weights).map { shape, weight in
                        let word = MachineWord(0, 0, Int32(clamping: shape.milliGPUs), 0)
                        return Meeting(
                            weight: weight, milliCores: Int32(clamping: shape.milliCores),
                            share: word.milliGPUsOfEachDevice, devices: Int16(word.deviceCount),
                            accepts: shape.constraints.allSatisfy { $0.holds(for: run.attributes) })
                    })
            }
            kinds += Array(repeating: kind, count: run.count)
        }
        self.meetings = meetings
        self.kinds = kinds
        estimates = meetings.map { meetings in
            LossEstimate(meetings.map { ($0.weight, $0.milliCores, $0.share, $0.devices, $0.accepts) })
        }
        capacity = runs.reduce(0) { $0 + $1.capacity.milliGPUs * Int64($1.count) }
    }

    /// Estimates for the kind of a machine.
    @inline(__always)
    func estimate(for machine: Int) -> LossEstimate { estimates[Int(kinds[machine])] }

    /// The milli-GPUs that a machine loses, of `milliCores` and `devices` that are free.
    ///
    /// - Complexity: O(*typical tasks* × *devices* / 8).
    func loss(of machine: Int, milliCores: Int32, _ devices: MachineDevices) -> Double {
        let all = Double(devices.sum)
        var sums = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        meetings[Int(kinds[machine])].withUnsafeBufferPointer {
            for task in $0 {
                let hasCores = milliCores >= task.milliCores
                if task.devices == 0 {
                    if hasCores { sums.3 += task.weight * all } else { sums.4 += task.weight * all }
                } else if !task.accepts {
                    sums.5 += task.weight * all
                } else if devices.number(with: task.share) < Int(task.devices) {
                    if hasCores { sums.1 += task.weight * all } else { sums.0 += task.weight * all }
                } else if !hasCores {
                    sums.2 += task.weight * all
                } else {
                    sums.1 += task.weight * Double(devices.sum(below: task.share))
                }
            }
        }
        return sums.0 + sums.1 + sums.2 + sums.3 + sums.4 + sums.5
    }
}

extension MachineDevices {
    /// Free milli-GPUs of the devices that have less than `amount` free.
    @inline(__always)
    func sum(below amount: Int16) -> Int32 {
        var sum: Int32 = 0
        for vector in 0..<count {
            let below = vectors[vector].replacing(with: 0, where: vectors[vector] .>= amount)
            sum &+= Int32(below.wrappedSum())
        }
        return sum
    }
}
