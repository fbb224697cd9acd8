public import CellbenchFiles
internal import CellbenchResults
internal import CellbenchSimulator
internal import CellbenchTraces

extension PackingExperiment {
    /// Reads and checks a config for `pack`.
    ///
    /// - Parameters:
    ///   - file: a file in YAML or JSON. Relative paths start from its folder.
    ///   - overrides: the changes of the command line.
    ///   - components: the policies that the config may name.
    /// - Returns: the experiment.
    /// - Throws: the first error, at its place.
    public static func load(
        file: String, overrides: ConfigOverrides = ConfigOverrides(), components: Components = .standard
    ) throws(ConfigError) -> PackingExperiment {
        var experiment = try load(
            bytes: try Experiment.bytes(of: file), named: file, overrides: overrides, components: components)
        experiment.inputs.add(file)
        return experiment
    }

    /// Checks a config for `pack` that is in memory.
    static func load(
        bytes: [UInt8], named file: String, overrides: ConfigOverrides = ConfigOverrides(),
        components: Components = .standard
    ) throws(ConfigError) -> PackingExperiment {
        try load(
            root: try Experiment.root(of: bytes, named: file, overrides, components), named: file,
            components: components)
    }

    /// Checks the tree of a config for `pack`.
    static func load(
        root: ConfigNode, named file: String, components: Components
    ) throws(ConfigError) -> PackingExperiment {
        // The sweep plays no part but for the policies that a run has.
        let context = DecodingContext(
            traces: TraceCache(config: file), components: components, sweep: try? Sweep(of: root))
        return try PackingExperiment(root, context)
    }
}
