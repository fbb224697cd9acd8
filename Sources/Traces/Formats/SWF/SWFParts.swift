internal import CellbenchSimulator

/// Assembles jobs from rows of their parts, in a log with checkpoints or swapping.
///
/// Each part of such a job has a row, beside the row of the whole job or instead of it ("a workload has the one or the
/// other"). Parts count where there is no row of the whole, or one without a run time. The assembled job is submitted
/// and begins as its first part, on as many processors. It runs as long as its parts together; where their numbers of
/// processors differ, processors times seconds are conserved. The times of the parts are kept where submissions and
/// waits tell them.
package final class SWFParts {
    /// Reasons why rows of parts are passed over with nothing missing.
    package static let partOfWhole = "part of a job, which has a row of the whole"
    package static let partOfAssembled = "part of a job, taken together with its first part"
    /// Reason why a row of the whole is passed over with nothing missing.
    package static let wholeOfParts = "row of a job without a run time, which has parts"

    /// A job as its parts so far describe it.
    private struct Job {
        var first: SWFRow
        /// Line of its first row.
        var line: Int
        var rows = 0
        /// Run time on the processors of its first part.
        var length: Nanoseconds = 0
        /// Times in which it ran, on those; nil where some part's time is unknown, or parts would overlap.
        var runs: [Range<Nanoseconds>]? = []
        /// End of its last part, on whatever processors.
        var ended: Nanoseconds?
        /// Reason why the job is left out, such as an unknown run time; nil for none.
        var gap: String?

        /// Adds a part.
        mutating func add(_ row: SWFRow) {
            rows += 1
            guard let run = row.run, let processors = row.processors, let own = first.processors else {
                gap = row.run == nil ? SWFReader.runTimeUnknown : SWFReader.processorsUnknown
                return
            }
            let length =
                processors == own ? run : Nanoseconds(clampingSeconds: run.inSeconds * Double(processors) / Double(own))
            self.length = min(self.length.addingClamped(length), .longestSpan)
            let began = begin(of: row)
            ended = began?.addingClamped(run)
            guard let began, began >= runs?.last?.upperBound ?? 0, self.length < .longestSpan else { return runs = nil }
            runs?.append(began..<began.addingClamped(length))
        }

        /// Beginning of a part; nil where it is unknown.
        ///
        /// Parts after the first have a wait since the previous part, and no submission. Some logs have a submission
        /// all the same: it counts unless the part would begin before the previous one ended.
        private func begin(of row: SWFRow) -> Nanoseconds? {
            guard let wait = row.wait else { return nil }
            let sinceSubmission = row.submitted.map { $0.addingClamped(wait) }
            guard rows > 1 else { return sinceSubmission }
            guard let ended else { return sinceSubmission }
            if let sinceSubmission, sinceSubmission >= ended { return sinceSubmission }
            return ended.addingClamped(wait)
        }
    }

    /// A job made of parts.
    struct Assembled {
        /// The row of the whole job, as if the log had one.
        var row: SWFRow
        /// Line of the first part.
        var line: Int
        /// Times in which the job ran; empty where some part's time is unknown.
        var runs: [Range<Nanoseconds>]
    }

    private var jobs: [Int64: Job] = [:]
    private var wholes = NumberRanges()
    /// By job whose row of the whole has no run time, the reason to leave it out.
    private var wholesWithoutRun: [Int64: String] = [:]

    /// Adds a row, of a part or of a whole job; of a whole job only its existence counts.
    func take(_ row: SWFRow, line: Int) {
        guard row.isOfPart else {
            if row.run ?? 0 == 0, let reason = row.reasonToLeaveOut {
                wholesWithoutRun[row.number] = reason
            } else {
                wholes.insert(row.number)
            }
            return
        }
        jobs[row.number, default: Job(first: row, line: line)].add(row)
    }

    /// True if there were no parts.
    var isEmpty: Bool { jobs.isEmpty }

    /// Jobs without a row of the whole, or with one without a run time, in the order of their submission.
    ///
    /// - Parameter report: takes what is left out.
    /// - Returns: the jobs.
    func assembled(_ report: inout ReadReport) -> [Assembled] {
        var assembled: [Assembled] = []
        let known = wholes.merged
        for (number, job) in jobs.sorted(by: { $0.key < $1.key }) {
            guard !known.hold(number) else {
                report.skip(SWFParts.partOfWhole, rows: job.rows)
                continue
            }
            let gap = job.first.submitted == nil ? SWFReader.submitTimeUnknown : job.gap
            if let reason = wholesWithoutRun[number] {
                // The job is left out already where its parts tell no more than the whole.
                guard gap == nil else {
                    report.skip(SWFParts.partOfWhole, rows: job.rows)
                    continue
                }
                report.recountRow(of: reason, as: SWFParts.wholeOfParts)
            }
            report.skip(SWFParts.partOfAssembled, rows: job.rows - 1)
            if let gap {
                report.skip(gap, rows: 1, jobs: 1)
                continue
            }
            var whole = job.first
            whole.run = job.length
            assembled.append(Assembled(row: whole, line: job.line, runs: job.rows > 1 ? job.runs ?? [] : []))
        }
        return assembled.sorted { ($0.row.submitted ?? 0, $0.row.number) < ($1.row.submitted ?? 0, $1.row.number) }
    }
}

/// A set of whole numbers, kept as ranges: numbers of jobs mostly follow one another.
private struct NumberRanges {
    private var ranges: [ClosedRange<Int64>] = []

    mutating func insert(_ number: Int64) {
        if let last = ranges.last, number != .min, last.upperBound == number - 1 {
            ranges[ranges.count - 1] = last.lowerBound...number
        } else {
            ranges.append(number...number)
        }
    }

    /// The ranges in order, merged where they overlap.
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
    /// True if one of the ranges, which are in order and apart, has the number.
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
