internal import CellbenchConfig

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A function that an expression of a claim calls by its name: `mean(series)`.
///
/// `rising`, `falling` and `within` give a truth value, the others a number.
enum ClaimFunction: String, CaseIterable, Sendable {
    case rising, falling, min, max, mean, first, last, at, crossing, within, abs

    /// Numbers of arguments that are allowed.
    var arguments: ClosedRange<Int> {
        switch self {
        case .rising, .falling: 1...2
        case .mean, .first, .last, .abs: 1...1
        case .min, .max: 1...20
        case .at, .crossing: 2...2
        case .within: 3...3
        }
    }

    /// Form of a call: `rising(series)`.
    var usage: String {
        switch self {
        case .rising:
            "rising(series) or rising(series, share), which lets each value be that share lower than the greatest before"
        case .falling:
            "falling(series) or falling(series, share), which lets each value be that share higher than the least before"
        case .min, .max: "\(rawValue)(series) or \(rawValue)(a, b, …)"
        case .mean, .first, .last: "\(rawValue)(series)"
        case .abs: "abs(value)"
        case .at: "at(series, x)"
        case .crossing: "crossing(series, level), the place where the series first passes the level"
        case .within: "within(a, b, share), whether a differs from b by no more than that share of b"
        }
    }

    fileprivate func value(_ arguments: [ClaimValue]) throws(ClaimProblem) -> ClaimValue {
        switch self {
        case .rising, .falling: return .truth(try isMonotone(arguments))
        case .min, .max: return try extreme(arguments)
        case .mean:
            let values = try series(arguments[0])
            let mean = values.reduce(0) { $0 + $1.y } / Double(values.count)
            guard !mean.isNaN else { throw ClaimProblem("there is no mean of numbers that are infinite both ways") }
            return .number(mean)
        case .first: return .number(try series(arguments[0])[0].y)
        case .last:
            let values = try series(arguments[0])
            return .number(values[values.count - 1].y)
        case .abs: return try ClaimValue.combined(arguments[0], .number(0), rawValue) { value, _ in value.magnitude }
        case .at:
            let (values, place) = (try series(arguments[0]), try number(arguments[1]))
            guard let found = values.first(where: { isSame($0.x, place) }) else {
                let places = Name.list(values.map { ClaimValue.text($0.x) })
                throw ClaimProblem("the series has no value at \(ClaimValue.text(place)); it has \(places)")
            }
            return .number(found.y)
        case .crossing: return .number(crossing(try series(arguments[0]), try number(arguments[1])))
        case .within:
            let share = try number(arguments[2])
            if try ClaimValue.compared(arguments[1], .number(.infinity), rawValue, { $0 == $1 }) {
                throw ClaimProblem("there is no share of \(ClaimValue.text(.infinity))")
            }
            return .truth(
                try ClaimValue.compared(arguments[0], arguments[1], rawValue) { a, b in
                    a == b || (a - b).magnitude <= share * b.magnitude
                })
        }
    }

    private func series(_ value: ClaimValue) throws(ClaimProblem) -> [(x: Double, y: Double)] {
        guard case .series(let values) = value else {
            throw ClaimProblem(ofKind: "\(rawValue) of \(value.kind); accepted: \(usage)")
        }
        guard !values.isEmpty else { throw ClaimProblem("\(rawValue) of a series without values") }
        return values
    }

    private func number(_ value: ClaimValue) throws(ClaimProblem) -> Double {
        guard case .number(let number) = value else {
            throw ClaimProblem(ofKind: "\(rawValue) of \(value.kind); accepted: \(usage)")
        }
        return number
    }

    private func isMonotone(_ arguments: [ClaimValue]) throws(ClaimProblem) -> Bool {
        let slack = arguments.count > 1 ? try number(arguments[1]) : 0
        let values = try series(arguments[0]).map(\.y)
        var extreme = values[0]
        for value in values.dropFirst() {
            // A share of infinity is not a number.
            let allowed = slack == 0 || !extreme.isFinite ? 0 : slack * extreme.magnitude
            let isAstray = self == .rising ? value < extreme - allowed : value > extreme + allowed
            if isAstray { return false }
            extreme = self == .rising ? Swift.max(extreme, value) : Swift.min(extreme, value)
        }
        return true
    }

