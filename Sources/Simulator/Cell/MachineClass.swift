/// A kind of machine and how many of it a cell has.
public struct MachineClass: Equatable, Sendable {
    /// The name the config gives it.
    public var name: String
    /// How many machines of the class the cell has.
    public var count: Int
    /// What one of them has.
    public var capacity: Resources
    /// What jobs may ask for beside capacity, by name.
    public var attributes: [String: AttributeValue]

    /// A class of `count` machines that have `capacity` each, and `attributes`.
    public init(name: String, count: Int, capacity: Resources, attributes: [String: AttributeValue] = [:]) {
        self.name = name
        self.count = count
        self.capacity = capacity
        self.attributes = attributes
    }
}

/// Machines of equal capacity that follow one another in a cell's numbering.
package struct MachineRun: Equatable {
    /// What each of them has.
    package var capacity: Resources
    /// How many there are.
    package var count: Int
    /// What jobs may ask for beside capacity, by name.
    package var attributes: [String: AttributeValue]

    /// `count` machines that have `capacity` each.
    package init(capacity: Resources, count: Int) {
        self.capacity = capacity
        self.count = count
        attributes = [:]
    }

    /// `count` machines of a class.
    init(_ machines: MachineClass, count: Int) {
        capacity = machines.capacity
        self.count = count
        attributes = machines.attributes
    }
}
