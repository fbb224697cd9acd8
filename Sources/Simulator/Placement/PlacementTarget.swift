/// The free resources that a scheduler may claim: all of a table, or those of a list of machines.
package enum PlacementTarget {
    /// The whole table; a place is a machine's number.
    case table(FreeTable)
    /// The rest of an offer; a place is a position in the list.
    case list(MachineList)
}
