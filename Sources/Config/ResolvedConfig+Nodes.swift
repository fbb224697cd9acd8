internal import CellbenchFiles
internal import CellbenchSimulator
internal import Yams

extension Node {
    /// A mapping over several lines.
    static func block(_ pairs: [(String, Node)]) -> Node {
        Node(pairs.map { (.name($0), $1) }, .implicit, .block)
    }

    /// A mapping on one line.
    static func flow(_ pairs: [(String, Node)]) -> Node {
        Node(pairs.map { (.name($0), $1) }, .implicit, .flow)
    }

    /// A list over several lines.
    static func list(_ elements: [Node]) -> Node { Node(elements, .implicit, .block) }

    /// A word or a number.
    static func plain(_ text: String) -> Node { Node(text, .implicit, .plain) }

    /// A text of any kind.
    static func quoted(_ text: String) -> Node { Node(text, .implicit, .doubleQuoted) }

    /// A name, in quotes only where YAML would take it for a null or a truth value: `"yes"`.
    static func name(_ text: String) -> Node {
        let node = ConfigNode(scalar: text, place: Place(file: ""))
        return node.isNull || node.isBoolean ? .quoted(text) : .plain(text)
    }

    /// A bare number.
    static func number(_ value: Double) -> Node { .plain(shortest(value)) }

    /// A span of time in the largest unit of which it is a whole number: `90s`, `2h`.
    static func time(_ span: Nanoseconds) -> Node {
        let units: [(String, Nanoseconds)] = [
            ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("min", 60_000_000_000), ("s", 1_000_000_000),
            ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
        ]
        guard span != 0, let (name, size) = units.first(where: { span % $0.1 == 0 }) else { return .plain("0s") }
        return .plain("\(span / size)\(name)")
    }

    /// A time in seconds, which need not be whole nanoseconds.
    static func time(_ seconds: Double) -> Node {
        let largestExact = 1e9
        guard seconds == seconds.rounded(), seconds <= largestExact else { return .plain("\(seconds)s") }
        return .time(Nanoseconds(seconds) * .perSecond)
    }

    /// Memory in GiB.
    static func memory(_ gibibytes: Double) -> Node {
        let mebibytes = gibibytes * 1024
        guard gibibytes != gibibytes.rounded(), mebibytes == mebibytes.rounded() else {
            return .plain(shortest(gibibytes) + "GiB")
        }
        return .plain(shortest(mebibytes) + "MiB")
    }

    /// The node as the user wrote it.
    init(_ node: ConfigNode) {
        switch node.content {
        case .scalar(let text, let isQuoted): self = isQuoted ? .quoted(text) : .plain(text)
        case .mapping(let entries): self = .block(entries.map { ($0.key, Node($0.value)) })
        case .sequence(let elements): self = Node(elements.map { Node($0) }, .implicit, .flow)
        }
    }
}

extension Distribution {
    /// The distribution as in configs; `node` writes a value of its quantity.
    func node(_ node: (Double) -> Node) -> Node {
        var bounds: [(String, Node)] = []
        if minimum > 0 { bounds.append(("min", node(minimum))) }
        if maximum < .infinity { bounds.append(("max", node(maximum))) }
        switch shape {
        case .constant(let value):
            return .flow([("constant", node(value))] + bounds)
        case .uniform(let from, let to):
            return .flow([("uniform", .flow([("min", node(from)), ("max", node(to))]))] + bounds)
        case .exponential(let mean):
            return .flow([("exponential", .flow([("mean", node(mean))] + bounds))])
        case .normal(let mean, let sd):
            return .flow([("normal", .flow([("mean", node(mean)), ("sd", node(sd))] + bounds))])
        case .lognormal(let mean, let sd):
            return .flow([("lognormal", .flow([("mean", node(mean)), ("sd", node(sd))] + bounds))])
        case .pareto(let alpha, let scale):
            return .flow([("pareto", .flow([("alpha", .number(alpha)), ("min", node(scale))]))] + bounds)
        case .choice(let values):
            let weights = values.map { (node($0.value).scalar?.string ?? "", Node.number($0.weight)) }
            return .flow([("choice", .flow(weights))] + bounds)
        case .quantiles(let points):
            let pairs = points.map { Node([.number($0.probability), node($0.value)], .implicit, .flow) }
            return .flow([("quantiles", Node(pairs, .implicit, .flow))] + bounds)
        }
    }
}
