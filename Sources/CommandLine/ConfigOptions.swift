import ArgumentParser
internal import CellbenchConfig

/// A config, and the settings that the command line replaces in it.
struct ConfigOptions: ParsableArguments {
    @Argument(help: "A config in YAML or JSON.")
    var config: String

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("Set a path of the config, as in a sweep; repeatable.", valueName: "path=value"))
    var settings: [String] = []

    @Option(help: "Replace the config's seed.")
    var seed: UInt64?

    @Option(help: "Replace the config's number of replications.")
    var replications: Int?

    /// Reads the config, which may name the architectures and policies of `components`.
    func load(_ components: Components) throws -> Experiment {
        try Experiment.load(file: config, overrides: try overrides(), components: components)
    }

    /// Reads a config for `pack`, which may name the policies of `components`.
    func loadPacking(_ components: Components) throws -> PackingExperiment {
        try PackingExperiment.load(file: config, overrides: try overrides(), components: components)
    }

    /// Reads a config for `run` or, without architectures, for `pack`.
    func loadEither(_ components: Components) throws -> LoadedConfig {
        try LoadedConfig.load(file: config, overrides: try overrides(), components: components)
    }

    private func overrides() throws -> ConfigOverrides {
        ConfigOverrides(
            settings: try settings.map { try ConfigOverrides.Setting(argument: $0) }, seed: seed,
            replications: replications)
    }
}
