internal import CCellbenchZlib

/// Inflates what gzip has compressed, one member after another (RFC 1952).
final class GzipInflater {
    /// The result of inflating some input.
    struct Step {
        /// Number of input bytes used.
        var taken: Int
        /// Number of output bytes made.
        var made: Int
        /// Text that says what is wrong with the input and what is accepted; nil for nothing.
        var problem: String?
    }

    /// On the heap, because zlib keeps the address.
    private let stream: UnsafeMutablePointer<z_stream>
    /// True when a member has ended and no other has begun.
    private(set) var isBetweenMembers = false

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 is the largest window, and 16 asks for gzip's header.
        let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib is the one that this was built with")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Inflates as much of `input` as fits into `output`.
    func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Step {
        guard !input.isEmpty else { return Step(taken: 0, made: 0) }
        if isBetweenMembers {
            // Zeros after the last member are padding, which gzip passes over. Anything else that is no member would be
            // lost silently.
            if input[0] == 0 { return Step(taken: input.prefix { $0 == 0 }.count, made: 0) }
            guard input[0] == 0x1F else {
                return Step(
                    taken: 0, made: 0,
                    problem: "something follows the compressed data that is not compressed; accepted: a file as gzip "
                        + "makes it, or several one after another")
            }
            inflateReset(stream)
            isBetweenMembers = false
        }
        stream.pointee.next_in = UnsafeMutableRawPointer(mutating: input.baseAddress)?
            .assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(clamping: input.count)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(clamping: output.count)
        let offered = stream.pointee.avail_in
        let room = stream.pointee.avail_out
        let status = CCellbenchZlib.inflate(stream, Z_NO_FLUSH)
        var step = Step(taken: Int(offered - stream.pointee.avail_in), made: Int(room - stream.pointee.avail_out))
        switch status {
        case Z_STREAM_END: isBetweenMembers = true
        case Z_OK, Z_BUF_ERROR: break
        default:
            let problem = stream.pointee.msg.map { String(cString: $0) } ?? "error \(status)"
            step.problem = "the compressed file is damaged: \(problem); accepted: a file as gzip makes it"
        }
        return step
    }
}
