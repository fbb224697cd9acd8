internal import CellbenchFiles
internal import CellbenchSimulator

/// The reference page of settings, in Markdown.
package enum SettingsPage {
    /// Text of the page: a table for each section, a row for each setting.
    package static func text(_ components: Components = .standard) -> String {
        let root = components.settings.settings
        var page = """
            # Settings

            Every setting of a config: its key, what it takes, what holds where it is not set, and what it means. `cellbench explain
            PATH` says the same of one. This page is made from the descriptions of the settings in the program.

            Words in capitals stand for names of your own, or for paths. A **distribution** is a value that is drawn always, or a family
            with its parameters: see [distributions](#distributions).

            An editor with a YAML language server completes and checks configs as they are typed: keep the output of `cellbench schema`
            in a file, and begin the config with this line:

            ```yaml
            # yaml-language-server: $schema=cellbench.schema.json
            ```

            """
        page += section("The top level", "", root)
        page += sections(root, "")
        page += distributions
        return page
    }

    private static func sections(_ settings: [SettingDescription], _ path: String) -> String {
        settings.map { setting in
            section(of: setting.shape, setting, path.isEmpty ? setting.key : "\(path).\(setting.key)")
        }.joined()
    }

    private static func section(of shape: SettingShape, _ setting: SettingDescription, _ path: String) -> String {
        switch shape {
        case .section(let settings): return section(path, setting.meaning, settings) + sections(settings, path)
        case .oneOf(let settings, let beside):
            let all = SettingShape.alternatives(settings, absent: "none") + beside
            let names = settings.map(\.key).distinct.map { "`\($0)`" }
            let meaning = "\(setting.meaning) Exactly one of \(names.joined(separator: ", "))."
            return section(path, meaning, all) + sections(all, path)
        case .byWorkload(let inner, let beside):
            return sections(beside, path) + section(of: inner, setting, path + ".WORKLOAD")
        case .named(let what, let inner, let beside):
            return (beside.isEmpty ? "" : section(path, setting.meaning, beside) + sections(beside, path))
                + section(of: inner, setting, "\(path).\(what)")
        case .list(.variants(_, let common, let variants), _):
            return variants.map { variant in
                section("\(path), kind: \(variant.word)", variant.meaning, common + variant.settings)
                    + sections(variant.settings, "\(path).\(variant.word)")
            }.joined()
        case .list(let inner, let label?): return section(of: inner, setting, "\(path).\(label.uppercased())")
        case .either(let shapes): return shapes.map { section(of: $0, setting, path) }.joined()
        default: return ""
        }
    }

    private static func section(_ title: String, _ meaning: String, _ settings: [SettingDescription]) -> String {
        let sentence = meaning.isEmpty ? "" : "\n\(meaning)\n"
        return "\n## \(title)\n\(sentence)\n" + table(settings)
    }

    private static func table(_ settings: [SettingDescription]) -> String {
        "| setting | takes | default | meaning |\n|---|---|---|---|\n"
            + settings.map { setting in
                let absent = setting.absent.text(of: setting.shape)
                return "| `\(setting.key)` | \(escaped(takes(setting.shape))) | \(escaped(absent)) "
                    + "| \(escaped(meaning(setting))) |\n"
            }.joined()
    }

    private static func takes(_ shape: SettingShape) -> String {
        switch shape {
        case .word(let words): words.map { "`\($0.word)`" }.joined(separator: ", ")
        case .span, .amount, .percentage, .count, .fixedCount: shape.accepted ?? shape.inBrief
        case .byWorkload(let inner, _): "by workload: \(takes(inner))"
        default: shape.inBrief
        }
    }

    /// Text of the column "meaning"; for a setting that takes a word, each word follows with its meaning.
    private static func meaning(_ setting: SettingDescription) -> String {
        guard case .word(let words) = setting.shape else { return setting.meaning }
        return setting.meaning + words.map { " `\($0.word)`: \($0.meaning)." }.joined()
    }

    private static func escaped(_ text: String) -> String { text.replacing("|", with: "\\|") }

    private static var distributions: String {
        var text = """

            ## Distributions

            A distribution is a bare value, which is drawn always, or one family: `{ lognormal: { mean: 5min, sd: 10min, max: 1h } }`.
            `min` and `max` stand among the parameters or beside the family; a value outside is drawn again.

            | family | parameters | meaning |
            |---|---|---|

            """
        for family in DistributionFamily.allCases {
            let keys = DistributionSettings.of(.number).parameters(of: family).keys
            let parameters =
                switch family {
                case .choice: "values and their weights: `{ 1: 0.9, 8: 0.1 }`"
                case .quantiles: "pairs: `[[0, 1s], [0.5, 1min], [1, 1h]]`"
                default: keys.map { "`\($0)`" }.joined(separator: ", ")
                }
            text += "| `\(family.rawValue)` | \(parameters) | \(family.meaning) |\n"
        }
        return text
    }
}
