/// A condition on one attribute of the machines that a job's tasks may run on: `gpu_model in T4|A10`.
///
/// Constraints are the "pickiness" of the Omega paper's high-fidelity simulator (§5), with the relations of Google's
/// trace of 2011.
public struct Constraint: Hashable, Sendable {
    /// Relation of a machine's value to the values of the constraint.
    public enum Relation: Hashable, Sendable {
        /// The machine's value is one of them. A machine without the attribute is not suitable.
        case `in`
        /// The machine's value is none of them. A machine without the attribute is suitable.
        case notIn
        /// The machine's value is a number below each of them. A text that spells no number is never below one.
        case less
        /// The machine's value is a number above each of them. A text that spells no number is never above one.
        case greater
    }

    /// Name of the attribute.
    public var attribute: String
    /// Relation of a machine's value to ``values``.
    public var relation: Relation
    /// Values to compare with, at least one.
    public var values: [AttributeValue]

    /// A condition on an attribute.
    public init(_ attribute: String, _ relation: Relation, _ values: [AttributeValue]) {
        self.attribute = attribute
        self.relation = relation
        self.values = values
    }

    /// True if a machine with these attributes is suitable.
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
