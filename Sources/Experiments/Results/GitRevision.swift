/// The revision of a working copy, read from its files: no `git` need be installed.
enum GitRevision {
    /// The revision of the working copy this program was compiled in, if it is still there.
    static var ofSourceTree: String? {
        // The package's root is four levels above this file: Sources/Experiments/Results.
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
        return read(workingCopy: root.joined(separator: "/"))
    }

    /// The revision checked out in the working copy at `root`, or nil if there is none.
    static func read(workingCopy root: String) -> String? {
        let directory = gitDirectory(root)
        guard let head = text("\(directory)/HEAD") else { return nil }
        guard head.hasPrefix("ref: ") else { return revision(head) }
        let reference = String(head.dropFirst("ref: ".count))
        // A linked working copy has its own HEAD but shares the branches.
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
        // In a linked working copy `.git` is a file that names the directory.
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
