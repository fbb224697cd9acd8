internal import CellbenchSimulator

/// Reads the nodes of Alibaba's GPU cluster trace of 2023.
///
/// The columns are `sn`, `cpu_milli`, `memory_mib`, `gpu` (devices) and `model`.
enum AlibabaGPU2023Nodes {
    /// The attribute of machines that names the model of their GPUs.
    static let modelAttribute = "gpu_model"
    private static let columns = ["sn", "cpu_milli", "memory_mib", "gpu", "model"]

    /// Number of nodes of each kind; a name such as `v100m16-4-32c-128g` has model and number of GPUs, cores and GiB.
    static func read(_ path: String, tap: ByteTap?) throws(TraceError) -> [MachineKind: Int] {
        var counts: [MachineKind: Int] = [:]
        try read(path, tap: tap) { kind, _ in counts[kind, default: 0] += 1 }
        return counts.withDistinctNames()
    }

    /// Names of the nodes of each kind, in the order of the list.
    static func names(_ path: String, tap: ByteTap?) throws(TraceError) -> [MachineKind: [String]] {
        var names: [MachineKind: [String]] = [:]
        try read(path, tap: tap) { names[$0, default: []].append($1()) }
        return names.withDistinctNames()
    }

    private static func read(
        _ path: String, tap: ByteTap?, _ take: (MachineKind, _ name: () -> String) -> Void
    ) throws(TraceError) {
        let rows = try RowReader(path, separatedBy: .comma, commentMark: "#", headerColumns: columns, tap: tap)
        let header = try TableHeader(
            rows, columns: columns, accepted: "a header with \(columns.joined(separator: ", "))")
        for column in columns.indices { try header.require(column) }
        while try rows.next() {
            try header.check(rows)
            func amount(_ column: Int, atMost most: Int64 = Resources.largestOfOneMachine) throws(TraceError) -> Int64 {
                let place = header[column] ?? 0
                guard let value = rows.wholeNumber(at: place), (0...most).contains(value) else {
                    throw rows.error(
                        place, .notANumber,
                        "\(columns[column]): \(rows.quoted(place)): accepted: a whole number from 0 to \(most)")
                }
                return value
            }
            let capacity = Resources(
                milliCores: try amount(1), memoryMiB: try amount(2),
                milliGPUs: try amount(3, atMost: Resources.largestOfOneMachine / 1000) * 1000)
            guard capacity.milliCores > 0, capacity.memoryMiB > 0 else {
                throw rows.error(.outOfRange, "a node without CPU or memory; accepted: some of both")
            }
            let gpuModel = rows.isNothing(header[4] ?? 0) ? "" : rows.text(header[4] ?? 0) ?? ""
            guard gpuModel.isEmpty || ConstraintText.isWord(gpuModel) else {
                throw rows.error(
                    header[4] ?? 0, .unknownValue, "model: \(rows.quoted(header[4] ?? 0)): accepted: a word")
            }
            let model = gpuModel.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
            let gpus = capacity.milliGPUs / 1000
            let prefix = gpus > 0 ? "\(model.isEmpty ? "gpu" : model)-\(gpus)" : "cpu"
            let name = "\(prefix)-\(capacity.milliCores / 1000)c-\(capacity.memoryMiB / 1024)g"
            var kind = MachineKind(name: name, capacity: capacity)
            if gpus > 0, !gpuModel.isEmpty { kind.attributes[modelAttribute] = AttributeValue(gpuModel) }
            take(kind) { rows.text(header[0] ?? 0) ?? "" }
        }
    }
}

extension [MachineKind: Int] {
    /// The kinds with distinct names: kinds of one name are numbered, `cpu-32c-64g-1`, `cpu-32c-64g-2`.
    func withDistinctNames() -> Self { distinctlyNamed(self) }
}

extension [MachineKind: [String]] {
    /// The kinds with the distinct names of ``Dictionary/withDistinctNames()``.
    fileprivate func withDistinctNames() -> Self { distinctlyNamed(self) }
}

private func distinctlyNamed<Value>(_ kinds: [MachineKind: Value]) -> [MachineKind: Value] {
    var result: [MachineKind: Value] = [:]
    for (name, kinds) in [String: [(key: MachineKind, value: Value)]](grouping: kinds, by: { $0.key.name }) {
        let ordered = kinds.sorted {
            let (a, b) = ($0.key.capacity, $1.key.capacity)
            return (a.milliCores, a.memoryMiB, a.milliGPUs, "\($0.key.attributes.values.map(\.text))")
                < (b.milliCores, b.memoryMiB, b.milliGPUs, "\($1.key.attributes.values.map(\.text))")
        }
        for (number, kind) in ordered.enumerated() {
            var key = kind.key
            if ordered.count > 1 { key.name = "\(name)-\(number + 1)" }
            result[key] = kind.value
        }
    }
    return result
}
