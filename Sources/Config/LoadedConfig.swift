public import CellbenchFiles
internal import CellbenchResults

/// A config that is read and checked: for `run`, or for `pack` alone.
public enum LoadedConfig: Sendable {
    /// A config with architectures.
    case run(Experiment)
    /// A config with `packing` and no architectures.
    case packing(PackingExperiment)

    /// Reads a config and checks it as what it is for.
    ///
    /// - Parameters:
    ///   - file: a file in YAML or JSON, or a pipe, which is read once. Relative paths start from its folder.
    ///   - overrides: the changes of the command line.
    ///   - components: the architectures and policies that the config may name.
    /// - Returns: the experiment.
    /// - Throws: the first error, at its place.
    public static func load(
        file: String, overrides: ConfigOverrides = ConfigOverrides(), components: Components = .standard
    ) throws(ConfigError) -> LoadedConfig {
        let root = try Experiment.root(of: try Experiment.bytes(of: file), named: file, overrides, components)
        if root["packing"] != nil, root["architectures"] == nil {
            var experiment = try PackingExperiment.load(root: root, named: file, components: components)
            experiment.inputs.add(file)
            return .packing(experiment)
        }
        var experiment = try Expansion(of: root, file: file, components).experiment()
        experiment.inputs.add(file)
        return .run(experiment)
    }
}
