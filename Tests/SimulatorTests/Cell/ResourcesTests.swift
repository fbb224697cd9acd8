import Testing

@testable import CellbenchSimulator

@Suite struct ResourcesTests {
    @Test func `Sums, differences and multiples go component by component`() {
        let a = amounts(5, 7, 11)
        let b = amounts(1, 2, 3)
        #expect(a + b == amounts(6, 9, 14))
        #expect(a - b == amounts(4, 5, 8))
        #expect(b - a == amounts(-4, -5, -8))
        #expect(a * 3 == amounts(15, 21, 33))
        #expect(a * 0 == .zero)
        var sum = a
        sum += b
        #expect(sum == a + b)
        sum -= b
        #expect(sum == a)
    }

    @Test func `An amount fits where every component does`() {
        let room = amounts(5, 7, 11)
        #expect(room.fits(in: room))
        #expect(Resources.zero.fits(in: room))
        #expect(!amounts(6, 0, 0).fits(in: room))
        #expect(!amounts(0, 8, 0).fits(in: room))
        #expect(!amounts(0, 0, 12).fits(in: room))
    }

    /// Thousandths of cores and devices, and 1,024 MiB a GiB; halves away from zero.
    @Test func `Units of configs become the nearest fixed-point unit`() {
        #expect(Resources(cores: 1.5, gibibytes: 0.5, gpus: 2) == amounts(1500, 512, 2000))
        #expect(Resources(cores: 0.0004, gibibytes: 0.0004, gpus: 0.0005) == amounts(0, 0, 1))
        #expect(Resources(cores: 0.1 + 0.2, gibibytes: 1.0 / 3) == amounts(300, 341))
    }

    @Test func `Units of configs are held between nothing and the largest amount of one machine`() {
        let most = Int64(Int32.max)
        #expect(Resources(cores: -1, gibibytes: .nan, gpus: -.infinity) == .zero)
        #expect(Resources(cores: .infinity, gibibytes: 1e300, gpus: 2_147_483.647) == amounts(most, most, most))
        #expect(Resources(cores: 2_147_483.6464, gibibytes: 0).milliCores == most - 1)
    }

    @Test func `The dominant share is the largest of the shares`() {
        let capacity = amounts(100, 1000, 10)
        #expect(amounts(10, 50, 0).dominantShare(of: capacity) == 0.1)
        #expect(amounts(10, 500, 0).dominantShare(of: capacity) == 0.5)
        #expect(amounts(10, 500, 9).dominantShare(of: capacity) == 0.9)
        #expect(Resources.zero.dominantShare(of: capacity) == 0)
        #expect(amounts(10, 5, 0).dominantShare(of: amounts(100, 1000, 0)) == 0.1)
    }

    @Test func `A machine's word keeps its amounts, and a claim moves the version on`() {
        let word = MachineWord(free: amounts(100, 200, 300))
        let demand = TaskDemand(amounts(1, 2, 3))
        let claimed = word &- demand.claim
        #expect(claimed.free == amounts(99, 198, 297))
        #expect(claimed.version == word.version + 1)
        #expect((claimed &+ demand.release(movingVersion: true)).version == word.version + 2)
        #expect((claimed &+ demand.release(movingVersion: false)).version == word.version + 1)
        #expect((claimed &+ demand.release(movingVersion: false)).free == word.free)
        #expect(demand.resources == amounts(1, 2, 3))
    }

    @Test func `A machine has a need whatever its version, also when the version has wrapped around`() {
        let need = TaskDemand(amounts(1, 2, 3)).need
        for version in [Int32.min, -1, 0, 1, .max] {
            #expect(MachineWord(1, 2, 3, version).has(need))
            #expect(!MachineWord(0, 9, 9, version).has(need))
            #expect(!MachineWord(9, 1, 9, version).has(need))
            #expect(!MachineWord(9, 9, 2, version).has(need))
        }
        #expect((MachineWord(1, 2, 3, .max) &- TaskDemand(amounts(1, 2, 3)).claim).version == .min)
    }
}
