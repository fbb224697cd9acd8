/// A kind of machine, and the number of them in a cell.
public struct MachineClass: Equatable, Sendable {
    /// Name in the config.
    public var name: String
    /// Number of machines of the class in the cell.
    public var count: Int
    /// Capacity of each machine.
    public var capacity: Resources
    /// Values by attribute, which constraints of jobs may ask for.
    public var attributes: [String: AttributeValue]
    /// Number of racks that the machines of the class fill on their own; nil where no racks are given.
    ///
    /// 10 machines in 3 racks are 4, 3 and 3.
    public var racks: Int?

    /// A class of `count` machines with a capacity and attributes.
    public init(
        name: String, count: Int, capacity: Resources, attributes: [String: AttributeValue] = [:], racks: Int? = nil
    ) {
        self.name = name
        self.count = count
        self.capacity = capacity
        self.attributes = attributes
        self.racks = racks
    }

    /// The attribute that names the rack of all machines of a class; other classes may name the same.
    public static let rackAttribute = "rack"

    /// True if the class says in which racks its machines are.
    public var knowsRacks: Bool { racks != nil || attributes[MachineClass.rackAttribute] != nil }
}

/// Machines of equal capacity and neighbouring numbers.
package struct MachineRun: Equatable {
    /// Capacity of each machine.
    package var capacity: Resources
    /// Number of machines.
    package var count: Int
    /// Values by attribute, which constraints of jobs may ask for.
    package var attributes: [String: AttributeValue]
    /// Position of the machines in their class, if the class fills racks of its own.
    var racking: Racking?
    /// Number of the machines' class.
    private(set) var classNumber = 0
    /// Number of machines of the class before these.
    private(set) var first = 0

    /// A run of `count` machines without attributes.
    package init(capacity: Resources, count: Int) {
        self.capacity = capacity
        self.count = count
        attributes = [:]
    }

    /// A run of `count` machines of the class `machines`, which has the given number, from its machine `first` on.
    init(_ machines: MachineClass, number: Int, first: Int = 0, count: Int) {
        capacity = machines.capacity
        self.count = count
        attributes = machines.attributes
        classNumber = number
        self.first = first
        racking = machines.racks.map {
            Racking(classNumber: number, racks: min($0, machines.count), machines: machines.count, first: first)
        }
    }
}

extension MachineRun {
    /// The most devices that any of the machines has.
    static func mostDevices(of runs: [MachineRun]) -> Int {
        Int(runs.reduce(0) { max($0, $1.capacity.milliGPUs / Devices.whole) })
    }
}
