internal import CellbenchResults

/// How the charts of a sweep are laid out: which path is along the axis, and what each further combination has a panel for.
struct SweepLayout: Sendable {
    /// The charts of one combination of the values that are not along an axis.
    struct Panel: Sendable {
        /// The combination, such as `cell.preset = omega-a`; empty where there is only one.
        var title: String
        /// The blocks in it, in the order of the results.
        var blocks: [Comparison.Block]
    }

    /// Two numeric paths with enough values each to be the sides of a map.
    struct Map: Sendable {
        var across: String
        var up: String
        /// A map each for the combinations of the rest.
        var panels: [Panel]
    }

    /// The paths of which more than one value occurs, sorted.
    let paths: [String]
    /// The path along the axis of line charts; nil where nothing numeric is swept.
    let axis: String?
    /// The panels of line charts, or of the charts without an axis.
    let panels: [Panel]
    /// The maps; nil where not two paths have enough values.
    let map: Map?

    /// How many values a path needs to be a side of a map.
    private static let leastForMaps = 4

    /// The layout of what has been compared.
    init(_ comparison: Comparison) {
        let blocks = comparison.blocks
        var values: [String: Set<ParameterValue>] = [:]
        for block in blocks {
            for (path, value) in block.parameters { values[path, default: []].insert(value) }
        }
        paths = values.filter { $0.value.count > 1 }.keys.sorted()
        let numeric = paths.filter { path in values[path, default: []].allSatisfy { $0.number != nil } }
        func most(_ candidates: [String]) -> String? {
            // Of equally many values, how many schedulers there are is rather a line's than an axis's; else the first by name.
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

    /// The blocks by the values of `paths`, in the order in which combinations first occur.
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
    /// The number, of a quantity.
    var number: Double? { if case .number(let number) = self { number.drawable } else { nil } }
}
