import MessageFormat

/// What may reach a family of the notices' own words: the setting `translation.minimum`.
///
/// One standing for everything, or one per language, per purpose or for both; see ``PolicyTable`` for
/// which wins.
public struct TranslationPolicy: Sendable, Hashable {
    private let table: PolicyTable<Standing>

    /// The same for everything; only what a person has reviewed, unless another is named.
    public init(minimum: Standing = .reviewed) {
        table = PolicyTable(minimum)
    }

    /// The setting as a file holds it: `["default": "reviewed", "es": "machine", "urgent":
    /// "reviewed", "so/concern": "draft"]`.
    ///
    /// - Throws: The first name or value that cannot be read, with what to write instead.
    public init(setting: [String: String]) throws(PolicyProblem) {
        do throws(PolicyTable<Standing>.UnreadableRule) {
            table = try PolicyTable(
                setting, standard: .reviewed, Standing.allCases.filter { $0 != .fallback })
        } catch {
            throw PolicyProblem(
                setting: "translation.minimum", name: error.name, found: error.found,
                rules: "reviewed, machine or draft")
        }
    }

    /// The names of notices and kinds that the setting speaks of and a library does not have.
    public func unknownPurposes(in library: NoticeLibrary) -> [String] {
        library.unknown(among: table.purposes)
    }

    /// What a translation of this notice must be at least, to be sent in this language.
    public func minimum(for language: LanguageTag, notice: NoticeTemplate) -> Standing {
        table.rule(for: language, notice.id, notice.kind.rawValue)
    }
}

/// A value of a policy's setting that cannot be read.
public struct PolicyProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The setting: `translation.minimum`.
    public let setting: String
    /// The name below it.
    public let name: String
    /// Its value.
    public let found: String
    /// What could stand there.
    let rules: String

    /// What to write instead.
    public var remedy: String {
        "Write \(rules) for default, for a language (es), a notice or kind (urgent), or both "
            + "(es/urgent)."
    }

    /// What it is and what to write.
    public var description: String {
        "\(setting): \"\(name)\" is \"\(found)\". \(remedy)"
    }
}
