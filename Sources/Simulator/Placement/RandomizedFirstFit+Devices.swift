/// Randomized first fit in a cell of devices: a machine drawn uniformly from those that fit, and of its devices with
/// room for a share one drawn uniformly.
///
/// The `Random` of the Kubernetes scheduler simulator of Weng et al., USENIX ATC 2023.
struct RandomizedFirstFitOnDevices: PlacementPolicy {
    /// Draws in vain in a row after which the machines that fit are listed.
    private static let mostMisses = 32

    func place(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        guard let devices = candidates.devices, !candidates.admitNone else { return }
        let demand = transaction.demand
        var missing = tasks
        func claim(_ place: UInt32) {
            let set = devices[Int(place)].devices(for: demand.claim, drawing: &stream)
            candidates.claim(place, on: set, into: &transaction)
            missing -= 1
        }
        var misses = 0
        while missing > 0, misses < RandomizedFirstFitOnDevices.mostMisses {
            if let place = candidates.draw(&stream), candidates.admits(demand.need, at: place) {
                claim(place)
                misses = 0
            } else {
                misses += 1
            }
        }
        guard missing > 0 else { return }
        candidates.findFitting(demand.need)
        let fitting = candidates.fitting
        var left = fitting.count
        while missing > 0, left > 0 {
            let position = stream.index(below: left)
            if candidates.admits(demand.need, at: fitting[position]) {
                claim(fitting[position])
            } else {
                left -= 1
                fitting.swapAt(position, left)
            }
        }
    }
}
