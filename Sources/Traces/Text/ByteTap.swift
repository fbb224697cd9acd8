/// Where the bytes of a trace's files come by as they are read: somebody may look at them, to take their digest, say, and those of pipes
/// are kept for whoever reads them again.
package final class ByteTap {
    /// What is kept of pipes; nil where none is read twice.
    let pipes: KeptPipes?
    private let look: (UnsafeRawBufferPointer) -> Void

    /// A tap that shows bytes, as they stand in the file, to `look`.
    package init(keeping pipes: KeptPipes? = nil, _ look: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }) {
        self.pipes = pipes
        self.look = look
    }

    /// The same for a further reading, which nobody looks at.
    var again: ByteTap { ByteTap(keeping: pipes) }

    func take(_ bytes: UnsafeRawBufferPointer) { look(bytes) }
}
