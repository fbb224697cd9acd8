internal import CellbenchConfig
public import CellbenchFiles
internal import CellbenchResults

/// A file of claims.
public struct ClaimsFile: Sendable {
    /// The claims, in the file's order.
    public let claims: [Claim]

    /// Reads claims from YAML or JSON.
    ///
    /// - Throws: an error with its place in the file.
    public init(contentsOf file: String) throws(ConfigError) {
        let bytes: [UInt8]
        do {
            bytes = try FileContents.read(file, atMost: YAMLReader.mostBytes)
        } catch {
            switch error {
            case .unreadable(let reason):
                throw ConfigError(kind: .unreadable, file: file, message: "\(reason); accepted: claims in YAML or JSON")
            case .tooLarge:
                throw ConfigError(
                    file: file, message: "too large for claims; accepted: at most \(YAMLReader.mostBytes >> 20) MiB")
            }
        }
        try self.init(bytes: bytes, named: file)
    }

    /// Reads claims from a text; messages call it `file`.
    public init(text: String, named file: String) throws(ConfigError) {
        try self.init(bytes: Array(text.utf8), named: file)
    }

    private init(bytes: [UInt8], named file: String) throws(ConfigError) {
        let root = try YAMLReader.tree(of: bytes, file: file)
        let section = try Field(root: root, of: file).section("a file of claims", keys: ["claims"])
        var claims: [Claim] = []
        for field in try section.required("claims").elements("claims") {
            let claim = try field.claim()
            guard !claims.contains(where: { $0.name == claim.name }) else {
                throw field.error("\(claim.name.quoted) is the name of another claim already; accepted: each name once")
            }
            claims.append(claim)
        }
        guard !claims.isEmpty else { throw section.field.error("no claims; accepted: at least one") }
        self.claims = claims
    }
}

extension Field {
    /// A claim; its `results`, `architecture` and `at` are defaults for its values.
    fileprivate func claim() throws(ConfigError) -> Claim {
        let keys = [
            "name", "says", "source", "because", "tolerance", "results", "architecture", "of", "at", "values", "holds",
        ]
        let section = try section("a claim", keys: keys)
        let name = try section.required("name").name()
        let common = try section.scope()
        var values: [(name: String, selection: ClaimSelection)] = []
        if let field = section.optional("tolerance") {
            let tolerance = try field.number(in: .number)
            values.append(("tolerance", ClaimSelection(quantity: .constant(tolerance))))
        }
        for (entry, field) in try section.required("values").children("the values of a claim", keys: "names") {
            guard ClaimParser.isName(entry.key), !values.contains(where: { $0.name == entry.key }) else {
                throw ConfigError(
                    at: entry.place, path: field.path,
                    message:
                        "\(entry.key.quoted) cannot name a value; accepted: letters, digits and underscores, no word of expressions"
                )
            }
            values.append((entry.key, try field.selection(common, after: values.map(\.name))))
        }
        let holds = try section.required("holds")
        let names = values.map(\.name)
        var conditions: [ClaimExpression] = []
        for field in holds.node.elements == nil ? [holds] : try holds.elements("conditions") {
            conditions.append(try field.expression(names))
        }
        try checkKinds(of: values, conditions, holds)
        guard !conditions.isEmpty else { throw holds.error("no conditions; accepted: at least one") }
        return Claim(
            name: name, says: try section.required("says").text(), source: try section.optional("source")?.text(),
            because: try section.optional("because")?.text(), values: values, conditions: conditions)
    }

    /// Refuses expressions with values of the wrong kind, whatever the results, such as a condition that is a number.
    private func checkKinds(
        of values: [(name: String, selection: ClaimSelection)], _ conditions: [ClaimExpression], _ holds: Field
    ) throws(ConfigError) {
        var stand: [String: ClaimValue] = [:]
        for (name, selection) in values {
            switch selection.quantity {
            case .derived(let expression):
                do throws(ClaimProblem) {
                    stand[name] = try expression.value(stand)
                } catch {
                    // Errors that depend on values are unknown before there are results.
                    guard error.isOfKind else { return }
                    throw ConfigError(
                        at: node["values"]?[name]?.place ?? node.place, path: path(of: "values.\(name)"),
                        message: error.message)
                }
            default: stand[name] = selection.along == nil ? .number(1) : .series([(1, 1), (2, 2)])
            }
        }
        for condition in conditions {
            do throws(ClaimProblem) {
                _ = try condition.holds(stand)
            } catch {
                if error.isOfKind { throw holds.error("\(error.message), in \(condition.text.quoted)") }
            }
        }
    }

    private func expression(_ names: [String]) throws(ConfigError) -> ClaimExpression {
        guard let text = node.text, !node.isNull else {
            throw error("\(node.asFound) is not an expression; accepted: such as a < 2 * b")
        }
        do throws(ClaimProblem) {
            return try ClaimExpression(text, names: names)
        } catch {
            throw self.error(error.message)
        }
    }

    private func selection(_ common: ClaimScope, after names: [String]) throws(ConfigError) -> ClaimSelection {
        if node.entries == nil { return ClaimSelection(quantity: .derived(try expression(names))) }
        let section = try section(
            "a value of results",
            keys: ["figure", "saturation", "results", "architecture", "of", "at", "along", "over"])
        let scope = try section.scope()
        let subject = scope.subject ?? common.subject
        let quantity: ClaimSelection.Quantity
        switch (section.optional("figure"), section.optional("saturation")) {
        case (let field?, nil):
            let figure = try field.figure()
            guard figure.isOfCell || subject != nil else {
                throw error("it does not say of which workload or scheduler; accepted: with \("of".quoted)")
            }
            quantity = .figure(figure, of: subject)
        case (nil, let field?):
            if let along = section.optional("along") {
                throw along.error("a search has no series; accepted: with \("figure".quoted)")
            }
            quantity = .saturation(path: try field.text())
        default: throw error("accepted: one of \("figure".quoted) and \("saturation".quoted)")
        }
        return ClaimSelection(
            quantity: quantity, results: scope.results ?? common.results,
            architecture: scope.architecture ?? common.architecture,
            at: common.at.merging(scope.at) { _, own in own }, along: try section.optional("along")?.text(),
            over: try section.optional("over")?.keyword(ClaimSelection.Reduction.self) ?? .mean)
    }
}

/// Defaults that the values of a claim share.
private struct ClaimScope {
    var results: String?
    var architecture: String?
    var subject: String?
    var at: [String: ClaimedParameter] = [:]
}

extension Section {
    fileprivate func scope() throws(ConfigError) -> ClaimScope {
        var scope = ClaimScope()
        scope.results = try optional("results")?.name()
        scope.architecture = try optional("architecture")?.name()
        scope.subject = try optional("of")?.name()
        for (entry, field) in try optional("at")?.children("swept values", keys: "paths") ?? [] {
            scope.at[entry.key] = try field.sweptValue()
        }
        return scope
    }
}

extension Field {
    /// A swept value, as a quantity in base units or a word.
    fileprivate func sweptValue() throws(ConfigError) -> ClaimedParameter {
        let text = try text()
        var value = ParameterValue.keyword(text)
        if let number = NumberText(text) {
            let quantities = [Quantity.time, .memory]
            if let quantity = quantities.first(where: { $0.units.contains { $0.name == number.unit } }) {
                value = .number(try self.number(in: quantity))
            } else if number.unit.isEmpty {
                value = .number(number.value)
            }
        }
        return ClaimedParameter(text: text, value: value)
    }
}
