/// A figure of a point as its file has it.
enum FigureValue: Equatable {
    case number(Double)
    /// Names, such as those of the workloads that a scheduler serves.
    case words(String)
    /// `null`: it does not exist.
    case none
}

extension PointResult {
    /// Every figure that results say of a point, by its path in the file, such as `workloads.batch.waitTime.mean`.
    ///
    /// Read from what is written, so that no figure can be forgotten here. Status and reason are not among them.
    var figures: [String: FigureValue] {
        var figures: [String: FigureValue] = [:]
        guard let text = try? JSONText.encode(self),
            case .object(let members)? = try? JSONText.decode(JSONTree.self, from: Array(text.utf8), file: "")
        else { preconditionFailure("figures that were read can be written") }
        for key in ["workloads", "schedulers", "cell", "events"] { members[key]?.addLeaves(to: &figures, at: key) }
        return figures
    }
}

/// A JSON text of any structure.
private indirect enum JSONTree: Decodable {
    case object([String: JSONTree])
    case array([JSONTree])
    case number(Double)
    case word(String)
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let word = try? container.decode(String.self) {
            self = .word(word)
        } else if let elements = try? container.decode([JSONTree].self) {
            self = .array(elements)
        } else {
            self = .object(try container.decode([String: JSONTree].self))
        }
    }

    /// Adds the values of the leaves below `path`.
    func addLeaves(to figures: inout [String: FigureValue], at path: String) {
        switch self {
        case .object(let members):
            for (key, tree) in members { tree.addLeaves(to: &figures, at: "\(path).\(key)") }
        case .array(let elements):
            figures[path] = .words(elements.map(\.text).joined(separator: ", "))
        case .number(let number): figures[path] = .number(number)
        case .word(let word): figures[path] = .words(word)
        case .null: figures[path] = FigureValue.none
        }
    }

    private var text: String {
        switch self {
        case .number(let number): ParameterValue.number(number).description
        case .word(let word): word
        case .null: "null"
        case .object, .array: "…"
        }
    }
}
