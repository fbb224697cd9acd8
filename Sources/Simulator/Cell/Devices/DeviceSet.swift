/// Some of the devices of a machine, a bit a device: those that a task holds.
///
///     0b101    devices 0 and 2
typealias DeviceSet = UInt64

extension DeviceSet {
    /// The set of one device.
    static func only(_ device: Int) -> DeviceSet { 1 << DeviceSet(device) }

    /// Calls `body` with each device of the set, the lowest first.
    @inline(__always)
    func forEachDevice(_ body: (Int) -> Void) {
        var left = self
        while left != 0 {
            body(left.trailingZeroBitCount)
            left &= left &- 1
        }
    }
}

/// GPUs as devices of 1,000 milli-GPUs each.
package enum Devices {
    /// Milli-GPUs of a device.
    package static let whole: Int64 = 1000
    /// The most devices of a machine.
    package static let most = 64

    /// True if a task may ask for so much of a machine whose GPUs are devices: a share of one device, or whole devices.
    package static func canServe(milliGPUs: Int64) -> Bool { milliGPUs < whole || milliGPUs % whole == 0 }
}

extension MachineWord {
    /// Milli-GPUs that a task with this demand takes of each device it holds.
    @inline(__always)
    var milliGPUsOfEachDevice: Int16 { Int16(truncatingIfNeeded: Swift.min(z, Int32(Devices.whole))) }

    /// Number of devices that a task with this demand holds.
    @inline(__always)
    var deviceCount: Int { z <= 0 ? 0 : Swift.max(1, Int(z) / Int(Devices.whole)) }
}
