/// A few of the candidates that admit a task, drawn uniformly and without repetition.
///
/// While many machines fit, candidates are drawn until enough of them fit; once draws keep missing, those that fit are listed
/// and drawn from.
struct CandidateSample: ~Copyable {
    /// The places drawn, in random order.
    private(set) var places = GrowableBuffer<UInt32>(capacity: 16)
    /// Whether ``Candidates/fitting`` has all that admit a task, and how many places of it are left.
    private var isListed = false
    private var left = 0
    /// The most candidates that are drawn by trial: whether one was drawn before is looked up among all that were.
    static var mostByTrial: Int { 32 }
    /// Draws in vain after which those that fit are listed.
    static var mostMisses: Int { 32 }

    /// Begins with the tasks of an attempt.
    mutating func begin() { isListed = false }

    /// Draws for a further task.
    ///
    /// - Returns: whether any candidate admits it.
    mutating func draw(
        _ number: ScoredCandidates, of candidates: Candidates, _ need: MachineWord, _ stream: inout RandomStream
    ) -> Bool {
        places.truncate(to: 0)
        if !isListed, case .count(let most) = number, most <= CandidateSample.mostByTrial {
            if drawByTrial(most, candidates, need, &stream) { return true }
            places.truncate(to: 0)
        }
        if !isListed {
            candidates.findFitting(need)
            left = candidates.fitting.count
            isListed = true
        } else if candidates.areApart {
            keepAdmitted(candidates, need)
        }
        guard left > 0 else { return false }
        let wanted = number.count(of: left)
        let fitting = candidates.fitting
        for position in 0..<wanted {
            let drawn = position + stream.index(below: left - position)
            fitting.swapAt(position, drawn)
            places.append(fitting[position])
        }
        return true
    }

    /// Returns whether `most` were found before draws kept missing.
    private mutating func drawByTrial(
        _ most: Int, _ candidates: Candidates, _ need: MachineWord, _ stream: inout RandomStream
    ) -> Bool {
        guard candidates.table != nil else { return false }
        var misses = 0
        while places.count < most {
            if let place = candidates.draw(&stream), candidates.admits(need, at: place), !wasDrawn(place) {
                places.append(place)
                misses = 0
            } else {
                misses += 1
                if misses > CandidateSample.mostMisses { return false }
            }
        }
        return true
    }

    @inline(__always)
    private func wasDrawn(_ place: UInt32) -> Bool {
        for position in 0..<places.count where places[position] == place { return true }
        return false
    }

    /// The place at a position of ``places`` has got a task; it is left out if it admits no other.
    mutating func noteClaim(at position: Int, of candidates: Candidates, _ need: MachineWord) {
        guard isListed, !candidates.areApart, !candidates.admits(need, at: places[position]) else { return }
        left -= 1
        candidates.fitting.swapAt(position, left)
    }

    /// Leaves out of the list what tasks before have filled or ruled out.
    private mutating func keepAdmitted(_ candidates: Candidates, _ need: MachineWord) {
        let fitting = candidates.fitting
        var kept = 0
        for position in 0..<left where candidates.admits(need, at: fitting[position]) {
            fitting.swapAt(kept, position)
            kept += 1
        }
        left = kept
    }
}

extension ScoredCandidates {
    /// How many of `fitting` machines are scored, of which there is at least one.
    func count(of fitting: Int) -> Int {
        switch self {
        case .all: fitting
        case .count(let most): min(most, fitting)
        case .share(let share): min(fitting, max(1, Int((share * Double(fitting)).rounded(.up))))
        }
    }
}
