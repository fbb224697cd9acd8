// Placing where machines with the same amounts free have the same score.

extension ScoredPlacement {
    /// True if scores are kept by class of machines, while classes are few.
    ///
    /// Only where ties are broken at random, as other ties look at a machine's number, and where the best machines are few: of many,
    /// one is found by trial.
    var usesClasses: Bool {
        guard ties == .random, score.dependsOnAmountsAlone, score.risesWithUse else { return false }
        if case .count = selection { return false }
        return true
    }

    /// Places on machines of a range whose scores are kept by class.
    ///
    /// - Returns: how many tasks are left since there are too many classes.
    func placeOnClasses(
        _ tasks: Int, _ table: FreeTable, _ range: Range<Int>, drawing stream: inout RandomStream,
        into transaction: inout Transaction
    ) -> Int {
        let demand = transaction.demand
        let board = memory.pointee.boards.board(of: demand.need, on: table, within: range)
        guard bringClassesUpToDate(board, table, demand) else { return tasks }
        let words = table.words
        let start = transaction.count
        var missing = tasks
        while missing > 0, board.pointee.classes.fitting > 0 {
            let best = drawClass(&board.pointee.classes, &stream)
            var kind = best
            var position = 0
            let isTied = best.pointee.tiesWithNext
            if isTied {
                position = stream.index(below: board.pointee.classes.countOfTied(with: best))
                while position >= kind.pointee.count {
                    position &-= kind.pointee.count
                    kind = board.pointee.classes.next(after: kind)
                }
            }
            var run = kind.pointee.run
            if run.tasks == 0 || run.tasks > missing {
                guard let other = self.run(of: kind, on: board, most: missing, demand) else {
                    giveUp(board)
                    break
                }
                run = other
            }
            let claim = demand.claim &* Int32(truncatingIfNeeded: run.tasks)
            func place(on machine: Int) {
                words[machine] &-= claim
                for _ in 0..<run.tasks { transaction.machines.append(UInt32(truncatingIfNeeded: machine)) }
            }
            if !isTied, board.pointee.classes.falls(kind, to: run.next) {
                let number = scoresAll ? min(kind.pointee.count, missing / run.tasks) : 1
                board.pointee.classes.take(number, from: kind, to: run.next, drawing: &stream) { place(on: $0) }
                missing &-= number &* run.tasks
            } else {
                if !isTied { position = kind.pointee.count == 1 ? 0 : stream.index(below: kind.pointee.count) }
                let machine = Int(kind.pointee.machines[position])
                place(on: machine)
                missing &-= run.tasks
                board.pointee.classes.move(machine, to: run.next)
            }
        }
        table.noteChanged(transaction.machines.base + start, count: transaction.count - start)
        guard board.pointee.classes.suffice else { return missing }
        // This board knows what it has claimed; the others are told.
        board.pointee.position = table.changeCount
        return 0
    }

    private func giveUp(_ board: UnsafeMutablePointer<ScoreBoard>) {
        board.pointee.classes.giveUp()
        board.pointee.position = -1
    }

    /// The first class with the score of the next task's machine: the best, or the best of as many candidates as are drawn.
    @inline(__always)
    private func drawClass(
        _ classes: inout ScoreClasses, _ stream: inout RandomStream
    ) -> UnsafeMutablePointer<ScoreClasses.Class> {
        scoresAll ? classes.best : drawClassOfSome(&classes, &stream)
    }

