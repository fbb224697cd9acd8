internal import CellbenchFiles

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The lines of a text file in order, without copying them; they end with LF, CRLF or CR, in one file perhaps with several of these.
///
/// Memory is that of a portion of the file, whatever the file's size.
final class LineReader {
    /// A line, until the next one is asked for.
    struct Line {
        /// Without what ends it.
        let bytes: UnsafeBufferPointer<UInt8>
        /// From 1.
        let number: Int
    }

    private static let portion = 1 << 18
    /// More than a line of any format needs; beyond it the file is no text.
    private static let longestLine = 1 << 20
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D
    /// What DOS programs end a text with (Ctrl-Z).
    private static let endOfText: UInt8 = 0x1A

    /// The file, as the user named it.
    let path: String
    private let stream: ByteStream
    private var buffer: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    private var isAtEnd = false
    /// Whether there was a carriage return, or a zero byte, in what was read so far: most texts have neither, and pay for neither.
    private var hasReturns = false
    private(set) var hasZeros = false
    /// Where the next line feed is in the buffer, or its end where there is none; less than what is searched where that is not known.
    private var nextLineFeed = -1
    /// The number of the last line handed out, and how many line ends were in it.
    private var number = 0
    private var lineEndsWithin = 0
    /// Where the last row began, and, if it went on beyond the end of a line, how long its first line was with what ended it.
    private var rowStart = 0
    private var lengthOfFirstLine: Int?
    /// Whether what is left of the line was too long and is to be passed over.
    private var isDiscarding = false

    /// - Throws: ``TraceError`` if the file cannot be read, or is no text.
    init(_ path: String, tap: ByteTap? = nil) throws(TraceError) {
        self.path = path
        stream = try ByteStream(path, tap: tap)
        buffer = .allocate(byteCount: LineReader.portion, alignment: 64)
        while end < FileSignature.length, !isAtEnd { try refill() }
        if let signature = FileSignature(of: buffer[..<end]) {
            let inflated = stream.isInflated ? "once inflated " : ""
            throw .malformed(
                path, inflated + signature.message(accepting: "a text in UTF-8, plain or compressed with gzip"))
        }
        // A byte order mark.
        if end >= 3, buffer.prefix(3).elementsEqual([0xEF, 0xBB, 0xBF]) { start = 3 }
    }

    deinit { buffer.deallocate() }

    /// The next line, or nil after the last.
    ///
    /// - Parameter endsInQuotes: whether a line with an odd number of quotation marks ends between two of them and goes on behind its
    ///   end, as in CSV (RFC 4180); nil where no line does.
    /// - Returns: the line, until the next one is asked for.
    /// - Throws: ``TraceError`` if the file cannot be read, or a line has no end.
    func next(endsInQuotes: ((UnsafeBufferPointer<UInt8>) -> Bool)? = nil) throws(TraceError) -> Line? {
        try discard()
        number += 1 + lineEndsWithin
        lineEndsWithin = 0
        // Where the next end of a line is looked for, and whether a quotation mark is open there, from the row's start.
        var searched = 0
        var isQuoted = false
        lengthOfFirstLine = nil
        while true {
            guard searched <= LineReader.longestLine else {
                let goesOnBehindQuotes = lengthOfFirstLine != nil
                goOnBehindFirstLine()
                isDiscarding = !goesOnBehindQuotes
                throw TraceError(
                    file: path, line: number,
                    message:
                        "a row of more than \(LineReader.longestLine) bytes; accepted: a text, with quotation marks in pairs",
                    problem: goesOnBehindQuotes ? .quotes : .tooLong)
            }
            let found = lineEnd(from: start + searched)
            let textEnd = found?.lowerBound ?? end
            if endsInQuotes != nil, hasOddQuotes((start + searched)..<textEnd) { isQuoted.toggle() }
            if let found {
                rowStart = start
                // In the first line what stands before a mark tells whether it opens a field.
                if isQuoted, lengthOfFirstLine == nil, endsInQuotes?(bytes(start..<found.lowerBound)) == false {
                    isQuoted = false
                }
                if isQuoted {
                    lineEndsWithin += 1
                    lengthOfFirstLine = lengthOfFirstLine ?? found.upperBound - start
                    searched = found.upperBound - start
                    continue
                }
                let first = start
                start = found.upperBound
                return Line(bytes: bytes(first..<found.lowerBound), number: number)
            }
            if isAtEnd {
                guard start < end else { return nil }
                rowStart = start
                let first = start
                start = end
                return Line(bytes: bytes(first..<end), number: number)
            }
            searched = end - start - (endsInReturn ? 1 : 0)
            try refill()
            rowStart = start
        }
    }

    /// Passes over the rest of a line that was too long, a portion at a time; only now, as it may have no end.
    private func discard() throws(TraceError) {
        while isDiscarding {
            let found = lineEnd(from: start)
            start = found?.upperBound ?? end - (endsInReturn ? 1 : 0)
            if found != nil || isAtEnd { isDiscarding = false } else { try refill() }
        }
    }

    /// Goes on behind the first line of the row that was read last, where that went on between quotation marks: for those who find
    /// that they do not match, and pass over the row.
    func goOnBehindFirstLine() {
        guard let length = lengthOfFirstLine else { return }
        start = rowStart + length
        nextLineFeed = -1
        lineEndsWithin = 0
        lengthOfFirstLine = nil
    }

    private func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: buffer.bindMemory(to: UInt8.self)[range])
    }

    /// Whether the buffer ends within what may be a CRLF.
    private var endsInReturn: Bool { hasReturns && end > start && buffer[end - 1] == LineReader.carriageReturn }

    /// Where the next end of a line is in the buffer; nil where there is none, or the buffer ends within what may be one.
    private func lineEnd(from position: Int) -> Range<Int>? {
        guard hasReturns else { return find(LineReader.lineFeed, from: position, to: end).map { $0..<($0 + 1) } }
        // A text without line feeds is searched for them once a portion, not once a line.
        if nextLineFeed < position { nextLineFeed = find(LineReader.lineFeed, from: position, to: end) ?? end }
        if let found = find(LineReader.carriageReturn, from: position, to: nextLineFeed) {
            if found + 1 == nextLineFeed, found + 1 < end { return found..<(found + 2) }
            return found + 1 < end || isAtEnd ? found..<(found + 1) : nil
        }
        return nextLineFeed < end ? nextLineFeed..<(nextLineFeed + 1) : nil
    }

    private func find(_ byte: UInt8, from position: Int, to limit: Int) -> Int? {
        guard position < limit, let base = buffer.baseAddress,
            let found = memchr(base + position, Int32(byte), limit - position)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    private func hasOddQuotes(_ range: Range<Int>) -> Bool {
        var count = 0
        for byte in UnsafeRawBufferPointer(rebasing: buffer[range]) where byte == UInt8(ascii: "\"") { count &+= 1 }
        return count & 1 == 1
    }

    /// Moves what is left of the buffer to its beginning and reads more behind it.
    private func refill() throws(TraceError) {
        let left = end - start
        if start > 0, left > 0 {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
        }
        start = 0
        end = left
        nextLineFeed = -1
        if end == buffer.count {
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * buffer.count, alignment: 64)
            larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
            buffer.deallocate()
            buffer = larger
        }
        let count = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
        end += count
        if count == 0 {
            isAtEnd = true
            while end > 0, buffer[end - 1] == LineReader.endOfText { end -= 1 }
        }
        if !hasReturns { hasReturns = find(LineReader.carriageReturn, from: min(left, end), to: end) != nil }
        if !hasZeros { hasZeros = find(0, from: left, to: end) != nil }
    }
}
