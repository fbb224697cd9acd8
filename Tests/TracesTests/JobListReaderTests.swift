import CellbenchSimulator
import Foundation
import Testing

@testable import CellbenchTraces

@Suite("Job lists in CSV")
struct JobListReaderTests {
    private static let header = "submit_time,workload,tasks,task_duration,cpu,memory"

    private func list(_ text: String) throws -> JobList { try list(Array(text.utf8)) }

    private func list(_ bytes: [UInt8]) throws -> JobList {
        try TraceFile.withBytes(bytes) { path in try JobList(reading: JobListReader(path)) }
    }

    private func failure(_ text: String) -> TraceError? {
        do {
            _ = try list(text)
            return nil
        } catch {
            return error as? TraceError
        }
    }

    @Test("a row becomes a job")
    func row() throws {
        let list = try list("\(Self.header)\n1.5,batch,10,60,0.5,2\n")
        #expect(list.workloads == ["batch"])
        let demand = Resources(milliCores: 500, memoryMiB: 2048)
        #expect(
            list.jobs == [
                JobSpec(
                    submitted: 1_500_000_000, duration: 60_000_000_000, demand: demand, workload: 0, tasks: 10, id: 1)
            ])
    }

    @Test("columns may come in any order, with others between")
    func anyOrder() throws {
        let ordered = try list("\(Self.header)\n1,a,2,3,4,5\n")
        let mixed = try list("user,memory,cpu,task_duration,priority,tasks,workload,submit_time\nx,5,4,3,9,2,a,1\n")
        #expect(ordered == mixed)
    }

    @Test(
        "line ends, byte order marks, blank lines and spaces do not matter",
        arguments: [
            "\(header)\r\n1,a,2,3,4,5\r\n", "\u{FEFF}\(header)\n1,a,2,3,4,5\n", "\(header)\n1,a,2,3,4,5",
            "\(header)\n1,a,2,3,4,5\n\n\r\n", "\(header)\n 1 , a,2 ,3,4,5 \n", "\(header)\n\"1\",\"a\",\"2\",3,4,5\n",
        ])
    func layout(text: String) throws {
        #expect(try list(text) == list("\(Self.header)\n1,a,2,3,4,5\n"))
    }

    @Test(
        "comments above the header are passed over, and a header may begin with their mark",
        arguments: [
            "# mine\n\(header)\n1,a,2,3,4,5\n", "# mine, with 3\" disks\n#\n\n\(header)\n1,a,2,3,4,5\n",
            "#\(header)\n1,a,2,3,4,5\n", "# a\n# \(header)\n1,a,2,3,4,5\n",
        ])
    func comments(text: String) throws {
        #expect(try list(text) == list("\(Self.header)\n1,a,2,3,4,5\n"))
    }

    @Test("below the header a number sign is text, as ids begin with it")
    func idFirst() throws {
        #expect(try list("job_id,\(Self.header)\n#1eb2ee99,1,a,2,3,4,5\n").jobs.map(\.id) == [0x1EB2_EE99])
    }

    @Test("a list without a header says so", arguments: ["0,b,2,10,1,1\n5,b,2,10,1,1\n", "b,2\nx,3\n"])
    func noHeader(text: String) {
        #expect(failure(text)?.message.hasPrefix("the header is missing: \"") == true)
        #expect(failure(text)?.line == 1)
    }

    @Test("parts may be numbered with a point")
    func partsOfPandas() throws {
        let list = try list("\(Self.header),part\n1,a,2,3,4,5,0.0\n1,a,1,9,8,7,1.0\n")
        #expect(list.jobs.map(\.tasks) == [3])
    }

    @Test("quoted names may hold commas, quotation marks and new lines")
    func quotes() throws {
        let list = try list("\(Self.header)\n1,\"a,\"\"b\"\"\n\",2,3,4,5\n")
        #expect(list.workloads == ["a,\"b\"\n"])
    }

    @Test("jobs are sorted by submission, workloads numbered as they appear")
    func order() throws {
        let list = try list("\(Self.header)\n2,b,1,1,1,1\n1,a,1,1,1,1\n2,a,1,1,1,1\n")
        #expect(list.workloads == ["b", "a"])
        #expect(list.jobs.map(\.workload) == [1, 0, 1])
        #expect(list.jobs.map(\.id) == [2, 1, 3])
    }

    @Test("many workloads are told apart")
    func manyWorkloads() throws {
        let rows = (0..<200).map { "\($0),w\($0 % 100),1,1,1,1" }.joined(separator: "\n")
        let list = try list("\(Self.header)\n\(rows)\n")
        #expect(list.workloads.count == 100)
        #expect(list.jobs.enumerated().allSatisfy { $0.element.workload == $0.offset % 100 })
    }

    @Test("a job's id is the FNV-1a hash of its text")
    func identifiers() throws {
        let list = try list("\(Self.header),job_id\n1,a,2,3,4,5,foobar\n")
        #expect(list.jobs[0].id == 0x8594_4171_F739_67E8)
    }

    @Test("GPUs are optional and a sliver of a core is a thousandth")
    func resources() throws {
        let list = try list("\(Self.header),gpu\n1,a,2,3,0.0001,0,0.25\n")
        #expect(list.jobs[0].demand == Resources(milliCores: 1, memoryMiB: 0, milliGPUs: 250))
    }

    @Test(
        "semicolons and tabs may stand for commas, and columns may be written as other tools do",
        arguments: [
            "submit_time;workload;tasks;task_duration;cpu;memory\n1;a;2;3;4;5\n",
            "submit_time\tworkload\ttasks\ttask_duration\tcpu\tmemory\n1\ta\t2\t3\t4\t5\n",
            "\"submit_time\";\"workload\";\"tasks\";\"task_duration\";\"cpu\";\"memory\"\r\n\"1\";\"a\";\"2\";3;4;5\r\n",
            "\u{FEFF}Submit Time, Workload ,TASKS,task-duration,Cpu,\" memory\"\n1,a,2,3,4,5\n",
            "#submit_time,workload,tasks,task_duration,cpu,memory\n1,a,2,3,4,5\n",
            "memory,SubmitTime,workload,Memory,tasks,taskDuration,cpu\n5,1,a,0,2,3,4\n",
        ])
    func separators(text: String) throws {
        #expect(try list(text) == list("\(Self.header)\n1,a,2,3,4,5\n"))
    }

    @Test("empty fields between tabs stay empty")
    func emptyFields() throws {
        let header = Self.header.replacing(",", with: "\t")
        let list = try list("\(header)\tconstraints\tspread\n1\ta\t2\t3\t4\t5\t\tmachine\n")
        #expect(list.requirements(of: list.jobs[0]).spread.machine == .hard)
        #expect(failure("\(header)\n1\t\t2\t3\t4\t5\n")?.message.hasPrefix("workload: \"\" is not a name") == true)
    }

    @Test("two columns that could be meant are refused, and one that nearly has a name is told")
    func doubtfulColumns() throws {
        let error = failure("submit_time,workload,tasks,task_duration,cpu,Memory,MEMORY\n")
        #expect(error?.message == "a second column for \"memory\", \"MEMORY\"; accepted: every column once")
        try TraceFile.withBytes("\(Self.header),GPUs,user\n1,a,2,3,4,5,1,x\n".utf8) { path in
            let reader = try JobListReader(path)
            #expect(try reader.all().map(\.job.demand.milliGPUs) == [0])
            #expect(reader.report.notes == ["the column \"GPUs\" is ignored; \"gpu\" would be read"])
        }
    }

    @Test("a list may have no jobs")
    func noJobs() throws {
        #expect(try list(Self.header).jobs.isEmpty)
    }

    @Test(
        "errors say where, what and what is accepted",
        arguments: [
            ("\(header)\n1,a,x,3,4,5\n", 2, 5, "tasks: \"x\" is not a whole number of at least 1"),
            ("\(header)\n1,a,1,1,1,1\n1,a,0,3,4,5\n", 3, 5, "tasks: \"0\" is not a whole number of at least 1"),
            ("\(header)\n1,a,1.5,3,4,5\n", 2, 5, "tasks: \"1.5\" is not a whole number of at least 1"),
            ("\(header)\n1,a,2e9,3,4,5\n", 2, 5, "tasks: \"2e9\" is too large; accepted: at most 1000000000"),
            (
                "\(header)\n-1,a,1,3,4,5\n", 2, 1,
                "submit_time: \"-1\" is negative; accepted: a time in seconds of at least 0"
            ),
            ("\(header)\n1,a,1,4e9,4,5\n", 2, 7, "task_duration: \"4e9\" is too large; accepted: at most 3153600000"),
            ("\(header)\n1,é,1,1,0,5\n", 2, 9, "cpu: \"0\" is not above 0; accepted: a number of cores above 0"),
            ("\(header)\n1,a,1,1,1,lots\n", 2, 11, "memory: \"lots\" is not an amount of memory in GiB of at least 0"),
            ("\(header)\n1,,1,1,1,1\n", 2, 3, "workload: \"\" is not a name; accepted: a text in UTF-8"),
            ("\(header)\n1,a,1,1,1,1,1\n", 2, 13, "more fields than the header has; accepted: 6 in a row"),
            (
                "\(header)\n1,\"a\"b,1,1,1,1\n", 2, 3,
                "a text goes on behind its closing quotation mark; accepted: a comma or a new line"
            ),
            ("\(header)\n1,\"a,1,1,1,1\n", 2, 3, "a quotation mark without its other half; accepted: both, or none"),
            ("cpu,cpu\n", 1, 5, "a second column \"cpu\"; accepted: every column once"),
            ("\u{0}", 1, 1, "a zero byte, which no text has; accepted: a text in UTF-8"),
            ("\(header),part\n1,a,1,1,1,1,1\n", 2, 13, Self.continuesNothing),
            ("\(header),part\n1,a,1,1,1,1,0\n2,a,1,1,1,1,1\n", 3, 13, Self.continuesNothing),
            ("\(header),part\n1,a,1,1,1,1,x\n", 2, 13, "part: \"x\" is not a whole number of at least 0"),
        ])
    func errors(text: String, line: Int, column: Int, message: String) {
        let error = failure(text)
        #expect(error?.line == line)
        #expect(error?.column == column)
        #expect(error?.message == message)
        #expect(error?.kind == .malformed)
    }

    @Test(
        "errors about a whole line have no column",
        arguments: [
            ("\(header)\n1,a,2\n", 2, "3 fields in this row; accepted: 6, as in the header"),
            ("", 1, "the file is empty; accepted: \(accepted)"),
            ("\n\n", 1, "the file is empty; accepted: \(accepted)"),
            ("1,a,2,3,4,5\n", 1, "the header is missing: \"1\" in the first row is a number; accepted: \(accepted)"),
            ("time,name\n1,a\n", 1, "the column \"submit_time\" is missing; accepted: \(accepted)"),
        ])
    func lineErrors(text: String, line: Int, message: String) {
        let error = failure(text)
        #expect(error?.line == line)
        #expect(error?.column == nil)
        #expect(error?.message == message)
    }

    private static let accepted =
        "a header with submit_time, workload, tasks, task_duration, cpu, memory, and optionally gpu, job_id, part, constraints and spread"
    private static let continuesNothing =
        "part: \"1\" continues no job; accepted: 0, or below a row of the same submit_time, workload and job_id"

    @Test("bytes that are no UTF-8 are refused, whatever they are")
    func binary() {
        #expect(throws: TraceError.self) { try list([0xFF, 0xFE, 0x31, 0x00]) }
        let row = Array("\(Self.header)\n1,".utf8) + [0xC3, 0x28] + Array(",1,1,1,1".utf8)
        #expect(throws: TraceError.self) { try list(row) }
    }

    @Test("rows may have further tasks of the job above, which differ from its own")
    func parts() throws {
        let list = try list("\(Self.header),part\n1,a,2,3,4,5,0\n1,a,1,9,8,7,1\n1,a,3,3,3,3,0\n")
        let second = Nanoseconds.perSecond
        #expect(list.jobs.map(\.tasks) == [3, 3])
        #expect(
            list.parts(of: list.jobs[0]) == [
                TaskPart(demand: Resources(cores: 4, gibibytes: 5), duration: 3 * second, count: 2),
                TaskPart(demand: Resources(cores: 8, gibibytes: 7), duration: 9 * second, count: 1),
            ])
        #expect(list.parts(of: list.jobs[1]).count == 1)
    }

    @Test("malformed rows are passed over and counted by reason, if that is asked for")
    func skipping() throws {
        let text = "\(Self.header)\n1,a,1,1,1,1\n1,a,x,1,1,1\n1,a\n1,a,1,1,-1,1\n1,\"a,1\n"
        try TraceFile.withBytes(Array(text.utf8)) { path in
            let reader = try JobListReader(path, onBadRow: .skip)
            #expect(try JobList(reading: reader).jobs.count == 1)
            #expect(reader.report.rows == 5)
            #expect(
                reader.report.skipped.mapValues(\.rows) == [
                    "not a number": 1, "too few fields": 1, "out of range": 1, "quotation marks that do not match": 1,
                ])
        }
    }

    @Test("parts of another job do not join, and what is malformed is no job to join")
    func foreignParts() throws {
        let header = "\(Self.header),job_id,part\n"
        #expect(failure(header + "0,b,1,10,1,1,j1,0\n0,b,7,99,2,2,j2,1\n")?.line == 3)
        let text = header + "0,b,1,10,1,1,j1,0\n0,b,x,10,1,1,j2,0\n0,b,7,99,2,2,j2,1\n3,b,1,1,1,1,j3,0\n"
        try TraceFile.withBytes(Array(text.utf8)) { path in
            let reader = try JobListReader(path, onBadRow: .skip)
            #expect(try reader.all().map(\.job.tasks) == [1, 1])
            #expect(reader.report.rowsSkipped == 2)
        }
    }

    @Test("behind a stray quotation mark reading goes on with the next line")
    func strayQuote() throws {
        let rows = (0..<30_000).map { "\($0),a,1,1,1,1\n" }
        let text = Self.header + "\n1,\"a,1,1,1,1\n" + rows.joined()
        try TraceFile.withBytes(Array(text.utf8)) { path in
            let reader = try JobListReader(path, onBadRow: .skip)
            #expect(try reader.all().count == 30_000)
            #expect(reader.report.skipped.mapValues(\.rows) == ["quotation marks that do not match": 1])
        }
    }

    @Test("a quotation mark within a field opens nothing: only its row is in question", arguments: [1, 2, 3])
    func quoteWithin(marks: Int) throws {
        var rows = (0..<1000).map { "\($0),a,1,1,1,1,x\n" }
        for mark in 0..<marks { rows[100 * mark + 1] = "\(100 * mark + 1),a,1,1,1,1,\(mark)\" disk\n" }
        let text = Self.header + ",note\n" + rows.joined()
        try TraceFile.withBytes(Array(text.utf8)) { path in
            let reader = try JobListReader(path)
            #expect(try reader.all().count == 1000)
            #expect(reader.report.rowsSkipped == 0)
        }
        let wrong = Self.header + "\n0,a,1,1,1,1\n1,12\" disk,x,1,1,1\n2,a,1,1,1,1\n"
        try TraceFile.withBytes(Array(wrong.utf8)) { path in
            #expect(throws: TraceError.self) { try JobListReader(path).all() }
            let reader = try JobListReader(path, onBadRow: .skip)
            #expect(try reader.all().count == 2)
            #expect(reader.report.skipped.mapValues(\.rows) == ["not a number": 1])
        }
    }

    @Test("a text of quotation marks is refused at once")
    func quotesOnly() throws {
        let bytes =
            Array("\(Self.header)\n".utf8) + Array(repeating: [UInt8(ascii: "\""), 0x0A], count: 300_000).joined()
        #expect(throws: TraceError.self) { try list(bytes) }
    }

    @Test("a row that is too long is passed over as one, and lines are counted on")
    func longRow() throws {
        let text =
            Self.header + "\n1,a,1,1,1,1\n1,a," + String(repeating: "9", count: 3 << 20)
            + "\n2,a,1,1,1,1\n3,a,x,1,1,1\n"
        try TraceFile.withBytes(Array(text.utf8)) { path in
            let reader = try JobListReader(path, onBadRow: .skip)
            #expect(try reader.all().count == 2)
            #expect(reader.report.skipped.mapValues(\.rows) == ["row too long": 1, "not a number": 1])
        }
        let short = Self.header + "\n" + String(repeating: "9", count: 2 << 20) + "\n"
        #expect(failure(short)?.line == 2)
    }
}
