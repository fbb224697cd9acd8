internal import CellbenchFiles

/// A swept value in the unit of the results: seconds, cores, GiB, a count or a keyword.
public enum ParameterValue: Hashable, Sendable {
    /// A quantity.
    case number(Double)
    /// A keyword such as `coarse`.
    case keyword(String)
}

extension ParameterValue: Codable {
    /// Reads a JSON number or string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let keyword = try? container.decode(String.self) {
            self = .keyword(keyword)
        } else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected a number or a string")
        }
    }

    /// Writes a JSON number or string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .number(let number): try container.encode(number)
        case .keyword(let keyword): try container.encode(keyword)
        }
    }
}

extension ParameterValue: CustomStringConvertible {
    /// The value as a config could write it: `10`, `0.1`, `coarse`.
    public var description: String {
        switch self {
        case .keyword(let keyword): return keyword
        case .number(let number):
            let text = number.description
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
    }
}
