import Cellbench

/// Sends each task to the machine with the most free memory at that moment; of equal machines to the first.
struct MostFreeMemory: PlacementPolicy {
    func place(
        _ tasks: Int, among candidates: Candidates, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) {
        candidates.findFitting(for: transaction)
        for _ in 0..<tasks {
            var best: (place: UInt32, memory: Int64)?
            for place in candidates.fitting where candidates.admits(transaction, at: place) {
                let memory = candidates.free(at: place).memoryMiB
                if memory > best?.memory ?? -1 { best = (place, memory) }
            }
            guard let best else { return }
            candidates.claim(best.place, into: &transaction)
        }
    }
}
