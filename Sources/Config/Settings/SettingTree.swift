internal import CellbenchFiles
package import CellbenchSimulator

/// The settings of configs as a tree, in which paths lead to them.
///
/// Example: `workloads.batch.interarrival.exponential.mean` and `architectures.omega.commit`, where `batch` and `omega` are names
/// of the user's own.
package struct SettingTree {
    /// A setting, and the path that leads to it with what stands for the user's own names: `workloads.WORKLOAD.tasks`.
    struct Found {
        var path: String
        var setting: SettingDescription
    }

    /// Why a path leads to no setting: what is accepted after the longest part of it that does.
    struct Failure: Error {
        /// The part that leads somewhere, with stand-ins for names; empty for none.
        var path = ""
        /// What comes then.
        var rest: String
        /// The keys that are accepted there; none where nothing is.
        var accepted: [String] = []
    }

    /// The settings at the top level.
    let table: SettingsTable

    /// The tree with these settings at the top level.
    init(_ settings: [SettingDescription]) {
        table = SettingsTable(settings)
        labels = SettingTree.labels(in: settings, at: "")
    }

    /// By the path of a list that paths may enter, the key that names its elements: `name` of `architectures`.
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

    /// The settings of configs that name nothing but what is built in.
    package static var standard: SettingTree { Components.standard.settings }

    /// The whole config as one setting.
    private var root: SettingDescription { SettingDescription("", .section(settings), "A config.") }

    /// The setting at a path.
    ///
    /// - Parameter path: as in `--set` and sweeps; the kind of an architecture may stand for its name, and the names of workloads
    ///   may be left out.
    /// - Returns: the setting.
    /// - Throws: where the path leads out of the tree.
    func find(_ path: String) throws(Failure) -> Found {
        guard !path.isEmpty else { return Found(path: "", setting: root) }
        var failure = Failure(rest: path)
        guard let found = Self.find(path[...], of: root, at: "", &failure) else { throw failure }
        return found
    }

    /// The same within a setting that is at `path`.
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

    /// Within values by names of the user's own: as a key beside them, as one of their keys, or else as a name, which may have dots.
    private static func find(
        _ rest: Substring, named what: String, _ inner: SettingShape, beside: [SettingDescription],
        of setting: SettingDescription, at path: String, _ failure: inout Failure
    ) -> Found? {
        if let found = find(rest, among: beside, at: path, &failure) { return found }
        let here = "\(path).\(what)"
        if let found = find(rest, in: inner, of: setting, at: here, &failure) { return found }
        // A whole path may be a name with dots, but rather is a name and a key that is mistyped.
        let hasKeys = !inner.settingsBelow.isEmpty
        for name in names(in: rest) where !hasKeys || name.count < rest.count || !rest.contains(".") {
            let named = SettingDescription(String(name), inner, setting.meaning, absent: .said(""))
            if let found = find(after(name, in: rest), of: named, at: here, &failure) { return found }
        }
        return nil
    }

    /// Within a list of variants: the word of one, or the name of an element, which may be of any.
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

    /// Notes what is accepted, where a path has led further than before.
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

    /// What a path may begin with that is a name, the shortest first.
    private static func names(in rest: Substring) -> [Substring] {
        rest.indices.filter { rest[$0] == "." }.map { rest[..<$0] } + [rest]
    }
}

extension SettingTree {
    /// The quantity of the numbers at a path; nil where they are of none, or words.
    package func quantity(at path: String) -> SettingQuantity? {
        guard let found = try? find(path) else { return nil }
        return found.setting.shape.quantity
    }
}

extension SettingShape {
    /// The quantity of the numbers that a setting takes, or a distribution of it; nil where it takes none.
    var quantity: SettingQuantity? {
        switch self {
        case .span: .time
        case .amount(let quantity, _), .distribution(let quantity): quantity
        case .either(let shapes): shapes.compactMap(\.quantity).first
        default: nil
        }
    }

    /// Whether a sweep may change the setting itself.
    var isParameter: Bool {
        switch self {
        case .span, .amount, .count, .word, .workload, .distribution: true
        case .text(_, let isParameter): isParameter
        case .either(let shapes): shapes.contains { $0.isParameter }
        case .fixedCount, .truth, .name, .section, .byWorkload, .named, .list, .oneOf, .variants: false
        }
    }
}
