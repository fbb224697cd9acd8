/// What a scheduler may place on: a whole table, or what a few machines have.
package enum PlacementTarget {
    /// A place is a machine.
    case table(FreeTable)
    /// What is left of an offer: a place is a position in its list.
    case list(MachineList)

    /// What each place has.
    @inline(__always)
    var words: UnsafeMutablePointer<MachineWord> {
        switch self {
        case .table(let table): table.words
        case .list(let list): list.words.base
        }
    }

    /// The machine of each place; nil where places are machines.
    @inline(__always)
    var machines: UnsafeMutablePointer<UInt32>? {
        switch self {
        case .table: nil
        case .list(let list): list.machines.base
        }
    }
}
