internal import CellbenchSimulator

/// A fixed number of transactions whose memory is used again and again.
struct TransactionRow: ~Copyable {
    private let base: UnsafeMutablePointer<Transaction>
    /// Number of transactions.
    let count: Int

    /// `count` transactions with room for `claims` claims each.
    init(count: Int, claims: Int) {
        self.count = count
        base = .allocate(capacity: count)
        for position in 0..<count { (base + position).initialize(to: Transaction(claims: claims, versions: claims)) }
    }

    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }

    subscript(position: Int) -> Transaction {
        @inline(__always) _read { yield base[position] }
        @inline(__always) nonmutating _modify { yield &base[position] }
    }
}
