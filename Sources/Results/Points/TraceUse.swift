internal import CellbenchFiles

/// An experiment's use of a trace, as in a results file.
public struct TraceUse: Codable, Equatable, Sendable {
    /// Name of the format in configs.
    public var format: String
    /// The file or folder, as the config names it.
    public var path: String
    /// Quantity that was drawn from the file, by its name in configs; nil for a trace of jobs.
    public var quantity: String?
    /// Settings of the trace beside its path, in YAML; nil if there are none.
    public var settings: String?
    /// Number of jobs that are submitted.
    public var jobs: Int
    /// Number of jobs that run at time 0.
    public var jobsRunning: Int
    /// Number of rows read.
    public var rows: Int
    /// Number of rows left out, for all reasons together.
    public var rowsSkipped: Int
    /// Rows, jobs and tasks left out, by reason.
    public var skipped: [String: Skipped]
    /// Meaning of end times that was assumed, by its name in configs; nil for formats with one meaning.
    public var endTimes: String?
    /// Number of submitted jobs after the horizon, which are not simulated; nil for none.
    ///
    /// For a swept horizon, the greatest number.
    public var jobsAfterHorizon: Int?
    /// Number of passes of a loop that would begin after the horizon; nil for none.
    public var passesAfterHorizon: Int?
    /// Number of jobs that the trace falls short of the limit; nil for none.
    public var jobsShortOfLimit: Int?
    /// True if the trace's jobs should run at time 0 and none does; nil otherwise.
    public var nothingRuns: Bool?
    /// Cautions about the trace, a sentence each; nil for none.
    public var notes: [String]?

    /// Rows, jobs and tasks left out for one reason.
    public struct Skipped: Codable, Equatable, Sendable {
        /// Number of rows; 0 where jobs or tasks without rows of their own were left out.
        public var rows: Int
        /// Number of jobs.
        public var jobs: Int
        /// Number of tasks.
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

    /// True if both are of the same reading, whatever follows from it for a simulation.
    package func isSameReading(as other: TraceUse) -> Bool {
        var (a, b) = (self, other)
        (a.jobsAfterHorizon, b.jobsAfterHorizon) = (nil, nil)
        (a.nothingRuns, b.nothingRuns) = (nil, nil)
        return a == b
    }
}
