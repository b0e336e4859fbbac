import Wire

/// A recipient that a bounce in a mail system's own words names, and what is said about it.
struct BounceRecipient {
    let address: String
    let reason: String

    /// Whether it is that address, in whatever case.
    func names(_ other: String) -> Bool { address.lowercased() == other.lowercased() }

    /// Addresses that stand alone on a line, first on one that goes on with a reason, behind a label
    /// or a reply code, or in a sentence that announces a failure.
    ///
    /// `ours`: Addresses in lower case that the bounce was sent to; they failed nowhere.
    static func announced(
        _ body: ArraySlice<Substring>, notAny ours: Set<String>
    ) -> [BounceRecipient] {
        collect(body, notAny: ours) { line, address in
            let bare = line.drop { "<\"'*[ \t".contains($0) }
            let start = bare.lowercased().hasPrefix("smtp:") ? bare.dropFirst(5) : bare
            if start.lowercased().hasPrefix(address.lowercased()) {
                return standsAsRecipient(start, address)
            }
            let text = line.lowercased()
            if hasLabel(text, address, BounceWords.labels) { return true }
            let isReply = StatusCode.basic(in: text.prefix(3)) != nil
            return isReply || BounceWords.announcements.contains { text.contains($0) }
        }
    }

    /// Addresses behind a label that is no proof by itself, `To: jane@example.org`.
    static func labelled(
        _ body: ArraySlice<Substring>, notAny ours: Set<String>
    ) -> [BounceRecipient] {
        collect(body, notAny: ours) { line, address in
            hasLabel(line.lowercased(), address, BounceWords.weakLabels)
        }
    }

    private static func collect(
        _ body: ArraySlice<Substring>, notAny ours: Set<String>,
        where isRecipient: (_ line: Substring, _ address: String) -> Bool
    ) -> [BounceRecipient] {
        var found: [BounceRecipient] = []
        for index in body.indices {
            guard found.count < 100 else { break }
            let line = trimmed(body[index])
            guard line.utf8.count <= 1_000, line.utf8.contains(0x40),
                let address = firstAddress(in: line), !ours.contains(address.lowercased()),
                !found.contains(where: { $0.names(address) }), isRecipient(line, address)
            else { continue }
            let reason = below(index, body, from: line, address)
            found.append(BounceRecipient(address: address, reason: reason))
        }
        return found
    }

    /// `jane@example.org`, `<jane@example.org>:`, `jane@example.org (reason)`, `jane@… #550 …`,
    /// `jane@… on Tue, 3 Mar`; not `jane@example.org writes that …`.
    private static func standsAsRecipient(_ line: Substring, _ address: String) -> Bool {
        let rest = line.dropFirst(address.count).drop { ">\"'*)] \t".contains($0) }
        guard let first = rest.first else { return true }
        return ":(<#-[;".contains(first) || rest.hasPrefix("...") || rest.hasPrefix("on ")
            || StatusCode.basic(in: rest.prefix(80)) != nil
    }

    /// Whether a label stands directly before the address.
    private static func hasLabel(_ line: String, _ address: String, _ labels: [String]) -> Bool {
        guard let start = line.firstRange(of: address.lowercased())?.lowerBound else {
            return false
        }
        var before = line[..<start]
        while let last = before.last, " \t:：=<[\"'(".contains(last) { before = before.dropLast() }
        return labels.contains { label in
            guard before.hasSuffix(label) else { return false }
            let rest = before.dropLast(label.count)
            return rest.last.map { !$0.isLetter || !$0.isASCII } ?? true
        }
    }

    /// What is said about an address: the rest of its line and the indented or following lines, and
    /// past a blank one where what was said ends in a colon.
    private static func below(
        _ index: Int, _ body: ArraySlice<Substring>, from line: Substring, _ address: String
    ) -> String {
        var words: [Substring] = []
        if let end = line.firstRange(of: address)?.upperBound {
            let rest = line[end...].drop { ">\"'*:)]; \t".contains($0) }
            if !rest.isEmpty { words.append(rest) }
        }
        var blanks = 0
        for next in body[(index + 1)...].prefix(8) {
            let text = trimmed(next)
            if text.isEmpty {
                blanks += 1
                let goesOn = words.last.map { $0.hasSuffix(":") } ?? true
                if blanks > 2 || !goesOn { break }
                continue
            }
            if let other = firstAddress(in: text), other.lowercased() != address.lowercased(),
                text.drop(while: { "<\"'[ ".contains($0) }).hasPrefix(other)
            {
                break
            }
            words.append(text.prefix(1_000))
        }
        return words.joined(separator: " ")
    }

    /// The first word with an `@` in it, without the signs around it.
    private static func firstAddress(in line: Substring) -> String? {
        for word in line.split(whereSeparator: { " \t<>()[]\"';,#:：“”「」（）".contains($0) })
        where word.contains("@") {
            var text = word
            while let last = text.last, ".*。".contains(last) { text = text.dropLast() }
            if let address = try? readAddress(String(text)) { return address }
        }
        return nil
    }

    private static func trimmed(_ line: Substring) -> Substring {
        trimmedEnd(line.drop(while: \.isWhitespace))
    }
}
