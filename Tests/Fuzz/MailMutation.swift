import Engines

/// Changes mails by what they are made of: fields, parts, boundaries, encodings, charsets.
struct MailMutation {
    private let plain: Mutation

    init(_ samples: [[UInt8]]) {
        plain = Mutation(samples, words: MailMutation.words)
    }

    func input(_ chance: inout SeededGenerator) -> [UInt8] {
        var mail = plain.input(&chance)
        for _ in 0..<Int.random(in: 0...2, using: &chance) {
            switch Int.random(in: 0..<6, using: &chance) {
            case 0: mail = wrapped(mail, &chance)
            case 1: mail = withPart(mail, &chance)
            case 2: mail = withField(mail, &chance)
            case 3: mail = withHead(mail, &chance)
            case 4: mail = withLineEnds(mail, &chance)
            default: mail = encoded(mail, &chance)
            }
        }
        return Array(mail.prefix(400_000))
    }

    /// Within multiparts or attached messages, one in another.
    private func wrapped(_ mail: [UInt8], _ chance: inout SeededGenerator) -> [UInt8] {
        let depth = Int.random(in: 0..<10, using: &chance) == 0 ? 300 : 3
        let count = Int.random(in: 1...depth, using: &chance)
        let boundaries = ["b", "--", "=_b", "b b", "\"b\"", ""]
        var head = ""
        for _ in 0..<count {
            if Bool.random(using: &chance) {
                head += "Content-Type: message/rfc822\r\n\r\n"
                continue
            }
            let kind =
                ["mixed", "alternative", "related", "report", "signed", "digest", "x"]
                .randomElement(using: &chance) ?? "mixed"
            let boundary = boundaries.randomElement(using: &chance) ?? "b"
            head += "Content-Type: multipart/\(kind); boundary=\(boundary)\r\n\r\n--\(boundary)\r\n"
        }
        return Array(head.utf8) + mail
    }

    /// With a part of another mail at a boundary of its own.
    private func withPart(_ mail: [UInt8], _ chance: inout SeededGenerator) -> [UInt8] {
        let lines = Mutation.lines(mail)
        let marks = lines.indices.filter { lines[$0].starts(with: [0x2D, 0x2D]) }
        guard let mark = marks.randomElement(using: &chance) else { return mail }
        let part = plain.sample(&chance).prefix(20_000)
        var whole = Array(lines[...mark].joined())
        whole += part
        whole += [0x0D, 0x0A]
        whole += lines[mark...].joined()
        return whole
    }

    private func withField(_ mail: [UInt8], _ chance: inout SeededGenerator) -> [UInt8] {
        let name = Self.fields.randomElement(using: &chance) ?? "To"
        let times = Int.random(in: 0..<8, using: &chance) == 0 ? 1_500 : 1
        let field = Array("\(name): ".utf8) + plain.word(&chance) + [0x0D, 0x0A]
        return (0..<times).flatMap { _ in field } + mail
    }

    /// The header of another mail above its own.
    private func withHead(_ mail: [UInt8], _ chance: inout SeededGenerator) -> [UInt8] {
        let lines = Mutation.lines(plain.sample(&chance))
        let end = lines.firstIndex { $0 == [0x0A] || $0 == [0x0D, 0x0A] } ?? lines.count
        return Array(lines[..<end].joined()) + mail
    }

    private func withLineEnds(_ mail: [UInt8], _ chance: inout SeededGenerator) -> [UInt8] {
        let ends: [[UInt8]] = [[0x0D], [0x0A], [0x0D, 0x0A], [0x0D, 0x0D, 0x0A], [0x0A, 0x0D]]
        let end = ends.randomElement(using: &chance) ?? [0x0A]
        var out: [UInt8] = []
        for byte in mail where byte != 0x0D {
            if byte == 0x0A { out += end } else { out.append(byte) }
        }
        return out
    }

    /// Declared as what it is not.
    private func encoded(_ mail: [UInt8], _ chance: inout SeededGenerator) -> [UInt8] {
        let encoding = Self.encodings.randomElement(using: &chance) ?? "base64"
        let charset = Self.charsets.randomElement(using: &chance) ?? "utf-8"
        let head =
            "MIME-Version: 1.0\r\nContent-Transfer-Encoding: \(encoding)\r\n"
            + "Content-Type: text/\(Bool.random(using: &chance) ? "plain" : "html"); "
            + "charset=\(charset); format=flowed\r\n"
        return Array(head.utf8) + mail
    }

    private static let fields = [
        "From", "To", "Cc", "Subject", "Date", "Message-ID", "References", "In-Reply-To",
        "Content-Type", "Content-Disposition", "Content-Transfer-Encoding", "Return-Path",
        "Auto-Submitted", "Delivered-To", "Received", "X-Failed-Recipients", "Content-ID",
    ]
    private static let encodings = [
        "base64", "quoted-printable", "x-uuencode", "7bit", "8bit", "binary", "gzip", "=?",
    ]
    private static let charsets = [
        "utf-8", "utf-7", "utf-16", "utf-16le", "utf-32", "iso-2022-jp", "iso-2022-kr", "hz",
        "gb2312", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "ks_c_5601-1987",
        "windows-1258", "windows-1255", "koi8-r", "iso-8859-8-i", "x-user-defined", "unknown-8bit",
        "\"\"", "us-ascii",
    ]
    static let words =
        [
            "=?utf-8?q?a?=", "=?utf-8?b?w6E=?=", "=?gb2312?b?1tA=", "=?x?q?=ZZ?=",
            "a*0*=utf-8''%C3",
            "a*1=b", "filename*=utf-7''+AAA", "boundary=", "boundary=\"", "charset=utf-7",
            "<a@b>", "a@b, c: d@e;", "\"a\\\"@b", "(((((", "begin 644 a", "end", "=\r\n", "=3D",
            "-----BEGIN PGP MESSAGE-----", "-----END PGP MESSAGE-----", "<![if ", "<!--", "-->",
            "<blockquote>", "</blockquote>", "<div class=gmail_quote>", "<br>", "<script>", "&#0;",
            "&#x110000;", "<style>", "<p style='display:none'>", "<a href='",
            "On Mon, 3 Mar 2025 at 10:00, Jane <j@example.org> wrote:", "> ", ">>>>", "-- ",
            "-----Original Message-----", "From: a@example.org\nSent: Monday\nTo: b\nSubject: c",
            "Status: 5.1.1", "Final-Recipient: rfc822; a@b", "Action: failed", "550 5.1.1",
        ] + charsets.map { "charset=\($0)" } + encodings
}
