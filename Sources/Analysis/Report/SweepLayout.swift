internal import CellbenchResults

/// Layout of the charts of a sweep: a path along the axis, and a panel for each combination of the other paths' values.
struct SweepLayout: Sendable {
    /// Charts of one combination of values of the paths that are not along an axis.
    struct Panel: Sendable {
        /// The combination, such as `cell.preset = omega-a`; empty where there is only one.
        var title: String
        /// Blocks of the panel, in the order of the results.
        var blocks: [Comparison.Block]
    }

    /// Two numeric paths with enough values to be the sides of a map.
    struct Map: Sendable {
        var across: String
        var up: String
        /// A map for each combination of the other paths' values.
        var panels: [Panel]
    }

    /// Paths with more than one value, sorted.
    let paths: [String]
    /// Path along the axis of line charts; nil without a numeric path.
    let axis: String?
    /// Panels of line charts, or of charts without an axis.
    let panels: [Panel]
    /// The maps; nil where fewer than two paths have enough values.
    let map: Map?

    /// Smallest number of a path's values for a side of a map.
    private static let leastForMaps = 4

    /// The layout of a comparison.
    init(_ comparison: Comparison) {
        let blocks = comparison.blocks
        var values: [String: Set<ParameterValue>] = [:]
        for block in blocks {
            for (path, value) in block.parameters { values[path, default: []].insert(value) }
        }
        paths = values.filter { $0.value.count > 1 }.keys.sorted()
        let numeric = paths.filter { path in values[path, default: []].allSatisfy { $0.number != nil } }
        func most(_ candidates: [String]) -> String? {
            // The path with the most values; among equals, one other than a number of schedulers, then the first by
            // name.
            func rank(_ index: Int) -> (Int, Int, Int) {
                let path = candidates[index]
                return (values[path, default: []].count, path.contains(".schedulers.") ? 0 : 1, -index)
            }
            return candidates.indices.max { rank($0) < rank($1) }.map { candidates[$0] }
        }
        let axis = most(numeric)
        let others = paths.filter { $0 != axis }
        panels = Self.panels(blocks, by: others)
        self.axis = axis
        let second = most(numeric.filter { $0 != axis })
        if let axis, let second, values[second, default: []].count >= Self.leastForMaps {
            map = Map(across: axis, up: second, panels: Self.panels(blocks, by: others.filter { $0 != second }))
        } else {
            map = nil
        }
    }

    /// Blocks by the values of `paths`, in the order in which combinations first occur.
    private static func panels(_ blocks: [Comparison.Block], by paths: [String]) -> [Panel] {
        var panels: [Panel] = []
        var indices: [[ParameterValue?]: Int] = [:]
        for block in blocks {
            let key = paths.map { block.parameters[$0] }
            if let index = indices[key] {
                panels[index].blocks.append(block)
            } else {
                indices[key] = panels.count
                let title = block.parameters.filter { paths.contains($0.key) }.title
                panels.append(Panel(title: title, blocks: [block]))
            }
        }
        return panels
    }
}

extension ParameterValue {
    /// The number of a quantity; nil for a word.
    var number: Double? { if case .number(let number) = self { number.drawable } else { nil } }
}
