internal import Simulator

extension Field {
    /// The most schedulers one architecture may have.
    static let mostSchedulers = 65_535

    /// The competitors, with the names that ``ArchitectureNames`` has given to those that had none.
    func architectures(workloads: [String]) throws(ConfigError) -> [Settings.Architecture] {
        let fields = try elements("the list of architectures")
        guard !fields.isEmpty else { throw error("no architectures; accepted: at least one") }
        let kinds = ArchitectureKind.allCases.map(\.rawValue).joined(separator: ", ")
        var result: [Settings.Architecture] = []
        for field in fields {
            guard field.node.entries != nil else {
                throw field.error("\(field.node.asFound) is not an architecture; accepted: a mapping with its kind")
            }
            guard let kindNode = field.node["kind"] else {
                throw field.error("\"kind\" is missing; accepted: \(kinds)")
            }
            let kindField = Field(node: kindNode, path: field.path(of: "kind"), context: context)
            let kind = try kindField.keyword(ArchitectureKind.self)
            let settings = try field.architecture(kind, workloads)
            // There always is one: what the user did not name has a derived name by now.
            guard let nameNode = field.node["name"] else { throw field.error("\"name\" is missing") }
            let nameField = Field(node: nameNode, path: field.path(of: "name"), context: context)
            let name = try nameField.name()
            if let first = result.firstIndex(where: { $0.name == name }) {
                throw nameField.error(
                    "\(name.quoted) is the name of \(fields[first].path) already; accepted: a name of its own")
            }
            result.append(Settings.Architecture(name: name, settings: settings))
        }
        return result
    }

    private func architecture(
        _ kind: ArchitectureKind, _ workloads: [String]
    ) throws(ConfigError) -> ArchitectureSettings {
        let what = "a \(kind.rawValue) architecture"
        func section(_ keys: [String]) throws(ConfigError) -> Section {
            try self.section(what, keys: ["kind", "name"] + keys)
        }
        switch kind {
        case .monolithic: return .monolithic(try section(["paths", "path"]).monolithic(workloads))
        case .partitioned: return .partitioned(try section(["shares"]).partitioned(workloads))
        case .twoLevel:
            let keys = [
                "schedulers", "offerInterval", "allocatorDecisionTime", "minimumOffer", "offerProcessing", "assignment",
            ]
            return .twoLevel(try section(keys).twoLevel(workloads))
        case .sharedState:
            let keys = ["schedulers", "conflictDetection", "coarseCounts", "commit", "assignment"]
            return .sharedState(try section(keys).sharedState(workloads))
        }
    }
}

extension Section {
    fileprivate func monolithic(_ workloads: [String]) throws(ConfigError) -> MonolithicSettings {
        let path = optional("path")
        switch try required("paths").keyword(MonolithicPaths.self) {
        case .multi:
            if let path {
                throw path.error("a path where every workload has its own; accepted: a path with paths: single only")
            }
            return MonolithicSettings()
        case .single:
            if let path { return MonolithicSettings(path: try path.workload(among: workloads)) }
            guard workloads.count == 1 else {
                throw field.error(
                    "\"path\" is missing: whose decision time every job pays; accepted: \(Name.list(workloads))")
            }
            return MonolithicSettings(path: 0)
        }
    }

    fileprivate func partitioned(_ workloads: [String]) throws(ConfigError) -> PartitionedSettings {
        let sharesField = try required("shares")
        let shares = try sharesField.byWorkload("the shares", workloads, default: nil as Double?) {
            field throws(ConfigError) in
            let share = try field.amount(.number, mustBePositive: true)
            guard share <= 1 else {
                throw field.error("\(field.node.asFound) is more than everything; accepted: above 0, at most 1")
            }
            return share
        }
        var result: [Double] = []
        for (name, share) in zip(workloads, shares) {
            guard let share else {
                throw sharesField.error("\(name.quoted) has no share; accepted: a share for every workload")
            }
            result.append(share)
        }
        // Shares such as three times 0.3333333333 and decimal fractions may exceed 1 by their rounding.
        let sum = result.reduce(0, +)
        guard sum <= 1 + 1e-9 else { throw sharesField.error("the shares add up to \(sum); accepted: at most 1") }
        return PartitionedSettings(shares: result)
    }

    fileprivate func twoLevel(_ workloads: [String]) throws(ConfigError) -> TwoLevelSettings {
        var result = TwoLevelSettings(schedulers: try schedulers(workloads))
        if let interval = optional("offerInterval") { result.offerInterval = try interval.time() }
        if let time = optional("allocatorDecisionTime") { result.allocatorDecisionTime = try time.time() }
        if let minimum = optional("minimumOffer") {
            let section = try minimum.section("a minimum offer", keys: ["cpu", "memory"])
            result.minimumOffer = Resources(
                cores: try section.amount("cpu", .cores, default: 0),
                gibibytes: try section.amount("memory", .memory, default: 0))
        }
        result.offerProcessing = try keyword("offerProcessing", default: result.offerProcessing)
        result.assignment = try keyword("assignment", default: result.assignment)
        return result
    }

    fileprivate func sharedState(_ workloads: [String]) throws(ConfigError) -> SharedStateSettings {
        var result = SharedStateSettings(schedulers: try schedulers(workloads))
        result.conflictDetection = try keyword("conflictDetection", default: result.conflictDetection)
        result.coarseCounts = try keyword("coarseCounts", default: result.coarseCounts)
        result.commit = try keyword("commit", default: result.commit)
        result.assignment = try keyword("assignment", default: result.assignment)
        return result
    }

    private func schedulers(_ workloads: [String]) throws(ConfigError) -> [Int] {
        guard let field = optional("schedulers") else { return workloads.map { _ in 1 } }
        let result = try field.byWorkload("the schedulers", workloads, default: 1) { count throws(ConfigError) in
            try count.count(1...Field.mostSchedulers)
        }
        let sum = result.reduce(0, +)
        guard sum <= Field.mostSchedulers else {
            throw field.error("\(sum) schedulers; accepted: at most \(Field.mostSchedulers) in all")
        }
        return result
    }
}
