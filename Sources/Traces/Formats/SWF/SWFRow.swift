internal import CellbenchSimulator

/// A row of a log in the Standard Workload Format: what is known of a job, or of a part of one.
struct SWFRow: BitwiseCopyable {
    /// What the format says of how a job ended, by its number.
    enum Status: Int, BitwiseCopyable {
        case unknown = -1
        case failed, completed
        /// Parts of a job: one that another follows, and the last.
        case partContinued, lastPartCompleted, lastPartFailed
        case cancelled

        /// Whether the row is of a part of a job rather than of the whole.
        var isOfPart: Bool { self == .partContinued || self == .lastPartCompleted || self == .lastPartFailed }
    }

    /// The job's number.
    var number: Int64
    /// When it was submitted; nil where that is unknown, as of all parts of a job but the first.
    var submitted: Nanoseconds?
    /// How long it waited: of the second part and those after it, since the part before.
    var wait: Nanoseconds?
    /// How long it ran.
    var run: Nanoseconds?
    /// The processors that it was allocated, or, where that is unknown, that it requested.
    var processors: Int?
    /// GiB of each of them: used, or, where that is unknown, requested; nil where neither is known.
    var gibibytes: Double?
    /// How it ended; nil for a status that the format does not have.
    var status: Status?
    /// The number of its queue; -1 where that is unknown, or of no interest.
    var queue = -1

    /// Whether it is of a part of a job rather than of the whole.
    var isOfPart: Bool { status?.isOfPart ?? false }

    /// Why a job of this row is left out; nil where it is not.
    var reasonToLeaveOut: String? {
        if submitted == nil { return SWFReader.submitTimeUnknown }
        // As the format defines status 5 with no run time.
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

        /// How many there are.
        static let count = 18
    }

    /// Reads the row that `rows` is at; the queue only where it is of interest.
    ///
    /// - Throws: ``TraceError`` if it is malformed.
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

    /// The most memory that a task may ask for.
    static let mostGibibytes = Double(Resources.largestOfOneMachine) / 1024
    /// The most cores that a task may ask for.
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
        // Some write whole numbers with a fraction of 0.
        guard let number = Int64(exactly: try value(column)) else {
            throw error(column, .notANumber, "accepted: a whole number, or -1 for what is unknown")
        }
        return number
    }

    /// A time; nil where it is negative, which stands for what is unknown.
    fileprivate func time(_ column: SWFRow.Column) throws(TraceError) -> Nanoseconds? {
        let seconds = try value(column)
        let longest = Nanoseconds.longestSpan.inSeconds
        guard seconds <= longest else {
            throw error(column, .outOfRange, "accepted: at most \(Int64(longest)) s, 100 years")
        }
        return seconds >= 0 ? Nanoseconds(clampingSeconds: seconds) : nil
    }

    /// A number of processors; nil where it is 0 or negative, which stands for what is unknown.
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
