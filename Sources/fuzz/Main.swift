import Foundation

/// Runs one parser on numbered inputs: `fuzz PARSER FOLDER SEEDS FROM TO SEED`; `fuzz --list` prints the parsers.
///
/// An input is written into FOLDER before the parser reads it, and its number into `FOLDER/number`, so that the caller
/// knows which input ended this process.
@main
enum Main {
    /// Seconds that one input may take.
    private static let secondsPerInput: UInt32 = 5

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "--list" {
            for parser in Parser.all { print(parser.name) }
            return
        }
        let words = Array(arguments)
        guard words.count == 6, let parser = Parser.all.first(where: { $0.name == words[0] }),
            let from = Int(words[3]), let to = Int(words[4]), from <= to, let seed = UInt64(words[5])
        else {
            FileHandle.standardError.write(Data("usage: fuzz --list | PARSER FOLDER SEEDS FROM TO SEED\n".utf8))
            exit(64)
        }
        let (folder, seeds) = (words[1], try self.seeds(in: words[2]))
        let path = "\(folder)/\(parser.file)"
        var accepted = 0
        for number in from..<to {
            var mutator = Mutator(seed: seed, number: number)
            // The first inputs are the seeds themselves.
            let input = number < seeds.count ? seeds[number] : mutator.input(from: seeds)
            // Files that one input left would change what becomes of the next.
            try? FileManager.default.removeItem(atPath: folder)
            try FileManager.default.createDirectory(
                at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(input).write(to: URL(filePath: path))
            try Data("\(number)".utf8).write(to: URL(filePath: "\(folder)/number"))
            alarm(secondsPerInput)
            do {
                try parser.read(path)
                accepted += 1
            } catch {}
            alarm(0)
        }
        print(accepted)
    }

    /// The contents of the files in a folder, in the order of their names.
    private static func seeds(in folder: String) throws -> [[UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        return try names.map { Array(try Data(contentsOf: URL(filePath: "\(folder)/\($0)"))) }
    }
}
