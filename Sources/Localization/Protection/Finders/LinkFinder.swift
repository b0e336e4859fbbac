/// Web and mail addresses, whole: with a scheme, with `www.`, or a bare domain (`school.org/menu`).
struct LinkFinder {
    /// A mail address that begins here.
    ///
    /// Source: RFC 5321 §4.1.2, without quoted local parts, which people do not have.
    func email(_ scan: TextScan, _ start: Int) -> Finding? {
        guard let first = scan[start], isLocal(first), !isLocal(scan[start - 1]) else { return nil }
        var end = start
        while end - start < 64, isLocal(scan[end]) { end += 1 }
        guard let at = behindAt(scan, end), let domain = domain(scan, at.end, isLoose: true),
            domain.labels >= 2, !at.isLoose || Self.domains.contains(domain.last)
        else { return nil }
        return Finding(tokens: start..<domain.end, kind: .email)
    }

    /// Behind the sign between a name and its host; with blanks round it and as `(at)` it is loose.
    private func behindAt(_ scan: TextScan, _ start: Int) -> (end: Int, isLoose: Bool)? {
        var index = start
        if scan[index]?.kind == .blank { index += 1 }
        if scan[index]?.isMark("@＠﹫") == true {
            index += 1
        } else if scan[index]?.isMark("([") == true, scan[index + 1]?.folded == "at",
            scan[index + 2]?.isMark(")]") == true
        {
            index += 3
        } else {
            return nil
        }
        if scan[index]?.kind == .blank { index += 1 }
        return (index, index > start + 1)
    }

    private func isLocal(_ token: TextScan.Token?) -> Bool {
        guard let token else { return false }
        return token.kind == .word || token.kind == .digits || token.isMark(".+-_%=&~")
    }

    /// A web address that begins here.
    func link(_ scan: TextScan, _ start: Int) -> Finding? {
        guard let first = scan[start], first.kind == .word || first.kind == .digits,
            scan[start - 1].map({ !$0.isMark("@") }) ?? true
        else { return nil }
        if Self.schemes.contains(first.folded), scan[start + 1]?.text == ":" {
            let slashes = scan[start + 2]?.text == "/" && scan[start + 3]?.text == "/"
            guard slashes || first.folded == "mailto" || first.folded == "tel" else { return nil }
            return Finding(
                tokens: start..<endOfLink(scan, start + (slashes ? 4 : 2)), kind: .link)
        }
        guard
            scan[start - 1].map({ !$0.isMark(".-/") && $0.kind != .digits && !$0.isWord }) ?? true,
            let domain = domain(scan, start), domain.labels >= 2
        else { return nil }
        let hasPath =
            scan[domain.end]?.isMark("/?#:") == true
            && scan[domain.end + 1].map { $0.kind != .blank && $0.kind != .lineBreak } == true
        let isPlain =
            Self.domains.contains(domain.last)
            && (domain.labels > 2 || !Self.words.contains(domain.last))
        let isCountry = domain.last.utf8.count == 2 && (hasPath || domain.labels > 2)
        guard
            first.folded == "www" || isPlain || isCountry
                || (hasPath && Self.domains.contains(domain.last))
        else { return nil }
        return Finding(
            tokens: start..<(hasPath ? endOfLink(scan, domain.end) : domain.end), kind: .link)
    }

    private func domain(
        _ scan: TextScan, _ start: Int, isLoose: Bool = false
    ) -> (end: Int, labels: Int, last: String)? {
        var (index, labels, last) = (start, 0, "")
        while labels < 10 {
            var end = index
            while end - index < 12, let token = scan[end],
                token.kind == .word || token.kind == .digits || token.isMark("-_")
            {
                end += 1
            }
            guard end > index, scan[index]?.isMark("-") == false else { break }
            // "late.She" is a sentence without its blank; no one writes the end of a domain so.
            if labels > 0, end == index + 1, let token = scan[index], token.isCapitalised,
                !token.isShouted
            {
                break
            }
            labels += 1
            last = end == index + 1 ? scan[index]?.folded ?? "" : ""
            guard let next = behindStop(scan, end, isLoose), let after = scan[next],
                after.kind == .word || after.kind == .digits
            else { return (end, labels, last) }
            index = next
        }
        // What broke off stands behind a full stop that is not part of the domain.
        return labels == 0 ? nil : (index - 1, labels, last)
    }

    /// Behind a full stop; of a mail address with one blank on each side (`gmail . com`).
    private func behindStop(_ scan: TextScan, _ end: Int, _ isLoose: Bool) -> Int? {
        if scan[end]?.isMark(".．") == true, scan[end + 1]?.kind != .blank { return end + 1 }
        guard isLoose else { return nil }
        var index = end
        if scan[index]?.kind == .blank { index += 1 }
        guard scan[index]?.isMark(".．") == true else { return nil }
        index += scan[index + 1]?.kind == .blank ? 2 : 1
        guard let last = scan[index], !last.isCapitalised, Self.mailEnds.contains(last.folded)
        else { return nil }
        return index
    }

    /// Ends of mail addresses that begin no sentence.
    private static let mailEnds: Set<String> = ["com", "org", "net", "edu", "gov"]

    /// Up to a blank or what never stands in an address, without the marks of the sentence.
    private func endOfLink(_ scan: TextScan, _ start: Int) -> Int {
        var end = start
        while end - start < 4_096, let token = scan[end], token.kind != .blank,
            token.kind != .lineBreak, token.kind != .ideograph, !token.isMark("<>\"“”«»‘’`，。、；（）？！")
        {
            end += 1
        }
        var opened = 0
        for index in start..<end where scan[index]?.text == "(" { opened += 1 }
        while end > start, let token = scan[end - 1] {
            if token.text == ")", opened > 0 { break }
            guard token.isMark(".,;:!?)]}'،؛؟۔*_|") else { break }
            end -= 1
        }
        return end
    }

    private static let schemes: Set<String> = ["http", "https", "ftp", "mailto", "tel", "webcal"]
    private static let domains: Set<String> = [
        "com", "org", "net", "edu", "gov", "mil", "us", "ca", "mx", "uk", "de", "fr", "es", "io",
        "info", "app", "school", "schools", "academy", "dev", "me", "ly", "co", "gl", "link",
        "page",
        "site", "online", "education", "biz", "tv", "so", "in", "pk", "vn", "cn", "kr", "jp", "ru",
        "ua", "pl", "cz", "br", "et", "ke", "eu", "example", "test",
    ]
    /// Ends of domains that are words as well: `call.me` is none without more.
    private static let words: Set<String> = [
        "me", "us", "so", "in", "co", "page", "school", "schools", "link", "site", "online", "app",
        "education", "academy", "test", "example", "info", "de", "es", "et",
    ]
}
