internal import CellbenchFiles

extension BenchMetric: Codable {
    fileprivate enum Key: String {
        case `class`, better, unit, value, samples, note
    }

    /// Reads a metric; refuses an unknown class or direction, which could not be judged.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: FigureKey.self)
        let unit = try container.decode(String.self, forKey: .init(.unit))
        switch try container.decodeWord(Class.self, forKey: .init(.class)) {
        case .exact:
            self = .exact(
                better: try container.decodeWord(Better.self, forKey: .init(.better)), unit: unit,
                value: try container.decode(Double.self, forKey: .init(.value)))
        case .timed:
            self = .timed(
                better: try container.decodeWord(Better.self, forKey: .init(.better)), unit: unit,
                samples: try container.decodeNumbers(forKey: .init(.samples)))
        case .paired:
            self = .paired(
                better: try container.decodeWord(Better.self, forKey: .init(.better)), unit: unit,
                values: try container.decodeNumbersOrNull(forKey: .init(.samples)))
        case .info:
            var figures: [String: Double?] = [:]
            for key in container.allKeys where Key(rawValue: key.stringValue).map(\.isOfEveryMetric) != true {
                figures.updateValue(try container.decodeIfPresent(Double.self, forKey: key), forKey: key.stringValue)
            }
            self = .info(
                unit: unit, figures: figures, note: try container.decodeIfPresent(String.self, forKey: .init(.note)))
        }
    }

    /// Writes the metric; a figure without a value is `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: FigureKey.self)
        try container.encode(self.class, forKey: .init(.class))
        try container.encode(unit, forKey: .init(.unit))
        try container.encodeIfPresent(better, forKey: .init(.better))
        switch self {
        case .exact(_, _, let value): try container.encode(value, forKey: .init(.value))
        case .timed(_, _, let samples): try container.encode(samples, forKey: .init(.samples))
        case .paired(_, _, let values): try container.encode(values, forKey: .init(.samples))
        case .info(_, let figures, let note):
            try container.encodeIfPresent(note, forKey: .init(.note))
            for (name, figure) in figures {
                precondition(Key(rawValue: name).map(\.isOfEveryMetric) != true, "'\(name)' is no name of a figure")
                try container.encode(figure, forKey: FigureKey(stringValue: name))
            }
        }
    }

    /// A key of a metric: a fixed one, or the name of a figure of the class `info`.
    private struct FigureKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(_ key: Key) { stringValue = key.rawValue }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension BenchMetric.Key {
    /// True if the key is fixed, so that no figure of the class `info` may have its name.
    fileprivate var isOfEveryMetric: Bool {
        switch self {
        case .class, .unit, .note: true
        case .better, .value, .samples: false
        }
    }
}
