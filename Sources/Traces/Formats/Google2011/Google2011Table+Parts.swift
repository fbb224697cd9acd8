internal import CellbenchFiles

extension Google2011Table {
    /// The largest number of a part.
    private static let largestNumber = 1_000_000
    /// Endings of files about a part that lie beside it, such as checksums.
    private static let endingsOfOthers = [
        "asc", "crc", "crc32", "md", "md5", "md5sum", "sha1", "sha1sum", "sha256", "sha256sum", "sha512", "sha512sum",
        "sig",
    ]

    /// The parts in a folder, in order.
    ///
    /// - Throws: ``TraceError`` if there are none, one is missing between two others, or one is there twice.
    static func parts(of folder: String) throws(TraceError) -> [String] {
        let names: [String]
        do throws(SystemError) {
            names = try Folder.names(in: folder)
        } catch {
            throw .unreadable(folder, error.reason)
        }
        let parts = names.compactMap { name in number(ofPart: name).map { (number: $0, name: name) } }
            .sorted { ($0.number, $0.name) < ($1.number, $1.name) }
        guard !parts.isEmpty else {
            throw .malformed(folder, "no parts in this folder; accepted: files such as part-00000-of-00500.csv.gz")
        }
        for (part, next) in zip(parts, parts.dropFirst()) where next.number != part.number + 1 {
            guard next.number != part.number else {
                throw .malformed(
                    folder,
                    "part \(part.number) is twice, in \(part.name) and \(next.name); accepted: parts that follow one another, "
                        + "from any to any")
            }
            throw .malformed(
                folder,
                "part \(part.number + 1) is missing; accepted: parts that follow one another, from any to any")
        }
        return parts.map { "\(folder)/\($0.name)" }
    }

    /// The number of the part that a file is, by a name such as `part-00007-of-00500.csv.gz`; nil for other files.
    ///
    /// Any ending counts but those of checksums and notes: the content says whether a file is plain text or gzip.
    private static func number(ofPart name: String) -> Int? {
        let words = name.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
        guard words.count == 4, words[0].lowercased() == "part", words[2].lowercased() == "of",
            let number = Int(words[1]), (0...largestNumber).contains(number), words[3].first?.isNumber == true,
            !endingsOfOthers.contains(name.split(separator: ".").last?.lowercased() ?? "")
        else { return nil }
        return number
    }

    /// True if the trace at `path` has a folder of that table.
    ///
    /// - Throws: ``TraceError`` if there is a file in its place.
    static func isTable(_ table: String, in path: String) throws(TraceError) -> Bool {
        let folder = "\(path)/\(table)"
        if Folder.exists(folder) { return true }
        guard !Folder.isTaken(folder) else {
            throw .unreadable(
                folder, "it is no folder; accepted: a folder of parts, such as part-00000-of-00500.csv.gz")
        }
        return false
    }
}
