/// A trace: its format, its path, and the options with which it is read.
public struct TraceSource: Hashable, Sendable {
    /// The formats, by the words that users write.
    public enum Format: String, CaseIterable, Sendable {
        /// cellbench's own job list.
        case csv
        /// The Standard Workload Format of the Parallel Workloads Archive.
        case swf
        /// Google's cluster trace of 2011.
        case google2011
        /// Alibaba's GPU cluster trace of 2023.
        case alibabaGPU2023 = "alibaba-gpu-2023"
        /// The published simulator's initial cell state.
        case publishedSimulator = "published-simulator"
    }

    /// Format of the trace.
    public var format: Format
    /// Path of the file or folder.
    public var path: String
    /// Treatment of malformed rows.
    public var onBadRow = BadRowPolicy.fail
    /// Options of the format `swf`.
    public var swf = SWFOptions()
    /// Options of the format `google2011`.
    public var google2011 = Google2011Options()
    /// Options of the format `published-simulator`.
    public var publishedSimulator = PublishedSimulatorOptions()

    /// A trace with the default options of its format.
    public init(_ format: Format, _ path: String) {
        self.format = format
        self.path = path
    }

    /// Opens a reader at the beginning of the trace.
    ///
    /// - Throws: ``TraceError`` if it cannot be read, or is of another format.
    public func open() throws(TraceError) -> any JobReader { try open(tap: nil) }

    /// Opens a reader at the beginning of the trace; `tap` takes the bytes of its files as they are read.
    package func open(tap: ByteTap?) throws(TraceError) -> any JobReader {
        switch format {
        case .csv: try JobListReader(path, onBadRow: onBadRow, tap: tap)
        case .swf: try SWFReader(path, swf, onBadRow: onBadRow, tap: tap)
        case .google2011: try Google2011Reader(path, google2011, onBadRow: onBadRow, tap: tap)
        case .alibabaGPU2023: try AlibabaGPU2023Reader(path, onBadRow: onBadRow, tap: tap)
        case .publishedSimulator: try PublishedSimulatorReader(path, publishedSimulator, onBadRow: onBadRow, tap: tap)
        }
    }
}
