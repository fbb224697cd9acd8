/// Demands that no machine of a range fits, as far as they are known: the latest few that a search found nothing for.
///
/// What holds for a demand holds for every greater one until a machine of the range has room again. In a full cell most
/// attempts are retries in vain, and this spares them the search.
final class ExhaustedDemands {
    private struct Entry: BitwiseCopyable {
        let need: MachineWord
        let lowerBound: Int
        let upperBound: Int

        var range: Range<Int> { lowerBound..<upperBound }
    }

    private static let capacity = 32

    private var entries = GrowableBuffer<Entry>(capacity: capacity)
    /// Where the next entry goes once all places are taken: the oldest makes room.
    private var oldest = 0

    /// Whether nothing is known.
    var isEmpty: Bool { entries.count == 0 }

    /// No machine of `range` fits `need`.
    func insert(_ need: MachineWord, within range: Range<Int>) {
        let entry = Entry(need: need, lowerBound: range.lowerBound, upperBound: range.upperBound)
        if entries.count < Self.capacity {
            entries.append(entry)
        } else {
            entries[oldest] = entry
            oldest = (oldest + 1) % Self.capacity
        }
    }

    /// Whether it is known that no machine of `range` fits `need`.
    func cover(_ need: MachineWord, within range: Range<Int>) -> Bool {
        for position in 0..<entries.count {
            let entry = entries[position]
            if need.has(entry.need) && entry.range == range { return true }
        }
        return false
    }

    /// Forgets what no longer holds now that `machine` has `word`.
    func machine(_ machine: Int, has word: MachineWord) {
        var position = 0
        while position < entries.count {
            let entry = entries[position]
            if word.has(entry.need) && entry.range.contains(machine) {
                entries[position] = entries[entries.count - 1]
                entries.truncate(to: entries.count - 1)
                oldest = 0
            } else {
                position += 1
            }
        }
    }
}
