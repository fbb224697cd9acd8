internal import CellbenchSimulator

/// The settings of distributions of a quantity, made once for all decodings.
struct DistributionSettings: Sendable {
    /// The families and the bounds, by name.
    let table: SettingsTable
    /// The parameters, by family.
    private let parameters: [DistributionFamily: SettingsTable]
    /// Shape that ``SettingShape/distribution(_:)`` stands for: an amount, or one family and its bounds.
    let shape: SettingShape

    private init(_ quantity: SettingQuantity) {
        let bounds = DistributionFamily.bounds(of: quantity)
        let families = DistributionFamily.allCases.map {
            SettingDescription($0.rawValue, $0.shape(of: quantity), $0.meaning)
        }
        table = SettingsTable(families + bounds)
        shape = .either([.amount(quantity), .oneOf(families, beside: bounds)])
        parameters = Dictionary(
            uniqueKeysWithValues: DistributionFamily.allCases.map {
                ($0, SettingsTable($0.parameters(of: quantity)))
            })
    }

    private static let all = SettingQuantity.allCases.map(DistributionSettings.init)

    /// The settings of distributions of a quantity.
    static func of(_ quantity: SettingQuantity) -> DistributionSettings { all[quantity.rawValue] }

    /// The parameters of a family.
    func parameters(of family: DistributionFamily) -> SettingsTable {
        guard let table = parameters[family] else { preconditionFailure("every family is described") }
        return table
    }
}

extension DistributionFamily {
    /// The bounds, which stand beside a family or among its parameters.
    fileprivate static func bounds(of quantity: SettingQuantity) -> [SettingDescription] {
        [
            .init("min", .amount(quantity), "Least value; what is less is drawn again.", absent: .value(.amount(0))),
            .init("max", .amount(quantity), "Greatest value; what is more is drawn again.", absent: .said("none")),
        ]
    }

    /// Shape of the family's parameters.
    fileprivate func shape(of quantity: SettingQuantity) -> SettingShape {
        switch self {
        case .constant: .either([.amount(quantity), .section(parameters(of: quantity))])
        case .choice:
            .named(what: "VALUE", .amount(.number), beside: Self.bounds(of: quantity))
        case .quantiles: .list(.list(.amount(quantity)))
        default: .section(parameters(of: quantity))
        }
    }

    /// The parameters that the family has by key.
    fileprivate func parameters(of quantity: SettingQuantity) -> [SettingDescription] {
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

    /// Meaning of the family: how values are drawn.
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
