import Wire

/// What a line looks like that may belong to a signature: whether it names who signs, tells how to
/// reach them, or says something. Told by capital letters, digits and stops, in whatever language.
///
/// Below "Kind regards" parents add who picks the child up. A signature that is shown costs a glance,
/// a line that is lost may cost more: what is unsure counts as said.
struct SignatureShape {
    /// Words begun with a capital letter, with a small one, in a script that has neither.
    private var (capital, small, uncased) = (0, 0, 0)
    /// Small words that stand in names, where names stand.
    private var particles = 0
    /// The longest run without a space in a script that needs none, in scalars.
    private var run = 0
    private var digits = 0
    /// Whether it names a site or a mail address.
    let hasLink: Bool
    private let hasLabel: Bool
    private let hasContactLabel: Bool
    private let endsInStop: Bool

    init(_ line: Substring) {
        let label = HeaderLabel.word(line).flatMap { word in
            // A clock time and a link have a colon as well.
            word.contains { $0.isNumber } || word.hasPrefix("http") ? nil : word
        }
        hasLabel = label != nil
        hasContactLabel = label.map(SignatureShape.isContact) ?? false
        hasLink = SignatureShape.holdsLink(line)
        endsInStop = SignatureShape.stops(line)
        for word in line.split(whereSeparator: { $0.isWhitespace || ",|·•/".contains($0) }) {
            count(word)
        }
        if capital == 0 { small += particles }
    }

    /// A way to reach somebody, or a place.
    var isContact: Bool {
        (hasLink || digits >= 7 || hasContactLabel && digits >= 3)
            && (!hasLabel || hasContactLabel) && small <= 1 && uncased <= 6
            && !(endsInStop && capital + small + uncased >= 3)
    }

    /// Words that somebody says to the reader.
    var speaks: Bool {
        guard !isContact else { return false }
        return hasLabel || small >= 3 || uncased >= 5 || run >= 12
            || endsInStop && (capital + small + uncased >= 3 || run >= 5)
    }

    /// The name of a person, or of two.
    var isName: Bool {
        guard !speaks, !hasLabel, digits == 0, (1...5).contains(capital + small + uncased) else {
            return false
        }
        if capital > 0 { return small == 0 }
        // Typed on a phone; or a script without capitals.
        return small > 0 ? small <= 2 && uncased == 0 : uncased <= 4 && run <= 8
    }

    /// A firm, a street, a town: names alone, with or without numbers.
    var isPlace: Bool { !speaks && !hasLabel && small == 0 && capital > 0 }

    /// Whether it may stand below a name: a title in capitals, a firm, a way to reach somebody. In
    /// scripts without capitals a title looks like any words.
    var maySign: Bool {
        if isContact || isName && uncased == 0 { return true }
        return !speaks && !hasLabel && digits == 0 && small == 0 && (1...8).contains(capital)
    }

    private mutating func count(_ word: Substring) {
        guard let first = word.unicodeScalars.first(where: \.properties.isAlphabetic) else {
            digits += word.count { $0.isWholeNumber }
            return
        }
        digits += word.count { $0.isWholeNumber }
        if first.properties.isUppercase {
            capital += 1
        } else if first.properties.isLowercase {
            let letters = word.filter(\.isLetter)
            // "t +49 30 5550123": a label.
            guard letters.count > 1 else { return }
            if SignatureShape.nameParts.contains(String(letters)) {
                particles += 1
            } else {
                small += 1
            }
        } else {
            uncased += 1
            if isOfUnspacedScript(first) { run = max(run, word.unicodeScalars.count) }
        }
    }

    private static func holdsLink(_ line: Substring) -> Bool {
        let text = line.inSmallLetters
        return text.holds("http") || text.holds("www.")
            || text.utf8.firstIndex(of: 0x40).map { text[$0...].utf8.contains(0x2E) } ?? false
    }

    private static func isContact(_ label: Substring) -> Bool {
        let words = label.split { !$0.isLetter }
        return !words.isEmpty && words.count <= 2 && words.contains { contacts.contains($0) }
    }

    /// "Inc." and "S.A." end in a full stop that ends nothing.
    private static func stops(_ line: Substring) -> Bool {
        let text = line.trimmingSuffix { $0.isWhitespace || "\"”»’')）」".contains($0) }
        guard let last = text.last else { return false }
        if "?!。？！।॥؟۔…።၊။".contains(last) { return true }
        guard last == "." else { return text.contains { "，。、；？！،؛".contains($0) } }
        let word = text.split(separator: " ").last?.dropLast() ?? ""
        return !(word.first?.isUppercase ?? false && word.count <= 4 || word.contains("."))
    }

    private static let contacts = Set(MailPhrases.every(.contact).map { $0[...] })
    private static let nameParts: Set<String> = [
        "de", "la", "las", "los", "del", "y", "e", "da", "do", "dos", "das", "di", "du", "des",
        "le",
        "van", "von", "der", "den", "bin", "bint", "al", "el", "ould", "of", "and", "und", "et",
        "&",
    ]
}

extension Substring {
    fileprivate func trimmingSuffix(_ drops: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, drops(last) { rest.removeLast() }
        return rest
    }
}
