/// Fragmentation gradient descent: the machine and the device whose loss to typical tasks grows least.
///
/// 100 / (1 + e^((loss after − loss before) / 1000)), losses in milli-GPUs; of a share the best over the devices with
/// room, the lowest among equals (Weng et al., "Beware of Fragmentation", USENIX ATC 2023, §5).
struct FragmentationGradientDescent: PlacementScore {
    private let fragmentation: Fragmentation
    /// True if scores are cut to whole numbers, by which devices are compared then.
    private let cutsScores: Bool
    /// By kind of machine, its estimates; empty unless scores are cut.
    private let estimates: [LossEstimate]

    /// The policy by the losses of `fragmentation`.
    init(_ fragmentation: Fragmentation, cutsScores: Bool) {
        self.fragmentation = fragmentation
        self.cutsScores = cutsScores
        estimates = cutsScores ? fragmentation.makeEstimates() : []
    }

    func score(_ machine: ScoredMachine, _ claim: MachineWord) -> Double {
        guard let devices = machine.devices else { return 0 }
        return best(of: machine, devices, claim).score
    }

    func choose(among devices: MachineDevices, of machine: ScoredMachine, _ claim: MachineWord) -> DeviceSet {
        best(of: machine, devices, claim).devices
    }

    /// A score, and the devices that have it.
    typealias Choice = (score: Double, devices: DeviceSet)

    @inline(__always)
    private func best(of machine: ScoredMachine, _ devices: MachineDevices, _ claim: MachineWord) -> Choice {
        cutsScores ? bestCut(of: machine, devices, claim) : bestExact(of: machine, devices, claim)
    }

    /// The score of a change of the loss, in milli-GPUs.
    @inline(__always)
    private func score(ofLess change: Double) -> Double { 100 / (1 + PortableMath.exp(-change / 1000)) }
}

// MARK: By the literal rule

extension FragmentationGradientDescent {
    /// The best choice by the losses as the published program adds them.
    func bestExact(of machine: ScoredMachine, _ devices: MachineDevices, _ claim: MachineWord) -> Choice {
        guard claim.z > 0, claim.z < Int32(Devices.whole) else {
            let set = devices.devices(for: claim)
            return (exactScore(of: machine, devices, claim, taking: set), set)
        }
        var best = (score: -Double.infinity, devices: DeviceSet.zero)
        forEachDistinctDevice(of: devices, with: claim.milliGPUsOfEachDevice) { device in
            let value = exactScore(of: machine, devices, claim, taking: .only(device))
            if value > best.score { best = (value, .only(device)) }
        }
        return best
    }

    private func exactScore(
        of machine: ScoredMachine, _ devices: MachineDevices, _ claim: MachineWord, taking set: DeviceSet
    ) -> Double {
        let share = claim.milliGPUsOfEachDevice
        let before = fragmentation.loss(of: machine.number, milliCores: machine.word.x, devices)
        // The devices are put back as they were: nobody else looks meanwhile.
        devices.add(-share, toEachOf: set)
        let after = fragmentation.loss(of: machine.number, milliCores: machine.word.x - claim.x, devices)
        devices.add(share, toEachOf: set)
        let value = score(ofLess: before - after)
        return cutsScores ? Double(Int(value)) : value
    }

    /// Calls `body` with the devices that have `share` free; of devices with as much free, with the lowest.
    @inline(__always)
    private func forEachDistinctDevice(of devices: MachineDevices, with share: Int16, _ body: (Int) -> Void) {
        for device in 0..<(devices.count &* MachineDevices.lanes) where devices[device] >= share {
            var isFirst = true
            for earlier in 0..<device where devices[earlier] == devices[device] { isFirst = false }
            if isFirst { body(device) }
        }
    }
}

// MARK: By estimates, where scores are cut

extension FragmentationGradientDescent {
    /// The closest to a whole number that an estimated score may be to be cut as the literal score would be.
    ///
    /// Losses are below 10⁵ and right to 10⁻¹⁰, so scores are right to 10⁻¹¹.
    private static let margin = 1e-8

    /// The best choice, by estimates; where rounding would decide how a score is cut, by the literal rule.
    private func bestCut(of machine: ScoredMachine, _ devices: MachineDevices, _ claim: MachineWord) -> Choice {
        let estimate = estimates[fragmentation.kind(of: machine.number)]
        let (met, metAfter) = (
            estimate.demandsMet(by: machine.word.x), estimate.demandsMet(by: machine.word.x &- claim.x)
        )
        let share = claim.milliGPUsOfEachDevice
        // No loss depends on anything that a task without GPU changes.
        if share == 0, met == metAfter { return (50, 0) }
        // Nothing is lost where nothing is free.
        if share == 0, devices.sum == 0 { return (50, 0) }
        var (before, after, idle) = (0.0, 0.0, 0)
        for device in 0..<(devices.count &* MachineDevices.lanes) {
            let free = devices[device]
            guard free > 0 else { continue }
            before += estimate.kept(free, demandsMet: met)
            after += estimate.kept(free, demandsMet: metAfter)
            if free == Int16(Devices.whole) { idle &+= 1 }
        }
        before += estimate.kept(idle: idle, demandsMet: met)
        guard share > 0, share < Int16(Devices.whole) else {
            let taken = claim.deviceCount
            let whole = Int16(Devices.whole)
            after -= Double(taken) * estimate.kept(whole, demandsMet: metAfter)
            after += estimate.kept(idle: idle &- taken, demandsMet: metAfter)
            let set = taken > 0 ? devices.lowestEntirelyFree(taken) : 0
            let value = score(ofLess: Double(taken &* Int(whole)) - before + after)
            return isSafe(value)
                ? (Double(Int(value)), set) : (exactScore(of: machine, devices, claim, taking: set), set)
        }
        var best = (score: -Double.infinity, devices: DeviceSet.zero)
        forEachDistinctDevice(of: devices, with: share) { device in
            let free = devices[device]
            let rest =
                after - estimate.kept(free, demandsMet: metAfter)
                + estimate.kept(free &- share, demandsMet: metAfter)
                + estimate.kept(idle: free == Int16(Devices.whole) ? idle &- 1 : idle, demandsMet: metAfter)
            var value = score(ofLess: Double(share) - before + rest)
            value =
                isSafe(value) ? Double(Int(value)) : exactScore(of: machine, devices, claim, taking: .only(device))
            if value > best.score { best = (value, .only(device)) }
        }
        return best
    }

    /// True if a score is not so close to a whole number that rounding decides how it is cut.
    @inline(__always)
    private func isSafe(_ value: Double) -> Bool {
        let rest = value - Double(Int(value))
        return rest > FragmentationGradientDescent.margin && rest < 1 - FragmentationGradientDescent.margin
    }
}

extension PlacementKind {
    /// Fragmentation gradient descent.
    static let fragmentationGradientDescent = PlacementKind(
        scoring: "fgd", "the machine and device whose fragmentation grows least", needsDevices: true
    ) { options, cell in
        guard let fragmentation = cell.fragmentation else {
            invariantBroken("a cell of devices knows its typical tasks where a policy looks at them")
        }
        return FragmentationGradientDescent(fragmentation, cutsScores: options.scores == .integers)
    }
}
