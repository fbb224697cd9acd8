import ArgumentParser
import Experiments

/// `cellbench validate CONFIG`.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Check a config and print what it expands to.")

    @OptionGroup var config: ConfigOptions

    func run() throws {
        let experiment = try Failure.report { try config.load() }
        try Terminal.answer(experiment.summary())
    }
}
