internal import CellbenchFiles
internal import CellbenchSimulator

/// Text of `cellbench explain` about settings.
package struct SettingExplanation {
    private let settings: SettingTree

    /// Explains the settings of configs that may name these components.
    package init(_ components: Components = .standard) { settings = components.settings }

    /// Description of the setting at a path: meaning, shape, default, and the settings below it.
    ///
    /// - Parameter path: a path as in `--set` and sweeps, such as `architectures.two-level.offerInterval`.
    /// - Returns: lines of text.
    /// - Throws: an error that names the wrong part of the path and the keys accepted there.
    package func text(of path: String) throws(SettingPathError) -> String {
        let found: SettingTree.Found
        do {
            found = try settings.find(path)
        } catch {
            throw SettingPathError(path, error)
        }
        let setting = found.setting
        var lines = ["\(found.path): \(setting.shape.inBrief)", "", "  \(setting.meaning)", ""]
        if let accepted = setting.shape.accepted { lines.append("  takes    \(accepted)") }
        let absent = setting.absent.text(of: setting.shape)
        if !absent.isEmpty { lines.append("  default  \(absent)") }
        if setting.shape.isParameter, !found.path.hasPrefix("sweep.") {
            lines.append("  sweep    sweep: { \(Self.swept(found.path)): [ … ] }")
        }
        lines += Self.words(of: setting.shape) + Self.parts(of: setting.shape)
        return lines.map { $0 + "\n" }.joined()
    }

    /// Tree of all settings, a line each.
    package func tree() -> String {
        var rows: [(key: String, meaning: String)] = []
        func add(_ settings: [SettingDescription], _ depth: Int) {
            for setting in settings {
                rows.append((Self.indentation(depth) + setting.key, setting.meaning))
                add(setting.shape, depth + 1)
            }
        }
        func add(_ shape: SettingShape, _ depth: Int) {
            if case .list(.variants(_, let common, let variants), _) = shape {
                add(common, depth)
                for variant in variants {
                    rows.append((Self.indentation(depth) + variant.word, variant.meaning))
                    add(variant.settings, depth + 1)
                }
                return
            }
            let (name, beside, within) = shape.parts
            add(beside, depth)
            guard let name, !within.isEmpty else { return add(within, depth) }
            rows.append((Self.indentation(depth) + name, ""))
            add(within, depth + 1)
        }
        add(settings.settings, 0)
        let width = rows.map(\.key.count).max() ?? 0
        return rows.map { row in
            row.meaning.isEmpty ? row.key + "\n" : row.key.padded(to: width) + "  " + row.meaning + "\n"
        }.joined()
    }

    /// The paths of all settings, with stand-ins for the user's own names.
    func paths() -> [String] {
        var paths: [String] = []
        func add(_ settings: [SettingDescription], _ path: String) {
            for setting in settings {
                let here = path.isEmpty ? setting.key : "\(path).\(setting.key)"
                paths.append(here)
                add(setting.shape, here)
            }
        }
        func add(_ shape: SettingShape, _ path: String) {
            switch shape {
            case .list(.variants(_, let common, let variants), _):
                for variant in variants { add(common + variant.settings, "\(path).\(variant.word)") }
            case .either(let shapes): for shape in shapes { add(shape, path) }
            default:
                let (name, beside, within) = shape.parts
                add(beside, path)
                add(within, name.map { "\(path).\($0)" } ?? path)
            }
        }
        add(settings.settings, "")
        return paths
    }

    /// A path as sweeps write it, in which architectures have names.
    private static func swept(_ path: String) -> String {
        var parts = path.split(separator: ".").map(String.init)
        if parts.first == "architectures", parts.count > 1 { parts[1] = "NAME" }
        return parts.joined(separator: ".")
    }

    private static func words(of shape: SettingShape) -> [String] {
        switch shape {
        case .word(let words): return list("words", words.map { ($0.word, $0.meaning) })
        case .byWorkload(let inner, _), .named(_, let inner, _): return words(of: inner)
        case .either(let shapes): return shapes.flatMap(words)
        case .list(.variants(_, _, let variants), _): return list("kinds", variants.map { ($0.word, $0.meaning) })
        default: return []
        }
    }

    private static func list(_ title: String, _ words: [(word: String, meaning: String)]) -> [String] {
        let width = words.map(\.word.count).max() ?? 0
        return ["", "  \(title)"] + words.map { "    \($0.word.padded(to: width))  \($0.meaning)" }
    }

    private static func parts(of shape: SettingShape) -> [String] {
        if case .distribution(let quantity) = shape { return parts(of: DistributionSettings.of(quantity).shape) }
        let (name, beside, within) = shape.parts
        var lines: [String] = []
        if !beside.isEmpty { lines += ["", "  keys"] + rows(beside) }
        guard !within.isEmpty else { return lines }
        let title = name.map { "keys of each \($0)" } ?? "keys"
        return lines + ["", "  \(title)"] + rows(within)
    }

    /// Two lines a setting: key and meaning; shape and default.
    private static func rows(_ settings: [SettingDescription]) -> [String] {
        let width = settings.map(\.key.count).max() ?? 0
        return settings.flatMap { setting in
            [
                "    \(setting.key.padded(to: width))  \(setting.meaning)",
                "    \("".padded(to: width))  \(setting.shape.inBrief) [\(setting.absent.text(of: setting.shape))]",
            ]
        }
    }

    private static func indentation(_ depth: Int) -> String { String(repeating: "  ", count: depth) }
}

/// A path that leads to no setting.
package struct SettingPathError: Error, CustomStringConvertible {
    /// The problem and what is accepted.
    package let description: String

    init(_ path: String, _ failure: SettingTree.Failure) {
        let key = failure.rest.split(separator: ".").first.map(String.init) ?? failure.rest
        let place = failure.path.isEmpty ? "" : " in \(failure.path)"
        guard !failure.accepted.isEmpty else {
            description = "\(path): there is nothing\(place); accepted: the path of a setting"
            return
        }
        let nearest = NearestName.of(key, among: failure.accepted).map { "; the nearest is \($0.quoted)" } ?? ""
        description =
            "\(path): there is no setting \(key.quoted)\(place)\(nearest); accepted: \(Name.list(failure.accepted))"
    }
}

extension String {
    /// The text with spaces behind it up to a width in characters.
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
