/// The rules about letters: which, how many, and those that nobody sees.
extension RuleExplanation {
    static let wrongScript = RuleExplanation(
        finds: "Letters of another script than the language's own.",
        harm:
            "A text of another language has slipped in, or a letter that only looks right: a phone reads it wrongly aloud, and a search does not find it.",
        file: "locales/ar/common.mf2",
        wrong: "[label]\ndate = Fecha",
        right: "[label]\ndate = التاريخ",
        remedy:
            "Put the right text there. Type a letter that only looks right anew, on a keyboard of the language."
    )

    static let bidiControl = RuleExplanation(
        finds: "A hidden mark that turns the reading direction around (U+202A to U+202E).",
        harm:
            "What follows is shown backwards: a telephone number, a time or a sender can be made to read as another.",
        file: "locales/so/common.mf2",
        wrong: "[label]\ndate = Taar‹U+202E›iikhda",
        right: "[label]\ndate = Taariikhda",
        remedy:
            "Delete the mark: put the cursor where the finding points and erase until the text stands right. Parley keeps directions apart by itself."
    )

    static let invisibleCharacter = RuleExplanation(
        finds:
            "A hidden character, such as a mark or a special space, in a text message of Latin letters.",
        harm:
            "Nobody sees it, yet the message then holds 70 letters instead of 160, and costs up to twice as much.",
        file: "locales/es/urgent.mf2",
        wrong: "sms = {$school},‹U+200E› URGENTE: {$words}",
        right: "sms = {$school}, URGENTE: {$words}",
        remedy: "Type a plain space in its place, or delete it.")

    static let smsLength = RuleExplanation(
        finds:
            "A text message that takes more than 2 parts of GSM letters (306), or 3 of others (201), with the example values and the label of its standing.",
        harm:
            "The school pays for each part, and old phones show parts out of order: the end may come first.",
        file: "locales/es/urgent.mf2",
        wrong:
            "sms = {$school}: Estimadas familias, por medio de la presente queremos informarles con la debida anticipación de un asunto que consideramos de suma importancia para todos ustedes y para sus hijos. Les pedimos que lean con mucha atención y que nos respondan lo antes posible si algo no está claro. {$words}",
        right: "sms = {$school}, URGENTE: {$words}",
        remedy:
            "Say less: the place, the time and what to do. Drop a courtesy rather than an accent that belongs to a word."
    )

    static let smsLetters = RuleExplanation(
        finds: "Letters in a text message that the plain alphabet of phones (GSM-7) lacks.",
        harm:
            "The message holds 70 letters instead of 160. That may well be right: ñ and é are in the alphabet, á, í and ú are not.",
        file: "locales/es/urgent.mf2",
        wrong: "sms = {$school}, AVISO RÁPIDO: {$words}",
        right: "sms = {$school}, URGENTE: {$words}",
        remedy:
            "Keep the letters where the language needs them. Where another word says the same without them, take that."
    )
}
