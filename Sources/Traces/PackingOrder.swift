internal import CellbenchFiles
internal import CellbenchSimulator

/// Order in which the tasks of a list arrive, and ranks of machines, as a file has them.
///
/// The first line has the rank of each machine among ties, 0 first; each further line the name of a job, as often as its
/// tasks arrive. A job without a name goes by its number, and one of `trace convert` by its hash, `#8f`:
///
///     2 0 1
///     openb-pod-0017
///     openb-pod-0003
package struct PackingOrder: Equatable, Sendable {
    /// Ranks of the machines, in the order of the machines' names.
    package var ranks: [UInt32] = []
    /// Numbers of the tasks that arrive.
    package var arrivals: [Int] = []

    /// What a list has under an id.
    package enum Match {
        /// The numbers of a job's tasks.
        case job(Range<Int>)
        /// Several jobs.
        case several
    }

    /// Reads the file at `path`, plain or compressed with gzip.
    ///
    /// - Parameters:
    ///   - path: path of the file.
    ///   - machines: number of the machines.
    ///   - tap: takes the bytes of the file as they are read.
    ///   - jobs: what the list has under an id; nil for nothing.
    /// - Throws: ``TraceError`` at the line of what is wrong.
    package init(
        _ path: String, machines: Int, tap: ByteTap? = nil, jobs: (UInt64) -> Match?
    ) throws(TraceError) {
        let lines = try LineReader(path, tap: tap)
        guard let first = try lines.next() else {
            throw .malformed(path, "it is empty; accepted: ranks of the machines, then a name a line")
        }
        ranks = try PackingOrder.ranks(in: first, of: machines, path)
        while let line = try lines.next() {
            let name = PackingOrder.trimmed(line.bytes)
            guard !name.isEmpty else { continue }
            func error(_ problem: String) -> TraceError {
                let text = String(decoding: name, as: UTF8.self)
                return TraceError(file: path, line: line.number, message: "\(text.quoted) \(problem)")
            }
            switch PackingOrder.ids(of: name).lazy.compactMap(jobs).first {
            case .job(let numbers): arrivals += numbers
            case .several:
                throw error("is the name of several jobs in the list of tasks; accepted: a name of one job")
            case nil: throw error("is not in the list of tasks; accepted: an order of this list")
            }
        }
        guard !arrivals.isEmpty else {
            throw .malformed(path, "no tasks after the ranks of the machines; accepted: a name a line")
        }
    }

    /// Ids that a job with the name may have: the hash of the name, or the name itself where it is a hash or a number.
    ///
    /// Two of them are never ids of one list: a list has hashes or numbers, and hashes are numbers of 64 bits.
    private static func ids(of name: some Collection<UInt8>) -> [UInt64] {
        [
            StableHash.of(name), JobListText.hash(markedIn: name), UInt64(String(decoding: name, as: UTF8.self)),
        ].compactMap { $0 }
    }

    private static func ranks(
        in line: LineReader.Line, of machines: Int, _ path: String
    ) throws(TraceError) -> [UInt32] {
        func error(_ message: String) -> TraceError { TraceError(file: path, line: line.number, message: message) }
        let words = line.bytes.split(whereSeparator: isSpace)
        guard words.count == machines else {
            throw error(
                "\(words.count) ranks, and the cell has \(machines) machines; accepted: a rank for each, "
                    + "of an order for this cell")
        }
        var seen = Array(repeating: false, count: machines)
        var ranks: [UInt32] = []
        ranks.reserveCapacity(machines)
        for word in words {
            let text = String(decoding: word, as: UTF8.self)
            guard let rank = Int(text), seen.indices.contains(rank) else {
                throw error("\(text.quoted) is not a rank; accepted: each number from 0 to \(machines - 1) once")
            }
            guard !seen[rank] else {
                throw error("the rank \(rank) twice; accepted: each number from 0 to \(machines - 1) once")
            }
            seen[rank] = true
            ranks.append(UInt32(rank))
        }
        return ranks
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>> {
        var slice = bytes[...]
        while let last = slice.last, isSpace(last) { slice.removeLast() }
        return slice.drop(while: isSpace)
    }
}
