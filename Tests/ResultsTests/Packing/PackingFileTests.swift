import Foundation
import TestSupport
import Testing

@testable import CellbenchFiles
@testable import CellbenchResults

@Suite struct PackingFileTests {
    private static let config = "name: packed\n"

    private static func packing(at numbers: [Int] = [0, 1, 2], config: String = config) -> PackingFile {
        let values: [Double?] = numbers.map { Double($0) }
        return PackingFile(
            name: "packed", configDigest: "sha256:" + SHA256.hexDigest(of: config.utf8), seed: 0, resource: "cpu",
            demand: nil, machines: 3,
            curves: [
                PackingFile.Curve(
                    policy: "first-fit", replication: 0, at: numbers, alloc: values, fragRatio: values,
                    fragAmount: values, arrived: 3, dropped: 0)
            ], compaction: [])
    }

    private func read(_ packing: PackingFile) throws -> PackingFile {
        try JSONText.decode(PackingFile.self, from: Array(try packing.jsonText().utf8), file: "packing.json")
    }

    @Test(arguments: [[0, 2, 4], [1, 2, 3], [0, 2, 1]])
    func `Curves over other numbers than those from 0 are refused`(numbers: [Int]) throws {
        #expect(try read(Self.packing()) == Self.packing())
        let error = #expect(throws: ResultsError.self) { try read(Self.packing(at: numbers)) }
        #expect(error?.description.contains("curves whose at is not 0, 1, 2 and so on") == true)
    }

    @Test(arguments: [false, true]) func `What a killed packing left is put in place by how far that came`(
        isSwitched: Bool
    ) throws {
        try withDirectory { root in
            let directory = ResultsDirectory(path: root)
            let number = ".cellbench.0123456789abcdef"
            let (old, new) = ("name: old\n", "name: new\n")
            func write(_ text: String, _ name: String) throws {
                try Data(text.utf8).write(to: URL(filePath: "\(root)/\(name)"))
            }
            let (before, after) = (try Self.packing(config: old).jsonText(), try Self.packing(config: new).jsonText())
            try write(isSwitched ? after : before, "packing.json")
            try write(isSwitched ? before : after, "\(number).packing.json.\(isSwitched ? "old" : "tmp")")
            try write(old, "\(number).config.yaml.old")
            try write(new, "\(number).config.yaml.tmp")
            directory.recoverPacking()
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: root).sorted() == ["config.yaml", "packing.json"])
            let config = try String(contentsOfFile: "\(root)/config.yaml", encoding: .utf8)
            #expect(config == (isSwitched ? new : old))
        }
    }
}
