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
    /// How many racks the machines fill, which no others are in: one after another, as many in each as in the next, or one more; nil where
    /// nobody says.
    public var racks: Int?

    /// A class of `count` machines that have `capacity` each, and `attributes`.
    public init(
        name: String, count: Int, capacity: Resources, attributes: [String: AttributeValue] = [:], racks: Int? = nil
    ) {
        self.name = name
        self.count = count
        self.capacity = capacity
        self.attributes = attributes
        self.racks = racks
    }

    /// The attribute that names the rack that all machines of a class are in, perhaps with those of others.
    public static let rackAttribute = "rack"

    /// Whether it is known which machines are in one rack.
    public var knowsRacks: Bool { racks != nil || attributes[MachineClass.rackAttribute] != nil }
}

/// Machines of equal capacity that follow one another in a cell's numbering.
package struct MachineRun: Equatable {
    /// What each of them has.
    package var capacity: Resources
    /// How many there are.
    package var count: Int
    /// What jobs may ask for beside capacity, by name.
    package var attributes: [String: AttributeValue]
    /// Where they are among those of their class, if that fills racks of its own.
    var racking: Racking?

    /// `count` machines that have `capacity` each.
    package init(capacity: Resources, count: Int) {
        self.capacity = capacity
        self.count = count
        attributes = [:]
    }

    /// `count` machines of a class, the class with this number, from the one at `first` on.
    init(_ machines: MachineClass, number: Int, first: Int = 0, count: Int) {
        capacity = machines.capacity
        self.count = count
        attributes = machines.attributes
        racking = machines.racks.map {
            Racking(classNumber: number, racks: min($0, machines.count), machines: machines.count, first: first)
        }
    }
}
