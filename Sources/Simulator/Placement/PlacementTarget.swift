/// What a scheduler may place on: a whole table, or what a few machines have.
enum PlacementTarget {
    case table(FreeTable)
    case list(MachineList)

    /// What each place has.
    var words: UnsafeMutablePointer<MachineWord> {
        switch self {
        case .table(let table): table.words
        case .list(let list): list.words.base
        }
    }

    /// The machine of each place; nil where places are machines.
    var machines: UnsafeMutablePointer<UInt32>? {
        switch self {
        case .table: nil
        case .list(let list): list.machines.base
        }
    }
}
