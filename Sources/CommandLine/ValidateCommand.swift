import ArgumentParser
internal import CellbenchConfig
import CellbenchExperiments

/// The command `cellbench validate CONFIG`.
struct ValidateCommand: ComponentsCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check a config and print what it expands to.")

    @OptionGroup var config: ConfigOptions

    func run(with components: Components) throws {
        switch try Failure.report({ try config.loadEither(components) }) {
        case .run(let experiment): try Terminal.answer(experiment.summary())
        case .packing(let experiment): try Terminal.answer(experiment.summary())
        }
    }
}
