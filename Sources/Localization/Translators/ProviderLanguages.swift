import MessageFormat

/// The languages between which a provider translates, in its own codes.
public enum ProviderLanguages: Sendable, Hashable {
    /// It takes any, and nobody can say how well.
    case any
    /// From a code into codes.
    case between([String: Set<String>])

    /// How the provider writes a pair.
    /// - Parameters:
    ///   - sources: Codes for the source's language, the best first.
    ///   - targets: Codes for the target's language, the best first.
    /// - Returns: The first of each that the provider has together; nil when it has none. Codes
    ///   compare without case, and come back as the provider writes them.
    func codes(sources: [String], targets: [String]) -> (source: String, target: String)? {
        guard case .between(let table) = self else {
            guard let source = sources.first, let target = targets.first else { return nil }
            return (source, target)
        }
        for source in sources {
            for (code, known) in table where code.lowercased() == source.lowercased() {
                for target in targets {
                    let found = known.first { $0.lowercased() == target.lowercased() }
                    if let found { return (code, found) }
                }
            }
        }
        return nil
    }

    /// As lines for people: `en > es, so`.
    public var lines: [String] {
        guard case .between(let table) = self else { return ["any language"] }
        return table.sorted { $0.key < $1.key }.map { source, targets in
            "\(source) > \(targets.subtracting([source]).sorted().joined(separator: ", "))"
        }
    }
}
