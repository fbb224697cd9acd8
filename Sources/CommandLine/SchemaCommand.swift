import ArgumentParser
internal import CellbenchConfig

/// The command `cellbench schema`.
struct SchemaCommand: ComponentsCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of configs, with which editors complete and check them.",
        discussion: "Keep it in a file, and begin a config with:  # yaml-language-server: $schema=FILE")

    func run(with components: Components) throws {
        try Terminal.answer(ConfigSchema.text(components))
    }
}
