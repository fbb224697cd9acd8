package import CellbenchFiles

/// Text of results or timings, written point after point.
///
/// The bytes are those of ``ResultsFile/jsonText()``; the memory is that of one point.
package struct PointsText {
    /// Least bytes of a simulated point in results, which have the figures' names.
    package static let leastBytesOfPoint = 1000

    /// Approximate greatest bytes of a point in results, with a scheduler for each workload.
    package static func mostBytesOfPoint(workloads: Int) -> Int { leastBytesOfPoint + 2500 * max(1, workloads) }

    private let before: [UInt8]
    private let after: [UInt8]

    /// The text around the points of `results`.
    package init(around results: ResultsFile) throws {
        self.init(try JSONText.encode(ResultsFrame(results: results)))
    }

    /// The text around the points of `timings`.
    package init(around timings: TimingsFile) throws {
        var empty = timings
        empty.points = []
        self.init(try JSONText.encode(empty))
    }

    private init(_ text: String) {
        let text = Array(text.utf8)
        let key = Array("\n  \"points\" : [".utf8)
        guard let start = text.firstRange(of: key)?.upperBound,
            let end = text[start...].firstIndex(of: UInt8(ascii: "]"))
        else { preconditionFailure("results and timings have points") }
        before = Array(text[..<start])
        after = Array(text[end...])
    }

    /// Writes the whole text and its checksum; each point is JSON on one line.
    package func write(to sink: FileSink, _ points: some Sequence<Result<ArraySlice<UInt8>?, any Error>>) throws {
        var hash = SHA256()
        try write(points) { bytes in
            bytes.withUnsafeBytes { hash.update($0) }
            try sink.write(bytes)
        }
        guard let place = FileChecksum.place(in: before) else { return }
        try sink.overwrite(Array(hash.hexDigest().utf8), at: place.lowerBound)
    }

    /// Writes the whole text in pieces, with a placeholder for the checksum.
    func write(
        _ points: some Sequence<Result<ArraySlice<UInt8>?, any Error>>, _ write: ([UInt8]) throws -> Void
    ) throws {
        try write(before)
        var isFirst = true
        for point in points {
            guard let point = try point.get() else { continue }
            try write(Array((isFirst ? "\n    " : ",\n    ").utf8))
            try write(JSONLayout.pretty(point, level: 2))
            isFirst = false
        }
        try write(Array((isFirst ? "\n\n  " : "\n  ").utf8))
        try write(after)
    }
}
