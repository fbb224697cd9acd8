import Testing

@testable import Simulator

@Suite struct ChangeLogTests {
    /// A log holds a power of two of changes, 1,024 at least.
    @Test(arguments: [(0, 1024), (1024, 1024), (1025, 2048), (10_000, 16_384)])
    func `A log remembers as many changes as it has room for, and no more`(asked: Int, room: Int) {
        var log = ChangeLog(remembering: asked)
        for change in 0..<room { log.append([UInt32(change)], count: 1) }
        let full = (log.remembers(from: 0), log.position)
        #expect(full.0)
        #expect(full.1 == room)
        log.append([9], count: 1)
        let overrun = (log.remembers(from: 0), log.remembers(from: 1), log.remembers(from: log.position))
        #expect(!overrun.0)
        #expect(overrun.1)
        #expect(overrun.2)
    }

    /// The oracle is an array of all changes.
    @Test func `What is remembered is what was appended, in its order`() {
        var random = TestRandom(51)
        var log = ChangeLog(remembering: 0)
        var oracle: [Int] = []
        for _ in 0..<300 {
            let machines = (0..<Int.random(in: 0..<30, using: &random)).map { _ in
                UInt32.random(in: 0..<5000, using: &random)
            }
            log.append(machines, count: machines.count)
            oracle += machines.map { Int($0) }
        }
        let position = log.position
        #expect(position == oracle.count)
        #expect(position > 3000)
        let remembered = ((position - 1024)..<position).map { log.machine(at: $0) }
        #expect(remembered == oracle.suffix(1024))
    }
}
