/// The comments at the head of a log in the Standard Workload Format, `; Name: value`.
final class SWFHeader {
    /// The first value of each name, its words separated by single spaces.
    private(set) var fields: [String: String] = [:]
    /// Names of queues by number; names that may not name a workload are left out.
    private(set) var queues: [Int: String] = [:]
    /// Number of processors of the machine.
    private(set) var mostProcessors: Int?

    /// True if a remark says that submit times are start times, because the log has no others.
    private(set) var saysSubmissionsAreStarts = false
    /// The previous comment, because remarks go on in the next line; and the number of comments that are still
    /// searched.
    private var commentBefore = ""
    private var commentsLeft = 1000

    /// Number of rows that the header announces.
    var records: Int? { number("MaxRecords") }

    /// Adds a comment, without its mark.
    func take(_ comment: String) {
        lookForStarts(comment)
        guard let colon = comment.firstIndex(of: ":") else { return }
        let name = comment[..<colon].split(separator: " ").joined(separator: " ")
        let words = comment[comment.index(after: colon)...].split { $0 == " " || $0 == "\t" }
        guard !name.isEmpty else { return }
        if name == "Queue", words.count >= 2, let number = Int(words[0]) {
            let name = String(words[1])
            if name.utf8.allSatisfy({ isNamePart($0) }) { queues[number] = name }
        } else if fields[name] == nil {
            fields[name] = words.joined(separator: " ")
            if name == "MaxProcs" { mostProcessors = number(name) }
        }
    }

    /// Searches a comment and the previous one for a remark such as "the given submit times are actually start times".
    private func lookForStarts(_ comment: String) {
        guard commentsLeft > 0, !saysSubmissionsAreStarts else { return }
        commentsLeft -= 1
        let own = comment.lowercased().split { $0 == " " || $0 == "\t" }.joined(separator: " ")
        let text = commentBefore + " " + own
        commentBefore = own
        guard text.contains("start") else { return }
        let remark = /submi(?:t|ssion|tted) times? (?:are|is|were|=|equals?) [^.;]{0,30}start(?:ing)? times?/
        saysSubmissionsAreStarts = text.contains(remark)
    }

    /// The number at the beginning of a value, if it is above 0.
    private func number(_ name: String) -> Int? {
        fields[name]?.split(separator: " ").first.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }

    private func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
