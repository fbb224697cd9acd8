import CellbenchTraces
import Foundation
import TestSupport
import Testing

@testable import CellbenchFiles
@testable import CellbenchResults

@Suite struct OutputFileTests {
    private func refusal(
        _ files: [OutputFile], apartFrom inputs: [String] = [], force: Bool = false
    ) -> OutputError? {
        do {
            try OutputFile.check(files, apartFrom: InputFiles(inputs), replacingOthers: force)
            return nil
        } catch {
            return error
        }
    }

    private func write(_ text: String, _ path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    @Test func `No name of an input is written to, whatever is forced`() throws {
        try withDirectory { root in
            let manager = FileManager.default
            try manager.createDirectory(atPath: "\(root)/a/b", withIntermediateDirectories: true)
            try write("input", "\(root)/a/in")
            try manager.createSymbolicLink(atPath: "\(root)/soft", withDestinationPath: "a/in")
            try manager.createSymbolicLink(atPath: "\(root)/folder", withDestinationPath: "a")
            try manager.createSymbolicLink(atPath: "\(root)/twice", withDestinationPath: "soft")
            try manager.linkItem(atPath: "\(root)/a/in", toPath: "\(root)/hard")
            let names = ["a/in", "a/../a/./in", "a//in", "soft", "twice", "folder/in", "hard", "a/b/../in"]
            for output in names {
                for input in names {
                    let error = refusal(
                        [OutputFile(path: "\(root)/\(output)", .jobList)], apartFrom: ["\(root)/\(input)"], force: true)
                    #expect(error?.exitStatus == 64, "\(output) of \(input)")
                    #expect(error?.path == "\(root)/\(output)")
                }
            }
            let descriptor = open("\(root)/a/in", O_RDONLY)
            defer { close(descriptor) }
            for folder in ["/dev/fd", "/proc/self/fd"] where manager.fileExists(atPath: folder) {
                let open = "\(folder)/\(descriptor)"
                #expect(refusal([OutputFile(path: "\(root)/hard", .page)], apartFrom: [open], force: true) != nil)
                #expect(refusal([OutputFile(path: open, .page)], apartFrom: ["\(root)/soft"], force: true) != nil)
            }
            #expect(refusal([OutputFile(path: "\(root)/a/other", .page)], apartFrom: ["\(root)/a/in"]) == nil)
            #expect(try text("\(root)/a/in") == "input")
        }
    }

    @Test func `Nothing is written among the files of a trace's folder`() throws {
        try withDirectory { root in
            let manager = FileManager.default
            let parts = "\(root)/google/task_events"
            try manager.createDirectory(atPath: parts, withIntermediateDirectories: true)
            try write("row", "\(parts)/part-00000-of-00001.csv")
            try manager.linkItem(atPath: "\(parts)/part-00000-of-00001.csv", toPath: "\(root)/hard")
            try manager.createSymbolicLink(atPath: "\(root)/ahead", withDestinationPath: "google/task_events/new.csv")
            let inputs = InputFiles(TraceSource(.google2011, "\(root)/google"))
            for name in [
                "google/task_events/part-00000-of-00001.csv", "google/task_events/new.csv", "hard", "ahead",
            ] {
                #expect(throws: OutputError.self, "\(name)") {
                    try OutputFile.check(
                        [OutputFile(path: "\(root)/\(name)", .jobList)], apartFrom: inputs, replacingOthers: true)
                }
            }
            try OutputFile.check(
                [OutputFile(path: "\(root)/google/jobs.csv", .jobList)], apartFrom: inputs, replacingOthers: false)
        }
    }

    @Test func `Two outputs are two files`() throws {
        try withDirectory { root in
            let manager = FileManager.default
            try manager.createSymbolicLink(atPath: "\(root)/ahead", withDestinationPath: "new")
            try manager.createSymbolicLink(atPath: "\(root)/here", withDestinationPath: ".")
            for other in ["new", "./new", "ahead", "here/new", "here/here/ahead"] {
                let files = ["new", other].map { OutputFile(path: "\(root)/\($0)", .jobList) }
                #expect(refusal(files, force: true)?.exitStatus == 64, "\(other)")
            }
            #expect(refusal(["new", "other"].map { OutputFile(path: "\(root)/\($0)", .jobList) }) == nil)
        }
    }

