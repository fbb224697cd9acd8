/// GPU clustering: a machine on which tasks take as many devices as this one, and of those the fullest.
///
/// Up to 25 for the share of eight devices in use, and 75 where the tasks with GPUs on the machine are all of this
/// task's class, 50 where some are, 25 where there are none, 0 where all are of other classes; 0 for a task without GPU.
/// Tasks that take a share of a device are one class, those of n devices one for each n (the `GpuClustering` of the
/// Kubernetes scheduler simulator of Weng et al., USENIX ATC 2023).
struct GPUClustering: PlacementScore {
    /// Milli-GPUs of the machine with the most.
    let most: Int32

    func score(_ machine: ScoredMachine, _ claim: MachineWord) -> Double {
        guard claim.z > 0, let devices = machine.devices, let classes = machine.classes else { return 0 }
        let used = Double(most - devices.sum) / Double(most)
        let own = DeviceClasses.of(claim)
        var others = false
        let counts = classes[machine.number]
        for number in counts.indices where number != own && counts[number] > 0 { others = true }
        let likeness = counts[own] > 0 ? (others ? 50.0 : 75) : (others ? 0 : 25)
        return (25 * used).rounded(.down) + likeness
    }
}

extension PlacementKind {
    /// GPU clustering.
    static let gpuClustering = PlacementKind(
        scoring: "gpu-clustering", "a machine whose tasks take as many devices", needsDevices: true
    ) { GPUClustering(most: $1.largest.z) }
}
