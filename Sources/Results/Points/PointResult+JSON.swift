package import CellbenchFiles
import CellbenchSimulator

extension PointResult: Decodable {
    /// Keys of a point that are not a figure's.
    enum Key: String, CaseIterable {
        case architecture, kind, parameters, replication, status, reason, workloads, schedulers, cell
    }

    /// Reads a point; refuses members that contradict each other.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FigureKey.self)
        architecture = try container.decode(String.self, forKey: .architecture)
        kind = try container.decode(String.self, forKey: .kind)
        parameters = try container.decode([String: ParameterValue].self, forKey: .parameters)
        replication = try container.decode(Int.self, forKey: .replication)
        status = try container.decodeWord(Status.self, forKey: .status)
        guard status != .failed else {
            reason = try container.decode(String.self, forKey: .reason)
            return
        }
        workloads = try container.decode([String: FigureValues<WorkloadFigures>].self, forKey: .workloads)
        schedulers = try container.decode([String: SchedulerResult].self, forKey: .schedulers)
        cell = try container.decode(FigureValues<CellFigures>.self, forKey: .cell)
        simulation = try FigureValues(in: container)
    }

    /// The point as JSON on one line; a failed one has a reason and no figures.
    var jsonLine: [UInt8] {
        var text = JSONLine()
        write(to: &text)
        return text.bytes
    }

    /// Writes the point.
    package func write(to text: inout JSONLine) {
        RunFigures.layout.write(simulation?.values, to: &text) { name, text in
            guard let key = Key(rawValue: name), key != .reason || reason != nil else { return }
            text.key(name)
            write(key, to: &text)
        }
    }

    private func write(_ key: Key, to text: inout JSONLine) {
        switch key {
        case .architecture: text.write(architecture)
        case .kind: text.write(kind)
        case .parameters: text.write(parameters) { $0.write(to: &$1) }
        case .replication: text.write(replication)
        case .status: text.write(status.rawValue)
        case .reason: text.write(reason ?? "")
        case .workloads: text.write(workloads) { $0.write(to: &$1) }
        case .schedulers: text.write(schedulers) { $0.write(to: &$1) }
        case .cell:
            if let cell { cell.write(to: &text) } else { text.writeNull() }
        }
    }
}

extension ParameterValue {
    /// Writes a JSON number or string.
    fileprivate func write(to text: inout JSONLine) {
        switch self {
        case .number(let number): text.write(number)
        case .keyword(let keyword): text.write(keyword)
        }
    }
}

extension FigureKey {
    fileprivate static let architecture = FigureKey(.architecture)
    fileprivate static let kind = FigureKey(.kind)
    fileprivate static let parameters = FigureKey(.parameters)
    fileprivate static let replication = FigureKey(.replication)
    fileprivate static let status = FigureKey(.status)
    fileprivate static let reason = FigureKey(.reason)
    fileprivate static let workloads = FigureKey(.workloads)
    fileprivate static let schedulers = FigureKey(.schedulers)
    fileprivate static let cell = FigureKey(.cell)

    private init(_ key: PointResult.Key) { self.init(stringValue: key.rawValue) }
}
