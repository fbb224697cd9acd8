import Testing

@testable import CellbenchConfig
@testable import CellbenchFiles

@Suite("Errors in configs")
struct ConfigErrorTests {
    @Test(
        "unknown keys name the nearest one",
        arguments: [
            (
                "horzion: 1d",
                "test.yaml:15:1: error: horzion: unknown key \"horzion\"; the nearest known key is \"horizon\"; accepted "
                    + "here: name, description, horizon, warmup, replications, seed, cell, workloads, placement, decisionTime, "
                    + "retry, abandon, architectures, packing, sweep"
            ),
            (
                "retry: { delai: 1s }",
                "test.yaml:15:10: error: retry.delai: unknown key \"delai\"; the nearest known key is \"delay\"; "
                    + "accepted here: delay, position"
            ),
        ])
    func unknownKeys(tail: String, line: String) {
        var config = ConfigText()
        config.tail = tail
        #expect(config.failure() == line)
    }

    @Test(
        "settings at the top",
        arguments: [
            ("seed: -1", "15:7: error: seed: \"-1\" is not a whole number from 0 to 18446744073709551615"),
            ("seed: 1.0", "15:7: error: seed: \"1.0\" is not a whole number from 0 to 18446744073709551615"),
            ("replications: 0", "15:15: error: replications: \"0\" is not a whole number from 1 to 100000"),
            ("replications: true", "15:15: error: replications: \"true\" is not a whole number from 1 to 100000"),
            ("warmup: 1h", "15:9: error: warmup: \"1h\" leaves nothing to measure; accepted: less than the horizon"),
            ("warmup: [1h]", "15:9: error: warmup: a sequence where a value is wanted; accepted: \(time)"),
            ("warmup: ~", "15:9: error: warmup: nothing where a value is wanted; accepted: \(time)"),
            ("warmup: on", "15:9: error: warmup: \"on\" is not a time; accepted: \(time)"),
            ("retry: 1s", "15:8: error: retry: \"1s\" is not a retry policy; accepted: a mapping of delay, position"),
            (
                "retry: { position: bac }",
                "15:20: error: retry.position: \"bac\" is none of the accepted words: back, front; the nearest is \"back\""
            ),
            (
                "abandon: { attempts: 0 }",
                "15:22: error: abandon.attempts: \"0\" is not a whole number from 1 to 2147483647"
            ),
            (
                "decisionTime: { bach: { job: 1s } }",
                "15:17: error: decisionTime.bach: there is no workload \"bach\"; the nearest is \"batch\"; accepted: batch, commit"
            ),
            (
                "decisionTime: { comit: { claim: 15ns } }",
                "15:17: error: decisionTime.comit: there is no workload \"comit\"; the nearest is \"commit\"; accepted: "
                    + "batch, commit"
            ),
            (
                "decisionTime: { commit: { task: 1s } }",
                "15:27: error: decisionTime.commit.task: unknown key \"task\"; the nearest known key is \"claim\"; "
                    + "accepted here: transaction, claim"
            ),
            (
                "decisionTime: { commit: 1ms }",
                "15:25: error: decisionTime.commit: \"1ms\" is not what a commit costs; accepted: a mapping of "
                    + "transaction, claim"
            ),
            (
                "decisionTime: { commit: { claim: 15GiB } }",
                "15:34: error: decisionTime.commit.claim: \"15GiB\" has the unit \"GiB\", which is none of a time; "
                    + "accepted: \(time)"
            ),
            ("name: again", "1:1: error: \"name\" is given more than once in one mapping; accepted: every key once"),
            ("x: [", "16:1: error: not YAML: while parsing a flow node did not find expected node content; \(yaml)"),
            (
                "--- {}",
                "15:1: error: not YAML: expected a single document in the stream but found another document; \(yaml)"
            ),
        ])
    func top(tail: String, line: String) {
        var config = ConfigText()
        config.tail = tail
        #expect(config.failure() == "test.yaml:" + line)
    }

    private static let yaml = "accepted: a config in YAML or JSON"
    private static let time =
        "a number with ns, us, ms, s, min, h or d, such as 250ms (a bare number is seconds)"