    @Test func `What cellbench did not write stays, unless it is told otherwise`() throws {
        let header = "submit_time,workload,tasks,task_duration,cpu,memory,gpu,job_id,part,constraints,spread\n"
        let tidy = "experiment,architecture,kind,replication,status,a.b,subject,name,jobs\n"
        let page = "<!DOCTYPE html>\n<html>\n<meta name=\"generator\" content=\"cellbench 0.1.0\">\n"
        let ours: [(OutputKind, String)] = [
            (.results, "{\"a\": 1, \"schema\": \"cellbench.results/1\"}"),
            (.timings, "{\"schema\": \"cellbench.timings/1\"}"),
            (.bench, "{\"schema\":\"cellbench.bench/1\"}"), (.jobList, header),
            (.jobList, header + "1,a,1,1,1,1,0,#1f,0,,\n"),
            (.jobList, header + "1,\"a\nb\",1,1,1,1,0,#1f,0,,\n"),
            (.table, tidy), (.page, page), (.config("name: a\n"), "name: a\n"),
        ]
        let others = [
            "x", "{", "{}", "[]", "{\"schema\": \"cellbench.verdict/1\"}", "{\"schema\": 1}", "\u{0}\u{FF}", "\n",
            header + "1,a,1,1,1,1,0,my-id,0,,\n", header + "1,\"a\nb\",1,1,1,1,0,my-id,0,,\n",
            header + "1,a,1,1,1,1,0,#1f,0,,\n2,a,1,1,1,1\n",
            "submit_time,workload,tasks,task_duration,cpu,memory\n0,a,1,1,1,1\n",
            "experiment,architecture\n", "<!DOCTYPE html>\n<title>mine</title>\n", "name: a\n# mine\n",
        ]
        try withDirectory { root in
            let file = "\(root)/file"
            for (kind, content) in ours {
                let output = OutputFile(path: file, kind)
                for text in ["", content] {
                    try output.write(text, replacingOthers: true)
                    #expect(refusal([output]) == nil, "\(text)")
                }
                if kind.isTable {
                    // The file system keeps no marks.
                    #expect(kind.looksOurs(file))
                    // A further row or another name makes the file the user's.
                    try write(content + "9,a,1,1,1,1,0,#1f,0,,\n", file)
                    #expect(WrittenMark.state(of: file) == .unknown || refusal([output])?.exitStatus == 64)
                }
                for other in others + ours.filter({ $0.0 != kind }).map(\.1) {
                    try write(other, file)
                    let error = refusal([output])
                    #expect(error?.exitStatus == 64, "\(kind): \(other)")
                    #expect(error?.description.contains("--force") == true)
                    #expect(refusal([output], force: true) == nil)
                    #expect(try text(file) == other)
                }
                try FileManager.default.removeItem(atPath: file)
                #expect(refusal([output]) == nil)
            }
        }
    }

    @Test func `A file that came after the check stays`() throws {
        try withDirectory { root in
            let output = OutputFile(path: "\(root)/file", .jobList)
            try OutputFile.check([output], apartFrom: InputFiles(), replacingOthers: false)
            try write("mine", output.path)
            #expect(throws: OutputError.self) { try output.write("ours", replacingOthers: false) }
            #expect(try text(output.path) == "mine")
            try output.write("ours", replacingOthers: true)
            #expect(try text(output.path) == "ours")
        }
    }

