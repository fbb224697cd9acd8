extension Resources {
    /// The largest of the shares that this amount is of `capacity` (Ghodsi et al., NSDI 2011); a resource the cell lacks
    /// does not count.
    func dominantShare(of capacity: Resources) -> Double {
        func share(_ part: Int64, _ whole: Int64) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
        return max(
            share(milliCores, capacity.milliCores), share(memoryMiB, capacity.memoryMiB),
            share(milliGPUs, capacity.milliGPUs))
    }
}
