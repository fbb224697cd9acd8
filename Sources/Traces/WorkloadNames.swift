/// The workloads that a trace's jobs belong to, numbered in the order of their first appearance.
struct WorkloadNames {
    /// The most workloads there may be: as many as there may be schedulers.
    static let most = 65_535

    private(set) var names: [String] = []
    private var bytesOfNames: [[UInt8]] = []
    private var numbers: [String: Int] = [:]

    /// The number of a workload; nil where there is no room for another.
    mutating func number(_ name: String) -> Int? {
        if let known = numbers[name] { return known }
        guard names.count < WorkloadNames.most else { return nil }
        numbers[name] = names.count
        names.append(name)
        bytesOfNames.append(Array(name.utf8))
        return names.count - 1
    }

    /// The number of a workload that is known, by its name's bytes; nil where it has to be looked up.
    ///
    /// Most traces have a handful of workloads; comparing bytes is faster than making a string to look up.
    func number(spelt bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let fewEnoughToCompare = 16
        return bytesOfNames.prefix(fewEnoughToCompare).firstIndex { $0.elementsEqual(bytes) }
    }
}
