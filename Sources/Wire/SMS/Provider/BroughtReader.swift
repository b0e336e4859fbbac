/// What a provider brought, read strictly: nothing is guessed about who wrote and what.
struct BroughtReader {
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

    /// The words of a message, which may be empty when a picture came alone: of several places the
    /// first that holds any.
    ///
    /// `mayBeAbsent`: Whether something came that needs no words.
    func text(_ places: [Place], mayBeAbsent: Bool) throws(SMSReadingError) -> String {
        var isThere = mayBeAbsent
        for (index, place) in places.enumerated() {
            let isLast = index == places.count - 1
            switch try place.isOfEach ? firstWord(place) : value(place) {
            case .word(let word): return try withoutNUL(word, place)
            case .nothing: isThere = true
            case .absent: continue
            case .list, .object:
                guard !isLast else { throw notText(place) }
            }
        }
        guard isThere, !places.isEmpty else { throw missing(places.first ?? .body) }
        return ""
    }

    /// The first word among the entries of a list.
    private func firstWord(_ place: Place) -> BroughtValue {
        lenient(place).first { $0.word?.isEmpty == false } ?? .absent
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
