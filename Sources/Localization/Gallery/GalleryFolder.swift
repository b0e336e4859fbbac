import Foundation

/// The folder that a gallery is written into: new, empty, or one that holds a gallery already.
///
/// A marker file says so and lists the pages, so that those of an earlier gallery can be taken
/// away without touching anything else that lies there.
public struct GalleryFolder {
    /// The marker's name. It is seen, so that whoever finds the folder knows what it is.
    public static let marker = "gallery.txt"
    private static let head = "A gallery of notices, written by parley catalog preview --gallery."

    private let url: URL
    private let earlier: [String]
    private var names: [String] = []

    /// Opens the folder and makes it if need be; nothing in it is changed yet.
    ///
    /// - Parameter url: The folder.
    /// - Throws: ``GalleryProblem`` when something else lies there.
    public init(_ url: URL) throws {
        self.url = url
        var isFolder: ObjCBool = false
        let files = FileManager.default
        guard files.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            try files.createDirectory(at: url, withIntermediateDirectories: true)
            earlier = []
            return
        }
        guard isFolder.boolValue else {
            throw GalleryProblem("\(url.path) is a file. Name a new or an empty folder.")
        }
        let marker = url.appending(path: Self.marker)
        let lines = (try? String(contentsOf: marker, encoding: .utf8))?
            .split(separator: "\n").map(String.init)
        guard
            try lines?.first == Self.head
                || files.contentsOfDirectory(atPath: url.path).isEmpty
        else {
            throw GalleryProblem(
                "\(url.path) holds other files. Name a new or an empty folder, or one with a gallery."
            )
        }
        earlier = lines.map { Array($0.dropFirst()) } ?? []
    }

    /// Writes a page whole or not at all.
    ///
    /// - Parameter page: The page.
    /// - Throws: What the disk says.
    public mutating func write(_ page: GalleryPage) throws {
        // The marker comes first: a gallery that was cut short may be written over.
        if names.isEmpty { try mark(earlier + [page.name]) }
        try Data(page.html.utf8).write(to: url.appending(path: page.name), options: .atomic)
        names.append(page.name)
    }

    /// Takes away the pages of an earlier gallery that this one does not have.
    ///
    /// - Throws: What the disk says.
    public func finish() throws {
        for name in earlier where !names.contains(name) && isPage(name) {
            try? FileManager.default.removeItem(at: url.appending(path: name))
        }
        try mark(names)
    }

    private func mark(_ names: [String]) throws {
        let text = ([Self.head] + names).joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: url.appending(path: Self.marker), options: .atomic)
    }

    /// The marker is a file that anyone may edit: a name with a way out of the folder is none.
    private func isPage(_ name: String) -> Bool {
        name.hasSuffix(".html") && !name.contains("/") && !name.hasPrefix(".")
    }
}

/// Why a gallery could not be written.
public struct GalleryProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is in the way and what to do.
    public let description: String

    init(_ sentence: String) { description = sentence }
}
