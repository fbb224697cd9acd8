#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A new file in which a text is written before it takes another file's place.
///
/// The name is drawn at random, so that two runs never choose the same, even in two containers with equal process
/// numbers. The file is created exclusively and not through a link, so that a file planted under the name is not
/// written to.
package struct TemporaryFile {
    /// Start of all names of temporary files.
    static let prefix = ".cellbench."
    /// End of all names of temporary files.
    static let suffix = ".tmp"

    /// Path of the file.
    package let path: String
    package let descriptor: Int32

    /// A file in the folder of `path`, named `.cellbench.5f0a….role.tmp`; errors name `path`, which the user knows.
    ///
    /// - Parameters:
    ///   - path: the path that the file will take.
    ///   - role: part of the name that says which file of a set this is; empty for a file of no set.
    ///   - number: the number in the name, which the files of a set share; drawn at random by default.
    /// - Throws: ``POSIXError`` if the file cannot be created.
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

    /// A random number.
    static func newNumber() -> UInt64 { UInt64.random(in: 0...UInt64.max) }

    /// Name with a number: `.cellbench.5f0a….tmp`.
    static func name(role: String, suffix: String = suffix, number: UInt64) -> String {
        prefix + number.hexadecimal + (role.isEmpty ? "" : "." + role) + suffix
    }

    /// Copies the permissions of the file whose place this one takes, so that a private file stays private.
    func keepPermissions(of path: String) {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        // If the system refuses, the file keeps the permissions of a new one.
        _ = fchmod(descriptor, status.st_mode & 0o777)
    }

    /// Writes the file to the disk and closes it.
    func finish(called path: String) throws(POSIXError) {
        // Some file systems report a full disk only here.
        var failure = fsync(descriptor) != 0 && errno != EINVAL ? errno : nil
        if close(descriptor) != 0, failure == nil { failure = errno }
        if let failure { throw POSIXError("write", path, code: failure) }
    }

    /// Closes and removes the file.
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
