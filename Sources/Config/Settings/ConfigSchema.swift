internal import CellbenchFiles
internal import CellbenchSimulator

/// The JSON Schema (2020-12) of configs, from the descriptions of the settings.
///
/// The schema knows keys, kinds of values, words and bounds. Conditions on several settings, such as a warmup before
/// the horizon, are left to the program.
package enum ConfigSchema {
    /// The schema, as JSON text.
    package static func text(_ components: Components = .standard) -> String {
        var schema = section(components.settings.settings)
        // A config for `pack` alone has no horizon and no architectures.
        let ofAll = components.settings.settings.filter { $0.isRequired && !ConfigSettings.ofRuns.contains($0.key) }
        schema["required"] = .array(ofAll.map { .string($0.key) })
        schema["anyOf"] = [
            ["required": .array(ConfigSettings.ofRuns.map { .string($0) })], ["required": ["packing"]],
        ]
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        schema["title"] = "A config of cellbench"
        schema["$defs"] = .object(
            Dictionary(
                uniqueKeysWithValues: SettingQuantity.ofDistributions.map {
                    ($0.definition, Self.schema(of: DistributionSettings.of($0).shape))
                }))
        return JSONTree.object(schema).text
    }

    /// The schema of a setting.
    private static func schema(of setting: SettingDescription) -> JSONTree {
        guard case .object(var schema) = schema(of: setting.shape) else { return schema(of: setting.shape) }
        var description = setting.meaning
        if case .word(let words) = setting.shape {
            description += words.map { " \($0.word): \($0.meaning)." }.joined()
        }
        schema["description"] = .string(description)
        if case .value(let value) = setting.absent { schema["default"] = .string(value.text(of: setting.shape)) }
        return .object(schema)
    }

    private static func schema(of shape: SettingShape) -> JSONTree {
        switch shape {
        case .span(let excludesZero): number(.time, excludesZero ? .positive : .any)
        case .amount(let quantity, let bounds): number(quantity, bounds)
        case .percentage: ["type": "string", "pattern": .string(percentage)]
        case .count(let range): whole(Double(range.lowerBound), Double(range.upperBound))
        case .fixedCount(let range): whole(Double(range.lowerBound), Double(range.upperBound))
        case .word(let words): ["enum": .array(words.map { .string($0.word) })]
        case .truth: ["enum": [true, false, "true", "false"]]
        case .name: ["type": ["string", "number"], "pattern": "^[A-Za-z0-9._-]+$", "maxLength": 200]
        case .text: ["type": ["string", "number", "boolean"]]
        case .workload: ["type": ["string", "number"]]
        case .distribution(let quantity): ["$ref": .string("#/$defs/\(quantity.definition)")]
        case .section(let settings): .object(section(settings))
        case .byWorkload(let inner, let beside): .object(named(schema(of: inner), beside))
        case .named(let what, let inner, let beside): .object(named(what, inner, beside))
        case .list(let inner, _): ["type": "array", "items": schema(of: inner), "minItems": 1]
        case .oneOf(let settings, let beside): .object(one(of: settings, beside))
        case .variants(let key, let common, let variants): .object(self.variants(key, common, variants))
        case .either(let shapes): ["anyOf": .array(shapes.map(schema))]
        }
    }

    private static func section(_ settings: [SettingDescription]) -> [String: JSONTree] {
        var schema: [String: JSONTree] = [
            "type": "object", "properties": properties(settings), "additionalProperties": false,
        ]
        let required = settings.filter(\.isRequired).map { JSONTree.string($0.key) }
        if !required.isEmpty { schema["required"] = .array(required) }
        return schema
    }

    private static func properties(_ settings: [SettingDescription]) -> JSONTree {
        .object(Dictionary(uniqueKeysWithValues: settings.map { ($0.key, schema(of: $0)) }))
    }

    private static func named(_ inner: JSONTree, _ beside: [SettingDescription]) -> [String: JSONTree] {
        ["type": "object", "properties": properties(beside, orNamed: inner), "additionalProperties": inner]
    }

    /// Schemas of the settings that stand beside names of the user's own, by key.
    ///
    /// A user may name a workload `load`: the key then takes a number or a workload.
    private static func properties(_ settings: [SettingDescription], orNamed inner: JSONTree) -> JSONTree {
        .object(
            Dictionary(
                uniqueKeysWithValues: settings.map { setting in
                    let own = schema(of: setting)
                    return (setting.key, setting.shape.isMapping ? own : ["anyOf": [own, inner]])
                }))
    }

    /// Schema of values by name.
    ///
    /// A setting beside the names may make every key of a value optional (`preset`), or exclude names altogether
    /// (`from`).
    private static func named(
        _ what: String, _ inner: SettingShape, _ beside: [SettingDescription]
    ) -> [String: JSONTree] {
        var result = named(schema(of: inner), beside)
        let excluding = beside.filter { $0.company == .excluded }
        let relaxing = beside.filter { $0.company == .optional }
        if what == "WORKLOAD" { result["propertyNames"] = ["pattern": "^[A-Za-z0-9._-]+$", "maxLength": 200] }
        guard !excluding.isEmpty || !relaxing.isEmpty, case .section(let settings) = inner else { return result }
        func present(_ settings: [SettingDescription]) -> JSONTree {
            ["anyOf": .array(settings.map { ["required": [.string($0.key)]] })]
        }
        var relaxed = section(settings)
        relaxed["required"] = nil
        func with(_ additional: JSONTree) -> JSONTree {
            ["properties": properties(beside, orNamed: additional), "additionalProperties": additional]
        }
        result["properties"] = nil
        result["additionalProperties"] = nil
        result["if"] = present(excluding)
        result["then"] = with(false)
        result["else"] = [
            "if": present(relaxing), "then": with(.object(relaxed)), "else": with(schema(of: inner)),
        ]
        return result
    }

    private static func one(
        of settings: [SettingDescription], _ beside: [SettingDescription]
    ) -> [String: JSONTree] {
        var schema = section(beside)
        // A key may stand for two shapes, such as a path and a mapping of files.
        var shapes: [String: [JSONTree]] = [:]
        for setting in settings { shapes[setting.key, default: []].append(self.schema(of: setting)) }
        guard case .object(var properties)? = schema["properties"] else { return schema }
        for (key, shapes) in shapes { properties[key] = shapes.count == 1 ? shapes[0] : ["anyOf": .array(shapes)] }
        schema["properties"] = .object(properties)
        schema["oneOf"] = .array(shapes.keys.sorted().map { ["required": [.string($0)]] })
        return schema
    }

    private static func variants(
        _ key: String, _ common: [SettingDescription], _ variants: [SettingVariant]
    ) -> [String: JSONTree] {
        let words = variants.map { JSONTree.string($0.word) }
        return [
            "type": "object", "required": [.string(key)], "properties": [key: ["enum": .array(words)]],
            "allOf": .array(
                variants.map { variant in
                    let chosen: JSONTree = ["const": .string(variant.word)]
                    let chooser = SettingDescription(key, .word([SettingWord(variant.word, variant.meaning)]), "Kind.")
                    return [
                        "if": ["properties": .object([key: chosen]), "required": [.string(key)]],
                        "then": .object(section([chooser] + common + variant.settings)),
                    ]
                }),
        ]
    }

    /// Schema of a number, or of a text with a number and a unit: `1.5GiB`.
    private static func number(_ quantity: SettingQuantity, _ bounds: SettingBounds) -> JSONTree {
        let units = Quantity.of(quantity).units.map(\.name).joined(separator: "|")
        let nonzero = bounds.excludesZero ? "(?=[0-9.]*[1-9])" : ""
        let number = #"^\+?\#(nonzero)([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"#
        var schema: [String: JSONTree] = [
            "type": ["number", "string"], "pattern": .string(number + (units.isEmpty ? "$" : " *(\(units))?$")),
        ]
        let largest = min(bounds.range.upperBound, Quantity.of(quantity).largest)
        schema[bounds.excludesGreatest ? "exclusiveMaximum" : "maximum"] = .number(largest)
        schema[bounds.excludesZero ? "exclusiveMinimum" : "minimum"] = .number(0)
        if bounds.range.lowerBound > 0 {
            schema["exclusiveMinimum"] = nil
            schema["minimum"] = .number(bounds.range.lowerBound)
        }
        return .object(schema)
    }

    /// Pattern of a share in per cent, up to 100 %.
    private static let percentage =
        #"^\+?(?=[0-9.]*[1-9])(100(\.0*)?|[0-9]{0,2}(\.[0-9]*)?)([eE][+-]?[0-9]+)? *%$"#

    private static func whole(_ least: Double, _ greatest: Double) -> JSONTree {
        [
            "type": ["integer", "string"], "minimum": .number(least), "maximum": .number(greatest),
            "pattern": #"^\+?[0-9]+(\.[0-9]*)?([eE]\+?[0-9]+)?$"#,
        ]
    }
}

extension SettingShape {
    /// True if every value is a mapping with known keys, which nobody takes for a value under the user's own name.
    fileprivate var isMapping: Bool {
        switch self {
        case .oneOf, .variants: true
        default: false
        }
    }
}

extension SettingQuantity {
    /// The quantities that distributions in configs have.
    fileprivate static let ofDistributions: [SettingQuantity] = [.time, .memory, .cores, .devices, .tasks]

    /// Name of the schema of the quantity's distributions.
    fileprivate var definition: String {
        switch self {
        case .time: "times"
        case .memory: "amountsOfMemory"
        case .cores: "numbersOfCores"
        case .devices: "numbersOfGPUs"
        case .tasks: "numbersOfTasks"
        case .number: "numbers"
        }
    }
}
