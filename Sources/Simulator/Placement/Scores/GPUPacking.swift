/// GPU packing: a share goes to a device in use, whole devices to a machine in use, and an idle machine comes last.
///
/// 100 less a tenth of the free milli-GPUs of the device, cut to whole hundreds, for a share on a device in use; 50 less
/// the devices taken into use; 33 less the machine's devices where all are idle; 0 for a task without GPU (the
/// `GpuPacking` of the Kubernetes scheduler simulator of Weng et al., USENIX ATC 2023).
struct GPUPacking: PlacementScore {
    /// By machine, how many devices it has.
    let deviceCounts: [Int]

    func score(_ machine: ScoredMachine, _ claim: MachineWord) -> Double {
        guard claim.z > 0, let devices = machine.devices else { return 0 }
        let idle = devices.entirelyFree
        let all = deviceCounts[machine.number]
        if idle == all { return Double(33 - all) }
        guard claim.z < Int32(Devices.whole) else { return Double(50 - claim.deviceCount) }
        let free = Int(devices[devices.tightest(for: claim.milliGPUsOfEachDevice)])
        return free == Int(Devices.whole) ? 49 : Double(100 - free / 100)
    }
}

extension PlacementKind {
    /// GPU packing.
    static let gpuPacking = PlacementKind(
        scoring: "gpu-packing", "a device in use, else a machine in use, else an idle machine", needsDevices: true
    ) { GPUPacking(deviceCounts: $1.deviceCounts) }
}
