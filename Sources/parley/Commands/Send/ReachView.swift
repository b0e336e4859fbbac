import Cases
import Delivery
import Outreach
import Wire

/// A family that a send has not reached, for scripts and people. No addresses.
struct ReachView: Encodable {
    struct Contact: Encodable {
        let contact: String, name: String, language: String, channel: String?, happened: String
        let next: NextStep
        /// RFC 3339 at the school.
        let retry: String?
    }

    let family: String, name: String
    let next: NextStep
    let retry: String?
    let contacts: [Contact]
    private let localRetry: String?

    private enum CodingKeys: String, CodingKey {
        case family, name, next, retry, contacts
    }

    init(_ family: UnreachedFamily, zone: String) {
        (self.family, name, next) = (family.key, family.name, family.step)
        retry = family.retry?.rfc3339(zone)
        localRetry = family.retry?.local(zone)
        contacts = family.outcomes.map { one in
            Contact(
                contact: one.contact, name: one.name, language: one.language,
                channel: one.channel?.rawValue, happened: one.sentence, next: one.step,
                retry: one.retry?.rfc3339(zone))
        }
    }

    static let heads = [
        "family", "name", "next step", "next try", "languages", "what happened",
    ]

    var cells: [String] {
        [family, name, next.sentence, localRetry ?? "", languages, happened]
    }

    /// A table has no room for the keys of both.
    var row: [String] {
        let again = localRetry.map { ": next try at \($0)" } ?? ""
        return ["\(name) (\(family))", next.sentence + again, languages, happened]
    }

    private var languages: String {
        var known: Set<String> = []
        return contacts.map(\.language).filter { known.insert($0).inserted }.joined(separator: " ")
    }

    private var happened: String {
        contacts.map { one in
            let way = one.channel.map { $0 == "sms" ? "text " : "e-mail " } ?? ""
            return "\(one.name): \(way)\(one.happened)"
        }.joined(separator: "; ")
    }
}
