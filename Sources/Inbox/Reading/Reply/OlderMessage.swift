import Wire

/// Where an older message begins in a body, and which rule says so.
struct OlderMessage {
    let start: Int
    /// The first line below what announces it.
    let end: Int
    let rule: String
    /// Whether it is announced by words that may have answers between the quotes below them.
    var isAttribution = false
    /// Whether it is passed on, not answered.
    var isForward = false
    /// Whether nothing but words and numbers announces it; a parent may say so of somebody too.
    var isBare = false

    /// Asks each rule about a line; the first that knows it wins.
    ///
    /// The order: what the HTML says; our own marker; fixed words, whatever the HTML calls them, for
    /// they tell a forward; labels; an attribution in whatever language.
    static func find(at index: Int, in lines: [ReplyLine]) -> OlderMessage? {
        divider(index, lines) ?? announced(index, lines) ?? marked(index, lines)
            ?? marker(index, lines) ?? headerBlock(index, lines) ?? attribution(index, lines)
            ?? labelledMarker(index, lines)
    }

    private static func divider(_ index: Int, _ lines: [ReplyLine]) -> OlderMessage? {
        guard lines[index].role == .divider else { return nil }
        var found = OlderMessage(start: index, end: index + 1, rule: "divider")
        if let next = lines[(index + 1)...].prefix(6).firstIndex(where: { !$0.isBlank }) {
            found.isForward = OriginalMessageLine.kind(lines[next]) == .forwarded
        }
        return found
    }

    /// "-----Original Message-----", "---------- Forwarded message ---------".
    private static func announced(_ index: Int, _ lines: [ReplyLine]) -> OlderMessage? {
        guard let kind = OriginalMessageLine.kind(lines[index]) else { return nil }
        let labels = HeaderBlock.end(below: index + 1, in: lines)
        return OlderMessage(
            start: index, end: labels ?? index + 1, rule: "original-message",
            isForward: kind == .forwarded)
    }

    private static func marked(_ index: Int, _ lines: [ReplyLine]) -> OlderMessage? {
        guard lines[index].role == .attribution, !lines[index].isBlank else { return nil }
        let end = lines[index...].firstIndex { $0.role != .attribution } ?? lines.count
        return OlderMessage(start: index, end: end, rule: "attribution", isAttribution: true)
    }

    private static func marker(_ index: Int, _ lines: [ReplyLine]) -> OlderMessage? {
        let line = lines[index].bare
        guard mayBeMarker(lines[index].signs) else { return nil }
        // Yahoo puts the first line of a quote behind its attribution.
        guard
            isReplyMarker(line) && !line.isEmpty
                || line.utf8.count <= 400 && lines[index].signs.last == 0x23
                    && line.hasSuffix(replyMarker)
        else { return nil }
        return OlderMessage(
            start: startAboveMarker(index, lines), end: index + 1, rule: "marker")
    }

    /// Our marker ends in a number sign, with what programs put behind it.
    private static func mayBeMarker(_ signs: LineSigns) -> Bool {
        switch signs.last {
        case 0x23, 0x2A, 0x2E, 0x3E, 0x3F, 0x7C, 0x2D, 0x20, 0x09, 0x0D, 0x80...: true
        default: false
        }
    }

    private static func headerBlock(
        _ index: Int, _ lines: [ReplyLine]
    ) -> OlderMessage? {
        guard let end = HeaderBlock.end(startingAt: index, in: lines) else { return nil }
        return OlderMessage(start: index, end: end, rule: "header-block")
    }

    /// An attribution is found at its last line; one that is wrapped begins above it.
    private static func attribution(
        _ index: Int, _ lines: [ReplyLine]
    ) -> OlderMessage? {
        guard
            let found = AttributionLine.start(endingAt: index, in: lines)
                ?? AttributionLine.start(within: index, in: lines),
            lines[found.start].part == .new
        else { return nil }
        return OlderMessage(
            start: found.start, end: index + 1, rule: "attribution", isAttribution: true,
            isBare: found.isBare)
    }

    /// Words with a colon above a marker that is quoted with `>`.
    private static func labelledMarker(
        _ index: Int, _ lines: [ReplyLine]
    ) -> OlderMessage? {
        guard lines[index].signs.mayEndInColon, endsInColon(lines[index].bare),
            let next = lines[(index + 1)...].prefix(4).first(where: { !$0.isBlank }),
            next.depth > 0, isReplyMarker(next.bare)
        else { return nil }
        return OlderMessage(start: index, end: index + 1, rule: "marker", isAttribution: true)
    }

    /// The paragraph above our marker is how the program says whose words follow, in a language
    /// that no table here may know.
    private static func startAboveMarker(_ marker: Int, _ lines: [ReplyLine]) -> Int {
        introAbove(marker, in: lines) ?? marker
    }

    /// Where the paragraph above a line begins if it announces what follows: it ends in a colon, or
    /// each of its lines has a label. Rules and blank lines between are passed over.
    static func introAbove(_ index: Int, in lines: [ReplyLine]) -> Int? {
        var last = index - 1
        while last >= 0, lines[last].isBlank || lines[last].isRule {
            last -= 1
        }
        guard last >= 0, lines[last].part == .new else { return nil }
        var first = last
        while first > 0, !lines[first - 1].isBlank, !lines[first - 1].isRule, last - first < 8,
            lines[first - 1].part == .new
        {
            first -= 1
        }
        let paragraph = lines[first...last]
        if endsInColon(lines[last].bare), paragraph.count <= 4 { return first }
        let labels = paragraph.count { $0.bare.prefix(30).contains { $0 == ":" || $0 == "：" } }
        return paragraph.count >= 2 && labels == paragraph.count ? first : nil
    }
}

/// Whether a line ends in a colon of whatever script.
func endsInColon(_ line: Substring) -> Bool {
    line.unicodeScalars.last.map(isColonScalar) ?? false
}

/// Colon, its full-width and small forms, Ethiopic colons, Khmer camnuc, Armenian full stop.
func isColonScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ":", "：", "﹕", "፦", "፥", "៖", "։": true
    default: false
    }
}
