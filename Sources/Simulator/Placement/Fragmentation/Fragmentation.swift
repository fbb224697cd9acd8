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
        /// Number of devices.
        let devices: Int16
        /// Position in ``shares`` of what it takes of each device; negative where it takes none, or accepts no machine
        /// of the kind.
        let share: Int16
    }

    /// By kind of machine, the typical tasks.
    private let meetings: [[Meeting]]
    /// Distinct milli-GPUs that typical tasks take of a device, in order.
    private let shares: [Int16]
    /// By machine, its kind.
    private let kinds: [Int32]
    /// Milli-GPUs of the cell.
    package let capacity: Int64

    /// Fragmentation of the machines of `runs` by typical tasks.
    package init(_ typical: TypicalTasks, of runs: [MachineRun]) {
        var meetings: [[Meeting]] = []
        var kinds: [Int32] = []
        var numbers: [[String: AttributeValue]: Int32] = [:]
        let words = typical.shapes.map { MachineWord(0, 0, Int32(clamping: $0.milliGPUs), 0) }
        let shares = Set(words.filter { $0.z > 0 }.map(\.milliGPUsOfEachDevice)).sorted()
        for run in runs {
            let kind = numbers[run.attributes] ?? Int32(meetings.count)
            kinds += Array(repeating: kind, count: run.count)
            guard numbers.updateValue(kind, forKey: run.attributes) == nil else { continue }
            let accepts = typical.shapes.map { $0.constraints.allSatisfy { $0.holds(for: run.attributes) } }
            let cores = typical.shapes.map { Int32(clamping: $0.milliCores) }
            meetings.append(
                words.indices.map { task in
                    Meeting(
                        weight: typical.weights[task], milliCores: cores[task],
                        devices: Int16(clamping: words[task].deviceCount),
                        share: accepts[task]
                            ? Int16(shares.firstIndex(of: words[task].milliGPUsOfEachDevice) ?? -1) : -1)
                })
        }
        self.meetings = meetings
        self.shares = shares
        self.kinds = kinds
        capacity = runs.reduce(0) { $0 + $1.capacity.milliGPUs * Int64($1.count) }
    }

    /// Number of the kind of a machine.
    @inline(__always)
    func kind(of machine: Int) -> Int { Int(kinds[machine]) }

    /// Estimates for machines of each kind.
    func makeEstimates() -> [LossEstimate] {
        meetings.map { tasks in
            LossEstimate(
                tasks.filter { $0.devices > 0 && $0.share >= 0 }.map {
                    LossEstimate.Task(
                        weight: $0.weight, milliCores: $0.milliCores, share: shares[Int($0.share)], devices: $0.devices)
                }, cores: tasks.map(\.milliCores))
        }
    }

    /// The milli-GPUs that a machine loses, of `milliCores` and `devices` that are free.
    ///
    /// - Complexity: O(*typical tasks* + *devices* × log *devices*).
    func loss(of machine: Int, milliCores: Int32, _ devices: MachineDevices) -> Double {
        withUnsafeTemporaryAllocation(of: DeviceUse.self, capacity: shares.count) { uses in
            fill(uses, devices)
            return meetings[Int(kinds[machine])].withUnsafeBufferPointer {
                loss($0, milliCores: milliCores, all: Double(devices.sum), uses)
            }
        }
    }

    /// What tasks of a share find on the devices of a machine.
    private struct DeviceUse: BitwiseCopyable {
        /// Free milli-GPUs of the devices that have less free.
        var below: Int32
        /// Number of devices with as much free.
        var devices: Int32
    }

    private func loss(
        _ tasks: UnsafeBufferPointer<Meeting>, milliCores: Int32, all: Double,
        _ uses: UnsafeMutableBufferPointer<DeviceUse>
    ) -> Double {
        var sums = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for task in tasks {
            let hasCores = milliCores >= task.milliCores
            if task.devices == 0 {
                if hasCores { sums.3 += task.weight * all } else { sums.4 += task.weight * all }
            } else if task.share < 0 {
                sums.5 += task.weight * all
            } else {
                let use = uses[Int(task.share)]
                if use.devices < Int32(task.devices) {
                    if hasCores { sums.1 += task.weight * all } else { sums.0 += task.weight * all }
                } else if hasCores {
                    sums.1 += task.weight * Double(use.below)
                } else {
                    sums.2 += task.weight * all
                }
            }
        }
        return sums.0 + sums.1 + sums.2 + sums.3 + sums.4 + sums.5
    }

    /// Fills in, by share, what tasks find on the devices.
    private func fill(_ uses: UnsafeMutableBufferPointer<DeviceUse>, _ devices: MachineDevices) {
        withUnsafeTemporaryAllocation(of: Int16.self, capacity: devices.count * MachineDevices.lanes) { free in
            // The free amounts in order; devices without any are of no use.
            var count = 0
            for device in 0..<free.count where devices[device] > 0 {
                var place = count
                while place > 0, free[place - 1] > devices[device] {
                    free[place] = free[place - 1]
                    place -= 1
                }
                free[place] = devices[device]
                count += 1
            }
            var (passed, below) = (0, Int32(0))
            for share in shares.indices {
                while passed < count, free[passed] < shares[share] {
                    below += Int32(free[passed])
                    passed += 1
                }
                uses[share] = DeviceUse(below: below, devices: Int32(count - passed))
            }
        }
    }
}
