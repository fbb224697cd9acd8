/// A format of job traces: its word, its description, and the reader that it opens.
///
/// To add one: a ``JobReader`` and a format in `Formats/`, and a line in ``allCases``. Configs, `cellbench trace`,
/// `explain`, the schema and the reference page follow. Options of a format are read and written in `Config/Traces/`.
///
///     extension TraceFormat {
///         static let plain = TraceFormat("plain", "File with a job a line.", reads: "a list of jobs") {
///             source, tap throws(TraceError) in
///             try PlainReader(source.path, onBadRow: source.onBadRow, tap: tap)
///         }
///     }
public struct TraceFormat: Sendable {
    /// The word that users write: `alibaba-gpu-2023`.
    public let rawValue: String
    /// One sentence that says what the path leads to, for `explain`.
    package let meaning: String
    /// Noun phrase for messages about what was to be read: `a job list in CSV`.
    package let reads: String
    /// True if jobs come as rows are read, so that a trace can be read again piece by piece; false if all tasks are in
    /// memory before the first job comes.
    package let isReadInOrder: Bool
    /// Assumption about tasks that still ran when the files ended: `to end with the trace`.
    package let assumedEnd: String
    /// The folders that hold the files of the trace at a path; none for a trace that is one file.
    let folders: @Sendable (String) -> [String]
    /// Opens a reader; the tap takes the bytes of its files as they are read.
    let open: @Sendable (TraceSource, ByteTap?) throws(TraceError) -> any JobReader

    /// The formats, in the order in which they are listed.
    public static let allCases: [TraceFormat] = [.csv, .swf, .google2011, .alibabaGPU2023, .publishedSimulator]

    init(
        _ rawValue: String, _ meaning: String, reads: String, isReadInOrder: Bool = false,
        assumedEnd: String = "to run on to the end of the trace",
        folders: @escaping @Sendable (String) -> [String] = { _ in [] },
        open: @escaping @Sendable (TraceSource, ByteTap?) throws(TraceError) -> any JobReader
    ) {
        self.rawValue = rawValue
        self.meaning = meaning
        self.reads = reads
        self.isReadInOrder = isReadInOrder
        self.assumedEnd = assumedEnd
        self.folders = folders
        self.open = open
    }

    /// The format that users call by a word; nil where there is none.
    public init?(rawValue: String) {
        guard let format = TraceFormat.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = format
    }
}

extension TraceFormat: Hashable {
    /// True if both have the same word.
    public static func == (a: TraceFormat, b: TraceFormat) -> Bool { a.rawValue == b.rawValue }

    /// Hashes the word.
    public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}
