public import CellbenchFiles

/// A file that a command writes.
public struct OutputFile: Equatable, Sendable {
    /// Path of the file.
    public var path: String
    /// Kind of the content.
    public var kind: OutputKind
    /// True if the file's folder is created; if false, it must exist.
    public var createsFolder = true

    /// The file at `path`, which need not exist.
    public init(path: String, _ kind: OutputKind) {
        self.path = path
        self.kind = kind
    }

    /// Checks that the files can be written and that this loses nothing, so that a long run does not fail at its end.
    ///
    /// Nothing is created. Pipes, terminals and `/dev/null` may be written to. An open file, such as `/dev/stdout`, is
    /// appended to at its position.
    ///
    /// - Parameters:
    ///   - files: all files that the command writes.
    ///   - inputs: all files that the command reads, which are never replaced.
    ///   - force: true if files that cellbench did not write are replaced.
    /// - Throws: ``OutputError`` with exit status 64 where a file would be lost, and 1 where one cannot be written.
    public static func check(
        _ files: [OutputFile], apartFrom inputs: InputFiles, replacingOthers force: Bool
    ) throws(OutputError) {
        try checkPlaces(of: files, apartFrom: inputs)
        for file in files where !force && !file.losesNothing { throw file.refusal }
        for file in files { try file.checkWritable() }
    }

    /// Checks that no file is an input or equal to another output.
    package static func checkPlaces(of files: [OutputFile], apartFrom inputs: InputFiles) throws(OutputError) {
        var places: [FilePlace: String] = [:]
        for file in files {
            if let conflict = inputs.conflict(with: file.path) {
                throw OutputError(refusing: file.path, because: "\(conflict); accepted: another place")
            }
            let place = FilePlace(of: file.path)
            guard !place.isStream else { continue }
            if let other = places.updateValue(file.path, forKey: place) {
                throw OutputError(
                    refusing: file.path, because: "it is the same file as \(other.quoted); accepted: one place each")
            }
        }
    }

    /// Error about a file that cellbench did not write and that stays.
    var refusal: OutputError {
        if isLink {
            return OutputError(
                refusing: path,
                because:
                    "it is a link, which is not followed; accepted: another place, or --force, which replaces the link")
        }
        return OutputError(
            refusing: path,
            because:
                "it is there already, and cellbench did not write it so; accepted: another place, or --force, which "
                + "replaces it")
    }

    /// True for a link, other than a name of an open file such as `/dev/stdout`.
    private var isLink: Bool { POSIXFile.isLink(path) && POSIXFile.descriptor(of: path) == nil }

    /// True if the place is free, or has an empty file or one from cellbench.
    var losesNothing: Bool {
        if isLink { return false }
        guard POSIXFile.isFileWithContent(path), POSIXFile.descriptor(of: path) == nil else { return true }
        return kind.isOurs(path)
    }

    /// Writes `text` to the file, whole or not at all.
    ///
    /// - Parameters:
    ///   - text: the content.
    ///   - force: true if a file that cellbench did not write is replaced.
    /// - Throws: ``OutputError`` where the file would be lost or cannot be written.
    public func write(_ text: String, replacingOthers force: Bool) throws(OutputError) {
        try OutputFile.write([(self, text)], replacingOthers: force)
    }

    /// Writes each text to its file, whole or not at all, and creates missing folders.
    ///
    /// - Parameters:
    ///   - texts: the files and their contents.
    ///   - force: true if files are replaced that cellbench did not write and that came after
    ///     ``check(_:apartFrom:replacingOthers:)``.
    /// - Throws: ``OutputError`` before any file is written where one would be lost; ``OutputError`` where a file
    ///   cannot be written.
    public static func write(
        _ texts: [(file: OutputFile, text: String)], replacingOthers force: Bool
    ) throws(OutputError) {
        for (file, _) in texts where !force && !file.losesNothing { throw file.refusal }
        do throws(POSIXError) {
            for (file, _) in texts { try file.createFolder() }
            try POSIXFile.replace(texts.map { ($0.file.path, $0.text) }, marking: texts.map { $0.file.kind.isTable })
        } catch {
            throw OutputError(error)
        }
    }

    /// Writes the file piece by piece, whole or not at all, and creates missing folders.
    ///
    /// - Parameters:
    ///   - force: true if a file that cellbench did not write is replaced.
    ///   - body: writes the content.
    /// - Throws: ``OutputError`` where the file would be lost or cannot be written; the error of `body`.
    package func write(replacingOthers force: Bool, _ body: (FileSink) throws -> Void) throws {
        guard force || losesNothing else { throw refusal }
        do {
            try createFolder()
            try POSIXFile.replace(path, marking: kind.isTable, writing: body)
        } catch let error as POSIXError {
            throw OutputError(error)
        }
    }

    /// Creates the file's folder, if it is to be created.
    package func createFolder() throws(POSIXError) {
        guard createsFolder, POSIXFile.descriptor(of: path) == nil else { return }
        try POSIXFile.createDirectory(POSIXFile.parts(of: path).folder)
    }

    private func checkWritable() throws(OutputError) {
        do throws(POSIXError) {
            if POSIXFile.isDirectory(path) || namesDirectory {
                throw POSIXError("write", path, code: POSIXError.isDirectory)
            }
            try POSIXFile.checkReplaceable(path, creatingFolder: createsFolder)
        } catch {
            throw OutputError(error)
        }
    }

    /// True if the path names a directory, whether it exists or not.
    private var namesDirectory: Bool { ["", ".", ".."].contains(POSIXFile.parts(of: path).name) }
}
