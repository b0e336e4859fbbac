import Foundation

/// Keeps the input at hand in a file, over the one before: a trap leaves no time to write it.
struct InputKeeper {
    private let input: URL
    private let place: URL
    private let handle: FileHandle
    private let note: FileHandle

    init(_ folder: URL, _ name: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        input = folder.appending(path: "\(name).input")
        place = folder.appending(path: "\(name).round")
        handle = try Self.empty(input)
        note = try Self.empty(place)
    }

    private static func empty(_ file: URL) throws -> FileHandle {
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }

    func keep(_ bytes: [UInt8], _ round: Int, seed: UInt64) throws {
        try write("FUZZ_SEED=\(seed) FUZZ_ROUND=\(round)\n".utf8, note)
        try write(bytes, handle)
    }

    private func write(_ bytes: some Sequence<UInt8>, _ handle: FileHandle) throws {
        try handle.seek(toOffset: 0)
        try handle.write(contentsOf: Data(bytes))
        try handle.truncate(atOffset: try handle.offset())
    }

    /// What a finding ends with.
    var remedy: String {
        "The last input is \(input.path), its round \(place.lastPathComponent) beside it."
    }

    /// Nothing was found.
    func discard() {
        try? FileManager.default.removeItem(at: input)
        try? FileManager.default.removeItem(at: place)
    }
}
