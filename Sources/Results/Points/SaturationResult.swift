internal import CellbenchFiles

/// The place along a swept path where a figure of an architecture passes a limit, as in a results file.
public struct SaturationResult: Equatable, Sendable {
    /// The architecture's name.
    public var architecture: String
    /// The architecture's kind, as configs write it.
    public var kind: String
    /// The other swept values by path.
    public var parameters: [String: ParameterValue]
    /// The path that was searched.
    public var path: String
    /// Name of the figure in tables.
    public var figure: String
    /// Workload of the figure; nil for the greatest value of all workloads.
    public var workload: String?
    /// The limit.
    public var above: Double
    /// First end of the searched range.
    public var from: Double
    /// Second end of the searched range.
    public var to: Double
    /// Lower of the two neighbouring values between which the figure passes the limit.
    ///
    /// The last value if the figure is never above the limit; nil if it always is.
    public var lower: Double?
    /// Upper of the two neighbouring values between which the figure passes the limit.
    ///
    /// The first value if the figure is always above the limit; nil if it never is.
    public var upper: Double?
    /// Reason why nothing was found; nil if something was.
    public var reason: String?

    /// A search without a result yet.
    package init(
        architecture: String, kind: String, parameters: [String: ParameterValue], path: String, figure: String,
        workload: String?, above: Double, from: Double, to: Double
    ) {
        self.architecture = architecture
        self.kind = kind
        self.parameters = parameters
        self.path = path
        self.figure = figure
        self.workload = workload
        self.above = above
        self.from = from
        self.to = to
    }

    /// The two values in the words of a table: `3.2–3.3`, `never`, `everywhere`, or the reason why there are none.
    public var bracket: String {
        if let reason { return "unknown: \(reason)" }
        return switch (lower, upper) {
        case (let lower?, let upper?): "\(FigureFormat.short(lower))–\(FigureFormat.short(upper))"
        case (_?, nil): "never above it"
        case (nil, _?): "above it everywhere"
        case (nil, nil): "unknown"
        }
    }
}

extension SaturationResult: Codable {
    private enum CodingKeys: String, CodingKey {
        case architecture, kind, parameters, path, figure, of, above, from, to, lower, upper, reason
    }

    /// Reads the result of a search.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        architecture = try container.decode(String.self, forKey: .architecture)
        kind = try container.decode(String.self, forKey: .kind)
        parameters = try container.decode([String: ParameterValue].self, forKey: .parameters)
        path = try container.decode(String.self, forKey: .path)
        figure = try container.decode(String.self, forKey: .figure)
        workload = try container.decodeIfPresent(String.self, forKey: .of)
        above = try container.decode(Double.self, forKey: .above)
        from = try container.decode(Double.self, forKey: .from)
        to = try container.decode(Double.self, forKey: .to)
        lower = try container.decodeIfPresent(Double.self, forKey: .lower)
        upper = try container.decodeIfPresent(Double.self, forKey: .upper)
        reason = try container.decodeIfPresent(String.self, forKey: .reason)
    }

    /// Writes the result, missing ends as `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(architecture, forKey: .architecture)
        try container.encode(kind, forKey: .kind)
        try container.encode(parameters, forKey: .parameters)
        try container.encode(path, forKey: .path)
        try container.encode(figure, forKey: .figure)
        try container.encode(workload, forKey: .of)
        try container.encode(above, forKey: .above)
        try container.encode(from, forKey: .from)
        try container.encode(to, forKey: .to)
        try container.encode(lower, forKey: .lower)
        try container.encode(upper, forKey: .upper)
        try container.encodeIfPresent(reason, forKey: .reason)
    }
}
