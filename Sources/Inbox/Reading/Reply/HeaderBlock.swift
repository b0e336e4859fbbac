/// Finds the block "From: … Sent: … To: … Subject: …" that Outlook and others put above a quote.
enum HeaderBlock {
    /// What a field of such a block tells.
    enum Label: Int { case from, date, to, subject, other }

    /// Where the block ends (exclusive) that begins at `index`; nil when none does.
    ///
    /// Two different labels are needed, one of them the originator or the subject, and one the
    /// date or subject: "De: lunes / Para: viernes" of a parent is no header. Looks at ten lines.
    static func end(startingAt index: Int, in lines: [ReplyLine]) -> Int? {
        guard lines[index].label != nil else { return nil }
        let depth = lines[index].depth
        var seen: Set<Label> = []
        var end = index
        var gaps = 0
        for position in index..<min(index + 12, lines.count) {
            guard lines[position].depth == depth else { break }
            if let label = lines[position].label {
                seen.insert(label)
                end = position + 1
                gaps = 0
            } else {
                // A long value goes on in the next line, or a blank line parts two fields.
                gaps += 1
                if gaps > (seen.count > 1 ? 2 : 1) { break }
            }
        }
        let names = seen.contains(.from) || seen.contains(.subject)
        let dates = seen.contains(.date) || seen.contains(.subject)
        return seen.count >= 2 && names && dates && (seen.contains(.from) || seen.count >= 3)
            ? end : nil
    }

    /// The field that a line names, when it begins with the label of one.
    static func label(_ line: Substring) -> Label? {
        guard line.utf8.prefix(60).contains(where: { $0 == 0x3A || $0 == 0x9A }) else { return nil }
        let plain = line.prefix(40).drop { "*_ \t".contains($0) }
        guard let colon = plain.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        let word = plain[..<colon].filter { $0 != "*" }.lowercased()
        let name = trimmedEnd(word[...].drop(while: \.isWhitespace))
        return labels[String(name)]
    }

    private static let labels: [String: Label] = {
        var table: [String: Label] = [:]
        func add(_ label: Label, _ words: String) {
            for word in words.split(separator: "|") { table[String(word)] = label }
        }
        add(
            .from,
            """
            from|de|von|da|van|od|fra|från|lähettäjä|от|від|发件人|寄件者|寄件人|發件人|差出人|보낸 사람|보낸사람|\
            من|المرسل|از|فرستنده|từ|người gửi|ka|ka yimid|kimden|gönderen|dari|feladó|apo|από|מאת|จาก|soti|\
            kutoka|mula|mula kay|nga|prej|iz|šalje|expéditeur|remitente|remetente|absender|mittente
            """)
        add(
            .date,
            """
            sent|date|enviado|enviado el|enviado em|enviada|enviada em|fecha|data|envoyé|envoyé le|\
            message du|gesendet|datum|inviato|data|verzonden|wysłano|sendt|dato|skickat|lähetetty|\
            päivämäärä|отправлено|дата|надіслано|发送时间|发送日期|日期|寄件日期|傳送時間|送信日時|日付|보낸 날짜|날짜|\
            تاريخ الإرسال|أرسلت|تم الإرسال|التاريخ|تاریخ|ارسال|đã gửi|ngày|ngày gửi|la diray|loo diray|taariikh|\
            taariikhda|gönderildi|tarih|dikirim|tanggal|elküldve|dátum|ημερομηνία|נשלח|תאריך|วันที่|dat|voye|petsa|\
            ipinadala
            """)
        add(
            .to,
            """
            to|para|à|a|an|aan|do|til|till|vastaanottaja|кому|收件人|收件者|宛先|받는 사람|받는사람|إلى|المستلم|به|\
            tới|đến|người nhận|ku|loo|kime|alıcı|kepada|címzett|προς|אל|ถึง|pou|kwa|para kay|destinataire|\
            destinatario|empfänger
            """)
        add(
            .subject,
            """
            subject|asunto|objet|sujet|betreff|oggetto|onderwerp|assunto|temat|emne|ämne|aihe|тема|主题|主旨|\
            主題|件名|제목|الموضوع|موضوع|chủ đề|tiêu đề|mawduuc|mawduuca|konu|perihal|subjek|tárgy|θέμα|נושא|\
            เรื่อง|sijè|mada|paksa
            """)
        add(
            .other, "cc|cco|bcc|copie à|copie|kopie|kopia|copia|con copia|reply-to|importance|抄送|副本"
        )
        return table
    }()
}
