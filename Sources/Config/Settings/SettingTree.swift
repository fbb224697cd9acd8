internal import CellbenchFiles
package import CellbenchSimulator

/// All settings of configs as a tree.
///
/// A path leads to a setting: `workloads.batch.interarrival.exponential.mean`, `architectures.omega.commit`. Users
/// choose the names `batch` and `omega`.
package struct SettingTree {
    /// A setting and its path, in which stand-ins replace users' names: `workloads.WORKLOAD.tasks`.
    struct Found {
        var path: String
        var setting: SettingDescription
    }

    /// Failure to find a setting: the longest part of the path that leads somewhere, and the keys accepted after it.
    struct Failure: Error {
        /// The part that leads somewhere, with stand-ins for names; empty if none does.
        var path = ""
        /// The part after ``path``.
        var rest: String
        /// Keys accepted after ``path``; empty where none is.
        var accepted: [String] = []
    }

    /// The settings at the top level.
    let table: SettingsTable

    /// The tree with these settings at the top level.
    init(_ settings: [SettingDescription]) {
        table = SettingsTable(settings)
        labels = SettingTree.labels(in: settings, at: "")
    }

    /// Key that names the elements of a list, by the list's path: `name` for `architectures`.
    let labels: [String: String]

    private static func labels(in settings: [SettingDescription], at path: String) -> [String: String] {
        settings.reduce(into: [:]) { labels, setting in
            let here = path.isEmpty ? setting.key : "\(path).\(setting.key)"
            switch setting.shape {
            case .list(_, let label): labels[here] = label
            case .section(let inner): labels.merge(self.labels(in: inner, at: here)) { first, _ in first }
            case .oneOf(let inner, let beside):
                labels.merge(self.labels(in: inner + beside, at: here)) { first, _ in first }
            default: break
            }
        }
    }

    /// The settings at the top level, in order.
    var settings: [SettingDescription] { table.settings }

    /// Settings of configs that name only built-in components.
    package static var standard: SettingTree { Components.standard.settings }

    /// The whole config as one setting.
    private var root: SettingDescription { SettingDescription("", .section(settings), "A config.") }

    /// Finds the setting at a path.
    ///
    /// - Parameter path: a path as in `--set` and sweeps. The kind of an architecture may stand for its name, and the
    ///   names of workloads may be left out.
    /// - Returns: the setting.
    /// - Throws: a failure with the part of the path that leads somewhere.
    func find(_ path: String) throws(Failure) -> Found {
        guard !path.isEmpty else { return Found(path: "", setting: root) }
        var failure = Failure(rest: path)
        guard let found = Self.find(path[...], of: root, at: "", &failure) else { throw failure }
        return found
    }

    /// Finds the rest of a path below a setting at `path`.
    private static func find(
        _ rest: Substring, of setting: SettingDescription, at path: String, _ failure: inout Failure
    ) -> Found? {
        rest.isEmpty
            ? Found(path: path, setting: setting) : find(rest, in: setting.shape, of: setting, at: path, &failure)
    }

    private static func find(
        _ rest: Substring, in shape: SettingShape, of setting: SettingDescription, at path: String,
        _ failure: inout Failure
    ) -> Found? {
        switch shape {
        case .section(let settings): return find(rest, among: settings, at: path, &failure)
        case .oneOf(let settings, let beside): return find(rest, among: settings + beside, at: path, &failure)
        case .byWorkload(let inner, let beside):
            return find(rest, named: "WORKLOAD", inner, beside: beside, of: setting, at: path, &failure)
        case .named(let what, let inner, let beside):
            return find(rest, named: what, inner, beside: beside, of: setting, at: path, &failure)
        case .list(.variants(let key, let common, let variants), label: _?):
            return find(rest, key, common, variants, of: setting, at: path, &failure)
        case .list(let inner, let label?):
            return find(rest, named: label.uppercased(), inner, beside: [], of: setting, at: path, &failure)
        case .either(let shapes):
            for shape in shapes {
                if let found = find(rest, in: shape, of: setting, at: path, &failure) { return found }
            }
        case .distribution(let quantity):
            return find(rest, in: DistributionSettings.of(quantity).shape, of: setting, at: path, &failure)
        default: note(rest, [], at: path, &failure)
        }
        return nil
    }

    private static func find(
        _ rest: Substring, among settings: [SettingDescription], at path: String, _ failure: inout Failure
    ) -> Found? {
        note(rest, settings.map(\.key), at: path, &failure)
        for setting in settings where isFirst(setting.key, of: rest) {
            let here = path.isEmpty ? setting.key : "\(path).\(setting.key)"
            if let found = find(after(setting.key, in: rest), of: setting, at: here, &failure) { return found }
        }
        return nil
    }

    /// Finds the rest of a path in values by users' names.
    ///
    /// The rest is tried as a key beside the names, then as a key of every value, then as a name that may have dots.
    private static func find(
        _ rest: Substring, named what: String, _ inner: SettingShape, beside: [SettingDescription],
        of setting: SettingDescription, at path: String, _ failure: inout Failure
    ) -> Found? {
        if let found = find(rest, among: beside, at: path, &failure) { return found }
        let here = "\(path).\(what)"
        if let found = find(rest, in: inner, of: setting, at: here, &failure) { return found }
        // A whole path may be a name with dots; where values have keys, it more likely is a name and a misspelt key.
        let hasKeys = !inner.settingsBelow.isEmpty
        for name in names(in: rest) where !hasKeys || name.count < rest.count || !rest.contains(".") {
            let named = SettingDescription(String(name), inner, setting.meaning, absent: .said(""))
            if let found = find(after(name, in: rest), of: named, at: here, &failure) { return found }
        }
        return nil
    }

    /// Finds the rest of a path in a list of variants.
    ///
    /// The rest begins with the word of a variant, or with the name of an element, which may be of any variant.
    private static func find(
        _ rest: Substring, _ key: String, _ common: [SettingDescription], _ variants: [SettingVariant],
        of setting: SettingDescription, at path: String, _ failure: inout Failure
    ) -> Found? {
        let chooser = SettingDescription(
            key, .word(variants.map { SettingWord($0.word, $0.meaning) }),
            "Kind, which says what other settings there are.")
        func settings(of variant: SettingVariant) -> [SettingDescription] { [chooser] + common + variant.settings }
        for variant in variants where isFirst(variant.word, of: rest) {
            let named = SettingDescription(
                variant.word, .section(settings(of: variant)), variant.meaning, absent: .said(""))
            if let found = find(after(variant.word, in: rest), of: named, at: "\(path).\(variant.word)", &failure) {
                return found
            }
        }
        let afterNames = names(in: rest).map { after($0, in: rest) }.filter { !$0.isEmpty }
        for rest in [rest] + afterNames {
            for variant in variants {
                var ofVariant = failure
                let here = "\(path).\(variant.word)"
                if let found = find(rest, among: settings(of: variant), at: here, &ofVariant) { return found }
            }
        }
        let all = settings(of: variants[0]) + variants.dropFirst().flatMap(\.settings)
        note(
            afterNames.last ?? rest, afterNames.isEmpty ? variants.map(\.word) : all.map(\.key).distinct, at: path,
            &failure)
        return nil
    }

    /// Notes the accepted keys, if the path led further than in the failure so far.
    private static func note(_ rest: Substring, _ accepted: [String], at path: String, _ failure: inout Failure) {
        guard rest.count < failure.rest.count || failure.accepted.isEmpty else { return }
        failure = Failure(path: path, rest: String(rest), accepted: accepted)
    }

    private static func isFirst(_ key: String, of rest: Substring) -> Bool {
        rest == key || rest.hasPrefix(key + ".")
    }

    private static func after(_ key: some StringProtocol, in rest: Substring) -> Substring {
        rest.dropFirst(key.count).drop { $0 == "." }
    }

    /// Beginnings of a path that may be a name, the shortest first: `a`, `a.b` and `a.b.c` of `a.b.c`.
    private static func names(in rest: Substring) -> [Substring] {
        rest.indices.filter { rest[$0] == "." }.map { rest[..<$0] } + [rest]
    }
}

extension SettingTree {
    /// Quantity of the numbers at a path; nil for words and for numbers without a quantity.
    package func quantity(at path: String) -> SettingQuantity? {
        guard let found = try? find(path) else { return nil }
        return found.setting.shape.quantity
    }
}

extension SettingShape {
    /// Quantity of the setting's numbers, or of its distribution; nil where the setting takes neither.
    var quantity: SettingQuantity? {
        switch self {
        case .span: .time
        case .amount(let quantity, _), .distribution(let quantity): quantity
        case .either(let shapes): shapes.compactMap(\.quantity).first
        default: nil
        }
    }

    /// True if a sweep may change the setting itself.
    var isParameter: Bool {
        switch self {
        case .span, .amount, .percentage, .count, .word, .workload, .distribution: true
        case .text(_, let isParameter): isParameter
        case .either(let shapes): shapes.contains { $0.isParameter }
        case .fixedCount, .truth, .name, .section, .byWorkload, .named, .list, .oneOf, .variants: false
        }
    }
}
