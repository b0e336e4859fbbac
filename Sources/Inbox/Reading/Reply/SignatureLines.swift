/// Finds where a signature begins at the end of a stretch of new words.
enum SignatureLines {
    /// The first line of the signature in `lines[range]`; nil when there is none.
    ///
    /// Rules in order: `-- ` (RFC 3676 §4.3); "Sent from my phone"; a mailing list's footer; a
    /// closing such as "Kind regards" with a name below; a last line like `-Jane`. Each looks at
    /// one line and what follows; only the first that fits is taken.
    static func start(in lines: [ReplyLine], _ range: Range<Int>) -> Int? {
        let last = range.last { !lines[$0].isBlank } ?? range.lowerBound
        let remaining = nonBlankCounts(lines, range)
        var found: Int?
        for index in range where !lines[index].isBlank {
            let below = remaining[index - range.lowerBound] - 1
            if isDelimiter(lines[index], below: below) || isDeviceLine(lines[index].bare)
                || (isFooterRule(lines[index].bare) && below <= 10 && below > 0)
                || isClosing(lines, index, last: last, below: below)
            {
                found = index
                break
            }
        }
        let end = found ?? range.upperBound
        return dashedName(lines, range.lowerBound..<end) ?? found
    }

    private static func nonBlankCounts(_ lines: [ReplyLine], _ range: Range<Int>) -> [Int] {
        var counts = [Int](repeating: 0, count: range.count)
        var count = 0
        for index in range.reversed() {
            if !lines[index].isBlank { count += 1 }
            counts[index - range.lowerBound] = count
        }
        return counts
    }

    private static func isDelimiter(_ line: ReplyLine, below: Int) -> Bool {
        switch line.whole {
        case "-- ", "--\u{A0}": below <= 40
        case "--", "—", "– ", "–", "-- \r", "__", "---": below <= 10
        default: line.bare == "--" && below <= 10
        }
    }

    /// "Sent from my iPhone": short, and no sentence that goes on.
    private static func isDeviceLine(_ line: Substring) -> Bool {
        guard line.utf8.count <= 300 else { return false }
        let text = withoutLink(line).lowercased()
        if text.hasPrefix("sent with [proton mail]") { return true }
        guard let last = text.last, !".!?".contains(last), !text.contains(", ") else {
            return false
        }
        let words = text.split(separator: " ").count
        if words <= 8, deviceStarts.contains(where: { text.hasPrefix($0) }) { return true }
        return words <= 8 && deviceEnds.contains { text.hasSuffix($0) }
    }

    private static func withoutLink(_ line: Substring) -> Substring {
        guard let open = line.firstIndex(of: "<") else { return line }
        return trimmedEnd(line[..<open])
    }

    /// The rule of underscores above a mailing list's footer.
    private static func isFooterRule(_ line: Substring) -> Bool {
        line.utf8.count >= 20 && line.utf8.allSatisfy { $0 == 0x5F }
    }

    private static func isClosing(
        _ lines: [ReplyLine], _ index: Int, last: Int, below: Int
    ) -> Bool {
        guard below <= 8, lines[index].bare.utf8.count <= 60 else { return false }
        var text = lines[index].bare.lowercased()
        while let end = text.last, ",.!;: ".contains(end) || end.isEmojiLike { text.removeLast() }
        guard closings.contains(text) else { return false }
        return lines[index...last].dropFirst().allSatisfy { $0.bare.utf8.count <= 80 }
    }

    /// A last line such as `-Jane Doe` or `/Jan`, when it is no list item.
    private static func dashedName(_ lines: [ReplyLine], _ range: Range<Int>) -> Int? {
        guard let last = range.last(where: { !lines[$0].isBlank }), last > range.lowerBound,
            let sign = lines[last].bare.first, "-–—/~".contains(sign)
        else { return nil }
        let name = lines[last].bare.dropFirst()
        let words = name.split(separator: " ")
        guard name.first?.isWhitespace == false, name.utf8.count <= 40,
            (1...3).contains(words.count),
            words.allSatisfy({ word in
                (word.first?.isUppercase ?? false) && word.allSatisfy { $0.isLetter || $0 == "." }
            }), lines[last - 1].bare.first != sign
        else { return nil }
        return last
    }

    private static let deviceStarts = [
        "sent from", "sent via", "sent with", "get outlook for", "get bluemail", "enviado desde",
        "enviado con", "enviado de mi", "enviado do", "enviado pelo", "obtener outlook para",
        "obtenga outlook para", "envoyé de", "envoyé à partir", "envoyé depuis",
        "télécharger outlook", "obtenez outlook", "inviato da", "ottieni outlook", "gesendet von",
        "gesendet mit", "von meinem", "outlook für", "verzonden vanaf", "verstuurd vanaf",
        "verzonden met", "skickat från", "sendt fra", "lähetetty", "wysłane z", "wysłano z",
        "отправлено с", "отправлено из", "надіслано з", "gửi từ", "được gửi từ", "发自我的",
        "从我的", "發自我的", "從我的", "來自我的", "나의 ", "내 ", "مرسل من", "أرسلت من", "أُرسلت من",
        "تم الإرسال من", "تم الارسال من", "ارسال شده از", "فرستاده شده از", "waxaa laga soo diray",
        "waxaan ka soo diray", "laga soo diray", "voye soti", "voye depi", "dikirim dari",
        "ipinadala mula", "imetumwa kutoka", "yahoo mail:", "من هاتفي", "envoyée de",
    ]

    private static let deviceEnds = [
        "から送信", "에서 보냄", "ımdan gönderildi", "gesendet", "发送的", "发出", "adlı cihazımdan gönderildi",
    ]

    private static let closings: Set<String> = [
        "regards", "best regards", "kind regards", "warm regards", "kindest regards",
        "with regards",
        "thanks & regards", "thanks and regards", "best wishes", "yours truly", "yours faithfully",
        "best", "rgds", "br", "saludos", "un saludo", "saludos cordiales", "cordiales saludos",
        "un cordial saludo", "atentamente", "cordialmente", "atte", "cordialement", "bien à vous",
        "bien cordialement", "cdt", "salutations", "mit freundlichen grüßen",
        "mit freundlichem gruß", "freundliche grüße", "viele grüße", "liebe grüße", "mfg", "vg",
        "lg", "met vriendelijke groet", "met vriendelijke groeten", "groeten", "vriendelijke groet",
        "mvg", "pozdrawiam", "z poważaniem", "z powazaniem", "mvh", "med vänlig hälsning",
        "med vänliga hälsningar", "vänliga hälsningar", "hälsningar", "hälsning", "vh", "kh",
        "med venlig hilsen", "venlig hilsen", "hilsen", "med vennlig hilsen", "vennlig hilsen",
        "ystävällisin terveisin", "terveisin", "cordiali saluti", "distinti saluti", "un saluto",
        "saluti", "atenciosamente", "cumprimentos", "att", "с уважением", "з повагою", "trân trọng",
        "kính thư", "مع التحية", "مع خالص التحية", "تحياتي", "مع تحياتي", "با احترام",
        "با تشکر و احترام",
        "此致", "敬上", "saygılarımla", "hormat saya", "wabillahi", "respetuosamente", "respectfully",
        "atentos saludos",
    ]
}

extension Character {
    /// Whether it is a picture such as people put after a closing.
    fileprivate var isEmojiLike: Bool {
        unicodeScalars.first.map { $0.properties.isEmojiPresentation } ?? false
    }
}
