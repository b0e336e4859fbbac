import Wire

extension ReadMessage {
    /// A parent's text, as the rest of the house knows it.
    ///
    /// `number`: E.164; as the provider wrote it when it can't be read as a number.
    public init(_ text: InboundText, from number: String) {
        self.init(kind: .reply)
        from = Mailbox(address: String(number.prefix(250)))
        self.text = String(decoding: text.text.utf8.prefix(MailLimits.textBytes), as: UTF8.self)
        if let part = text.part {
            // Nor is a part a word to be obeyed or a digit that answers: the rest may say otherwise.
            self.text = "(\(part.number)/\(part.count)) \(self.text)"
            evidence.append("part \(part.number) of \(part.count)")
        }
        reply = self.text
        mediaCount = max(0, min(text.mediaCount, 100))
        if mediaCount > 0 { evidence.append("media beside the text: \(mediaCount)") }
        let guess = guessLanguage(reply)
        (language, languageConfidence) = (guess.language, guess.confidence)
    }

    /// What a provider reports about a text of ours.
    public init(_ receipt: TextReceipt) {
        self.init(kind: receipt.state == .failed ? .bounce : .receipt)
        text = receipt.reply
        reply = receipt.reply
        evidence = ["receipt of a text: \(receipt.state.rawValue)"]
        if let refusal = receipt.refusal { evidence.append("because: \(refusal.rawValue)") }
    }

    /// A request that brought several texts or receipts: it has no words of its own.
    public init(split count: Int) {
        self.init(kind: .receipt)
        evidence = ["brought \(count) at once, each read by itself"]
    }

    /// Bytes that can't be read, shown as far as they are text.
    ///
    /// `reason`: Holds no words of a family.
    public init(unreadable bytes: [UInt8], because reason: String) {
        self.init(kind: .unreadable)
        evidence = [reason]
        let shown = decodeText(Array(bytes.prefix(MailLimits.textBytes)), charset: nil)
        text = asLineFeeds(shown.text)
        reply = text
        forgiven = shown.forgiven.map(\.description)
    }
}

private func asLineFeeds(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var previous: Unicode.Scalar = "\n"
    for scalar in text.unicodeScalars {
        if scalar == "\r" {
            out.append("\n")
        } else if !(scalar == "\n" && previous == "\r") {
            out.append(scalar)
        }
        previous = scalar
    }
    return String(out)
}
