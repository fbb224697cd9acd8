/// The loss of machines of one kind, in a few multiplications and right but for rounding.
///
/// Of f milli-GPUs that a device has free, a typical task that fits loses f if it takes more than that of a device, and
/// else nothing; one that does not fit loses f. So a device keeps f times the weight of the tasks that have the cores
/// and take at most f, and the loss is what is free less what is kept:
///
///     loss = Σ f − Σ f × weight of shares up to f − 1,000 × idle devices × weight of tasks of at most so many devices
///
/// Weights are of the tasks that have their cores, of which there are as many cases as there are demands of cores.
final class LossEstimate: Sendable {
    /// Distinct milli-cores of the typical tasks, in order.
    private let cores: [Int32]
    /// By milli-GPUs from 0 to 1,000, the number of distinct shares of a device up to that.
    private let sharesUpTo: [UInt16]
    /// By number of demands of cores that are met and of ``sharesUpTo``, the weight of the tasks.
    private let weightOfShares: [Double]
    private let shareStride: Int
    /// By number of demands of cores that are met and by devices, the weight of tasks of at most so many devices.
    private let weightOfDevices: [Double]
    private let deviceStride = Devices.most + 1

    /// A typical task with GPUs that runs on machines of the kind.
    struct Task {
        let weight: Double
        let milliCores: Int32
        /// Milli-GPUs of each device.
        let share: Int16
        let devices: Int16
    }

    /// Estimates for typical tasks with GPUs; `cores` has the milli-cores of all typical tasks.
    ///
    /// - Complexity: O(*demands of cores* × (*shares* + *devices*) + *tasks* × log *tasks*).
    init(_ tasks: [Task], cores all: [Int32]) {
        let cores = Set(all).sorted()
        let whole = Int16(Devices.whole)
        let shares = Set(tasks.filter { $0.share < whole }.map(\.share)).sorted()
        self.cores = cores
        sharesUpTo = (0...whole).map { free in UInt16(shares.count { $0 <= free }) }
        shareStride = shares.count + 1
        var byCores: [Int32: [Task]] = [:]
        for task in tasks { byCores[task.milliCores, default: []].append(task) }
        // Weights of the tasks whose cores are met: by share, and by number of devices.
        var ofShares = Array(repeating: 0.0, count: shares.count + 1)
        var ofDevices = Array(repeating: 0.0, count: Devices.most + 1)
        var (weightOfShares, weightOfDevices) = (ofShares, ofDevices)
        for demand in cores {
            for task in byCores[demand] ?? [] {
                if task.share < whole {
                    ofShares[(shares.firstIndex(of: task.share) ?? 0) + 1] += task.weight
                } else if task.devices <= Devices.most {
                    ofDevices[Int(task.devices)] += task.weight
                }
            }
            weightOfShares += LossEstimate.sums(ofShares)
            weightOfDevices += LossEstimate.sums(ofDevices)
        }
        self.weightOfShares = weightOfShares
        self.weightOfDevices = weightOfDevices
    }

    /// The sums of the first values, of the first two and so on.
    private static func sums(_ values: [Double]) -> [Double] {
        var sum = 0.0
        return values.map { value in
            sum += value
            return sum
        }
    }

    /// Number of distinct demands of cores that are met.
    @inline(__always)
    func demandsMet(by milliCores: Int32) -> Int {
        cores.withUnsafeBufferPointer { cores in
            var (low, high) = (0, cores.count)
            while low < high {
                let middle = (low &+ high) >> 1
                if cores[middle] <= milliCores { low = middle &+ 1 } else { high = middle }
            }
            return low
        }
    }

    /// What of a device's free milli-GPUs tasks of a share can use.
    @inline(__always)
    func kept(_ free: Int16, demandsMet: Int) -> Double {
        let shares = sharesUpTo.withUnsafeBufferPointer { Int($0[Int(free)]) }
        return Double(free) * weightOfShares.withUnsafeBufferPointer { $0[demandsMet &* shareStride &+ shares] }
    }

    /// What of `idle` entirely free devices tasks of whole devices can use.
    @inline(__always)
    func kept(idle: Int, demandsMet: Int) -> Double {
        Double(idle &* Int(Devices.whole))
            * weightOfDevices.withUnsafeBufferPointer { $0[demandsMet &* deviceStride &+ idle] }
    }
}
