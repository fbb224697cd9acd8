/// What a scheduler may place on: a whole table, or what a few machines have.
enum Ground {
    case everywhere(FreeTable)
    case here(MachineList)

    /// What each place has.
    var words: UnsafeMutablePointer<MachineWord> {
        switch self {
        case .everywhere(let table): table.words
        case .here(let list): list.words.base
        }
    }

    /// The machine of each place; nil where places are machines.
    var machines: UnsafeMutablePointer<UInt32>? {
        switch self {
        case .everywhere: nil
        case .here(let list): list.machines.base
        }
    }
}
