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
        /// A number below each of them. What spells no number is neither below nor above one.
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
        func compares(_ condition: (DecimalNumber, DecimalNumber) -> Bool) -> Bool {
            guard let number = value.number else { return false }
            return values.allSatisfy { $0.number.map { condition(number, $0) } ?? false }
        }
        return switch relation {
        case .in: values.contains(value)
        case .notIn: !values.contains(value)
        case .less: compares(<)
        case .greater: compares(>)
        }
    }
}
