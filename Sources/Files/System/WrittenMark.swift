internal import CCellbenchSystem

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Mark of a table that cellbench wrote: the digest of its bytes in an extended attribute.
///
/// A table has no room for a checksum. The mark tells an unchanged table from one that somebody edited. Editors that
/// write a file anew drop the attribute. On file systems without such attributes the header of the table must do.
package enum WrittenMark {
    private static let name = "user.cellbench.sha256"

    /// State of a file.
    package enum State {
        /// The file is as it was written.
        case unchanged
        /// The file was changed, or never marked.
        case changed
        /// The file system has no marks.
        case unknown
    }

    /// Marks an open file as written with bytes of the given digest.
    static func put(on descriptor: Int32, digest: String) {
        _ = cellbench_set_attribute(descriptor, name, digest, digest.utf8.count)
    }

    /// State of the file at `path`.
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