    @Test(
        "names and horizons",
        arguments: [
            ("horizon: 1h", "1:1: error: \"name\" is missing and has no default"),
            ("name: x", "1:1: error: \"horizon\" is missing and has no default"),
            ("name: ..\nhorizon: 1h", "1:7: error: name: \"..\" is not a name; accepted: \(names)"),
            ("name: a b\nhorizon: 1h", "1:7: error: name: \"a b\" is not a name; accepted: \(names)"),
            ("name: a\nhorizon: 0s", "2:10: error: horizon: \"0s\" is not above 0; accepted: \(time)"),
            (
                "name: a\nhorizon: 0.1ns",
                "2:10: error: horizon: \"0.1ns\" is less than a nanosecond; accepted: at least 1ns"
            ),
            (
                "name: no\nhorizon: true",
                "2:10: error: horizon: \"true\" is not a time; accepted: \(time)"
            ),
            (
                "name: true\nhorizon: 1h",
                "1:7: error: name: \"true\" is a truth value, not a name; accepted: the same in quotation marks"
            ),
        ])
    func head(head: String, line: String) {
        var config = ConfigText()
        config.head = head
        #expect(config.failure() == "test.yaml:" + line)
    }

    private static let names = "at most 200 letters, digits, dots, underscores and hyphens"

    @Test(
        "cells",
        arguments: [
            ("cell: {}", "3:7: error: cell: \"machines\" is missing and has no default"),
            ("cell: { machines: [] }", "3:19: error: cell.machines: no machine classes; accepted: at least one"),
            (
                "cell: { machines: 3 }",
                "3:19: error: cell.machines: \"3\" is not the list of machine classes; accepted: a list"
            ),
            (
                "cell: { machines: [{ class: a, count: 1, cpu: 1 }] }",
                "3:20: error: cell.machines[0]: \"memory\" is missing and has no default"
            ),
            (
                "cell: { machines: [{ class: a, count: 0, cpu: 1, memory: 1 }] }",
                "3:19: error: cell.machines: a cell without machines; accepted: at least one machine"
            ),
            (
                "cell: { machines: [{ class: a, count: 1.5, cpu: 1, memory: 1 }] }",
                "3:39: error: cell.machines[0].count: \"1.5\" is not a whole number from 0 to 2147483647"
            ),
            (
                "cell: { machines: [{ class: a, count: 1, cpu: 0, memory: 1 }] }",
                "3:47: error: cell.machines[0].cpu: \"0\" is not above 0; accepted: a bare number of cores, such as 0.5"
            ),
            (
                "cell: { machines: [{ class: a, count: 1, cpu: 4, memory: 1 }, { class: a, count: 1, cpu: 4, memory: 1 }] }",
                "3:72: error: cell.machines[1].class: \"a\" is the class of cell.machines[0] already; accepted: a class "
                    + "of its own"
            ),
            (
                "cell: { machines: [{ class: a, count: 2147483647, cpu: 4, memory: 1 }, "
                    + "{ class: b, count: 1, cpu: 4, memory: 1 }] }",
                "3:91: error: cell.machines[1].count: 2147483648 machines so far; accepted: at most 2147483647 in the cell"
            ),
            (
                "cell: { machines: [{ class: a, count: 9, cpu: 4, memory: 9 }], initialUtilization: 1 }",
                "3:84: error: cell.initialUtilization: \"1\" is not a share below 1; accepted: from 0 to below 1"
            ),
            (
                "cell: { machines: [{ class: a, count: 9, cpu: 0.5, memory: 9 }] }",
                "9:10: error: workloads.batch.cpu: no machine of the cell can ever hold such a task; accepted: at most "
                    + "what the largest has"
            ),
            (
                "cell: { machines: [{ class: a, count: 9, cpu: 2, memory: 0.5 }, { class: b, count: 9, cpu: 0.5, memory: 2 }] }",
                "6:5: error: workloads.batch: no machine of the cell can ever hold such a task; accepted: cpu, memory "
                    + "and gpu that one has"
            ),
            (
                "cell: { machines: [{ class: a, count: 9, cpu: 2, memory: 9 }], initialJobs: { csv: nowhere.csv } }",
                "3:84: error: cell.initialJobs.csv: \"nowhere.csv\" cannot be read: no such file; accepted: a job list "
                    + "in CSV"
            ),
        ])
    func cells(cell: String, line: String) {
        var config = ConfigText()
        config.cell = cell
        #expect(config.failure() == "test.yaml:" + line)
    }

