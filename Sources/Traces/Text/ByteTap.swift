/// A tap on the bytes of a trace's files: shows them as they are read, and keeps those of pipes for a second reading.
///
/// One use is to compute a digest of the files without reading them twice.
package final class ByteTap {
    /// The bytes of pipes that are kept; nil where no pipe is read twice.
    let pipes: KeptPipes?
    private let look: (UnsafeRawBufferPointer) -> Void

    /// A tap that shows bytes, as they stand in the file, to `look`.
    package init(keeping pipes: KeptPipes? = nil, _ look: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }) {
        self.pipes = pipes
        self.look = look
    }

    /// A tap for a further reading, which is not shown.
    var again: ByteTap { ByteTap(keeping: pipes) }

    func take(_ bytes: UnsafeRawBufferPointer) { look(bytes) }
}
