/// What a provider sent, taken apart but not yet understood.
enum BroughtFields: Sendable {
    case json(JSONValue)
    case form([FormField])
    case text(String)
    /// Nothing that can be read.
    case none
}

/// What stands at a place.
enum BroughtValue: Sendable, Hashable {
    case absent
    /// JSON's null.
    case nothing
    /// A text, or a number's digits, or `true` or `false`.
    case word(String)
    case list(count: Int)
    case object

    /// Whether there is more than null or an empty list.
    var holdsSomething: Bool {
        switch self {
        case .absent, .nothing, .list(count: 0): false
        case .word, .list, .object: true
        }
    }

    var word: String? {
        if case .word(let word) = self { return word }
        return nil
    }
}

/// Why nobody can say which value is meant.
struct AmbiguousPlace: Error, Sendable, Hashable {
    enum Reason: Sendable, Hashable {
        case repeated
        /// A list on the way holds not exactly one entry.
        case listOf(Int)
    }

    let place: Place
    let reason: Reason
}

extension BroughtFields {
    /// What stands at a place.
    /// - Parameters:
    ///   - place: From the provider's file.
    ///   - oneOnly: Whether a list that the place leads into must hold one entry, since what the
    ///     others say would be lost.
    /// - Returns: The value; absent when the way to it breaks off.
    /// - Throws: ``AmbiguousPlace`` when a name on the way stands twice.
    func value(at place: Place, oneOnly: Bool) throws(AmbiguousPlace) -> BroughtValue {
        switch (self, place) {
        case (.json(let root), .pointer(let names)):
            return try walk(root, names, place, oneOnly)
        case (.form(let fields), .field(let name)):
            // Compared by scalars: to Swift é and e with U+0301 are the same name.
            let values = fields.filter { $0.name.unicodeScalars.elementsEqual(name.unicodeScalars) }
            guard values.count <= 1 else {
                throw AmbiguousPlace(place: place, reason: .repeated)
            }
            return values.first.map { .word($0.value) } ?? .absent
        case (.text(let text), .body): return .word(text)
        default: return .absent
        }
    }

    /// What stands at each place that a place with `*` in it means: one for each entry of the list
    /// there; none when there is no list. Any other place is itself.
    /// - Throws: ``AmbiguousPlace`` when a name on the way stands twice.
    func values(
        at place: Place, oneOnly: Bool = false
    ) throws(AmbiguousPlace) -> [BroughtValue] {
        guard case .pointer(let names) = place, let star = names.firstIndex(of: "*") else {
            return [try value(at: place, oneOnly: oneOnly)]
        }
        let list = Place.pointer(Array(names[..<star]))
        guard case .list(let count) = try value(at: list, oneOnly: oneOnly) else { return [] }
        var found: [BroughtValue] = []
        for index in 0..<count {
            var entry = names
            entry[star] = String(index)
            found += try values(at: .pointer(entry), oneOnly: oneOnly)
        }
        return found
    }

    private func walk(
        _ root: JSONValue, _ names: [String], _ place: Place, _ oneOnly: Bool
    ) throws(AmbiguousPlace) -> BroughtValue {
        var value = root
        for name in names {
            switch value {
            case .object(let members):
                let found = members.filter {
                    $0.name.unicodeScalars.elementsEqual(name.unicodeScalars)
                }
                guard found.count <= 1 else {
                    throw AmbiguousPlace(place: place, reason: .repeated)
                }
                guard let member = found.first else { return .absent }
                value = member.value
            case .list(let values):
                guard let index = Int(name), values.indices.contains(index) else { return .absent }
                guard !oneOnly || values.count == 1 else {
                    throw AmbiguousPlace(place: place, reason: .listOf(values.count))
                }
                value = values[index]
            case .text, .number, .bool, .null: return .absent
            }
        }
        return BroughtValue(value)
    }
}

extension BroughtValue {
    fileprivate init(_ value: JSONValue) {
        self =
            switch value {
            case .object: .object
            case .list(let values): .list(count: values.count)
            case .text(let text): .word(text)
            case .number(let digits): .word(digits)
            case .bool(let bool): .word(bool ? "true" : "false")
            case .null: .nothing
            }
    }
}
