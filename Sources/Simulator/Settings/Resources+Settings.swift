extension Resources {
    /// The settings `cpu` and `memory`, in the units of configs.
    static let settings: [Setting<Resources>] = [
        .amount("cpu", .cores, \.cores, "Processor cores."),
        .amount("memory", .memory, \.gibibytes, "Memory."),
    ]

    /// Processor cores; setting rounds to the nearest thousandth.
    public var cores: Double {
        get { Double(milliCores) / 1000 }
        set { milliCores = Resources(cores: newValue, gibibytes: 0).milliCores }
    }

    /// Memory in GiB; setting rounds to the nearest MiB.
    public var gibibytes: Double {
        get { Double(memoryMiB) / 1024 }
        set { memoryMiB = Resources(cores: 0, gibibytes: newValue).memoryMiB }
    }
}
