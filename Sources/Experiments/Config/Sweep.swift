#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// How the values between two ends are spaced, as configs write it.
enum SweepScale: String, CaseIterable {
    case linear
    case log
}

/// What a config sweeps: the cartesian product of some values for some paths.
struct Sweep {
    /// A path and the values it takes.
    struct Axis {
        var path: ConfigPath
        var values: [ConfigNode]
    }

    /// The axes in the order of the file; the last varies fastest.
    let axes: [Axis]
    /// How many combinations there are.
    let count: Int

    /// The most points a config may expand to.
    static let mostPoints = 10_000_000

    /// The sweep of a config; one combination without axes where it has none.
    init(of root: ConfigNode) throws(ConfigError) {
        var axes: [Axis] = []
        var count = 1
        // Early, so that no values are made that are too many anyway. What replications add is seen later.
        let most = Sweep.mostPoints / max(root["architectures"]?.elements?.count ?? 1, 1)
        if let node = root["sweep"], !node.isNull {
            let field = Field(node: node, path: "sweep", context: DecodingContext(traces: TraceCache(config: "")))
            for (entry, field) in try field.children("a sweep", keys: "paths") {
                let path = try ConfigPath(entry.key, place: entry.place)
                let values = try field.sweptValues(most: most / count)
                count *= values.count
                axes.append(Axis(path: path, values: values))
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

    /// The numbers of the values that make up a combination, axis by axis.
    func indices(ofCombination combination: Int) -> [Int] {
        var rest = combination
        var indices = [Int](repeating: 0, count: axes.count)
        for axis in axes.indices.reversed() {
            indices[axis] = rest % axes[axis].values.count
            rest /= axes[axis].values.count
        }
        return indices
    }

    /// The config with a value for every swept path, its own where it has one.
    func filled(into root: ConfigNode) throws(ConfigError) -> ConfigNode {
        var root = root
        for axis in axes { root = try axis.path.filling(axis.values[0], into: root) }
        return root
    }

    /// The config with the values of a combination written into it.
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

extension Field {
    /// The values of a sweep axis: a list, or evenly spaced between two ends.
    fileprivate func sweptValues(most: Int) throws(ConfigError) -> [ConfigNode] {
        guard node.entries == nil else { return try spacedValues(most: most) }
        let fields = try elements("the values of a sweep")
        guard !fields.isEmpty else { throw error("no values; accepted: at least one") }
        guard fields.count <= most else { throw tooMany }
        for field in fields where field.node.text == nil || field.node.isNull {
            throw field.error("\(field.node.asFound) where a value is wanted; accepted: a number or a word")
        }
        return fields.map(\.node)
    }

    private var tooMany: ConfigError {
        error("the sweep has too many combinations; accepted: at most \(Sweep.mostPoints) points")
    }

    private func spacedValues(most: Int) throws(ConfigError) -> [ConfigNode] {
        let section = try section("the values of a sweep", keys: ["from", "to", "count", "scale"])
        let (fromField, toField) = (try section.required("from"), try section.required("to"))
        let count = try section.required("count").count(2...Sweep.mostPoints)
        let scale = try section.keyword("scale", default: SweepScale.linear)
        guard count <= most else { throw tooMany }
        let (from, fromUnit) = try fromField.endOfRange()
        let (to, toUnit) = try toField.endOfRange()
        guard fromUnit == toUnit || fromUnit.isEmpty || toUnit.isEmpty else {
            throw toField.error("it has not the kind of unit that \"from\" has; accepted: units of one kind")
        }
        guard from != to else { throw error("\"from\" and \"to\" are equal; accepted: two ends") }
        if scale == .log {
            for (field, end) in [(fromField, from), (toField, to)] where end <= 0 {
                throw field.error("a logarithmic scale never reaches 0; accepted: ends above 0")
            }
        }
        let unit = fromUnit.isEmpty ? toUnit : fromUnit
        return (0..<count).map { index in
            // The ends are just as they are written.
            if index == 0 { return fromField.node }
            if index == count - 1 { return toField.node }
            let part = Double(index) / Double(count - 1)
            let value =
                switch scale {
                case .linear: from + (to - from) * part
                case .log: from * pow(to / from, part)
                }
            return ConfigNode(scalar: shortest(roundedToTwelveDigits(value)) + unit, place: node.place)
        }
    }

    /// The value of an end in base units, and the base unit where it has a unit.
    private func endOfRange() throws(ConfigError) -> (value: Double, unit: String) {
        guard let text = node.text, let number = NumberText(text) else {
            throw error("\(node.asFound) is not a number; accepted: a number, with a unit where the path takes one")
        }
        guard !number.unit.isEmpty else { return (try amount(.number), "") }
        for quantity in [Quantity.time, .memory] where quantity.units.contains(where: { $0.name == number.unit }) {
            return (try amount(quantity), quantity.units[0].name)
        }
        let units = (Quantity.time.units + Quantity.memory.units).map(\.name).joined(separator: ", ")
        throw error("\(text.quoted) has the unit \(number.unit.quoted), which nothing has; accepted: \(units)")
    }

    /// The nearest number of twelve digits.
    ///
    /// Powers that should be whole then are (10, not 10.000000000000002), and the last bit, in which one C library's
    /// `pow` differs from the next one's, is gone.
    private func roundedToTwelveDigits(_ value: Double) -> Double {
        guard value != 0, value.isFinite else { return 0 }
        let exponent = 11 - Int(log10(abs(value)).rounded(.down))
        guard abs(exponent) < 300 else { return value }
        // Dividing by a power of ten is exact where multiplying by its inverse is not.
        let power = pow(10, Double(abs(exponent)))
        return exponent >= 0 ? (value * power).rounded() / power : (value / power).rounded() * power
    }
}

/// A number as configs write it: without the `.0` of whole numbers.
func shortest(_ value: Double) -> String {
    if let whole = Int64(exactly: value), abs(whole) < 1_000_000_000_000_000 { return "\(whole)" }
    return "\(value)"
}
