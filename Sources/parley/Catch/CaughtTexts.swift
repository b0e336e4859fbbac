import Foundation

/// The file `texts.jsonl` of caught texts: one line each, in the order in which they came.
actor CaughtTexts {
    private let file: FileHandle
    private var references: Set<String>

    /// Why texts can't be written.
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// Makes the folder and the file, or goes on with one that is there.
    init(folder: String) throws {
        let files = FileManager.default
        let path = URL(filePath: folder).appending(path: "texts.jsonl").path
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        references = Set(Self.texts(in: path).map(\.reference))
        if !files.fileExists(atPath: path) {
            // Texts name families, also in a demo that somebody tries with a real roster.
            _ = files.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        guard let file = FileHandle(forWritingAtPath: path) else {
            throw Problem(description: "The file \(path) can't be written.")
        }
        try file.seekToEnd()
        self.file = file
    }

    /// What stands in such a file; lines that are no text are passed over.
    static func texts(in path: String) -> [CaughtText] {
        let data = FileManager.default.contents(atPath: path) ?? Data()
        return data.split(separator: UInt8(ascii: "\n")).compactMap {
            try? JSONDecoder().decode(CaughtText.self, from: $0)
        }
    }

    /// Writes one, marked when its reference came before.
    func add(_ handed: HandedText, at now: Date) throws -> CaughtText {
        let isRepeated = references.contains(handed.data.reference)
        let text = handed.caught(at: now, isRepeated: isRepeated)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try file.write(contentsOf: try encoder.encode(text) + Data("\n".utf8))
        references.insert(text.reference)
        return text
    }
}
