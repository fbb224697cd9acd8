/// What the devices of one machine have free, eight to a vector; a device that the machine lacks has nothing free.
///
///     [1000, 400, 0, 1000, 0, 0, 0, 0]    of 4 devices, two are entirely free
struct MachineDevices: BitwiseCopyable {
    /// Free milli-GPUs by device.
    typealias Vector = SIMD8<Int16>
    /// Devices in a vector.
    static let lanes = 8

    let vectors: UnsafeMutablePointer<Vector>
    /// Number of vectors.
    let count: Int

    /// Free milli-GPUs of a device.
    @inline(__always)
    subscript(device: Int) -> Int16 {
        get { UnsafeRawPointer(vectors).load(fromByteOffset: 2 &* device, as: Int16.self) }
        nonmutating set {
            UnsafeMutableRawPointer(vectors).storeBytes(of: newValue, toByteOffset: 2 &* device, as: Int16.self)
        }
    }

    /// Free milli-GPUs of all devices together.
    @inline(__always)
    var sum: Int32 {
        var sum: Int32 = 0
        // Eight devices have at most 8,000 free.
        for vector in 0..<count { sum &+= Int32(vectors[vector].wrappedSum()) }
        return sum
    }

    /// Number of devices that are entirely free.
    @inline(__always)
    var entirelyFree: Int { number(with: Int16(Devices.whole)) }

    /// Number of devices that have at least so much free.
    ///
    /// - Precondition: `amount` is positive.
    @inline(__always)
    func number(with amount: Int16) -> Int {
        var number = 0
        for vector in 0..<count {
            let has = Vector.zero.replacing(with: 1, where: vectors[vector] .>= amount)
            number &+= Int(has.wrappedSum())
        }
        return number
    }

    /// Milli-GPUs of the largest task that the devices have room for.
    ///
    /// Whole devices where one is entirely free, else a share: a task fits exactly if it asks for no more.
    @inline(__always)
    var largestTask: Int32 {
        let free = entirelyFree
        if free > 0 { return Int32(free) * Int32(Devices.whole) }
        var most: Int16 = 0
        for vector in 0..<count { most = max(most, vectors[vector].max()) }
        return Int32(most)
    }

    /// True if each device of a set has so much free.
    @inline(__always)
    func has(_ amount: Int16, onEachOf devices: DeviceSet) -> Bool {
        var has = true
        devices.forEachDevice { if self[$0] < amount { has = false } }
        return has
    }

    /// Adds `change` to what each device of a set has free.
    @inline(__always)
    func add(_ change: Int16, toEachOf devices: DeviceSet) {
        devices.forEachDevice { device in
            self[device] &+= change
            assert(
                (0...Int16(Devices.whole)).contains(self[device]), "device \(device) has \(self[device]) of 1,000 free")
        }
    }
}

// MARK: Devices for a task

extension MachineDevices {
    /// The device with the least free that has `amount`, the lowest among equals.
    ///
    /// - Precondition: some device has as much.
    func tightest(for amount: Int16) -> Int {
        var best = (device: 0, free: Int16.max)
        for device in 0..<(count * MachineDevices.lanes) where self[device] >= amount && self[device] < best.free {
            best = (device, self[device])
        }
        return best.device
    }

    /// The devices for a task: the lowest that are entirely free, or for a share the tightest fit.
    ///
    /// - Precondition: the task fits.
    func devices(for claim: MachineWord) -> DeviceSet {
        guard claim.z > 0 else { return 0 }
        guard claim.z >= Int32(Devices.whole) else { return .only(tightest(for: claim.milliGPUsOfEachDevice)) }
        return lowestEntirelyFree(claim.deviceCount)
    }

    /// The lowest devices that are entirely free.
    ///
    /// - Precondition: there are as many.
    func lowestEntirelyFree(_ number: Int) -> DeviceSet {
        var (devices, missing) = (DeviceSet.zero, number)
        for device in 0..<(count * MachineDevices.lanes) where missing > 0 && self[device] == Int16(Devices.whole) {
            devices |= .only(device)
            missing -= 1
        }
        invariant(missing == 0, "a task of whole devices fits where as many are free")
        return devices
    }

    /// The devices for a task, for a share one drawn uniformly from those with room.
    ///
    /// - Precondition: the task fits.
    func devices(for claim: MachineWord, drawing stream: inout RandomStream) -> DeviceSet {
        guard claim.z > 0, claim.z < Int32(Devices.whole) else { return devices(for: claim) }
        let amount = claim.milliGPUsOfEachDevice
        var left = stream.index(below: number(with: amount))
        for device in 0..<(count * MachineDevices.lanes) where self[device] >= amount {
            if left == 0 { return .only(device) }
            left -= 1
        }
        invariantBroken("the drawn device is one of those with room")
    }
}
