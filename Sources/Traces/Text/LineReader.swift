internal import CellbenchFiles

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The lines of a text file in order, without copying them; a line ends with LF, CRLF or CR, which one file may mix.
///
/// Memory is that of a portion of the file, whatever its size.
final class LineReader {
    /// A line; valid until the next one is read.
    struct Line {
        /// The bytes without the line end.
        let bytes: UnsafeBufferPointer<UInt8>
        /// Number of the line, from 1.
        let number: Int
    }

    private static let portion = 1 << 18
    /// The most bytes of a line, more than any format needs; a file with a longer one is no text.
    private static let longestLine = 1 << 20
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D
    /// The byte with which DOS programs end a text (Ctrl-Z).
    private static let endOfText: UInt8 = 0x1A

    /// Path of the file, as the user wrote it.
    let path: String
    private let stream: ByteStream
    private var buffer: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    private var isAtEnd = false
    /// True once a carriage return, or a zero byte, was read; most texts have neither, and skip the checks for both.
    private var hasReturns = false
    private(set) var hasZeros = false
    /// Position of the next line feed in the buffer, or the buffer's end; below the searched position where it is
    /// unknown.
    private var nextLineFeed = -1
    /// Number of the last line returned, and the number of line ends within it.
    private var number = 0
    private var lineEndsWithin = 0
    /// Start of the last row; and length of its first line with the line end, where the row has several lines.
    private var rowStart = 0
    private var lengthOfFirstLine: Int?
    /// True while the rest of a line that was too long is to be passed over.
    private var isDiscarding = false

    /// Opens a file.
    ///
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

    /// The next line; nil after the last.
    ///
    /// - Parameter endsInQuotes: true for a line that ends between two quotation marks and goes on after its end, as in
    ///   CSV (RFC 4180); called for lines with an odd number of marks; nil where no line goes on.
    /// - Returns: the line, valid until the next one is read.
    /// - Throws: ``TraceError`` if the file cannot be read, or a line has no end.
    func next(endsInQuotes: ((UnsafeBufferPointer<UInt8>) -> Bool)? = nil) throws(TraceError) -> Line? {
        try discard()
        number += 1 + lineEndsWithin
        lineEndsWithin = 0
        // Position at which the next line end is searched, from the row's start, and whether a quotation mark is open
        // there.
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
                // In the first line, the text before a mark tells whether the mark opens a field.
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

    /// Passes over the rest of a line that was too long, a portion at a time.
    ///
    /// Done when the next line is asked for, because the rest may have no end.
    private func discard() throws(TraceError) {
        while isDiscarding {
            let found = lineEnd(from: start)
            start = found?.upperBound ?? end - (endsInReturn ? 1 : 0)
            if found != nil || isAtEnd { isDiscarding = false } else { try refill() }
        }
    }

    /// Goes back to the end of the last row's first line, for callers who find its quotation marks wrong and pass the
    /// row over.
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

    /// True if the buffer ends within what may be a CRLF.
    private var endsInReturn: Bool { hasReturns && end > start && buffer[end - 1] == LineReader.carriageReturn }

    /// Range of the next line end in the buffer; nil where there is none, or the buffer ends within what may be one.
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

    /// Moves the rest of the buffer to its beginning, and reads more behind it.
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
