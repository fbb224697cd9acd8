internal import CellbenchFiles

/// The revision of a working copy, read from its files, so that `git` need not be installed.
enum GitRevision {
    /// Revision of the working copy that this program was compiled in, at the time of the build.
    ///
    /// Nil where the working copy is gone, or where the program was copied, so that the time of its build is unknown.
    static var ofSourceTree: String? {
        // The root of the package is four folders above this file.
        let path = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
        let root = path.joined(separator: "/")
        let program = "/proc/self/exe"
        guard let built = POSIXFile.modificationTime(of: program) else { return read(workingCopy: root) }
        guard let place = POSIXFile.resolved(program), place.hasPrefix((POSIXFile.resolved(root) ?? root) + "/") else {
            return nil
        }
        return read(workingCopy: root, asOf: built)
    }

    /// Revision that was checked out at a time, in seconds since 1970.
    ///
    /// The last one before the time in git's log of checkouts (`git reflog`); without a log, the current one.
    static func read(workingCopy root: String, asOf time: Int) -> String? {
        guard let log = text("\(gitDirectory(root))/logs/HEAD") else { return read(workingCopy: root) }
        // Line: old new name <mail> time zone<TAB>action
        let changes = log.split(separator: "\n").compactMap { line -> (time: Int, old: String, new: String)? in
            let parts = line.prefix { $0 != "\t" }.split(separator: " ")
            guard parts.count >= 5, let time = Int(parts[parts.count - 2]) else { return nil }
            return (time, String(parts[0]), String(parts[1]))
        }
        guard let first = changes.first else { return read(workingCopy: root) }
        if let last = changes.last(where: { $0.time <= time }) { return revision(last.new) }
        return first.old.allSatisfy { $0 == "0" } ? nil : revision(first.old)
    }

    /// Revision that is checked out in the working copy at `root`; nil if there is none.
    static func read(workingCopy root: String) -> String? {
        let directory = gitDirectory(root)
        guard let head = text("\(directory)/HEAD") else { return nil }
        guard head.hasPrefix("ref: ") else { return revision(head) }
        let reference = String(head.dropFirst("ref: ".count))
        // A linked working copy has a HEAD of its own and shares the branches.
        let shared = text("\(directory)/commondir").map { $0.hasPrefix("/") ? $0 : "\(directory)/\($0)" }
        let branches = shared ?? directory
        if let loose = text("\(branches)/\(reference)") { return revision(loose) }
        for line in (text("\(branches)/packed-refs") ?? "").split(separator: "\n") {
            let parts = line.split(separator: " ")
            if parts.count == 2, parts[1] == reference { return revision(String(parts[0])) }
        }
        return nil
    }

    private static func gitDirectory(_ root: String) -> String {
        // In a linked working copy `.git` is a file with the path of the directory.
        guard let link = text("\(root)/.git"), link.hasPrefix("gitdir: ") else { return "\(root)/.git" }
        let target = String(link.dropFirst("gitdir: ".count))
        return target.hasPrefix("/") ? target : "\(root)/\(target)"
    }

    private static func revision(_ text: String) -> String? {
        text.count >= 40 && text.allSatisfy(\.isHexDigit) ? text : nil
    }

    private static func text(_ path: String) -> String? {
        guard let bytes = try? FileContents.read(path, atMost: 1 << 26) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.last == "\n" ? String(text.dropLast()) : text
    }
}
