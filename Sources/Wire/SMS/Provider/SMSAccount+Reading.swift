extension SMSAccount {
    /// Reads a parent's text from what was kept: the raw body, or the raw query of a GET.
    ///
    /// Numbers stay as the provider wrote them.
    /// - Throws: ``SMSReadingError`` when it is not UTF-8, when something that matters is missing or
    ///   stands twice, or when it is another message of the provider's.
    public func readText(_ bytes: [UInt8]) throws(SMSReadingError) -> InboundText {
        let shape = provider.file.inbound
        let reader = try BroughtReader(bytes, shape.hook)
        return InboundText(
            id: try reader.optional(shape.id),
            from: try reader.required(shape.from), to: try reader.required(shape.to),
            text: try reader.text(shape.text), mediaCount: try reader.count(shape.media),
            part: try reader.part(shape.part))
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
        let reader = needsBody ? try? BroughtReader(bytes, hook) : nil
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

/// What a provider brought, read strictly: nothing is guessed about who wrote and what.
private struct BroughtReader {
    private let fields: BroughtFields

    init(_ bytes: [UInt8], _ hook: ProviderFile.Hook) throws(SMSReadingError) {
        switch hook.format {
        case .json:
            do throws(JSONError) {
                fields = .json(try readJSON(bytes))
            } catch {
                throw SMSReadingError(reason: error.description)
            }
        case .form:
            if let offset = firstByteBeyondUTF8(bytes) {
                throw SMSReadingError(
                    reason: JSONError(offset: offset, reason: .notUTF8).description)
            }
            do throws(FormError) {
                fields = .form(try readForm(bytes).fields)
            } catch {
                throw SMSReadingError(reason: error.description)
            }
        }
        for (place, words) in hook.only {
            guard let word = try optional(place), words.contains(word) else {
                throw SMSReadingError(
                    reason:
                        "It is something else: \(place.text) is not \(words.joined(separator: " or ")). "
                        + "Look at what the provider sends to this address.")
            }
        }
    }

    /// A value that is there and not empty.
    func required(_ place: Place) throws(SMSReadingError) -> String {
        guard let word = try optional(place) else { throw missing(place) }
        return word
    }

    /// A value, nil when it is missing, null or empty.
    func optional(_ place: Place?) throws(SMSReadingError) -> String? {
        guard let place else { return nil }
        switch try value(place) {
        case .absent, .nothing, .word(""): return nil
        case .word(let word):
            guard word.utf8.count <= 1_024 else {
                throw SMSReadingError(reason: "\(place.text) is longer than 1024 bytes.")
            }
            return try withoutNUL(word, place)
        case .list, .object: throw notText(place)
        }
    }

    /// The words of a message, which may be empty when a picture came alone.
    func text(_ place: Place) throws(SMSReadingError) -> String {
        switch try value(place) {
        case .absent: throw missing(place)
        case .nothing: return ""
        case .word(let word): return try withoutNUL(word, place)
        case .list, .object: throw notText(place)
        }
    }

    /// A number, or the size of a list; 0 when there is none.
    func count(_ place: Place?) throws(SMSReadingError) -> Int {
        guard let place else { return 0 }
        switch try value(place) {
        case .absent, .nothing, .word(""): return 0
        case .list(let count): return count
        case .word(let word):
            guard word.utf8.count <= 4, word.utf8.allSatisfy({ (48...57).contains($0) }),
                let count = Int(word)
            else { throw SMSReadingError(reason: "\(place.text) is no number of media.") }
            return count
        case .object: throw notText(place)
        }
    }

    /// Which part of how many; nil for a whole text, and for what says neither.
    func part(_ places: (number: Place, count: Place)?) throws(SMSReadingError) -> TextPart? {
        guard let places, let number = try optional(places.number).flatMap({ Int($0) }),
            let count = try optional(places.count).flatMap({ Int($0) }), count > 1,
            (1...min(count, 255)).contains(number)
        else { return nil }
        return TextPart(number: number, count: count)
    }

    /// For rules that only name a failure: what is unclear fits none.
    func lenient(_ place: Place) -> [BroughtValue] { (try? fields.values(at: place)) ?? [] }

    /// A word that is there, of no more than 1024 bytes.
    func first(_ place: Place) -> String? {
        lenient(place).lazy.compactMap(\.word).first {
            !$0.isEmpty && $0.utf8.count <= 1_024 && !$0.utf8.contains(0)
        }
    }

    private func value(_ place: Place) throws(SMSReadingError) -> BroughtValue {
        do throws(AmbiguousPlace) {
            return try fields.value(at: place, oneOnly: true)
        } catch {
            switch error.reason {
            case .repeated:
                throw SMSReadingError(
                    reason: "\(place.text) stands there twice, and nobody can say which is meant.")
            case .listOf(let count):
                throw SMSReadingError(
                    reason: "A list on the way to \(place.text) holds \(count) entries, not one.")
            }
        }
    }

    /// No phone can write it, and PostgreSQL can't keep it.
    private func withoutNUL(_ word: String, _ place: Place) throws(SMSReadingError) -> String {
        guard !word.utf8.contains(0) else {
            throw SMSReadingError(reason: "\(place.text) holds a NUL.")
        }
        return word
    }

    private func missing(_ place: Place) -> SMSReadingError {
        SMSReadingError(
            reason: "\(place.text) is missing. Look at what the provider sends to this address.")
    }

    private func notText(_ place: Place) -> SMSReadingError {
        SMSReadingError(reason: "\(place.text) is no text.")
    }
}
