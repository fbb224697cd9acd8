/// The bytes of a file in order, inflated if the file is compressed with gzip.
final class ByteStream {
    private static let portion = 1 << 17

    private enum Source {
        case file(OpenFile)
        /// A pipe, and the number of its bytes read so far.
        case pipe(KeptPipe, Int)
    }

    private let path: String
    private var source: Source
    private let tap: ByteTap?
    /// Bytes as they stand in the file.
    private let raw: UnsafeMutableRawBufferPointer
    /// Range of the bytes in ``raw`` not yet returned or inflated.
    private var rest = 0..<0
    private var inflater: GzipInflater?
    private var hasBegun = false

    /// Opens a file.
    ///
    /// - Throws: ``TraceError`` if the file is missing, a folder, or may not be read.
    init(_ path: String, tap: ByteTap? = nil) throws(TraceError) {
        self.path = path
        self.tap = tap
        if let pipe = try tap?.pipes?.pipe(at: path) {
            source = .pipe(pipe, 0)
        } else {
            source = .file(try OpenFile(path))
        }
        raw = .allocate(byteCount: ByteStream.portion, alignment: 64)
    }

    deinit { raw.deallocate() }

    /// True if the file is compressed; known once some bytes were read.
    var isInflated: Bool { inflater != nil }

    /// Fills a part of `buffer`, which is not empty, and returns the number of bytes; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(TraceError) -> Int {
        if !hasBegun {
            hasBegun = true
            try refill()
            // Two bytes tell gzip from text; a file of fewer is neither.
            while rest.count == 1, try refill(keeping: true) {}
            if rest.isEmpty, path.hasSuffix(".gz") {
                throw .malformed(path, "the compressed file is empty; accepted: a file as gzip makes it")
            }
            if rest.count >= 2, raw[0] == 0x1F, raw[1] == 0x8B { inflater = GzipInflater() }
        }
        guard let inflater else { return try copy(into: buffer) }
        while true {
            let step = inflater.inflate(UnsafeRawBufferPointer(rebasing: raw[rest]), into: buffer)
            rest = (rest.lowerBound + step.taken)..<rest.upperBound
            if let problem = step.problem { throw .malformed(path, problem) }
            if step.made > 0 { return step.made }
            guard rest.isEmpty else { continue }
            guard try refill() else {
                if inflater.isBetweenMembers { return 0 }
                throw .malformed(path, "the compressed file ends too early; accepted: all of it")
            }
        }
    }

    private func copy(into buffer: UnsafeMutableRawBufferPointer) throws(TraceError) -> Int {
        if rest.isEmpty, try !refill() { return 0 }
        let count = min(rest.count, buffer.count)
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[rest.prefix(count)]))
        rest = rest.dropFirst(count)
        return count
    }

    /// Reads more of the file, behind the rest if that is kept; returns false at the end.
    @discardableResult
    private func refill(keeping: Bool = false) throws(TraceError) -> Bool {
        let start = keeping ? rest.upperBound : 0
        let room = UnsafeMutableRawBufferPointer(rebasing: raw[start...])
        let count: Int
        switch source {
        case .file(let file): count = try file.read(into: room)
        case .pipe(let pipe, let offset):
            count = try pipe.read(from: offset, into: room)
            source = .pipe(pipe, offset + count)
        }
        tap?.take(UnsafeRawBufferPointer(rebasing: raw[start..<(start + count)]))
        rest = (keeping ? rest.lowerBound : 0)..<(start + count)
        return count > 0
    }
}
