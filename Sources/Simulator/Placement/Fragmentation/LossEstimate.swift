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

    /// Estimates for typical tasks: of each its weight, milli-cores, milli-GPUs of each device, devices, and whether it
    /// runs on machines of the kind.
    init(_ tasks: [(weight: Double, milliCores: Int32, share: Int16, devices: Int16, accepts: Bool)]) {
        let cores = Set(tasks.map(\.milliCores)).sorted()
        let whole = Int16(Devices.whole)
        let useful = tasks.filter { $0.accepts && $0.devices > 0 }
        let shares = Set(useful.filter { $0.share < whole }.map(\.share)).sorted()
        self.cores = cores
        sharesUpTo = (0...whole).map { free in UInt16(shares.count { $0 <= free }) }
        let shareStride = shares.count + 1
        self.shareStride = shareStride
        var weightOfShares: [Double] = []
        var weightOfDevices: [Double] = []
        for met in 0...cores.count {
            let able = useful.filter { met > 0 && $0.milliCores <= cores[met - 1] }
            for number in 0...shares.count {
                weightOfShares.append(
                    able.reduce(0) {
                        $0 + ($1.share < whole && number > 0 && $1.share <= shares[number - 1] ? $1.weight : 0)
                    })
            }
            for idle in 0...Devices.most {
                weightOfDevices.append(
                    able.reduce(0) { $0 + ($1.share == whole && Int($1.devices) <= idle ? $1.weight : 0) })
            }
        }
        self.weightOfShares = weightOfShares
        self.weightOfDevices = weightOfDevices
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
