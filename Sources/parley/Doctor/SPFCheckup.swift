import Wire

/// The SPF record of a domain with all that it takes in.
struct SPFCheckup: Sendable {
    let domain: String
    let resolver: DNSResolver

    /// RFC 7208 §4.6.4.
    private static let mostLookups = 10

    /// What going through the records found.
    struct Walk: Sendable, Hashable {
        var lookups = 0
        /// Domains that are taken in and have no record of their own, which spoils the whole.
        var empty: [String] = []
        var isSilent = false
    }

    func findings() async -> [Finding] {
        let answer = await resolver.ask(domain, .text)
        if answer == .silence { return [DomainCheckup.silence(domain)] }
        let records = answer.texts.compactMap(SPFRecord.init)
        guard let record = records.first, records.count == 1 else {
            return [Self.notOne(records.count, domain)]
        }
        return Self.findings(record, domain, await walk(record))
    }

    private func walk(_ record: SPFRecord) async -> Walk {
        var walk = Walk()
        walk.lookups = record.lookups
        var waiting = record.others
        var seen: Set<String> = [domain]
        while !waiting.isEmpty, seen.count < 20 {
            let name = waiting.removeFirst()
            // A name with a macro depends on the mail, and can't be looked up here (§7).
            guard !name.contains("%"), seen.insert(name).inserted else { continue }
            let answer = await resolver.ask(name, .text)
            if answer == .silence { walk.isSilent = true }
            let found = answer.texts.compactMap(SPFRecord.init)
            guard let next = found.first, found.count == 1 else {
                if answer != .silence { walk.empty.append(name) }
                continue
            }
            walk.lookups += next.lookups
            waiting += next.others
        }
        return walk
    }

    static func notOne(_ count: Int, _ domain: String) -> Finding {
        count == 0
            ? .fail(
                "spf", "SPF: \(domain) says of nobody that they may send its mail",
                "Publish a TXT record there: v=spf1 include:NAME ~all, with the name that "
                    + "whoever runs the mail server gives.")
            : .fail(
                "spf", "SPF: \(domain) has \(count) records, so none counts",
                "Put what they say into one.")
    }

    static func findings(_ record: SPFRecord, _ domain: String, _ walk: Walk) -> [Finding] {
        var found: [Finding] = []
        for name in walk.empty {
            found.append(
                .fail(
                    "spf", "SPF: \(domain) takes in \(name), which has no one SPF record",
                    "Correct the name or take it out: receivers reject the whole record."))
        }
        if walk.lookups > mostLookups {
            found.append(
                .fail(
                    "spf",
                    "SPF: \(domain) needs \(walk.lookups) look-ups, and receivers stop at 10",
                    "Take out what sends no mail for you."))
        }
        if walk.isSilent { found.append(DomainCheckup.silence("what \(domain) takes in")) }
        switch record.all {
        case "+", "?":
            found.append(
                .warn(
                    "spf", "SPF: \(domain) lets everybody send its mail",
                    "Let the record end with ~all or -all."))
        case nil where !record.redirects:
            found.append(
                .warn(
                    "spf", "SPF: \(domain) does not say what holds for all others",
                    "Let the record end with ~all or -all."))
        default: break
        }
        guard found.isEmpty else { return found }
        let names = record.others.isEmpty ? "" : ", with \(record.others.joined(separator: ", "))"
        return [.ok("spf", "SPF: \(domain) says who may send its mail\(names)")]
    }
}
