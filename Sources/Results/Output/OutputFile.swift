public import CellbenchFiles

/// A file that a command writes.
public struct OutputFile: Equatable, Sendable {
    /// Where it is.
    public var path: String
    /// What it is.
    public var kind: OutputKind
    /// Whether the folder is created that it is to be in; else it must be there.
    public var createsFolder = true

    /// The file at `path`, which need not exist.
    public init(path: String, _ kind: OutputKind) {
        self.path = path
        self.kind = kind
    }

    /// Makes sure that writing the files loses nothing, and that they can be written.
    ///
    /// Long work should not end with nowhere to go. Nothing is created. Pipes, terminals and `/dev/null` are written to. An open file,
    /// such as `/dev/stdout`, is appended to at its position.
    ///
    /// - Parameters:
    ///   - files: all that the command writes.
    ///   - inputs: all that it reads, which is never replaced.
    ///   - force: whether a file is replaced that cellbench did not write.
    /// - Throws: ``OutputError`` with exit status 64 where a file would be lost, and 1 where one cannot be written.
    public static func check(
        _ files: [OutputFile], apartFrom inputs: InputFiles, replacingOthers force: Bool
    ) throws(OutputError) {
        try checkPlaces(of: files, apartFrom: inputs)
        for file in files where !force && !file.losesNothing { throw file.refusal }
        for file in files { try file.checkWritable() }
    }

    /// Makes sure that none of the files is an input, or the same as another of them.
    private static func checkPlaces(of files: [OutputFile], apartFrom inputs: InputFiles) throws(OutputError) {
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

    /// Why a file stays that cellbench did not write.
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

    /// Whether it is a link, other than a name of an open file such as `/dev/stdout`.
    private var isLink: Bool { POSIXFile.isLink(path) && POSIXFile.descriptor(of: path) == nil }

    /// Whether what is at the place may be replaced: nothing, something empty, or what cellbench wrote itself.
    var losesNothing: Bool {
        if isLink { return false }
        guard POSIXFile.isFileWithContent(path), POSIXFile.descriptor(of: path) == nil else { return true }
        return kind.isOurs(path)
    }

    /// Puts `text` there, whole or not at all; as ``write(_:replacingOthers:)``.
    public func write(_ text: String, replacingOthers force: Bool) throws(OutputError) {
        try OutputFile.write([(self, text)], replacingOthers: force)
    }

    /// Puts each text into its file, whole or not at all, and creates the directories that they are to be in.
    ///
    /// - Parameters:
    ///   - texts: the files and what is to be in them.
    ///   - force: whether a file is replaced that cellbench did not write: one may have come since
    ///     ``check(_:apartFrom:replacingOthers:)``.
    /// - Throws: ``OutputError`` where a file would be lost, before any is written, or where one cannot be written.
    public static func write(
        _ texts: [(file: OutputFile, text: String)], replacingOthers force: Bool
    ) throws(OutputError) {
        for (file, _) in texts where !force && !file.losesNothing { throw file.refusal }
        do throws(POSIXError) {
            for (file, _) in texts where file.createsFolder && POSIXFile.descriptor(of: file.path) == nil {
                try POSIXFile.createDirectory(POSIXFile.parts(of: file.path).folder)
            }
            try POSIXFile.replace(texts.map { ($0.file.path, $0.text) }, marking: texts.map { $0.file.kind.isTable })
        } catch {
            throw OutputError(error)
        }
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

    /// Whether the path is one of a directory, be there one or not.
    private var namesDirectory: Bool { ["", ".", ".."].contains(POSIXFile.parts(of: path).name) }
}
