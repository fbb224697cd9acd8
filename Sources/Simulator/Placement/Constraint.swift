/// What a machine may have beside its capacity: a word or a number.
public enum AttributeValue: Hashable, Sendable {
    /// A word, such as the model of its GPUs.
    case word(String)
    /// A number, such as its kernel's version.
    case number(Double)
}

/// What a job asks of the machines that its tasks may run on: a condition on one attribute.
///
/// "Pickiness" of the Omega paper's high-fidelity simulator (§5), with the relations that Google's trace of 2011 has.
public struct Constraint: Hashable, Sendable {
    /// How the attribute is to be to the values.
    public enum Relation: Hashable, Sendable {
        /// One of them. A machine without the attribute is not suitable.
        case `in`
        /// None of them. A machine without the attribute is suitable.
        case notIn
        /// A number below each of them.
        case less
        /// A number above each of them.
        case greater
    }

    /// The attribute's name.
    public var attribute: String
    /// How it is to be.
    public var relation: Relation
    /// The values, at least one.
    public var values: [AttributeValue]

    /// A condition on an attribute.
    public init(_ attribute: String, _ relation: Relation, _ values: [AttributeValue]) {
        self.attribute = attribute
        self.relation = relation
        self.values = values
    }

    /// Whether a machine with these attributes is suitable.
    public func holds(for attributes: [String: AttributeValue]) -> Bool {
        guard let value = attributes[attribute] else { return relation == .notIn }
        func compares(_ condition: (Double, Double) -> Bool) -> Bool {
            guard case .number(let number) = value else { return false }
            return values.allSatisfy { other in
                if case .number(let limit) = other { condition(number, limit) } else { false }
            }
        }
        return switch relation {
        case .in: values.contains(value)
        case .notIn: !values.contains(value)
        case .less: compares(<)
        case .greater: compares(>)
        }
    }
}
