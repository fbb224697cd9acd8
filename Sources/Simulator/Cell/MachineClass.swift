/// A kind of machine and how many of it a cell has.
public struct MachineClass: Equatable, Sendable {
    /// The name the config gives it.
    public var name: String
    /// How many machines of the class the cell has.
    public var count: Int
    /// What one of them has.
    public var capacity: Resources

    /// A class of `count` machines that have `capacity` each.
    public init(name: String, count: Int, capacity: Resources) {
        self.name = name
        self.count = count
        self.capacity = capacity
    }
}
