import MessageFormat

/// Why a change of the catalogs was not made. Nothing of it was written then.
public struct CatalogRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is in the way and what to do, for the translator.
    public let description: String

    init(_ sentence: String) {
        description = sentence
    }

    /// A file that cannot be read as what it should be.
    init(_ path: String, _ problem: ResourceProblem) {
        self.init("\(path):\(problem.line):\(problem.column): \(problem.sentence)")
    }
}
