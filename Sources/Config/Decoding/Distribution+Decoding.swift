internal import CellbenchFiles
internal import CellbenchSimulator

/// The families of distributions, as configs write them.
enum DistributionFamily: String, CaseIterable {
    case constant, uniform, exponential, normal, lognormal, pareto, choice, quantiles
}

extension Field {
    /// Distribution of a quantity: a family with its parameters, or a bare value that every draw gives.
    ///
    /// The bounds `min` and `max` stand among the parameters or beside the family: `{ normal: { mean: 1h, sd: 1h },
    /// max: 1d }`. They stand beside `uniform`, whose parameters have these names, and `quantiles`, which is a list.
    /// The `min` among the parameters of `pareto` is its scale.
    func distribution(of quantity: SettingQuantity) throws(ConfigError) -> Distribution {
        guard node.entries != nil else {
            guard node.text != nil, !node.isNull else {
                throw error("\(node.asFound) is not a distribution; \(Self.acceptedFamilies)")
            }
            return Distribution(.constant(try amount(quantity)))
        }
        let section = try section("a distribution", DistributionSettings.of(quantity).table)
        let given = DistributionFamily.allCases.filter { section.optional($0.rawValue) != nil }
        guard given.count == 1, let family = given.first else {
            throw error("\(given.count) families of distribution; \(Self.acceptedFamilies)")
        }
        let parameters = try section.required(family.rawValue)
        var bounds = Bounds(quantity: quantity)
        let shape = try parameters.shape(family, quantity, &bounds)
        try bounds.read(section)
        let result = Distribution(shape, minimum: bounds.minimum ?? 0, maximum: bounds.maximum ?? .infinity)
        guard result.minimum <= result.maximum else {
            throw error("its min is above its max; accepted: a min of at most the max")
        }
        guard result.chanceWithinBounds >= Self.leastChance else {
            throw error("it practically never falls between its min and max; accepted: bounds that it does fall in")
        }
        return result
    }

    private static let acceptedFamilies =
        "accepted: a value, or one of "
        + DistributionFamily.allCases.map(\.rawValue).joined(separator: ", ")

    /// Least probability of a draw within the bounds.
    ///
    /// With a smaller one, drawing until a value is within takes forever: the bounds are taken for a mistake.
    private static let leastChance = 1e-4

    private func shape(
        _ family: DistributionFamily, _ quantity: SettingQuantity, _ bounds: inout Bounds
    ) throws(ConfigError) -> Distribution.Shape {
        switch family {
        case .constant:
            guard node.entries != nil else { return .constant(try amount(quantity)) }
            return .constant(try parameters(family, &bounds).amount("value"))
        case .uniform:
            let section = try section(
                "the parameters of uniform", DistributionSettings.of(quantity).parameters(of: family))
            let (from, to) = (try section.amount("min"), try section.amount("max"))
            guard from <= to else { throw error("its min is above its max; accepted: a min of at most the max") }
            return .uniform(from: from, to: to)
        case .exponential: return .exponential(mean: try parameters(family, &bounds).amount("mean"))
        case .normal:
            let section = try parameters(family, &bounds)
            return .normal(mean: try section.amount("mean"), sd: try section.amount("sd"))
        case .lognormal:
            let section = try parameters(family, &bounds)
            let (mean, sd) = (try section.amount("mean"), try section.amount("sd"))
            guard (sd / mean * (sd / mean)).isFinite else {
                throw error("its sd is too many times its mean; accepted: fewer times")
            }
            return .lognormal(mean: mean, sd: sd)
        case .pareto:
            let section = try section(
                "the parameters of pareto", DistributionSettings.of(quantity).parameters(of: family))
            bounds.maximum = try section.amountIfSet("max")
            return .pareto(alpha: try section.amount("alpha"), scale: try section.amount("min"))
        case .choice: return try choice(quantity, &bounds)
        case .quantiles: return try quantiles(quantity)
        }
    }

    /// Parameters of a family; its bounds move to `bounds`.
    private func parameters(_ family: DistributionFamily, _ bounds: inout Bounds) throws(ConfigError) -> SettingsSection
    {
        let section = try section(
            "the parameters of a distribution", DistributionSettings.of(bounds.quantity).parameters(of: family))
        try bounds.read(section)
        return section
    }

    private func choice(_ quantity: SettingQuantity, _ bounds: inout Bounds) throws(ConfigError) -> Distribution.Shape {
        var values: [Distribution.WeightedValue] = []
        var sum = 0.0
        for (entry, field) in try children("a choice", keys: "values") {
            if entry.key == "min" || entry.key == "max" {
                try bounds.set(entry.key, field)
                continue
            }
            // A key is read as a value, so that it may carry a unit: `{ 1GiB: 3, 2GiB: 1 }`.
            let key = Field(
                node: ConfigNode(scalar: entry.key, place: entry.place), path: field.path, context: context)
            let value = try key.amount(quantity)
            if values.contains(where: { $0.value == value }) {
                throw key.error("\(entry.key.quoted) is the same as a value above; accepted: every value once")
            }
            let weight = try field.amount(.number)
            sum += weight
            values.append(.init(value: value, weight: weight))
        }
        guard sum > 0 else { throw error("its weights do not add up to more than 0; accepted: some weight above 0") }
        return .choice(values)
    }

    private func quantiles(_ quantity: SettingQuantity) throws(ConfigError) -> Distribution.Shape {
        var points: [Distribution.QuantilePoint] = []
        for field in try elements("a list of quantiles") {
            let pair = try field.elements("a pair of a probability and a value")
            guard pair.count == 2 else {
                throw field.error("\(pair.count) values; accepted: a pair of a probability and a value")
            }
            let point = Distribution.QuantilePoint(
                probability: try pair[0].amount(.number), value: try pair[1].amount(quantity))
            if let last = points.last {
                guard point.probability > last.probability else {
                    throw pair[0].error("not above the probability before it; accepted: probabilities that increase")
                }
                guard point.value >= last.value else {
                    throw pair[1].error("less than the value before it; accepted: values that do not decrease")
                }
            }
            points.append(point)
        }
        guard points.count >= 2, points.first?.probability == 0, points.last?.probability == 1 else {
            throw error("it does not go from probability 0 to 1; accepted: points from [0, …] to [1, …]")
        }
        return .quantiles(points)
    }
}

/// Bounds of a distribution, from beside the family or from among its parameters.
private struct Bounds {
    let quantity: SettingQuantity
    var minimum: Double?
    var maximum: Double?

    init(quantity: SettingQuantity) { self.quantity = quantity }

    mutating func read(_ section: SettingsSection) throws(ConfigError) {
        for key in ["min", "max"] {
            if let field = section.optional(key) { try set(key, field) }
        }
    }

    mutating func set(_ key: String, _ field: Field) throws(ConfigError) {
        let known = key == "min" ? minimum : maximum
        guard known == nil else { throw field.error("a second \(key) of one distribution; accepted: one") }
        let value = try field.amount(quantity)
        if key == "min" { minimum = value } else { maximum = value }
    }
}
