internal import CellbenchExperiments

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// How many pieces of work, such as points, are under way at once.
enum Workers {
    /// As many as are asked for, or as there are cores; a note says where there are fewer.
    ///
    /// - Parameters:
    ///   - jobs: how many are asked for; nil for all cores.
    ///   - most: how many fit into memory.
    ///   - pieces: how many pieces there are.
    ///   - piece: what a piece is called, such as `point`.
    /// - Returns: how many.
    static func count(_ jobs: Int?, atMost most: Int, of pieces: Int, called piece: String) -> Int {
        let wanted = jobs ?? ProcessInfo.processInfo.activeProcessorCount
        let workers = min(wanted, most)
        if !Threads.canBeMade {
            Terminal.note("one \(piece) at a time: no more threads can be made")
        } else if workers < min(wanted, pieces) {
            Terminal.note("\(workers) \(piece)s at once rather than \(wanted): more need more memory than there is")
        }
        return workers
    }
}
