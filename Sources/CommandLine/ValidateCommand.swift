import ArgumentParser
internal import CellbenchConfig
import CellbenchExperiments

/// The command `cellbench validate CONFIG`.
struct ValidateCommand: ComponentsCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check a config and print what it expands to.")

    @OptionGroup var config: ConfigOptions

    func run(with components: Components) throws {
        if try Failure.report({ try config.isOfPacking(components) }) {
            try Terminal.answer(try Failure.report { try config.loadPacking(components).summary() })
            return
        }
        let experiment = try Failure.report { try config.load(components) }
        try Terminal.answer(experiment.summary())
    }
}
