/// What is known to be private or fixed in the texts of one family: the roster's part of
/// protection. It holds names and addresses, so it is never logged.
public struct KnownWords: Sendable {
    /// Whose name it is.
    public enum Role: String, Sendable, Hashable, CaseIterable {
        case student
        case family
        case staff
    }

    /// A person's name.
    public struct Name: Sendable, Hashable {
        /// As the roster has it: `Yasmin Yusuf`.
        public let full: String
        /// The given name alone, if the roster has it apart.
        public let given: String?
        /// The family name alone, if the roster has it apart.
        public let family: String?
        /// The person's id: two children may share a name.
        public let person: String
        /// Whose name it is.
        public let role: Role

        /// Describes a name.
        public init(
            _ full: String, given: String? = nil, family: String? = nil, person: String, role: Role
        ) {
            self.full = full
            self.given = given
            self.family = family
            self.person = person
            self.role = role
        }
    }

    /// The family's, its children's and the staff's.
    public var names: [Name]
    /// Schools, rooms, streets and whatever else keeps its name in every language.
    public var places: [String]
    /// In E.164, as in `+12125550123`.
    public var phones: [String]
    /// Mail addresses.
    public var emails: [String]
    /// Everybody else's names at the school. One that stands in a text is taken out as well, with a
    /// warning.
    public var others: OtherNames
    /// Words, folded, that a person has said to be a name in these texts, though they are words too.
    public var sure: Set<String> = []
    /// Words, folded, that a person has said to be no name: they are not warned of again.
    public var ordinary: Set<String>

    /// States what is known.
    public init(
        names: [Name] = [], places: [String] = [], phones: [String] = [], emails: [String] = [],
        others: OtherNames = OtherNames(), ordinary: Set<String> = []
    ) {
        self.names = names
        self.places = places
        self.phones = phones
        self.emails = emails
        self.others = others
        self.ordinary = ordinary
    }

    /// The words of a name, each without case and accents: for ``ordinary``.
    public static func folded(_ name: String) -> Set<String> {
        let scan = TextScan(name)
        return Set(scan.tokens.lazy.filter { $0.isWord }.map(\.folded).filter { $0.count > 2 })
    }
}
