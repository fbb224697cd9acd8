internal import CellbenchResults

/// Figures of architectures along one swept path, instead of side by side at one value.
struct SweepLines {
    /// The swept path along which the lines run.
    let path: String
    /// Values of the path, all numbers, in the order of the results.
    let values: [ParameterValue]
    /// The other swept paths, from the slowest to the fastest.
    let otherPaths: [String]
    /// Combinations of the other paths' values, in the order of the results; one without other paths.
    let combinations: [Combination]

    /// Architectures for one combination of the other paths' values.
    struct Combination {
        /// The values of the other paths.
        let parameters: [String: ParameterValue]
        /// The architectures, in the order of the results.
        let lines: [Line]
    }

    /// An architecture along the swept path.
    struct Line {
        /// The architecture's name.
        let architecture: String
        /// Simulations by value; nil for a value without any.
        let rows: [Comparison.Row?]
    }
}

extension Comparison {
    /// Architectures along a swept path; nil if no path has three numeric values.
    ///
    /// Of several such paths, the one that varies fastest runs along the lines, because its values are in neighbouring
    /// blocks. The other paths vary from line to line, so that a column shows their effect.
    var sweepLines: SweepLines? {
        let paths = sweptPaths
        guard let path = paths.last(where: hasNumericValues) else { return nil }
        let otherPaths = paths.filter { $0 != path }

        var order: [[String: ParameterValue]] = []
        var blocksByOthers: [[String: ParameterValue]: [Block]] = [:]
        for block in blocks {
            let others = block.parameters.filter { $0.key != path }
            if blocksByOthers[others] == nil { order.append(others) }
            blocksByOthers[others, default: []].append(block)
        }
        // A run that was stopped early may lack values; the combination with the most values gives the order.
        var values: [ParameterValue] = []
        var seen: Set<ParameterValue> = []
        let fullest = blocksByOthers.values.map(\.count).max() ?? 0
        let isFullest = { blocksByOthers[$0]?.count == fullest }
        for others in order.filter(isFullest) + order {
            for block in blocksByOthers[others] ?? [] {
                if let value = block.parameters[path], seen.insert(value).inserted { values.append(value) }
            }
        }
        return SweepLines(
            path: path, values: values, otherPaths: otherPaths,
            combinations: order.map { others in
                combination(others, of: blocksByOthers[others] ?? [], along: path, values)
            })
    }

    private func combination(
        _ others: [String: ParameterValue], of blocks: [Block], along path: String, _ values: [ParameterValue]
    ) -> SweepLines.Combination {
        var rows: [String: [ParameterValue: Row]] = [:]
        for block in blocks {
            guard let value = block.parameters[path] else { continue }
            for row in block.rows { rows[row.architecture, default: [:]][value] = row }
        }
        let lines = architectures.compactMap { architecture in
            rows[architecture].map { rows in
                SweepLines.Line(architecture: architecture, rows: values.map { rows[$0] })
            }
        }
        return SweepLines.Combination(parameters: others, lines: lines)
    }

    /// Swept paths, the one that varies fastest last; results do not store the config's order.
    private var sweptPaths: [String] {
        let changes = Set(blocks.flatMap(\.parameters.keys)).map { path in
            (zip(blocks, blocks.dropFirst()).count { $0.parameters[path] != $1.parameters[path] }, path)
        }
        return changes.sorted { $0 < $1 }.map(\.1)
    }

    /// True if the path has three numeric values or more; two are easily compared in the blocks.
    private func hasNumericValues(_ path: String) -> Bool {
        var values: Set<ParameterValue> = []
        for block in blocks {
            guard case .number(let number)? = block.parameters[path] else { return false }
            values.insert(.number(number))
        }
        return values.count >= 3
    }
}
