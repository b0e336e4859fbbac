import Wire

/// Words with which vacation programs begin a subject, in the languages of this house and around.
///
/// Three tables, since parents write "Absence: Ana" and "On vacation next week" as well: words that
/// name the machine count by themselves; words that name an office count as the whole subject or
/// before the one that is answered; words that name any absence only before the one that is
/// answered, on a message that declares what it answers.
enum AutomaticSubject {
    /// The phrase that tells, in lower case; nil when a person may have written the subject.
    static func phrase(in subject: String, isAnswer: Bool) -> String? {
        let text = subject.leading(300).inSmallLetters.trimmingPrefix { " [【(".contains($0) }
        if let length = machine.anyLength(at: text[...]) {
            return String(decoding: text.utf8.prefix(length), as: UTF8.self)
        }
        if let found = anywhere.first(where: { text.holds(bytesOf: $0) }) { return found }
        if let found = office.first(where: { stands($0, in: text, alone: true) }) { return found }
        guard isAnswer else { return nil }
        return away.first { stands($0, in: text, alone: false) }
    }

    private static func stands(_ phrase: String, in text: Substring, alone: Bool) -> Bool {
        guard let first = phrase.utf8.first, text.utf8.first == first || first >= 0x80,
            text.hasPrefix(phrase)
        else { return false }
        let rest = text.dropFirst(phrase.count).drop { " !.)]】".contains($0) }
        guard let first = rest.first else { return alone }
        return first == ":" || first == "：" || rest.hasPrefix("re:")
    }

    private static let machine = PhraseStarts([
        "automatic reply", "auto reply", "auto-reply", "autoreply", "auto:", "automatic response",
        "auto response", "auto-response", "automated reply", "automated response", "vacation reply",
        "vacation response", "out of office reply", "out of office auto",
        "respuesta automática", "respuesta automatica", "contestación automática",
        "réponse automatique", "message automatique", "automatische antwort", "automatische antw",
        "resposta automática", "risposta automatica", "automatisch antwoord", "automatiskt svar",
        "autosvar", "automatisk svar", "automaattinen vastaus", "autoodpowiedź",
        "odpowiedź automatyczna", "automatyczna odpowiedź", "răspuns automat", "автоответ",
        "автоматический ответ", "автоматична відповідь", "автоматичен отговор",
        "자동 회신", "자동회신", "자동 응답", "자동응답", "자동 답장", "자동답장",
        "自动回复", "自动答复", "自动应答", "自動回覆", "自動答覆", "自動回應", "自動応答", "自動返信",
        "رد تلقائي", "الرد التلقائي", "رد آلي", "الرد الآلي", "پاسخ خودکار", "خودکار جواب",
        "اتومات ځواب", "وەڵامی خۆکار", "وەڵامدانەوەی خۆکار",
        "trả lời tự động", "thư trả lời tự động", "jawaab toos ah", "jawaab otomaatig",
        "jawaab-celin toos ah", "repons otomatik", "otomatik yanıt", "otomatik cevap",
        "balasan otomatis", "jibu otomatiki", "jibu la kiotomatiki", "awtomatikong tugon",
        "awtomatikong sagot", "automatikus válasz", "automatická odpověď", "automatická odpoveď",
        "αυτόματη απάντηση", "מענה אוטומטי", "תשובה אוטומטית", "การตอบกลับอัตโนมัติ",
        "ตอบกลับอัตโนมัติ", "स्वचालित उत्तर", "स्वतः प्रतिक्रिया", "स्वचालित जवाफ", "स्वचालित जवाब",
        "স্বয়ংক্রিয় উত্তর", "স্বয়ংক্রিয় জবাব", "સ્વચાલિત જવાબ", "ਆਟੋਮੈਟਿਕ ਜਵਾਬ", "ਸਵੈਚਲਿਤ ਜਵਾਬ",
        "ራስ-ሰር ምላሽ", "ርእሰ-ሰር መልሲ", "ឆ្លើយតបស្វ័យប្រវត្តិ", "ការឆ្លើយតបស្វ័យប្រវត្តិ",
        "ຕອບກັບອັດຕະໂນມັດ", "အလိုအလျောက် ပြန်စာ", "အလိုအလျောက် အကြောင်းပြန်", "deebii ofumaan",
        "igisubizo cyikora", "përgjigje automatike",
    ])

    private static let anywhere = [
        "[auto-reply]", "(automatic reply)", "autoreply:", "auto-reply:", "[autoreply]",
        "(auto-reply)", "(autoreply)", "(auto reply)",
    ]

    private static let office = [
        "out of office", "out of the office", "i am out of office", "i am out of the office", "ooo",
        "away from the office", "away from my mail", "fuera de la oficina", "fuera de oficina",
        "ausente de la oficina", "absence du bureau", "absent du bureau", "abwesenheitsnotiz",
        "fuori ufficio", "fora do escritório", "poza biurem", "afwezigheidsbericht",
        "poissa toimistosta", "вне офиса", "خارج المكتب", "ofis dışında", "ofis dışındayım",
        "sa labas ng opisina", "不在のお知らせ",
    ]

    private static let away = [
        "on vacation", "on leave", "on holiday", "away", "abwesend", "abwesenheit", "de vacaciones",
        "en congé", "fuori sede", "in ferie", "ausência temporária", "nieobecność", "afwezig",
        "frånvaro", "fravær", "нет на месте", "в отпуске", "у відпустці", "부재중", "부재 중", "不在", "外出",
        "休假", "vắng mặt", "fasax",
    ]
}
