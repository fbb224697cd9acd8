/// What a scheduler may place on: a whole table, or what a few machines have.
package enum PlacementTarget {
    /// A place is a machine.
    case table(FreeTable)
    /// What is left of an offer: a place is a position in its list.
    case list(MachineList)
}
