internal import CellbenchFiles
internal import CellbenchSimulator
internal import Yams

extension SettingShape {
    /// The shape in a few words: `a time`, `one of fine, coarse`.
    var inBrief: String {
        switch self {
        case .span: "a time"
        case .amount(.number, let bounds): bounds.accepted.map { "a number \($0)" } ?? "a number"
        case .amount(let quantity, _): Quantity.of(quantity).name
        case .percentage: "a share such as 5%"
        case .count: "a whole number"
        case .fixedCount: "a whole number"
        case .word(let words): words.map(\.word).joined(separator: " | ")
        case .truth: "true | false"
        case .name: "a name"
        case .text(let what, _): what
        case .workload: "the name of a workload"
        case .distribution(let quantity): "a distribution, or \(Quantity.of(quantity).name)"
        case .section: "settings by key"
        case .byWorkload(let inner, _): "by workload: \(inner.inBrief)"
        case .named(let what, let inner, _): "by \(what.lowercased()): \(inner.inBrief)"
        case .list(let inner, _): "a list: \(inner.inBrief)"
        case .oneOf(let settings, _): "one of \(settings.map(\.key).distinct.joined(separator: ", ")), and settings"
        case .variants(let key, _, let variants):
            "settings by \(key): \(variants.map(\.word).joined(separator: " | "))"
        case .either(let shapes): shapes.map(\.inBrief).joined(separator: ", or ")
        }
    }

    /// Accepted values for messages; nil where ``inBrief`` names them all.
    var accepted: String? {
        switch self {
        case .span(let excludesZero): excludesZero ? "above 0: \(Quantity.time.accepted)" : Quantity.time.accepted
        case .amount(let quantity, let bounds):
            [bounds.accepted ?? (bounds.excludesZero ? "above 0" : nil), Quantity.of(quantity).accepted]
                .compactMap { $0 }.joined(separator: "; ")
        case .percentage: Percentage.accepted
        case .count(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .fixedCount(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .name: Name.accepted
        case .distribution(let quantity): Quantity.of(quantity).accepted
        case .byWorkload(let inner, _), .named(_, let inner, _): inner.accepted
        case .either(let shapes):
            shapes.contains { $0.accepted != nil }
                ? shapes.map { $0.accepted ?? $0.inBrief }.joined(separator: ", or ") : nil
        default: nil
        }
    }

    /// The settings one level below.
    ///
    /// - `name`: stand-in for the names that users give, such as `WORKLOAD`; nil where users give none.
    /// - `beside`: settings that stand beside these names.
    /// - `within`: settings of each name, or of the section itself.
    var parts: (name: String?, beside: [SettingDescription], within: [SettingDescription]) {
        switch self {
        case .section(let settings): (nil, [], settings)
        case .oneOf(let settings, let beside):
            (nil, [], Self.alternatives(settings, absent: "one of the alternatives") + beside)
        case .byWorkload(let inner, let beside): ("WORKLOAD", beside, inner.settingsBelow)
        case .named(let what, let inner, let beside): (what, beside, inner.settingsBelow)
        case .list(let inner, let label?): (label.uppercased(), [], inner.settingsBelow)
        case .either(let shapes): (nil, [], shapes.flatMap(\.settingsBelow))
        default: (nil, [], [])
        }
    }

    /// Settings of which exactly one is set, so that none is required by itself: `words` stand for their absence.
    static func alternatives(_ settings: [SettingDescription], absent words: String) -> [SettingDescription] {
        settings.map { setting in
            var result = setting
            if setting.isRequired { result.absent = .said(words) }
            return result
        }
    }

    /// All settings one level below.
    var settingsBelow: [SettingDescription] {
        let parts = parts
        return parts.beside + parts.within
    }
}

extension AbsentSetting {
    /// Text of a table about a setting that is not set: `required`, or the default.
    func text(of shape: SettingShape) -> String {
        switch self {
        case .required: "required"
        case .said(let words): words
        case .value(let value): value.text(of: shape)
        }
    }
}

extension SettingValue {
    /// The value on one line, as configs write it.
    func text(of shape: SettingShape) -> String {
        switch self {
        case .byWorkload(let values):
            guard case .byWorkload(let inner, _) = shape, let first = values.first, let first else { return "none" }
            return "\(first.text(of: inner)) each"
        case .section(let entries):
            guard case .section(let settings) = shape else { return "none" }
            let parts = entries.compactMap { entry in
                settings.first { $0.key == entry.key }.map { "\(entry.key): \(entry.value.text(of: $0.shape))" }
            }
            return "{ \(parts.joined(separator: ", ")) }"
        default: return node(of: shape, workloads: []).scalar?.string ?? ""
        }
    }
}
