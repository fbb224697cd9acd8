#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A new file under a name of its own, in which a text waits to take its place.
///
/// Its name is drawn at random, so that two runs never choose the same, be they in two containers with one process number; it is created
/// exclusively and through no link, so that nothing planted under it is written to.
package struct TemporaryFile {
    /// What all names of such files begin with.
    static let prefix = ".cellbench."
    /// What they end with.
    static let suffix = ".tmp"

    /// Where it is.
    package let path: String
    package let descriptor: Int32

    /// A file in the folder of `path`, named `.cellbench.5f0a….role.tmp`; errors name `path`, which the user knows.
    ///
    /// - Parameters:
    ///   - path: what it is to become.
    ///   - role: what stands in its name, for those who find it left behind; nothing for a file that stands alone.
    ///   - number: what it is named with; drawn at random where it stands alone.
    /// - Throws: ``POSIXError`` if it cannot be created.
    package init(beside path: String, role: String = "", number: UInt64? = nil) throws(POSIXError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        var attempt = 0
        while true {
            let temporary = folder + TemporaryFile.name(role: role, number: number ?? TemporaryFile.newNumber())
            let descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
            if descriptor >= 0 {
                self.path = temporary
                self.descriptor = descriptor
                return
            }
            guard errno == EEXIST || errno == ELOOP, number == nil, attempt < 100 else {
                throw POSIXError("write", path)
            }
            attempt += 1
        }
    }

    /// A number that nobody has.
    static func newNumber() -> UInt64 { UInt64.random(in: 0...UInt64.max) }

    /// The name with a number, such as `.cellbench.5f0a….tmp`.
    static func name(role: String, suffix: String = suffix, number: UInt64) -> String {
        prefix + number.hexadecimal + (role.isEmpty ? "" : "." + role) + suffix
    }

    /// Has it the permissions of the file whose place it takes: what was private stays so.
    func keepPermissions(of path: String) {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        // Where that is not allowed the file has those of a new one.
        _ = fchmod(descriptor, status.st_mode & 0o777)
    }

    /// Puts what was written on the disk and closes it.
    func finish(called path: String) throws(POSIXError) {
        // Some file systems report a full disk only here.
        var failure = fsync(descriptor) != 0 && errno != EINVAL ? errno : nil
        if close(descriptor) != 0, failure == nil { failure = errno }
        if let failure { throw POSIXError("write", path, code: failure) }
    }

    /// Closes and removes it.
    package func discard() {
        _ = close(descriptor)
        unlink(path)
    }
}

extension FixedWidthInteger where Self: UnsignedInteger {
    /// All hexadecimal digits, such as `0000002a` of 32 bits.
    package var hexadecimal: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: Self.bitWidth / 4 - digits.count) + digits
    }
}
