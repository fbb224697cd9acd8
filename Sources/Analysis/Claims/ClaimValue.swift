internal import CellbenchResults

/// A value in an expression of a claim.
enum ClaimValue: Equatable {
    /// A figure.
    case number(Double)
    /// A figure along a swept path, in the order of the path's values.
    case series([(x: Double, y: Double)])
    /// The truth of a condition.
    case truth(Bool)

    static func == (a: ClaimValue, b: ClaimValue) -> Bool {
        switch (a, b) {
        case (.number(let a), .number(let b)): a == b
        case (.truth(let a), .truth(let b)): a == b
        case (.series(let a), .series(let b)): a.elementsEqual(b) { $0 == $1 }
        default: false
        }
    }

    /// Kind of the value, for messages.
    var kind: String {
        switch self {
        case .number: "a number"
        case .series: "a series"
        case .truth: "a truth value"
        }
    }

    /// The value for a table: `0.42`, `0.02 … 1 (7 values)`.
    var text: String {
        switch self {
        case .truth(let holds): return holds ? "true" : "false"
        case .number(let number): return Self.text(number)
        case .series(let values):
            guard let first = values.first, let last = values.last else { return "no values" }
            guard values.count > 1 else { return Self.text(first.y) }
            let most = 9
            // A short series in full, else its ends and its middle.
            let shown =
                values.count <= most
                ? Array(values.indices) : (0..<most).map { $0 * (values.count - 1) / (most - 1) }
            return shown.map { Self.text(values[$0].y) }.joined(separator: " ")
                + " at \(Self.text(first.x)) … \(Self.text(last.x))"
        }
    }

    static func text(_ number: Double) -> String {
        number == .infinity ? "never" : FigureFormat.short(number)
    }
}

extension ClaimValue {
    /// Combines two values, number by number; two series must have the same places.
    static func combined(
        _ a: ClaimValue, _ b: ClaimValue, _ what: String, _ combine: (Double, Double) -> Double
    ) throws(ClaimProblem) -> ClaimValue {
        func number(_ a: Double, _ b: Double) throws(ClaimProblem) -> Double {
            let result = combine(a, b)
            // A finite number divided by 0 is an error, and not infinity.
            guard !result.isNaN, result.isFinite || !a.isFinite || !b.isFinite else {
                throw ClaimProblem("\(what) of \(text(a)) and \(text(b)) is no number")
            }
            return result
        }
        var series: [(x: Double, y: Double)] = []
        switch (a, b) {
        case (.number(let a), .number(let b)): return .number(try number(a, b))
        case (.series(let a), .number(let b)): for a in a { series.append((a.x, try number(a.y, b))) }
        case (.number(let a), .series(let b)): for b in b { series.append((b.x, try number(a, b.y))) }
        case (.series(let a), .series(let b)):
            for pair in try matched(a, b) { series.append((pair.x, try number(pair.a, pair.b))) }
        default: throw ClaimProblem(ofKind: "\(what) of \(a.kind) and \(b.kind); accepted: numbers and series")
        }
        return .series(series)
    }

    /// True if a comparison holds; for series, at every place.
    static func compared(
        _ a: ClaimValue, _ b: ClaimValue, _ what: String, _ holds: (Double, Double) -> Bool
    ) throws(ClaimProblem) -> Bool {
        switch (a, b) {
        case (.number(let a), .number(let b)): return holds(a, b)
        case (.series(let a), .number(let b)): return a.allSatisfy { holds($0.y, b) }
        case (.number(let a), .series(let b)): return b.allSatisfy { holds(a, $0.y) }
        case (.series(let a), .series(let b)): return try matched(a, b).allSatisfy { holds($0.a, $0.b) }
        default: throw ClaimProblem(ofKind: "\(what) of \(a.kind) and \(b.kind); accepted: numbers and series")
        }
    }

    private static func matched(
        _ a: [(x: Double, y: Double)], _ b: [(x: Double, y: Double)]
    ) throws(ClaimProblem) -> [(x: Double, a: Double, b: Double)] {
        guard a.map(\.x) == b.map(\.x) else {
            throw ClaimProblem("two series of \(a.count) and \(b.count) values that are not at the same places")
        }
        return zip(a, b).map { ($0.x, $0.y, $1.y) }
    }
}
