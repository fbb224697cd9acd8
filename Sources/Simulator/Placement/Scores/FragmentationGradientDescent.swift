/// Fragmentation gradient descent: the machine and the device whose loss to typical tasks grows least.
///
/// 100 / (1 + e^((loss after − loss before) / 1000)), losses in milli-GPUs; of a share the best over the devices with
/// room (Weng et al., USENIX ATC 2023, §5).
struct FragmentationGradientDescent: PlacementScore {
    let fragmentation: Fragmentation
    /// True if scores are cut, by which devices are compared then.
    let cutsScores: Bool

    func score(_ machine: ScoredMachine, _ claim: MachineWord) -> Double {
        guard let devices = machine.devices else { return 0 }
        return best(of: machine, devices, claim).score
    }

    func choose(among devices: MachineDevices, of machine: ScoredMachine, _ claim: MachineWord) -> DeviceSet {
        best(of: machine, devices, claim).devices
    }

    private func best(
        of machine: ScoredMachine, _ devices: MachineDevices, _ claim: MachineWord
    ) -> (score: Double, devices: DeviceSet) {
        let before = fragmentation.loss(of: machine.number, milliCores: machine.word.x, devices)
        func score(with set: DeviceSet) -> Double {
            let share = claim.milliGPUsOfEachDevice
            // The devices are put back as they were: nobody else looks meanwhile.
            devices.add(-share, toEachOf: set)
            let after = fragmentation.loss(of: machine.number, milliCores: machine.word.x - claim.x, devices)
            devices.add(share, toEachOf: set)
            let value = 100 / (1 + PortableMath.exp(-(before - after) / 1000))
            return cutsScores ? value.rounded(.towardZero) : value
        }
        guard claim.z > 0, claim.z < Int32(Devices.whole) else {
            let set = devices.devices(for: claim)
            return (score(with: set), set)
        }
        let share = claim.milliGPUsOfEachDevice
        var best = (score: -Double.infinity, devices: DeviceSet.zero)
        for device in 0..<(devices.count * MachineDevices.lanes) where devices[device] >= share {
            // Devices with as much free as an earlier one score the same.
            guard !(0..<device).contains(where: { devices[$0] == devices[device] }) else { continue }
            let value = score(with: .only(device))
            if value > best.score { best = (value, .only(device)) }
        }
        return best
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
        return FragmentationGradientDescent(
            fragmentation: fragmentation, cutsScores: options.scores == .integers)
    }
}
