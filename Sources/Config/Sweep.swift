internal import CellbenchFiles

/// The sweep of a config: every combination of the values of its paths.
struct Sweep {
    /// A path and its values.
    struct Axis {
        var path: ConfigPath
        var values: [ConfigNode]
        /// The criterion of a search among the values; nil where all values are simulated.
        var criterion: SaturationCriterion?
    }

    /// The axes in the order of the file; the last varies fastest.
    let axes: [Axis]
    /// Number of combinations.
    let count: Int

    /// The most points a config may expand to.
    static let mostPoints = 1_000_000

    /// The sweep of a config; one combination without axes where it has none.
    init(of root: ConfigNode) throws(ConfigError) {
        var axes: [Axis] = []
        var count = 1
        // Checked early, before too many values are made; the product with the replications is checked later.
        let most = Sweep.mostPoints / max(root["architectures"]?.elements?.count ?? 1, 1)
        if let node = root["sweep"], !node.isNull {
            let field = Field(node: node, path: "sweep", context: DecodingContext(traces: TraceCache(config: "")))
            for (entry, field) in try field.children("a sweep", keys: "paths") {
                let path = try ConfigPath(entry.key, place: entry.place)
                let (values, criterion) = try field.sweptValues(most: most / count)
                if criterion != nil, let first = axes.first(where: { $0.criterion != nil }) {
                    throw field.error(
                        "a search along \(first.path.text.quoted) already; accepted: one search, beside other values")
                }
                count *= values.count
                axes.append(Axis(path: path, values: values, criterion: criterion))
            }
        }
        self.axes = axes
        self.count = count
    }

    /// The config without its sweep over a path.
    static func removing(_ path: ConfigPath, from root: ConfigNode) -> ConfigNode {
        guard var entries = root.entries, let index = entries.firstIndex(where: { $0.key == "sweep" }),
            var axes = entries[index].value.entries
        else { return root }
        axes.removeAll { $0.key == path.text }
        entries[index].value.content = .mapping(axes)
        var root = root
        root.content = .mapping(entries)
        return root
    }

    /// Numbers of a combination's values, axis by axis: `[0, 2]`.
    func indices(ofCombination combination: Int) -> [Int] {
        var rest = combination
        var indices = [Int](repeating: 0, count: axes.count)
        for axis in axes.indices.reversed() {
            indices[axis] = rest % axes[axis].values.count
            rest /= axes[axis].values.count
        }
        return indices
    }

    /// Number of the axis that is searched for saturation; nil where all values are simulated.
    var searched: Int? { axes.firstIndex { $0.criterion != nil } }

    /// Refuses a search for a figure of an unknown workload.
    func checkWorkload(among names: [String]) throws(ConfigError) {
        for axis in axes {
            guard let workload = axis.criterion?.workload, let place = axis.criterion?.place, !names.contains(workload)
            else { continue }
            throw ConfigError(
                at: place, path: "sweep.\(axis.path.text).saturation.workload",
                message: Name.unknown(workload, "workload", among: names))
        }
    }

    /// Config with a value for every swept path: the config's own, else the first of the sweep.
    func filled(into root: ConfigNode) throws(ConfigError) -> ConfigNode {
        var root = root
        for (number, axis) in axes.enumerated() {
            root = try axis.path.filling(axis.values[0], ofAxis: number, into: root)
        }
        return root
    }

    /// Config with the values of a combination.
    func written(_ indices: [Int], into root: ConfigNode) throws(ConfigError) -> ConfigNode {
        var root = root
        for (number, (axis, index)) in zip(axes, indices).enumerated() {
            var value = axis.values[index]
            value.axis = number
            root = try axis.path.writing(value, into: root)
        }
        return root
    }
}