    @Test(
        "architectures",
        arguments: [
            ("architectures: []", "16: error: architectures: no architectures; accepted: at least one"),
            (
                "architectures: [{ name: x }]",
                "17: error: architectures[0]: \"kind\" is missing; accepted: monolithic, partitioned, two-level, shared-state"
            ),
            (
                "architectures: [omega]",
                "17: error: architectures[0]: \"omega\" is not an architecture; accepted: a mapping with its kind"
            ),
            (
                "architectures: [{ kind: sharedstate }]",
                "25: error: architectures[0].kind: \"sharedstate\" is none of the accepted words: monolithic, "
                    + "partitioned, two-level, shared-state; the nearest is \"shared-state\""
            ),
            (
                "architectures: [{ kind: monolithic }]",
                "17: error: architectures[0]: \"paths\" is missing and has no default"
            ),
            (
                "architectures: [{ kind: monolithic, paths: single }]",
                "17: error: architectures[0]: \"path\" is missing: whose decision time every job pays; accepted: batch, service"
            ),
            (
                "architectures: [{ kind: monolithic, paths: multi, path: batch }]",
                "57: error: architectures[0].path: a path where every workload has its own; accepted: a path with paths: single only"
            ),
            (
                "architectures: [{ kind: partitioned, shares: { batch: 0.5 } }]",
                "46: error: architectures[0].shares: \"service\" has no share; accepted: a share for every workload"
            ),
            (
                "architectures: [{ kind: partitioned, shares: { batch: 0.5, service: 0.6 } }]",
                "46: error: architectures[0].shares: the shares add up to 1.1; accepted: at most 1"
            ),
            (
                "architectures: [{ kind: partitioned, shares: { batch: 0, service: 0.6 } }]",
                "55: error: architectures[0].shares.batch: \"0\" is not above 0; accepted: a bare number, such as 0.5"
            ),
            (
                "architectures: [{ kind: two-level, commit: incremental }]",
                "36: error: architectures[0].commit: unknown key \"commit\"; the nearest known key is \"name\"; accepted "
                    + "here: kind, name, schedulers, offerInterval, allocatorDecisionTime, minimumOffer, "
                    + "offerProcessing, assignment"
            ),
            (
                "architectures: [{ kind: two-level, schedulers: { batch: 0 } }]",
                "57: error: architectures[0].schedulers.batch: \"0\" is not a whole number from 1 to 65535"
            ),
            (
                "architectures: [{ kind: two-level, schedulers: { batch: 65535 } }]",
                "48: error: architectures[0].schedulers: 65536 schedulers; accepted: at most 65535 in all"
            ),
            (
                "architectures: [{ kind: two-level, name: a }, { kind: shared-state, name: a }]",
                "75: error: architectures[1].name: \"a\" is the name of architectures[0] already; accepted: a name of its own"
            ),
        ])
    func architectures(architectures: String, line: String) {
        var config = ConfigText.two
        config.architectures = architectures
        #expect(config.failure() == "test.yaml:14:" + line)
    }

    @Test("one line, whatever the user wrote")
    func oneLine() {
        var config = ConfigText()
        config.head = "name: \"a\\nb\\e[31m\\u202E\(String(repeating: "x", count: 500))\"\nhorizon: 1h"
        #expect(
            config.failure()
                == "test.yaml:1:7: error: name: \"a\\nb\\u{1B}[31m\\u{202E}\(String(repeating: "x", count: 51))…\" is not a "
                + "name; accepted: \(Self.names)")
        let error = ConfigError(file: "a\nb", line: 1, column: 2, path: "p\u{7}", message: "m\r\n")
        #expect(error.description == "a\\nb:1:2: error: p\\u{07}: m\\r\\n")
    }
}
