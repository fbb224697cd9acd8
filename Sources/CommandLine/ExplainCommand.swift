import ArgumentParser
internal import CellbenchConfig
internal import CellbenchResults

/// The command `cellbench explain [PATH]`.
struct ExplainCommand: ComponentsCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say what a setting of configs, or a figure of results, is.",
        discussion: """
            Example: cellbench explain architectures.two-level.offerInterval
            Without a path: the tree of all settings.
            """)

    @Argument(help: "The path of a setting, as in --set, or the name of a figure.")
    var path: String?

    @Flag(help: "Print the reference page of all settings, in Markdown.")
    var markdown = false

    func validate() throws {
        guard path == nil || !markdown else {
            throw ValidationError("--markdown prints all settings; accepted: no path")
        }
    }

    func run(with components: Components) throws {
        let explanation = SettingExplanation(components)
        guard !markdown else { return try Terminal.answer(SettingsPage.text(components)) }
        guard let path else { return try Terminal.answer(explanation.tree()) }
        do {
            try Terminal.answer(try explanation.text(of: path))
        } catch let error as SettingPathError {
            if let text = FigureExplanation.text(of: path) { return try Terminal.answer(text) }
            let problem = FigureExplanation.isLike(path) ? FigureExplanation.problem(of: path) : error.description
            throw ValidationError(problem)
        }
    }
}
