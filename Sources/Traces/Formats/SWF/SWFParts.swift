internal import Simulator

/// The parts of jobs that ran in several: in a log with checkpoints or swapping each has a row of its own, beside that of the whole job
/// or instead of it.
///
/// "A workload has the one or the other": parts count where there is no row of the whole. A job is then made of them. It is submitted
/// and begins as the first part, on as many processors; it runs as long as its parts do together, or, where they had other numbers of
/// processors, so long that processors times seconds stay what they were.
package final class SWFParts {
    /// Why rows of parts are passed over, of which nothing is missing.
    package static let partOfWhole = "part of a job, which has a row of the whole"
    package static let partOfAssembled = "part of a job, taken together with its first part"

    /// What is known of a job by its parts.
    private struct Job {
        var first: SWFRow
        /// Where its first row stands.
        var line: Int
        var rows = 0
        var processorSeconds = 0.0
        /// What is unknown of it, if anything is.
        var gap: String?
    }

    private var jobs: [Int64: Job] = [:]
    private var wholes = NumberRanges()

    /// Takes in a row: of a part, or of a whole job, of which only that it is there is of interest.
    func take(_ row: SWFRow, line: Int) {
        guard row.isOfPart else { return wholes.insert(row.number) }
        var job = jobs[row.number] ?? Job(first: row, line: line)
        job.rows += 1
        if let run = row.run, let processors = row.processors {
            job.processorSeconds += run.inSeconds * Double(processors)
        } else {
            job.gap = row.run == nil ? SWFReader.runTimeUnknown : SWFReader.processorsUnknown
        }
        jobs[row.number] = job
    }

    /// Whether there were none.
    var isEmpty: Bool { jobs.isEmpty }

    /// The jobs that have no row of the whole, in the order of their submission, as rows of wholes, and the line of the first part of
    /// each; what is left out goes into `report`.
    func assembled(_ report: inout ReadReport) -> [(row: SWFRow, line: Int)] {
        var assembled: [(row: SWFRow, line: Int)] = []
        let known = wholes.merged
        for (number, job) in jobs.sorted(by: { $0.key < $1.key }) {
            guard !known.hold(number) else {
                report.skip(SWFParts.partOfWhole, rows: job.rows)
                continue
            }
            report.skip(SWFParts.partOfAssembled, rows: job.rows - 1)
            let gap = job.first.submitted == nil ? SWFReader.submitTimeUnknown : job.gap
            guard gap == nil, let processors = job.first.processors else {
                report.skip(gap ?? SWFReader.processorsUnknown, rows: 1, jobs: 1)
                continue
            }
            var whole = job.first
            whole.run = Nanoseconds(clampingSeconds: job.processorSeconds / Double(processors))
            assembled.append((whole, job.line))
        }
        return assembled.sorted { ($0.row.submitted ?? 0, $0.row.number) < ($1.row.submitted ?? 0, $1.row.number) }
    }
}

/// Whole numbers, kept as ranges: those of jobs follow one another.
private struct NumberRanges {
    private var ranges: [ClosedRange<Int64>] = []

    mutating func insert(_ number: Int64) {
        if let last = ranges.last, number != .min, last.upperBound == number - 1 {
            ranges[ranges.count - 1] = last.lowerBound...number
        } else {
            ranges.append(number...number)
        }
    }

    /// The same, apart from one another and in order.
    var merged: [ClosedRange<Int64>] {
        ranges.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { merged, range in
            if let last = merged.last, last.upperBound >= range.lowerBound {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
    }
}

extension [ClosedRange<Int64>] {
    /// Whether one of these ranges, which are in order, has the number.
    ///
    /// - Complexity: O(log *n*).
    fileprivate func hold(_ number: Int64) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].upperBound < number { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low].contains(number)
    }
}
