internal import CellbenchSimulator

/// A row of a log in the Standard Workload Format, of a job or of a part of one.
struct SWFRow: BitwiseCopyable {
    /// The way a job ended, by the format's number for it.
    enum Status: Int, BitwiseCopyable {
        case unknown = -1
        case failed, completed
        /// Parts of a job: one that another follows, and the last.
        case partContinued, lastPartCompleted, lastPartFailed
        case cancelled

        /// True for a row of a part of a job.
        var isOfPart: Bool { self == .partContinued || self == .lastPartCompleted || self == .lastPartFailed }
    }

    /// Number of the job.
    var number: Int64
    /// Time of its submission; nil where that is unknown, as for all parts but the first.
    var submitted: Nanoseconds?
    /// Time for which it waited; for the second part and later ones, since the previous part.
    var wait: Nanoseconds?
    /// Time for which it ran.
    var run: Nanoseconds?
    /// Processors that it was allocated or, where those are unknown, requested.
    var processors: Int?
    /// GiB of each processor that it used or, where that is unknown, requested; nil where both are.
    var gibibytes: Double?
    /// The way it ended; nil for a status that the format does not have.
    var status: Status?
    /// Number of its queue; -1 where that is unknown, or was not read.
    var queue = -1

    /// True for a row of a part of a job.
    var isOfPart: Bool { status?.isOfPart ?? false }

    /// Reason to leave a job of this row out; nil for none.
    var reasonToLeaveOut: String? {
        if submitted == nil { return SWFReader.submitTimeUnknown }
        // The format defines status 5 without a run time so.
        if status == .cancelled, run ?? 0 == 0 { return "cancelled before it ran" }
        if run == nil { return SWFReader.runTimeUnknown }
        return processors == nil ? SWFReader.processorsUnknown : nil
    }

    private static let kibibytesPerGibibyte = 1_048_576.0

    /// The fields of a row, by position.
    enum Column: Int {
        case number, submit, wait, run, allocated
        case cpuTime, usedMemory, requestedProcessors, requestedTime, requestedMemory
        case status, user, group, executable, queue, partition, preceding, thinkTime

        /// Number of fields.
        static let count = 18
    }

    /// Reads the row that `rows` is at, with its queue if `withQueue`.
    ///
    /// - Throws: ``TraceError`` if the row is malformed.
    init(_ rows: RowReader, withQueue: Bool) throws(TraceError) {
        guard rows.count >= Column.count else {
            if let marks = rows.otherSeparator {
                throw rows.error(
                    .tooFewFields,
                    "\(marks) between the fields; accepted: \(Column.count) fields between spaces or tabs")
            }
            throw rows.error(.tooFewFields, "\(rows.count) fields in this row; accepted: \(Column.count)")
        }
        do throws(TraceError) {
            number = try rows.wholeNumber(.number)
        } catch {
            guard let marks = rows.otherSeparator else { throw error }
            throw rows.error(.number, .notANumber, "\(marks) between the fields; accepted: spaces or tabs alone")
        }
        submitted = try rows.time(.submit)
        if submitted == nil, try rows.value(.submit) != -1 {
            throw rows.error(.submit, .outOfRange, "accepted: seconds of at least 0, or -1 for what is unknown")
        }
        wait = try rows.time(.wait)
        run = try rows.time(.run)
        processors = try rows.processors(.allocated)
        if processors == nil { processors = try rows.processors(.requestedProcessors) }
        let used = try rows.value(.usedMemory)
        let memory: Column = used > 0 ? .usedMemory : .requestedMemory
        let kibibytes = used > 0 ? used : try rows.value(memory)
        if kibibytes > 0 {
            let amount = kibibytes / SWFRow.kibibytesPerGibibyte
            guard amount <= SWFRow.mostGibibytes else {
                throw rows.error(memory, .outOfRange, "accepted: at most \(Int64(SWFRow.mostGibibytes)) GiB in KiB")
            }
            gibibytes = amount
        }
        status = SWFRow.Status(rawValue: Int(clamping: try rows.wholeNumber(.status)))
        if withQueue { queue = Int(clamping: try rows.wholeNumber(.queue)) }
    }

    /// The most memory of a task, in GiB.
    static let mostGibibytes = Double(Resources.largestOfOneMachine) / 1024
    /// The most cores of a task.
    static let mostCores = Int(Resources.largestOfOneMachine / 1000)
}

extension RowReader {
    fileprivate func value(_ column: SWFRow.Column) throws(TraceError) -> Double {
        guard let value = number(column.rawValue) else {
            throw error(column, .notANumber, "accepted: a number, or -1 for what is unknown")
        }
        return value
    }

    fileprivate func wholeNumber(_ column: SWFRow.Column) throws(TraceError) -> Int64 {
        if let number = integer(column.rawValue) { return number }
        // Some tools write whole numbers with a fraction of 0.
        guard let number = Int64(exactly: try value(column)) else {
            throw error(column, .notANumber, "accepted: a whole number, or -1 for what is unknown")
        }
        return number
    }

    /// A time in a field; nil for a negative one, which stands for an unknown value.
    fileprivate func time(_ column: SWFRow.Column) throws(TraceError) -> Nanoseconds? {
        let seconds = try value(column)
        let longest = Nanoseconds.longestSpan.inSeconds
        guard seconds <= longest else {
            throw error(column, .outOfRange, "accepted: at most \(Int64(longest)) s, 100 years")
        }
        return seconds >= 0 ? Nanoseconds(clampingSeconds: seconds) : nil
    }

    /// A number of processors in a field; nil for 0 or a negative one, which stand for an unknown value.
    fileprivate func processors(_ column: SWFRow.Column) throws(TraceError) -> Int? {
        let count = try wholeNumber(column)
        guard count <= JobSpec.mostTasks else {
            throw error(column, .outOfRange, "accepted: at most \(JobSpec.mostTasks) processors")
        }
        return count > 0 ? Int(count) : nil
    }

    /// An error about a field of the row.
    func error(_ column: SWFRow.Column, _ problem: RowProblem, _ message: String) -> TraceError {
        error(column.rawValue, problem, "\(quoted(column.rawValue)) as \(column): \(message)")
    }
}
