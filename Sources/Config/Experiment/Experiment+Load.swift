public import CellbenchFiles
internal import CellbenchResults
public import CellbenchSimulator

extension Experiment {
    /// Machine classes of a config's cell; the rest of the config is not read.
    ///
    /// - Parameter file: a file in YAML or JSON.
    /// - Returns: the classes.
    /// - Throws: an error of the file or of its `cell`, at its place.
    public static func cell(ofConfig file: String) throws(ConfigError) -> [MachineClass] {
        let root = try YAMLReader.tree(of: try bytes(of: file), file: file)
        guard let node = root["cell"] else {
            throw ConfigError(at: root.place, message: "\("cell".quoted) is missing and has no default")
        }
        let context = DecodingContext(traces: TraceCache(config: file))
        let field = Field(node: node, path: "cell", context: context)
        return try field.section("a cell", ConfigSettings.ofCell).machines().classes
    }

    /// Reads, checks and expands a config.
    ///
    /// - Parameters:
    ///   - file: a file in YAML or JSON. Relative paths of job lists start from its folder.
    ///   - overrides: the changes of the command line.
    ///   - components: the architectures and policies that the config may name.
    /// - Returns: the experiment with all its points.
    /// - Throws: the first error, at its place.
    public static func load(
        file: String, overrides: ConfigOverrides = ConfigOverrides(), components: Components = .standard
    ) throws(ConfigError) -> Experiment {
        var experiment = try load(bytes: try bytes(of: file), named: file, overrides: overrides, components: components)
        experiment.inputs.add(file)
        return experiment
    }

    /// Bytes of a config file.
    static func bytes(of file: String) throws(ConfigError) -> [UInt8] {
        do {
            return try FileContents.read(file, atMost: YAMLReader.mostBytes)
        } catch {
            switch error {
            case .unreadable(let reason):
                throw ConfigError(
                    kind: .unreadable, file: file, message: "\(reason); accepted: a config in YAML or JSON")
            case .tooLarge:
                throw ConfigError(
                    file: file, message: "too large for a config; accepted: at most \(YAMLReader.mostBytes >> 20) MiB")
            }
        }
    }

    /// Checks and expands a config that is in memory.
    ///
    /// - Parameters:
    ///   - text: the config.
    ///   - file: its name in messages. Relative paths of job lists start from its folder.
    ///   - overrides: the changes of the command line.
    ///   - components: the architectures and policies that the config may name.
    /// - Returns: the experiment with all its points.
    /// - Throws: the first error, at its place.
    public static func load(
        text: String, named file: String, overrides: ConfigOverrides = ConfigOverrides(),
        components: Components = .standard
    ) throws(ConfigError) -> Experiment {
        try load(bytes: Array(text.utf8), named: file, overrides: overrides, components: components)
    }

    /// Checks and expands a config in memory, whose bytes may be anything.
    static func load(
        bytes: [UInt8], named file: String, overrides: ConfigOverrides, components: Components = .standard
    ) throws(ConfigError) -> Experiment {
        let root = try root(of: bytes, named: file, overrides, components)
        return try Expansion(of: root, file: file, components).experiment()
    }

    /// The tree of a config, with the changes of the command line and the names of architectures.
    static func root(
        of bytes: [UInt8], named file: String, _ overrides: ConfigOverrides, _ components: Components
    ) throws(ConfigError) -> ConfigNode {
        let written = ArchitectureNames.filled(in: try YAMLReader.tree(of: bytes, file: file), components)
        // Overrides may add architectures without a name; those of the config keep the names from before.
        return ArchitectureNames.filled(in: try overrides.applied(to: written), components)
    }
}
