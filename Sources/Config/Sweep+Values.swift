internal import CellbenchFiles

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Spacing of the values between two ends.
enum SweepScale: String, CaseIterable {
    case linear
    case log
}

extension Field {
    /// Values of a sweep axis: a list, values between two ends, or values among which a search looks for saturation.
    func sweptValues(most: Int) throws(ConfigError) -> (values: [ConfigNode], criterion: SaturationCriterion?) {
        if node["saturation"] != nil {
            let field = try section("the values of a sweep", ConfigSettings.searchedValues).required("saturation")
            let (values, criterion) = try field.searchedValues()
            guard values.count <= most else { throw tooMany }
            return (values, criterion)
        }
        return (try node.entries == nil ? listedValues(most: most) : spacedValues(most: most), nil)
    }

    private func listedValues(most: Int) throws(ConfigError) -> [ConfigNode] {
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
        let section = try section("the values of a sweep", ConfigSettings.spacedValues)
        let ends = try SweepRange(section, scale: try section.word("scale", SweepScale.self))
        let count = try section.count("count")
        guard count <= most else { throw tooMany }
        return ends.values(count: count)
    }
}

/// The ends of a range of values, and the spacing between them.
struct SweepRange {
    private let fromField: Field
    private let toField: Field
    private let unit: String
    private let place: Place
    /// The ends in base units.
    let from: Double
    let to: Double
    let scale: SweepScale

    /// Range between a section's `from` and `to`; by default logarithmic if both ends are above 0, else linear.
    init(_ section: SettingsSection, scale: SweepScale?) throws(ConfigError) {
        (fromField, toField) = (try section.required("from"), try section.required("to"))
        let (from, fromUnit) = try fromField.endOfRange()
        let (to, toUnit) = try toField.endOfRange()
        guard fromUnit == toUnit || fromUnit.isEmpty || toUnit.isEmpty else {
            throw toField.error("it has not the kind of unit that \"from\" has; accepted: units of one kind")
        }
        guard from != to else { throw section.field.error("\"from\" and \"to\" are equal; accepted: two ends") }
        self.scale = scale ?? (min(from, to) > 0 ? .log : .linear)
        if scale == .log {
            for (field, end) in [(fromField, from), (toField, to)] where end <= 0 {
                throw field.error("a logarithmic scale never reaches 0; accepted: ends above 0")
            }
        }
        place = section.field.node.place
        unit = fromUnit.isEmpty ? toUnit : fromUnit
        (self.from, self.to) = (from, to)
    }

    /// `count` values from end to end; the ends are spelled as in the config.
    func values(count: Int) -> [ConfigNode] {
        (0..<count).map { index in
            if index == 0 { return fromField.node }
            if index == count - 1 { return toField.node }
            return node(roundedToTwelveDigits(value(Double(index) / Double(count - 1))))
        }
    }

    /// The whole numbers nearest to `count` values, each once.
    func wholeValues(count: Int) -> [ConfigNode] {
        var last: Double?
        return (0..<count).compactMap { index in
            let whole = index == 0 ? from : index == count - 1 ? to : value(Double(index) / Double(count - 1)).rounded()
            defer { last = whole }
            return whole == last ? nil : node(whole)
        }
    }

    private func value(_ part: Double) -> Double {
        switch scale {
        case .linear: from + (to - from) * part
        case .log: from * pow(to / from, part)
        }
    }

    private func node(_ value: Double) -> ConfigNode {
        ConfigNode(scalar: shortest(value) + unit, place: place)
    }

    /// The nearest number of twelve digits.
    ///
    /// Powers that should be whole become whole: 10, not 10.000000000000002. The last bit, in which `pow` differs
    /// between C libraries, is dropped.
    private func roundedToTwelveDigits(_ value: Double) -> Double {
        guard value != 0, value.isFinite else { return 0 }
        let exponent = 11 - Int(log10(abs(value)).rounded(.down))
        guard abs(exponent) < 300 else { return value }
        // Division by a power of ten is exact, multiplication by its inverse is not.
        let power = pow(10, Double(abs(exponent)))
        return exponent >= 0 ? (value * power).rounded() / power : (value / power).rounded() * power
    }
}

extension Field {
    /// An end in base units, and its base unit; no unit for a bare number.
    fileprivate func endOfRange() throws(ConfigError) -> (value: Double, unit: String) {
        guard let text = node.text, let number = NumberText(text) else {
            throw error("\(node.asFound) is not a number; accepted: a number, with a unit where the path takes one")
        }
        guard !number.unit.isEmpty else { return (try self.number(in: .number), "") }
        for quantity in [Quantity.time, .memory] where quantity.units.contains(where: { $0.name == number.unit }) {
            return (try self.number(in: quantity), quantity.units[0].name)
        }
        let units = (Quantity.time.units + Quantity.memory.units).map(\.name).joined(separator: ", ")
        throw error("\(text.quoted) has the unit \(number.unit.quoted), which nothing has; accepted: \(units)")
    }
}
