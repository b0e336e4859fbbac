// What may stand beside the words of a parent's text.
extension BroughtReader {
    /// Which part of how many; nil for a whole text, and for what says neither.
    func part(_ part: ProviderFile.Part?) throws(SMSReadingError) -> TextPart? {
        guard case .places(let number, let count, let reference)? = part,
            let number = try optional(number).flatMap({ Int($0) }),
            let count = try optional(count).flatMap({ Int($0) }),
            // TS 23.040 §9.2.3.24.1: both are one octet.
            (2...255).contains(count), (1...count).contains(number)
        else { return nil }
        return TextPart(number: number, count: count, reference: try optional(reference))
    }

    /// Where pictures lie, in order. One whose address can't be read is left out: the words are
    /// worth more than a picture.
    func mediaURLs(_ media: ProviderFile.Media, count: Int) -> [String] {
        for place in media.urls {
            let found = values(place, count: min(count, InboundText.mostMedia)).filter {
                (1...4_096).contains($0.utf8.count) && !$0.utf8.contains(0)
            }
            if !found.isEmpty { return Array(found.prefix(InboundText.mostMedia)) }
        }
        return []
    }

    private func values(_ place: Place, count: Int) -> [String] {
        guard case .field(let name) = place, name.contains("{n}") else {
            return lenient(place).compactMap(\.word)
        }
        return (0..<max(0, count)).flatMap { number in
            lenient(.field(name.replacing("{n}", with: String(number)))).compactMap(\.word)
        }
    }
}

extension ProviderFile.Part {
    /// Takes a user data header out of a form: its octets are no UTF-8, as the rest has to be.
    /// - Returns: The rest, and the header; nil where there is none.
    func headerApart(from form: [UInt8]) -> (rest: [UInt8], header: [UInt8]?) {
        guard case .header(let field) = self else { return (form, nil) }
        var header: [UInt8]?
        var rest: [ArraySlice<UInt8>] = []
        for pair in form.split(separator: UInt8(ascii: "&")) {
            let value = pair.dropFirst(field.utf8.count + 1)
            if pair.starts(with: Array("\(field)=".utf8)) {
                header = value.isEmpty ? nil : undoEscapes(value)
            } else {
                rest.append(pair)
            }
        }
        return (Array(rest.joined(separator: [UInt8(ascii: "&")])), header)
    }
}
