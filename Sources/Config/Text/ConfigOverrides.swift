public import CellbenchFiles

/// Changes of the command line to a config.
public struct ConfigOverrides: Equatable, Sendable {
    /// A value for a path: `--set PATH=VALUE`.
    public struct Setting: Equatable, Sendable {
        /// The dotted path, as sweeps write it.
        public var path: String
        /// The value, in YAML.
        public var value: String

        /// A value for a path.
        public init(path: String, value: String) {
            self.path = path
            self.value = value
        }

        /// Value for a path, from `PATH=VALUE`.
        ///
        /// - Parameter argument: the option's argument.
        /// - Throws: ``ConfigError`` where there is no path or no equals sign.
        public init(argument: String) throws(ConfigError) {
            guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
                throw ConfigError(
                    file: ConfigOverrides.option,
                    message: "\(argument.quoted) is not a setting; accepted: PATH=VALUE, such as horizon=1h")
            }
            self.init(path: String(argument[..<equals]), value: String(argument[argument.index(after: equals)...]))
        }
    }

    /// Values for paths, in the order in which they are written into the config.
    ///
    /// A value for a swept path removes the path from the sweep; a value for `sweep.PATH` changes the path's values.
    public var settings: [Setting]
    /// Seed that replaces the config's.
    public var seed: UInt64?
    /// Number of replications that replaces the config's.
    public var replications: Int?

    /// Changes; by default none.
    public init(settings: [Setting] = [], seed: UInt64? = nil, replications: Int? = nil) {
        self.settings = settings
        self.seed = seed
        self.replications = replications
    }

    /// Place in messages about a setting.
    static let option = "--set"
}

extension ConfigOverrides {
    /// The config with the changes made.
    func applied(to root: ConfigNode) throws(ConfigError) -> ConfigNode {
        var root = root
        for setting in settings {
            let place = Place(file: ConfigOverrides.option)
            let path = try ConfigPath(setting.path, place: place)
            let value: ConfigNode
            do {
                value = try YAMLReader.tree(ofValue: setting.value, option: ConfigOverrides.option)
            } catch {
                // A line and a column within the argument would mislead.
                throw path.error(error.message)
            }
            root = try path.writing(value, into: Sweep.removing(path, from: root))
        }
        if let seed { root = try write("\(seed)", "seed", option: "--seed", into: root) }
        if let replications {
            root = try write("\(replications)", "replications", option: "--replications", into: root)
        }
        return root
    }

    private func write(
        _ value: String, _ key: String, option: String, into root: ConfigNode
    ) throws(ConfigError) -> ConfigNode {
        let place = Place(file: option)
        return try ConfigPath(key, place: place).writing(ConfigNode(scalar: value, place: place), into: root)
    }
}