    /// The best class of some machines drawn uniformly, as drawing its rank gives it.
    ///
    /// Of F machines N are in the best classes. None of k machines drawn is among these N with a probability of
    /// (F − N)/F × (F − N − 1)/(F − 1) × …, k factors, and some are with one of k N / F at most.
    private func drawClassOfSome(
        _ classes: inout ScoreClasses, _ stream: inout RandomStream
    ) -> UnsafeMutablePointer<ScoreClasses.Class> {
        var kind = classes.best
        let fitting = classes.fitting
        let drawn = selection.count(of: fitting)
        let number = stream.unit()
        var better = classes.countOfTied(with: kind)
        // Fewer of the best make a hit impossible.
        let least = (1 - number) * Double(fitting)
        while better < fitting {
            if Double(drawn &* better) >= least,
                number >= chanceOfNone(of: better, among: fitting, in: drawn, downTo: number)
            {
                return kind
            }
            var isTied = false
            repeat {
                isTied = kind.pointee.tiesWithNext
                kind = classes.next(after: kind)
            } while isTied || kind.pointee.count == 0
            better &+= classes.countOfTied(with: kind)
        }
        return kind
    }

    /// The probability that `drawn` of `fitting` machines miss all of `better`, or a greater one if both are less than `bound`.
    private func chanceOfNone(of better: Int, among fitting: Int, in drawn: Int, downTo bound: Double) -> Double {
        guard drawn + better <= fitting else { return 0 }
        // Both ways of counting give the same.
        let (fewer, more) = (min(drawn, better), max(drawn, better))
        var chance = 1.0
        for taken in 0..<fewer where chance > bound {
            chance *= Double(fitting &- more &- taken) / Double(fitting &- taken)
        }
        return chance
    }

    /// The tasks, of `most` at most, that go to a machine of a class one after another, and the class it is in thereafter; nil if there are
    /// too many classes.
    @inline(never)
    private func run(
        of kind: UnsafeMutablePointer<ScoreClasses.Class>, on board: UnsafeMutablePointer<ScoreBoard>, most: Int,
        _ demand: TaskDemand
    ) -> (tasks: Int, next: Int)? {
        // Any machine of the class, as all of them have the same scores; candidates are drawn anew for each task.
        let machine = Int(kind.pointee.machines[0])
        let most = scoresAll ? most : 1
        let tasks = run(on: machine, kind.pointee.amounts, score: kind.pointee.score, most: most, demand).tasks
        let word = kind.pointee.amounts &- demand.claim &* Int32(truncatingIfNeeded: tasks)
        guard let next = number(of: word, on: machine, board, demand) else { return nil }
        // A run that the job's end has cut short is not kept.
        if tasks < most || !scoresAll { kind.pointee.run = (tasks, next) }
        return (tasks, next)
    }

    @inline(__always)
    private func number(
        of word: MachineWord, on machine: Int, _ board: UnsafeMutablePointer<ScoreBoard>, _ demand: TaskDemand
    ) -> Int? {
        guard word.has(demand.need) else { return ScoreClasses.lacking }
        return board.pointee.classes.number(of: word.withoutVersion) { value(word, of: machine, demand) }
    }

    /// Moves machines that have changed since the board was last used to the classes in which they are now.
    ///
    /// - Returns: false if there are too many classes.
    private func bringClassesUpToDate(
        _ board: UnsafeMutablePointer<ScoreBoard>, _ table: FreeTable, _ demand: TaskDemand
    ) -> Bool {
        let position = board.pointee.position
        guard position < 0 || board.pointee.classes.suffice else { return false }
        let (range, words) = (board.pointee.range, table.words)
        if let log = table.changes(since: position), table.changeCount - position < range.count / 2 {
            let mask = table.changeMask
            for entry in position..<table.changeCount {
                let machine = Int(log[entry & mask])
                guard range.contains(machine) else { continue }
                let word = words[machine]
                guard !board.pointee.classes.has(machine, in: word.withoutVersion) else { continue }
                guard let number = number(of: word, on: machine, board, demand) else {
                    giveUp(board)
                    return false
                }
                board.pointee.classes.move(machine, to: number)
            }
        } else {
            board.pointee.classes.begin(with: range)
            for machine in range {
                guard let number = number(of: words[machine], on: machine, board, demand) else {
                    giveUp(board)
                    return false
                }
                if number != ScoreClasses.lacking { board.pointee.classes.move(machine, to: number) }
            }
        }
        board.pointee.position = table.changeCount
        return true
    }
}
