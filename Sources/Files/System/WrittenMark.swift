internal import CCellbenchSystem

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What tells a table that cellbench wrote from one that somebody changed since: the digest of its bytes, kept beside them in an extended
/// attribute, as a table has no room for it.
///
/// Editors that write a file anew leave the attribute behind. File systems without such attributes keep none: there the header of a table
/// must do.
package enum WrittenMark {
    private static let name = "user.cellbench.sha256"

    /// What is known of a file.
    package enum State {
        /// It is as it was written.
        case unchanged
        /// It is not, or was never marked.
        case changed
        /// Its file system has no marks.
        case unknown
    }

    /// Marks an open file as written with these bytes.
    static func put(on descriptor: Int32, _ bytes: some Collection<UInt8>) {
        let digest = SHA256.hexDigest(of: bytes)
        _ = cellbench_set_attribute(descriptor, name, digest, digest.utf8.count)
    }

    /// What is known of the file at `path`.
    package static func state(of path: String) -> State {
        var mark = [UInt8](repeating: 0, count: 64)
        let count = cellbench_get_attribute(path, name, &mark, mark.count)
        guard count >= 0 else { return cellbench_attribute_is_missing(errno) != 0 ? .changed : .unknown }
        var hash = SHA256()
        do throws(FileError) {
            try FileContents.forEachPortion(of: path) { portion in
                portion.withUnsafeBytes { hash.update($0) }
                return true
            }
        } catch {
            return .changed
        }
        return hash.hexDigest().utf8.elementsEqual(mark.prefix(count)) ? .unchanged : .changed
    }
}
