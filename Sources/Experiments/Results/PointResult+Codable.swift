extension PointResult: Codable {
    private enum CodingKeys: String, CodingKey {
        case architecture, kind, parameters, replication, status, reason, workloads, schedulers, cell, events
    }

    /// Reads a point and checks that what it says of itself agrees.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        architecture = try container.decode(String.self, forKey: .architecture)
        kind = try container.decode(String.self, forKey: .kind)
        parameters = try container.decode([String: ParameterValue].self, forKey: .parameters)
        replication = try container.decode(Int.self, forKey: .replication)
        status = try container.decodeWord(Status.self, forKey: .status)
        guard status != .failed else {
            reason = try container.decode(String.self, forKey: .reason)
            return
        }
        workloads = try container.decode([String: WorkloadResult].self, forKey: .workloads)
        schedulers = try container.decode([String: SchedulerResult].self, forKey: .schedulers)
        cell = try container.decode(CellResult.self, forKey: .cell)
        events = try container.decode(Int.self, forKey: .events)
    }

    /// Writes the point; one that failed has a reason, and no figures.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(architecture, forKey: .architecture)
        try container.encode(kind, forKey: .kind)
        try container.encode(parameters, forKey: .parameters)
        try container.encode(replication, forKey: .replication)
        try container.encode(status, forKey: .status)
        try container.encodeIfPresent(reason, forKey: .reason)
        try container.encode(workloads, forKey: .workloads)
        try container.encode(schedulers, forKey: .schedulers)
        try container.encode(cell, forKey: .cell)
        try container.encode(events, forKey: .events)
    }
}
