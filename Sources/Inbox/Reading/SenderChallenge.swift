import Wire

/// Finds challenge-response: a program that holds our message back until the sender proves to be a
/// person. A person must follow its link, or the family is never reached.
enum SenderChallenge {
    /// Whether the message asks for such a proof.
    ///
    /// Each entry of the table is two phrases that must both be there, for one alone is in many a
    /// parent's mail.
    static func isOne(_ mail: ParsedMail, words: String) -> Bool {
        let raw = (mail.subject.leading(300) + "\n" + words.leading(4_000)).inSmallLetters
        // Most mails hold none of these words; wrapped phrases are only put together where one does.
        guard tells.contains(where: { raw.holds(bytesOf: $0) }) else { return false }
        let text = raw.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return pairs.contains { text.holds(bytesOf: $0.0) && text.holds(bytesOf: $0.1) }
    }

    /// The longest word of each pair's first phrase.
    private static let tells = Set(
        pairs.compactMap { pair in
            pair.0.split(separator: " ").max { $0.utf8.count < $1.utf8.count }.map(String.init)
        })

    private static let pairs = [
        ("approved senders", "request form"),  // EarthLink
        ("only from senders i have approved", "approve"),
        ("from receiving junk mail", "click the link below"),  // Spam Arrest
        ("guest list", "delivered to my inbox"),  // Boxbe
        ("boxbe", "waitlist"),
        ("is being held because", "has not been verified"),  // TMDA
        ("to release your message", "confirm"), ("to release your message", "reply"),
        ("antispam uol", "clique"),  // UOL, pt
        ("enviadas por robôs", "confirmação"),
        ("mailinblack", "clique"),  // Mailinblack, fr
        ("prove that you are", "click"), ("verify that you are a human", "click"),
        ("you are a real person", "click"), ("you are not a spammer", "click"),
        ("confirm that you are a", "human"), ("one-time confirmation", "spam"),
    ]
}
