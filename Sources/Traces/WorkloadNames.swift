/// Names of a trace's workloads, numbered in the order of their first appearance.
struct WorkloadNames {
    /// The most workloads: as many as one architecture may have schedulers.
    static let most = 65_535

    private(set) var names: [String] = []
    private var bytesOfNames: [[UInt8]] = []
    private var numbers: [String: Int] = [:]

    /// Number of the workload with a name, from 0; a new name gets the next number.
    ///
    /// Nil for a new name once there are ``most``.
    mutating func number(_ name: String) -> Int? {
        if let known = numbers[name] { return known }
        guard names.count < WorkloadNames.most else { return nil }
        numbers[name] = names.count
        names.append(name)
        bytesOfNames.append(Array(name.utf8))
        return names.count - 1
    }

    /// Number of a known workload by its name's bytes; nil where ``number(_:)`` has to look it up.
    ///
    /// Most traces have a handful of workloads: comparing bytes is faster than making a string to look up.
    func number(spelt bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let fewEnoughToCompare = 16
        return bytesOfNames.prefix(fewEnoughToCompare).firstIndex { $0.elementsEqual(bytes) }
    }
}