    private func extreme(_ arguments: [ClaimValue]) throws(ClaimProblem) -> ClaimValue {
        let isLeast = self == .min
        let pick = { (a: Double, b: Double) -> Double in isLeast ? Swift.min(a, b) : Swift.max(a, b) }
        if arguments.count == 1 {
            let values = try series(arguments[0]).map(\.y)
            return .number(values.dropFirst().reduce(values[0], pick))
        }
        var result = arguments[0]
        for argument in arguments.dropFirst() { result = try ClaimValue.combined(result, argument, rawValue, pick) }
        return result
    }

    /// Place where a series first exceeds a level, interpolated between two places.
    ///
    /// The scale between places is logarithmic if both are above 0, else linear. The first place if the series starts
    /// above the level; infinity if it never exceeds the level.
    private func crossing(_ values: [(x: Double, y: Double)], _ level: Double) -> Double {
        if values[0].y > level { return values[0].x }
        for (a, b) in zip(values, values.dropFirst()) where b.y > level {
            let part = b.y.isFinite && a.y.isFinite ? (level - a.y) / (b.y - a.y) : 0
            return a.x > 0 && b.x > 0 ? a.x * pow(b.x / a.x, part) : a.x + (b.x - a.x) * part
        }
        return .infinity
    }
}

/// True if two swept values are equal but for rounding.
func isSame(_ a: Double, _ b: Double) -> Bool {
    a == b || (a - b).magnitude <= 1e-9 * Swift.max(a.magnitude, b.magnitude)
}

extension ClaimExpression.Node {
    /// Value of the expression for given values of its names.
    func value(_ values: [String: ClaimValue]) throws(ClaimProblem) -> ClaimValue {
        switch self {
        case .number(let number): return .number(number)
        case .name(let name):
            guard let value = values[name] else { preconditionFailure("a name without a value passed the parser") }
            return value
        case .call(let function, let arguments):
            var found: [ClaimValue] = []
            for argument in arguments { found.append(try argument.value(values)) }
            return try function.value(found)
        case .negated(let node):
            return try ClaimValue.combined(.number(0), node.value(values), "minus") { $0 - $1 }
        case .arithmetic(let sign, let a, let b):
            return try ClaimValue.combined(a.value(values), b.value(values), sign.rawValue) { sign.value($0, $1) }
        case .comparison(let operands, let relations):
            for (index, relation) in relations.enumerated() {
                let (a, b) = (try operands[index].value(values), try operands[index + 1].value(values))
                let holds = try ClaimValue.compared(a, b, relation.rawValue) { relation.holds($0, $1) }
                if !holds { return .truth(false) }
            }
            return .truth(true)
        case .not(let node): return .truth(try !node.truth(values))
        // Both sides are evaluated, so that one does not hide an error in the other.
        case .and(let a, let b):
            let (first, second) = (try a.truth(values), try b.truth(values))
            return .truth(first && second)
        case .or(let a, let b):
            let (first, second) = (try a.truth(values), try b.truth(values))
            return .truth(first || second)
        }
    }

    private func truth(_ values: [String: ClaimValue]) throws(ClaimProblem) -> Bool {
        let value = try value(values)
        guard case .truth(let holds) = value else {
            throw ClaimProblem(ofKind: "\(value.kind) where a condition is wanted")
        }
        return holds
    }
}

extension ClaimExpression.Arithmetic {
    fileprivate func value(_ a: Double, _ b: Double) -> Double {
        switch self {
        case .plus: a + b
        case .minus: a - b
        case .times: a * b
        case .over: a / b
        }
    }
}

extension ClaimExpression.Relation {
    fileprivate func holds(_ a: Double, _ b: Double) -> Bool {
        switch self {
        case .atMost: a <= b
        case .atLeast: a >= b
        case .equal: a == b
        case .unequal: a != b
        case .less: a < b
        case .greater: a > b
        }
    }
}
