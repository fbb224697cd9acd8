internal import CellbenchFiles

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Machine and program of measurements; unknown members are nil.
public struct RunEnvironment: Codable, Equatable, Sendable {
    /// The processor's model.
    public var cpuModel: String?
    /// Number of processors online.
    public var cpuCount: Int
    /// The kernel's name, release and machine.
    public var kernel: String?
    /// The compiler.
    public var toolchain: String
    /// `debug` or `release`.
    public var buildConfiguration: String
    /// The version of cellbench.
    public var version: String
    /// Git revision that was checked out when cellbench was built.
    public var gitRevision: String?
    /// The memory allocator of the process.
    public var allocator: AllocatorFigures

    /// The environment of this process.
    public static func current() -> RunEnvironment {
        RunEnvironment(
            cpuModel: readCPUModel(), cpuCount: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
            kernel: readKernel(), toolchain: toolchain, buildConfiguration: buildConfiguration,
            version: Release.version, gitRevision: GitRevision.ofSourceTree,
            allocator: AllocatorFigures.probe())
    }

    /// Writes all members, unknown ones as `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(cpuModel, forKey: .cpuModel)
        try container.encode(cpuCount, forKey: .cpuCount)
        try container.encode(kernel, forKey: .kernel)
        try container.encode(toolchain, forKey: .toolchain)
        try container.encode(buildConfiguration, forKey: .buildConfiguration)
        try container.encode(version, forKey: .version)
        try container.encode(gitRevision, forKey: .gitRevision)
        try container.encode(allocator, forKey: .allocator)
    }

    private static var buildConfiguration: String {
        #if DEBUG
            "debug"
        #else
            "release"
        #endif
    }

    /// The compiler's version as far as a program knows it: the compiler only offers comparisons with versions.
    private static var toolchain: String {
        #if compiler(>=6.4)
            "Swift 6.4 or later"
        #elseif compiler(>=6.3.4)
            "Swift 6.3.4 or later"
        #elseif compiler(>=6.3.3)
            "Swift 6.3.3"
        #elseif compiler(>=6.3.2)
            "Swift 6.3.2"
        #elseif compiler(>=6.3.1)
            "Swift 6.3.1"
        #elseif compiler(>=6.3)
            "Swift 6.3"
        #elseif compiler(>=6.2)
            "Swift 6.2"
        #else
            "Swift 6.1"
        #endif
    }

    private static func readCPUModel() -> String? {
        guard let bytes = try? FileContents.read("/proc/cpuinfo", atMost: 1 << 24) else { return nil }
        var fields: [String: String] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let name = parts[0].split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if fields[name] == nil { fields[name] = String(parts[1].drop(while: \.isWhitespace)) }
        }
        // On ARM these fields are numbers and not names.
        return fields["model name"]
            ?? ["CPU implementer", "CPU part", "CPU variant", "CPU revision"].compactMap { name in
                fields[name].map { "\(name) \($0)" }
            }.joined(separator: ", ").nilIfEmpty
    }

    private static func readKernel() -> String? {
        var names = utsname()
        guard uname(&names) == 0 else { return nil }
        return [text(names.sysname), text(names.release), text(names.machine)].joined(separator: " ")
    }

    /// The text in a C array of characters, which Swift sees as a tuple.
    private static func text<Characters>(_ characters: Characters) -> String {
        withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

extension String {
    fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}
