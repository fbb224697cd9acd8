internal import CellbenchSimulator

/// The parts of jobs that ran in several: in a log with checkpoints or swapping each has a row of its own, beside that of the whole job
/// or instead of it.
///
/// "A workload has the one or the other": parts count where there is no row of the whole, or one that does not say how long the job
/// ran. A job is then made of them. It is submitted and begins as the first part, on as many processors; it runs as long as its parts do
/// together, or, where they had other numbers of processors, so long that processors times seconds stay what they were. When each part
/// ran is kept where submissions and waits tell.
package final class SWFParts {
    /// Why rows of parts are passed over, of which nothing is missing.
    package static let partOfWhole = "part of a job, which has a row of the whole"
    package static let partOfAssembled = "part of a job, taken together with its first part"
    /// Why a row of the whole is passed over of which nothing is missing.
    package static let wholeOfParts = "row of a job without a run time, which has parts"

    /// What is known of a job by its parts.
    private struct Job {
        var first: SWFRow
        /// Where its first row stands.
        var line: Int
        var rows = 0
        /// How long it ran on the processors of its first part.
        var length: Nanoseconds = 0
        /// When it ran on those; nil where that is not known of all of its parts, or they would overlap.
        var runs: [Range<Nanoseconds>]? = []
        /// When its last part ended, whatever processors it had.
        var ended: Nanoseconds?
        /// What is unknown of it, if anything is.
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

        /// When a part began; nil where that is not known.
        ///
        /// Parts after the first have a wait since the one before, and no submission. Some logs have one all the same: that counts,
        /// unless the part would begin before the one before it ended.
        private func begin(of row: SWFRow) -> Nanoseconds? {
            guard let wait = row.wait else { return nil }
            let sinceSubmission = row.submitted.map { $0.addingClamped(wait) }
            guard rows > 1 else { return sinceSubmission }
            guard let ended else { return sinceSubmission }
            if let sinceSubmission, sinceSubmission >= ended { return sinceSubmission }
            return ended.addingClamped(wait)
        }
    }

    /// A job that is made of parts.
    struct Assembled {
        /// A row as one of the whole has it.
        var row: SWFRow
        /// The line of the first part.
        var line: Int
        /// When it ran; empty where that is not known of all of its parts.
        var runs: [Range<Nanoseconds>]
    }

    private var jobs: [Int64: Job] = [:]
    private var wholes = NumberRanges()
    /// Why jobs are left out whose row of the whole does not say how long they ran.
    private var wholesWithoutRun: [Int64: String] = [:]

    /// Takes in a row: of a part, or of a whole job, of which only that it is there is of interest.
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

    /// Whether there were none.
    var isEmpty: Bool { jobs.isEmpty }

    /// The jobs that have no row of the whole, or none with a run time, in the order of their submission; what is left out goes into
    /// `report`.
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
                // The job is left out already where the parts tell no more than the whole.
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