    @Test func `A file keeps its permissions when it is replaced`() throws {
        try withDirectory { root in
            let output = OutputFile(path: "\(root)/file", .config("a"))
            try write("a", output.path)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: output.path)
            try output.write("a", replacingOthers: false)
            let found = try FileManager.default.attributesOfItem(atPath: output.path)[.posixPermissions] as? Int
            #expect(found == 0o600)
        }
    }

    @Test func `A folder that leads nowhere is found out before the work`() throws {
        try withDirectory { root in
            try FileManager.default.createSymbolicLink(atPath: "\(root)/dead", withDestinationPath: "/nowhere/at/all")
            for path in ["\(root)/dead/file", "\(root)/dead/below/file"] {
                #expect(refusal([OutputFile(path: path, .table)])?.exitStatus == 1, "\(path)")
            }
        }
    }

    @Test func `Two outputs may be one stream`() {
        #expect(refusal([OutputFile(path: "/dev/null", .jobList), OutputFile(path: "/dev/null", .jobList)]) == nil)
    }

    @Test func `A config is known by its digest in what lies beside it, and what was changed since is the user's`()
        throws
    {
        try withDirectory { root in
            let digest = "sha256:" + SHA256.hexDigest(of: "name: a\n".utf8)
            let output = OutputFile(path: "\(root)/config.yaml", .config("name: b\n"))
            let marks = [
                ("results.json", "cellbench.results/1"), ("timings.json", "cellbench.timings/1"),
            ]
            for (name, schema) in marks {
                try write("{\"schema\": \"\(schema)\", \"configDigest\": \"\(digest)\"}", "\(root)/\(name)")
                try write("name: a\n", output.path)
                #expect(refusal([output]) == nil)
                try write("name: a\n# for the paper\n", output.path)
                #expect(refusal([output])?.exitStatus == 64)
                try write("name: b\n", output.path)
                #expect(refusal([output]) == nil)
                try FileManager.default.removeItem(atPath: "\(root)/\(name)")
                try write("name: a\n", output.path)
                #expect(refusal([output])?.exitStatus == 64)
            }
        }
    }

    @Test func `A table of one kind takes the place of no other`() throws {
        let tables: [(kind: OutputKind, text: String)] = [
            (.jobList, JobListText.header + "1,a,1,1,1,1,0,#1f,0,,\n"),
            (.table, "experiment,architecture,kind,replication,status,a.b,subject,name,jobs\n"),
            (.tasks, TaskTable(paths: ["horizon"]).header),
        ]
        try withDirectory { root in
            for written in tables {
                let path = "\(root)/table.csv"
                try OutputFile(path: path, written.kind).write(written.text, replacingOthers: true)
                for output in tables {
                    let error = refusal([OutputFile(path: path, output.kind)])
                    #expect(error?.exitStatus == (output.kind == written.kind ? nil : 64), "\(output.kind)")
                    #expect(try text(path) == written.text)
                }
            }
        }
    }

    @Test func `Pipes and devices are written to, and what is open is written on`() throws {
        try withDirectory { root in
            for path in ["/dev/null", "/dev/full"] {
                #expect(refusal([OutputFile(path: path, .page)]) == nil)
            }
            try OutputFile(path: "/dev/null", .page).write("x", replacingOthers: true)
            let error = #expect(throws: OutputError.self) {
                try OutputFile(path: "/dev/full", .page).write("x", replacingOthers: true)
            }
            #expect(error?.exitStatus == 1)
            guard FileManager.default.fileExists(atPath: "/proc/self/fd") else { return }
            try write("before\n", "\(root)/log")
            let descriptor = open("\(root)/log", O_WRONLY | O_APPEND)
            defer { close(descriptor) }
            for path in ["/dev/fd/\(descriptor)", "/proc/self/fd/\(descriptor)"] {
                let output = OutputFile(path: path, .page)
                #expect(refusal([output]) == nil)
                try output.write("more\n", replacingOthers: true)
            }
            #expect(try text("\(root)/log") == "before\nmore\nmore\n")
            // A file that is open for reading cannot be written.
            let read = open("\(root)/log", O_RDONLY)
            defer { close(read) }
            #expect(throws: OutputError.self) {
                try OutputFile(path: "/dev/fd/\(read)", .page).write("x", replacingOthers: true)
            }
            #expect(try text("\(root)/log") == "before\nmore\nmore\n")
        }
    }

    @Test func `A check leaves nothing, and names what is in the way`() throws {
        try withDirectory { root in
            try write("", "\(root)/file")
            #expect(refusal([OutputFile(path: "\(root)/a/b/c", .page)]) == nil)
            for (name, message) in [
                ("file/x", "\(root)/file: error: cannot create: Not a directory"),
                ("file/x/y", "\(root)/file: error: cannot create: Not a directory"),
                (".", "\(root)/.: error: cannot write: Is a directory"),
                ("new/", "\(root)/new/: error: cannot write: Is a directory"),
            ] {
                let error = refusal([OutputFile(path: "\(root)/\(name)", .page)])
                #expect(error?.description == message)
                #expect(error?.exitStatus == 1)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: root) == ["file"])
            try OutputFile(path: "\(root)/a/b/c", .page).write("x", replacingOthers: true)
            #expect(try text("\(root)/a/b/c") == "x")
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(root)/a/b") == ["c"])
        }
    }

    @Test func `A file that has the name of a temporary one stays`() throws {
        try withDirectory { root in
            let name = "\(root)/.cellbench.\(getpid()).tmp"
            try write("precious", name)
            try ResultsDirectory(path: root).prepare()
            try OutputFile(path: "\(root)/out", .page).write("x", replacingOthers: true)
            #expect(try text(name) == "precious")
            #expect(try FileManager.default.contentsOfDirectory(atPath: root).count == 2)
        }
    }
}
