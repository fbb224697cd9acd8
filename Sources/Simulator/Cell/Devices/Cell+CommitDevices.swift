// The commit path of a cell of devices: a claim names the devices, and holds exactly those.

extension Cell {
    /// Commits a transaction whose claims name devices, by the rules of ``commit(_:detection:mode:)``.
    ///
    /// A claim fits if its machine has the CPU and memory, and each of its devices the milli-GPUs; other devices do not
    /// stand in.
    ///
    /// - Complexity: O(*claims*), without allocation.
    mutating func commitDevices(
        _ transaction: inout Transaction, detection: ConflictDetection, mode: CommitMode
    ) -> CommitOutcome {
        let submitted = transaction.count
        let (machines, sets) = (transaction.machines.base, transaction.devices)
        let (words, devices) = (free.words, free.deviceTable)
        switch detection {
        case .fine:
            transaction.keep { demand, claims, kept in
                Cell.keep(claims, behind: kept, machines, sets) { machine, set in
                    guard Cell.fits(demand, set, on: machine, words, devices) else { return false }
                    devices.claim(set, at: machine, of: machine, demand.claim, on: &words[machine])
                    return true
                }
            }
        case .coarse:
            invariant(transaction.versions.count == submitted, "coarse detection needs the versions relied on")
            let versions = transaction.versions.base
            transaction.keep { _, claims, kept in
                var position = claims.lowerBound
                return Cell.keep(claims, behind: kept, machines, sets) { machine, _ in
                    defer { position += 1 }
                    return words[machine].version == versions[position]
                }
            }
        }
        let kept = transaction.count
        let takesEffect = kept == submitted || mode == .incremental
        transaction.forEachSegment { demand, claims in
            for claim in claims {
                let machine = Int(machines[claim])
                switch detection {
                case .fine where !takesEffect:
                    devices.giveBack(sets[claim], at: machine, of: machine, demand.claim, on: &words[machine])
                case .coarse where takesEffect:
                    assert(Cell.fits(demand, sets[claim], on: machine, words, devices), "an unmoved machine has it")
                    devices.claim(sets[claim], at: machine, of: machine, demand.claim, on: &words[machine])
                case .fine, .coarse: break
                }
            }
        }
        free.noteChanged(machines, count: kept)
        guard takesEffect else {
            transaction.clear()
            return CommitOutcome(conflicted: submitted - kept, rolledBack: kept)
        }
        allocated += transaction.claimed
        return CommitOutcome(committed: kept, conflicted: submitted - kept)
    }

    /// Frees what `count` tasks of `demand` held on `machines` and on the devices of `sets`.
    ///
    /// - Complexity: O(*count*), without allocation.
    mutating func release(
        _ machines: UnsafePointer<UInt32>, _ sets: UnsafePointer<DeviceSet>, count: Int, _ demand: TaskDemand
    ) {
        free.giveBack(demand.release(movingVersion: coarseCounts == .all), to: machines, sets, count: count)
        allocated -= demand.resources * Int64(count)
    }

    /// Frees what the claims of a transaction hold, all of one demand.
    @inline(__always)
    package mutating func release(_ transaction: borrowing Transaction) {
        if transaction.namesDevices {
            release(
                transaction.machineNumbers, transaction.devices, count: transaction.count, transaction.demand)
        } else {
            release(transaction.machineNumbers, count: transaction.count, transaction.demand)
        }
    }

    /// Moves the claims to keep behind those kept so far, with their devices, and returns how many are kept.
    private static func keep(
        _ claims: Range<Int>, behind kept: Int, _ machines: UnsafeMutablePointer<UInt32>,
        _ sets: UnsafeMutablePointer<DeviceSet>, _ isKept: (Int, DeviceSet) -> Bool
    ) -> Int {
        var kept = kept
        for position in claims where isKept(Int(machines[position]), sets[position]) {
            machines[kept] = machines[position]
            sets[kept] = sets[position]
            kept += 1
        }
        return kept
    }

    /// True if a machine has what a task needs, on the given devices.
    private static func fits(
        _ demand: TaskDemand, _ set: DeviceSet, on machine: Int, _ words: UnsafePointer<MachineWord>,
        _ devices: DeviceTable
    ) -> Bool {
        words[machine].has(demand.need.withoutGPUs)
            && devices[machine].has(demand.claim.milliGPUsOfEachDevice, onEachOf: set)
    }
}

extension Transaction {
    /// Takes back from `table` claims that name devices.
    func withdrawDevices(from table: FreeTable) {
        forEachSegment {
            table.giveBack($0.claim, to: machines.base + $1.lowerBound, devices + $1.lowerBound, count: $1.count)
        }
    }

    /// Makes withdrawn claims that name devices on `table` again.
    func claimDevicesAgain(on table: FreeTable) {
        forEachSegment {
            table.claim($0.claim, of: machines.base + $1.lowerBound, devices + $1.lowerBound, count: $1.count)
        }
    }
}
