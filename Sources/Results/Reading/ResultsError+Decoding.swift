internal import CellbenchFiles

extension ResultsError {
    /// A decoder's error in the words of the file: position, path and problem.
    init(_ error: DecodingError, bytes: [UInt8], file: String) {
        switch error {
        case .typeMismatch(let type, let context):
            self = .malformed(
                file: file, position: nil, path: path(context.codingPath),
                problem: "expected \(name(of: type))")
        case .valueNotFound(let type, let context):
            self = .malformed(
                file: file, position: nil, path: path(context.codingPath),
                problem: "expected \(name(of: type)), found null")
        case .keyNotFound(let key, let context):
            self = .malformed(
                file: file, position: nil, path: path(context.codingPath + [key]), problem: "missing")
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            let problem = JSONSyntax.firstProblem(in: bytes)
            self = .malformed(
                file: file, position: problem.map { Position(line: $0.line, column: $0.column) }, path: "",
                problem: problem?.message ?? "expected JSON, encoded in UTF-8")
        case .dataCorrupted(let context):
            self = .malformed(
                file: file, position: nil, path: path(context.codingPath), problem: context.debugDescription)
        @unknown default:
            self = .malformed(file: file, position: nil, path: "", problem: "expected JSON")
        }
    }
}

/// A path as in messages: `points[3].workloads.batch.jobs`.
private func path(_ keys: [any CodingKey]) -> String {
    keys.reduce(into: "") { path, key in
        if let index = key.intValue {
            path += "[\(index)]"
        } else {
            path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
        }
    }
}

/// Name of a Swift type in JSON: `a string`.
private func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a string"
    case is Double.Type: "a number"
    case is Int.Type: "a whole number"
    case is UInt64.Type: "a whole number from 0"
    case is Bool.Type: "true or false"
    case is any RandomAccessCollection.Type: "an array"
    default: "an object"
    }
}
