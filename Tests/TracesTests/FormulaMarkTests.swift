import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

@Suite struct FormulaMarkTests {
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+x", "'+x"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("  =1", "'  =1"),
        ("\t=1", "'\t'=1"),
        ("\rx", "'\rx"), ("\nx", "'\nx"), ("\u{FF1D}1", "'\u{FF1D}1"),
        ("a;=cmd|' /C calc'!A0", "a;'=cmd|' /C calc'!A0"),
        ("a,\"=x\"", "a,\"'=x\""), ("a\n=b", "a\n'=b"), ("'=x", "''=x"), ("''-x", "'''-x"), ("--1", "'--1"),
        ("-1-1", "'-1-1"), ("\u{FEFF}=1", "'\u{FEFF}=1"), ("\u{B}=1", "'\u{B}=1"), ("\u{A0}=1", "'\u{A0}=1"),
        ("\u{2028}+x", "'\u{2028}+x"), ("\u{3000}@x", "'\u{3000}@x"), ("\u{7F} =1", "'\u{7F} =1"),
    ])
    func `What a spreadsheet would run has a mark`(text: String, marked: String) {
        #expect(FormulaMark.marked(text) == marked)
        #expect(FormulaMark.unmarked(marked) == text)
    }

    @Test(arguments: [
        "", "batch", "a=b", "a-b", "a@b", "'tis", "'", "''", "a;b", "a; b", "-5", "+3", "-0.5e-3", "1e5", "#=1",
        "größer", "a;", "a\n", ".=1",
    ])
    func `Other texts, and numbers, have none`(text: String) {
        #expect(FormulaMark.marked(text) == text)
        #expect(FormulaMark.unmarked(text) == text)
    }

    @Test func `Any text reads back, and none is read as another`() {
        var state: UInt64 = 7
        func below(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let alphabet = Array("'=+-@ ;,\t\n\r\"a1.\u{FF1D}\u{301}".unicodeScalars)
        var written: [[UInt8]: String] = [:]
        for _ in 0..<20_000 {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<below(7) { scalars.append(alphabet[below(alphabet.count)]) }
            let text = String(scalars)
            let marked = FormulaMark.marked(text)
            #expect(FormulaMark.unmarked(marked).utf8.elementsEqual(text.utf8))
            let known = written.updateValue(text, forKey: Array(marked.utf8))
            #expect(known?.utf8.elementsEqual(text.utf8) ?? true)
        }
    }

    @Test func `A list is written so that no spreadsheet runs it, and reads back with the same names`() throws {
        let names = [
            "=cmd|' /C calc'!A0", "'=x", "-5", "-x", "@a", "\ttab", "tab\t", " blank ", "a,b", "a\"b", "\"\u{301}",
            "x\r\ny", "a;=b", "plain",
            "\u{1B}[2J", "\u{202E}", "a\"\"b",
        ]
        let header = "submit_time,workload,tasks,task_duration,cpu,memory,constraints\n"
        let rows = names.enumerated().map { number, name in
            let doubled = name.unicodeScalars.reduce(into: "") { $0 += $1 == "\"" ? "\"\"" : String($1) }
            return "\(number),\"\(FormulaMark.marked(doubled))\",1,1,1,1,-kernel > 3\n"
        }
        let (jobs, workloads) = try read(header + rows.joined())
        #expect(workloads.map { Array($0.utf8) } == names.map { Array($0.utf8) })
        let list =
            JobListText.header + jobs.map { JobListText.rows(of: $0, workload: workloads[$0.job.workload]) }.joined()
        for cell in list.split(whereSeparator: { ",\n".contains($0) }) where !["-5"].contains(cell) {
            #expect(!"=+-@\t\r".unicodeScalars.contains(cell.unicodeScalars.first ?? "a"), "\(cell)")
        }
        let (again, same) = try read(list)
        #expect(same.map { Array($0.utf8) } == names.map { Array($0.utf8) })
        #expect(again.map(\.requirements) == jobs.map(\.requirements))
        #expect(again.map(\.job.submitted) == jobs.map(\.job.submitted))
    }

    private func read(_ text: String) throws -> (jobs: [TraceJob], workloads: [String]) {
        try TraceFile.withBytes(Array(text.utf8)) { path in
            let reader = try JobListReader(path)
            return (try reader.all(), reader.workloads)
        }
    }
}
