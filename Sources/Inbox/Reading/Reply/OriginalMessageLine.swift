/// Finds "-----Original Message-----" and its kin, which cut whatever the language.
enum OriginalMessageLine {
    /// Whether a line says that an older message begins below it.
    static func matches(_ line: Substring) -> Bool {
        guard line.utf8.count <= 200, let first = line.first else { return false }
        guard first == "-" || first == "_" || first == "—" || first == "=" || first.isLetter
        else { return false }
        let words = line.drop { "-_—= *".contains($0) }
        var core = words
        while let last = core.last, "-_—= *:".contains(last) { core = core.dropLast() }
        let isFramed =
            line.hasPrefix("--") || line.hasPrefix("__") || line.hasPrefix("——")
            || line.hasPrefix("==")
        let text = core.lowercased()
        if isFramed, core.endIndex < line.endIndex || words.startIndex > line.startIndex {
            return originals.contains { text.hasPrefix($0) } && core.count <= 60
        }
        return begins.contains { text == $0 }
    }

    /// A line of nothing but dashes, underscores, stars or equal signs.
    static func isRule(_ line: Substring) -> Bool {
        guard line.utf8.count >= 3, line.utf8.count <= 300 else { return false }
        return line.allSatisfy { "-_=*—–─━ ".contains($0) }
    }

    private static let originals = [
        "original message", "forwarded message", "original appointment", "mensaje original",
        "mensaje reenviado", "message d'origine", "message d’origine", "message original",
        "message transféré", "ursprüngliche nachricht", "weitergeleitete nachricht",
        "originalnachricht", "messaggio originale", "messaggio inoltrato", "mensagem original",
        "mensagem encaminhada", "oorspronkelijk bericht", "doorgestuurd bericht",
        "wiadomość oryginalna", "treść oryginalnej wiadomości", "oprindelig meddelelse",
        "oprindelig besked", "opprinnelig melding", "originalmeddelande", "ursprungligt meddelande",
        "alkuperäinen viesti", "исходное сообщение", "пересылаемое сообщение",
        "оригинальное сообщение",
        "оригінальне повідомлення", "переслане повідомлення", "原始邮件", "原邮件", "转发的邮件",
        "原始郵件", "轉寄郵件", "元のメッセージ", "원본 메시지", "원본 메일", "전달된 메일", "الرسالة الأصلية",
        "رسالة محولة", "پیام اصلی", "thư gốc", "tin nhắn gốc", "fariintii asalka",
        "fariinta asalka ah",
        "mesaj orijinal", "orijinal mesaj", "orijinal ileti", "pesan asli", "mesaj original",
        "mesaj orijinal la", "asıl ileti", "eredeti üzenet", "původní zpráva", "αρχικό μήνυμα",
        "הודעה מקורית", "ข้อความต้นฉบับ", "orihinal na mensahe", "ujumbe asili", "reply message",
        "respuesta original",
    ]

    private static let begins = [
        "begin forwarded message", "inicio del mensaje reenviado", "début du message réexpédié",
        "début du message transféré", "anfang der weitergeleiteten nachricht",
        "inizio messaggio inoltrato", "início da mensagem encaminhada",
        "начало переадресованного сообщения",
        "begin doorgestuurd bericht", "下面是被转发的邮件", "下面是轉寄的郵件", "전달된 메시지 시작",
    ]
}
