internal import Yams

/// Reads YAML 1.2 or JSON into a tree with the place of every value.
package enum YAMLReader {
    /// Number of bytes of the largest config.
    package static let mostBytes = 16 << 20
    /// Largest number of values in a config, with aliases followed.
    static let mostNodes = 200_000
    /// Largest depth of nested values.
    static let mostLevels = 64
    /// The tree of a document in UTF-8; messages name its file.
    package static func tree(of bytes: [UInt8], file: String) throws(ConfigError) -> ConfigNode {
        if let signature = FileSignature(of: bytes) {
            throw ConfigError(file: file, message: signature.message(accepting: "a YAML or JSON text in UTF-8"))
        }
        let text = try decoded(bytes, file: file)
        let root = try composed(text, file: file)
        guard let root else {
            throw ConfigError(file: file, message: "the config is empty; accepted: a mapping of settings")
        }
        var reader = TreeReader(file: file)
        return try reader.node(root, level: 0)
    }

    /// The tree of a value from the command line, of any kind.
    package static func tree(ofValue text: String, option: String) throws(ConfigError) -> ConfigNode {
        let root = try composed(try decoded(Array(text.utf8), file: option), file: option)
        guard let root else { return ConfigNode(scalar: "", place: Place(file: option)) }
        var reader = TreeReader(file: option, knowsLines: false)
        return try reader.node(root, level: 0)
    }

    private static func decoded(_ bytes: [UInt8], file: String) throws(ConfigError) -> String {
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let content = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(3) : bytes[...]
        if let offset = content.firstIndex(of: 0) {
            throw ConfigError(
                at: position(of: offset, in: bytes, file: file),
                message: "a zero byte; accepted: a YAML or JSON text in UTF-8, not a binary file")
        }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw ConfigError(file: file, message: "not UTF-8; accepted: a YAML or JSON text in UTF-8")
        }
        if let problem = EndlessYAML.problem(in: content) { throw ConfigError(file: file, message: problem) }
        return text
    }

    private static func position(of offset: Int, in bytes: [UInt8], file: String) -> Place {
        let before = bytes[..<offset]
        let line = before.count { $0 == 0x0A } + 1
        let column = offset - (before.lastIndex(of: 0x0A) ?? -1)
        return Place(file: file, line: line, column: column)
    }

    private static func composed(_ text: String, file: String) throws(ConfigError) -> Node? {
        do {
            // The basic resolver leaves every scalar a text, without YAML 1.1's truth values and numbers.
            return try Yams.compose(yaml: SurrogatePairs.joined(text), .basic, .default, .utf8)
        } catch let error as YamlError {
            throw ConfigError(error, file: file)
        } catch {
            throw ConfigError(file: file, message: "not YAML: \(error)")
        }
    }
}

extension ConfigError {
    fileprivate init(_ error: YamlError, file: String) {
        func malformed(_ problem: String, _ mark: Mark?, _ context: YamlError.Context? = nil) -> ConfigError {
            let text = [context?.text, problem].compactMap { $0 }.joined(separator: " ")
            return ConfigError(
                file: file, line: mark?.line, column: mark?.column,
                message: "not YAML: \(text); accepted: a config in YAML or JSON")
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            self = malformed(problem, mark, context)
        case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem),
            .representer(let problem):
            self = malformed(problem, nil)
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map(\.quoted).joined(separator: ", ")
            self = ConfigError(
                file: file, line: context.mark.line, column: context.mark.column,
                message: "\(names) is given more than once in one mapping; accepted: every key once")
        case .no, .memory, .dataCouldNotBeDecoded:
            self = malformed("it cannot be read", nil)
        }
    }
}

/// Turns the library's nodes into ``ConfigNode``s and counts them, because an alias may stand for many.
private struct TreeReader {
    let file: String
    var knowsLines = true
    private var count = 0

    init(file: String, knowsLines: Bool = true) {
        self.file = file
        self.knowsLines = knowsLines
    }

    mutating func node(_ node: Node, level: Int) throws(ConfigError) -> ConfigNode {
        let place = place(of: node)
        count += 1
        guard count <= YAMLReader.mostNodes else {
            throw ConfigError(
                at: place,
                message: "more than \(YAMLReader.mostNodes) values once aliases are followed; accepted: fewer")
        }
        guard level <= YAMLReader.mostLevels else {
            throw ConfigError(
                at: place, message: "nested more than \(YAMLReader.mostLevels) deep; accepted: less depth")
        }
        switch node {
        case .scalar(let scalar):
            let isQuoted = scalar.style != .plain && scalar.style != .any
            return ConfigNode(.scalar(scalar.string, isQuoted: isQuoted), place: place)
        case .sequence(let sequence):
            var elements: [ConfigNode] = []
            for element in sequence { elements.append(try self.node(element, level: level + 1)) }
            return ConfigNode(.sequence(elements), place: place)
        case .mapping(let mapping):
            var entries: [ConfigNode.Entry] = []
            for (key, value) in mapping {
                guard case .scalar(let scalar) = key else {
                    throw ConfigError(at: self.place(of: key), message: "a key that is not a text; accepted: texts")
                }
                let value = try self.node(value, level: level + 1)
                entries.append(.init(key: scalar.string, place: self.place(of: key), value: value))
            }
            return ConfigNode(.mapping(entries), place: place)
        case .alias:
            throw ConfigError(at: place, message: "an alias without an anchor; accepted: aliases of earlier anchors")
        }
    }

    private func place(of node: Node) -> Place {
        Place(file: file, line: knowsLines ? node.mark?.line : nil, column: knowsLines ? node.mark?.column : nil)
    }
}
