/// The comments at the head of a log in the Standard Workload Format, `; Name: value`.
final class SWFHeader {
    /// The values by name, each in words with a space between; of several of one name the first.
    private(set) var fields: [String: String] = [:]
    /// The queues' names by number, of those whose names are workload names.
    private(set) var queues: [Int: String] = [:]
    /// The processors of the machine.
    private(set) var mostProcessors: Int?

    /// Whether a remark says that the submit times are those of the start, as where a log has nothing else.
    private(set) var saysSubmissionsAreStarts = false
    /// The comment before, as remarks go on in the next line; the first so many are looked at.
    private var commentBefore = ""
    private var commentsLeft = 1000

    /// The rows that the log has.
    var records: Int? { number("MaxRecords") }

    /// Takes in a comment, without its mark.
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

    /// Looks for a remark such as "the given submit times are actually start times" in a comment and the one before.
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

    /// The number that the value of a name begins with, if that is above 0.
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
