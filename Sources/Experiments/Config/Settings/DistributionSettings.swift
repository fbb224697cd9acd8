internal import CellbenchSimulator

extension DistributionFamily {
    /// What a distribution of a quantity is made of, in full: what ``SettingShape/distribution(_:)`` stands for.
    static func shape(of quantity: SettingQuantity) -> SettingShape {
        .either([.amount(quantity), .oneOf(families(of: quantity), beside: bounds(of: quantity))])
    }

    /// The families, by name.
    static func families(of quantity: SettingQuantity) -> [SettingDescription] {
        allCases.map { SettingDescription($0.rawValue, $0.shape(of: quantity), $0.meaning) }
    }

    /// The bounds that stand beside a family, or among its parameters.
    static func bounds(of quantity: SettingQuantity) -> [SettingDescription] {
        [
            .init("min", .amount(quantity), "Least value; what is less is drawn again.", absent: .value(.amount(0))),
            .init("max", .amount(quantity), "Greatest value; what is more is drawn again.", absent: .said("none")),
        ]
    }

    /// The parameters.
    func shape(of quantity: SettingQuantity) -> SettingShape {
        switch self {
        case .constant: .either([.amount(quantity), .section(parameters(of: quantity))])
        case .choice:
            .named(what: "VALUE", .amount(.number), beside: Self.bounds(of: quantity))
        case .quantiles: .list(.list(.amount(quantity)))
        default: .section(parameters(of: quantity))
        }
    }

    /// The parameters of a family that has them by key.
    func parameters(of quantity: SettingQuantity) -> [SettingDescription] {
        func required(_ key: String, _ meaning: String, above0: Bool = false) -> SettingDescription {
            .init(key, .amount(quantity, above0 ? .positive : .any), meaning)
        }
        let bounds = Self.bounds(of: quantity)
        switch self {
        case .constant: return [required("value", "The value.")] + bounds
        case .uniform: return [required("min", "Least value."), required("max", "Greatest value.")]
        case .exponential: return [required("mean", "Mean.", above0: true)] + bounds
        case .normal: return [required("mean", "Mean."), required("sd", "Standard deviation.")] + bounds
        case .lognormal:
            return [
                required("mean", "Mean of the value itself, not of its logarithm.", above0: true),
                required("sd", "Standard deviation of the value itself."),
            ] + bounds
        case .pareto:
            return [
                .init("alpha", .amount(.number, .positive), "Exponent of the tail."),
                required("min", "Least value.", above0: true), bounds[1],
            ]
        case .choice, .quantiles: return []
        }
    }

    /// What values are drawn.
    var meaning: String {
        switch self {
        case .constant: "One value always."
        case .uniform: "Any value between two, all alike."
        case .exponential: "Exponential distribution."
        case .normal: "Normal distribution; what is below 0 is drawn again."
        case .lognormal: "Lognormal distribution."
        case .pareto: "Pareto distribution."
        case .choice: "Values and their weights."
        case .quantiles: "Pairs of a probability and a value, linear between them: [[0, 1s], [0.5, 1min], [1, 1h]]."
        }
    }
}
