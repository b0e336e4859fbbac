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
    public init(_ url: URL) throws(GalleryProblem) {
        self.url = url
        var isFolder: ObjCBool = false
        let files = FileManager.default
        guard files.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            earlier = []
            do {
                try files.createDirectory(at: url, withIntermediateDirectories: true)
            } catch {
                throw GalleryProblem(
                    "The folder \(url.path) cannot be made. Look at the rights of the folder above, or name another."
                )
            }
            return
        }
        guard isFolder.boolValue else {
            throw GalleryProblem("\(url.path) is a file. Name a new or an empty folder.")
        }
        let marker = url.appending(path: Self.marker)
        let lines = (try? String(contentsOf: marker, encoding: .utf8))?
            .split(separator: "\n").map(String.init)
        let isEmpty = (try? files.contentsOfDirectory(atPath: url.path))?.isEmpty ?? false
        guard lines?.first == Self.head || isEmpty else {
            throw GalleryProblem(
                "\(url.path) holds other files. Name a new or an empty folder, or one with a gallery."
            )
        }
        earlier = lines.map { Array($0.dropFirst()) } ?? []
    }

    /// Writes a page whole or not at all.
    ///
    /// - Parameter page: The page.
    /// - Throws: ``GalleryProblem`` when it cannot be written, or a file of that name is there that
    ///   is none of an earlier gallery.
    public mutating func write(_ page: GalleryPage) throws(GalleryProblem) {
        let place = url.appending(path: page.name)
        let isOurs = earlier.contains(page.name) || names.contains(page.name)
        guard isOurs || !FileManager.default.fileExists(atPath: place.path) else {
            throw GalleryProblem(
                "\(place.path) is no page of an earlier gallery. Move it away, or name another folder."
            )
        }
        // The marker comes first: a gallery that was cut short may be written over.
        if names.isEmpty { try mark(earlier + [page.name]) }
        try put(page.html, page.name)
        names.append(page.name)
    }

    /// Takes away the pages of an earlier gallery that this one does not have.
    ///
    /// - Throws: ``GalleryProblem`` when the marker cannot be written.
    public func finish() throws(GalleryProblem) {
        for name in earlier where !names.contains(name) && isPage(name) {
            try? FileManager.default.removeItem(at: url.appending(path: name))
        }
        try mark(names)
    }

    private func mark(_ names: [String]) throws(GalleryProblem) {
        try put(([Self.head] + names).joined(separator: "\n") + "\n", Self.marker)
    }

    private func put(_ text: String, _ name: String) throws(GalleryProblem) {
        do {
            try Data(text.utf8).write(to: url.appending(path: name), options: .atomic)
        } catch {
            throw GalleryProblem(
                "\(url.path)/\(name) cannot be written, so the gallery is not whole. Look at the folder's rights and at the room on its disk, then run the command again."
            )
        }
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
