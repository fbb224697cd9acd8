internal import CellbenchFiles

/// What an experiment took from a trace, as a results file says it.
public struct TraceUse: Codable, Equatable, Sendable {
    /// The format, as configs name it.
    public var format: String
    /// The file or folder, as the config names it.
    public var path: String
    /// What of jobs was drawn from it, as configs name it; nil for a trace of jobs.
    public var quantity: String?
    /// What is said of it in the config beside its format and path, in YAML; nil if nothing is.
    public var settings: String?
    /// Jobs that are submitted.
    public var jobs: Int
    /// Jobs that ran already.
    public var jobsRunning: Int
    /// Rows read.
    public var rows: Int
    /// Rows passed over, for all reasons together.
    public var rowsSkipped: Int
    /// What was passed over, by reason.
    public var skipped: [String: Skipped]
    /// What the times of ends were taken to be in, as configs name it; nil for formats that do not leave it open.
    public var endTimes: String?
    /// Of the jobs that are submitted, those after the horizon, which are not simulated: the most where the horizon is swept; nil for
    /// none, as are the next.
    public var jobsAfterHorizon: Int?
    /// Of the passes of a loop, those that would begin after the horizon.
    public var passesAfterHorizon: Int?
    /// How many jobs fewer there are than the limit asks for.
    public var jobsShortOfLimit: Int?
    /// Whether its jobs are to run at the start and there are none that do.
    public var nothingRuns: Bool?
    /// What to know of the trace before believing it, a sentence each; nil for nothing.
    public var notes: [String]?

    /// What was passed over for one reason.
    public struct Skipped: Codable, Equatable, Sendable {
        /// Rows; 0 where what is left out has no rows of its own.
        public var rows: Int
        /// Jobs left out because of it.
        public var jobs: Int
        /// Tasks left out because of it.
        public var tasks: Int

        package init(rows: Int, jobs: Int, tasks: Int) {
            self.rows = rows
            self.jobs = jobs
            self.tasks = tasks
        }
    }

    package init(
        format: String, path: String, quantity: String? = nil, settings: String? = nil, jobs: Int, jobsRunning: Int,
        rows: Int, rowsSkipped: Int, skipped: [String: Skipped], endTimes: String? = nil,
        jobsAfterHorizon: Int? = nil, notes: [String]? = nil
    ) {
        self.format = format
        self.path = path
        self.quantity = quantity
        self.settings = settings
        self.jobs = jobs
        self.jobsRunning = jobsRunning
        self.rows = rows
        self.rowsSkipped = rowsSkipped
        self.skipped = skipped
        self.endTimes = endTimes
        self.jobsAfterHorizon = jobsAfterHorizon
        self.notes = notes
    }

    /// Whether both say what was read in the same words, whatever they say of what comes of it.
    package func isSameReading(as other: TraceUse) -> Bool {
        var (a, b) = (self, other)
        (a.jobsAfterHorizon, b.jobsAfterHorizon) = (nil, nil)
        (a.nothingRuns, b.nothingRuns) = (nil, nil)
        return a == b
    }
}
