/// A trace: its format, its path, and the options with which it is read.
public struct TraceSource: Hashable, Sendable {
    /// Format of the trace.
    public var format: TraceFormat
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

    /// True if only requests matter, so that jobs without times, and those that never ran, are jobs all the same.
    ///
    /// Formats whose jobs all have times take no notice.
    package var isOfRequests = false

    /// A trace with the default options of its format.
    public init(_ format: TraceFormat, _ path: String) {
        self.format = format
        self.path = path
    }

    /// Opens a reader at the beginning of the trace.
    ///
    /// - Throws: ``TraceError`` if it cannot be read, or is of another format.
    public func open() throws(TraceError) -> any JobReader { try open(tap: nil) }

    /// Opens a reader at the beginning of the trace; `tap` takes the bytes of its files as they are read.
    package func open(tap: ByteTap?) throws(TraceError) -> any JobReader {
        try format.open(self, tap)
    }
}
