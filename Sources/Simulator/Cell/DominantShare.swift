extension Resources {
    /// The dominant share: the largest share of `capacity` that this amount is of any resource (Ghodsi et al., NSDI
    /// 2011).
    ///
    /// 2 of 10 cores and 30 of 100 GiB are a dominant share of 0.3. A resource that the cell lacks does not count.
    func dominantShare(of capacity: Resources) -> Double {
        func share(_ part: Int64, _ whole: Int64) -> Double { whole > 0 ? Double(part) / Double(whole) : 0 }
        return max(
            share(milliCores, capacity.milliCores), share(memoryMiB, capacity.memoryMiB),
            share(milliGPUs, capacity.milliGPUs))
    }
}
