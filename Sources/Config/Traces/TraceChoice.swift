public import CellbenchFiles
public import CellbenchTraces

/// A trace and the part of it that is used, as on the command line.
public struct TraceChoice: Equatable, Sendable {
    /// The trace.
    public var source: TraceSource
    /// The jobs that are used, and their scaling.
    public var selection: TraceSelection

    /// A trace with settings as in configs: `split=priority`, `window.from=2h`.
    ///
    /// - Parameters:
    ///   - source: the trace, with the defaults of its format.
    ///   - settings: the settings that differ from the defaults.
    /// - Throws: an error of a setting.
    public init(_ source: TraceSource, settings: [ConfigOverrides.Setting]) throws(ConfigError) {
        let place = Place(file: ConfigOverrides.option)
        let path = ConfigNode(.scalar(source.path, isQuoted: true), place: place)
        let entry = ConfigNode.Entry(key: source.format.rawValue, place: place, value: path)
        let root = try ConfigOverrides(settings: settings).applied(to: ConfigNode(.mapping([entry]), place: place))
        let setting = try Field(root: root, of: "").traceSetting(canSelect: true)
        guard setting.source.path == source.path, setting.source.format == source.format else {
            throw ConfigError(
                at: place, path: source.format.rawValue, message: "a second trace; accepted: settings of the one named")
        }
        self.source = setting.source
        selection = setting.selection
    }
}
