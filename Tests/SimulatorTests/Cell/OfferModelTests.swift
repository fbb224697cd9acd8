import Testing

@testable import CellbenchSimulator

/// Random offers, claims, answers and ends of tasks, against a model with a number for each machine and offer.
@Suite struct OfferModelTests: ~Copyable {
    private struct Offer {
        let lock: Lock
        /// Rest of the offer by machine, in the model.
        var left: [Resources]
        var claimed: [(demand: Resources, machine: Int)] = []
    }

    private static let capacities: [Resources] = (0..<40).map { (machine: Int64) -> Resources in
        amounts(20 + machine, 10 + 2 * machine, machine % 4 == 0 ? 8 : 0)
    }

    private var random: TestRandom
    private var cell = Cell(capacities: capacities)
    private var free = capacities
    private var offers: [Offer] = []
    private var running: [(demand: Resources, machine: Int)] = []
    private var mostOffers = 0

    init() { random = TestRandom(0) }

    @Test(arguments: [1, 2, 3]) mutating func `Sums balance to the unit on every machine`(seed: UInt64) {
        random = TestRandom(seed)
        for _ in 0..<2000 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0, 1: if offers.count < 4 { lock() }
            case 2..<7: claim()
            case 7: endTask()
            default: answer()
            }
            mostOffers = max(mostOffers, offers.count)
            check()
        }
        #expect(mostOffers == 4)
        #expect(running.count > 10)
        while !offers.isEmpty { answer() }
        while !running.isEmpty { endTask() }
        check()
        #expect(free == OfferModelTests.capacities)
        #expect(cell.available == cell.capacity)
    }

    private mutating func lock() {
        let lock = cell.lockEverythingFree()
        #expect(lock.amount == free.reduce(Resources.zero, +))
        offers.append(Offer(lock: lock, left: free))
        free = Array(repeating: Resources.zero, count: 40)
    }

    /// Claims on a machine that the index of a random offer finds for a random demand, if any.
    private mutating func claim() {
        guard let number = offers.indices.randomElement(using: &random) else { return }
        let demand = amounts(
            Int64.random(in: 1...15, using: &random), Int64.random(in: 0...15, using: &random),
            Int64.random(in: -6...4, using: &random).clamped(to: 0...4))
        var found: [Int] = []
        cell.withTable(of: offers[number].lock) { found = $0.found(demand, within: 0..<40) }
        #expect(found == offers[number].left.indices.filter { demand.fits(in: offers[number].left[$0]) })
        guard let machine = found.randomElement(using: &random) else { return }
        cell.withTable(of: offers[number].lock) { $0.words[machine] &-= TaskDemand(demand).claim }
        offers[number].left[machine] -= demand
        offers[number].claimed.append((demand, machine))
    }

    private mutating func answer() {
        guard let number = offers.indices.randomElement(using: &random) else { return }
        let offer = offers.remove(at: number)
        cell.unlock(offer.lock, claimed: offer.claimed.reduce(Resources.zero) { $0 + $1.demand })
        running += offer.claimed
        for machine in 0..<40 { free[machine] += offer.left[machine] }
    }

    private mutating func endTask() {
        guard let number = running.indices.randomElement(using: &random) else { return }
        let task = running.remove(at: number)
        cell.release(task.demand, on: [UInt32(task.machine)])
        free[task.machine] += task.demand
    }

    private func check() {
        #expect(cell.freeList == free)
        for offer in offers { #expect(cell.left(of: offer.lock) == offer.left) }
        #expect(cell.available == free.reduce(Resources.zero, +))
        #expect(cell.allocated == running.reduce(Resources.zero) { $0 + $1.demand })
        #expect(cell.free.found(amounts(5), within: 0..<40) == cell.free.fitting(amounts(5), within: 0..<40))
    }
}

extension Int64 {
    fileprivate func clamped(to range: ClosedRange<Int64>) -> Int64 {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
