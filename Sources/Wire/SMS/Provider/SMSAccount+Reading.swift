extension SMSAccount {
    /// Reads a parent's text from what was kept: the raw body, or the raw query of a GET.
    ///
    /// Numbers stay as the provider wrote them.
    /// - Throws: ``SMSReadingError`` when it is not UTF-8, when something that matters is missing or
    ///   stands twice, or when it is another message of the provider's.
    public func readText(_ bytes: [UInt8]) throws(SMSReadingError) -> InboundText {
        let shape = provider.file.inbound
        let (bytes, header) = shape.part?.headerApart(from: bytes) ?? (bytes, nil)
        let reader = try BroughtReader(bytes, shape.hook)
        let told = try reader.count(shape.media?.count)
        let urls = shape.media.map { reader.mediaURLs($0, count: told) } ?? []
        let count = max(told, urls.count)
        let part: TextPart?
        if let header {
            part = TextPart(userDataHeader: header)
        } else {
            part = try reader.part(shape.part)
        }
        return InboundText(
            id: try reader.optional(shape.id),
            from: try reader.required(shape.from), to: try reader.required(shape.to),
            text: try reader.text(shape.text, mayBeAbsent: count > 0), mediaCount: count,
            mediaURLs: urls, part: part)
    }

    /// Reads a receipt from what was kept: the raw body, or the raw query of a GET.
    /// - Throws: ``SMSReadingError`` when it is not UTF-8, when something that matters is missing or
    ///   stands twice, or when it is another message of the provider's.
    public func readReceipt(_ bytes: [UInt8]) throws(SMSReadingError) -> TextReceipt {
        let shape = provider.file.receipt
        let reader = try BroughtReader(bytes, shape.hook)
        let id = try reader.optional(shape.id)
        let reference = try reader.optional(shape.reference)
        guard id != nil || reference != nil else {
            throw SMSReadingError(
                reason: "It names no message of ours: neither id nor reference is there.")
        }
        let word = try reader.required(shape.state)
        let state = shape.states[word] ?? .unknown
        // They only say why: of several the first will do, and what can't be read is left out.
        let code = shape.code.flatMap { reader.first($0) }
        let reason = shape.reason.flatMap { reader.first($0) }
        let rule = shape.errors.first { $0.condition.fits(status: nil, reader.lenient) }
        return TextReceipt(
            providerID: id, reference: reference, state: state,
            refusal: state == .failed ? rule?.means : nil,
            reply: replyWords(staffWords(word, limit: 40), code: code, message: reason))
    }

    /// The provider's own id of what it brought, so that the same thing twice is known; nil when
    /// there is none that can be read. Never fails: what can't be read is kept all the same.
    ///
    /// `headers`: Of the request. `bytes`: Its raw body, or the raw query of a GET.
    public func deliveryID(
        headers: [(name: String, value: String)], bytes: [UInt8], isReceipt: Bool
    ) -> String? {
        let hook = isReceipt ? provider.file.receipt.hook : provider.file.inbound.hook
        guard !hook.delivery.isEmpty else { return nil }
        let needsBody = hook.delivery.contains { if case .place = $0 { true } else { false } }
        let plain =
            isReceipt ? bytes : provider.file.inbound.part?.headerApart(from: bytes).rest ?? bytes
        let reader = needsBody ? try? BroughtReader(plain, hook) : nil
        var parts: [String] = []
        for part in hook.delivery {
            let word: String?
            switch part {
            case .header(let name):
                let values = headers.filter { $0.name.lowercased() == name }.map(\.value)
                word = values.count == 1 ? values.first : nil
            case .place(let place): word = (try? reader?.optional(place)) ?? nil
            }
            guard let word, isID(word) else { return nil }
            parts.append(word)
        }
        return parts.joined(separator: ":")
    }
}
