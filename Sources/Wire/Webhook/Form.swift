/// One field of a form: its name, and what was written in it.
public struct FormField: Sendable, Hashable, CustomStringConvertible {
    /// The name, `Body` for one.
    public let name: String
    /// The value; empty when there was none.
    public let value: String

    /// Pairs a name with a value.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// The name without the value: numbers and words of families stand there.
    public var description: String { "\(name)=•••" }
}

/// A form that could be read.
public struct Form: Sendable, Hashable {
    /// In order as they came, repetitions among them.
    public let fields: [FormField]
    /// Offsets in bytes of percent signs without two digits, which were taken for themselves.
    public let barePercents: [Int]

    /// The first value of a name; nil where there is none.
    public func first(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}

/// Why a body is no form.
public struct FormError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was wrong.
    public enum Reason: Sendable, Hashable {
        /// A name or value is not UTF-8 once its escapes are undone.
        case notUTF8
        /// There are more fields than the limit.
        case tooManyFields(limit: Int)
    }

    /// Offset in bytes of the field, in the body as it came.
    public let offset: Int
    /// What was wrong.
    public let reason: Reason

    /// A sentence for the person who meets it: what, where and what to do next.
    public var description: String {
        switch reason {
        case .notUTF8:
            "Byte \(offset): the field that begins here is not UTF-8. "
                + "Tell the provider to send UTF-8."
        case .tooManyFields(let limit):
            "Byte \(offset): more than \(limit) fields. This is no message of a provider."
        }
    }
}

/// Reads a body of type `application/x-www-form-urlencoded`.
///
/// Order and repetitions are kept; a plus is a space; pairs without any byte are passed over; a
/// percent sign that begins no escape stands for itself. Source: WHATWG URL §5.1, whose replacement
/// of broken UTF-8 is left out, since a signature would no longer fit.
/// - Parameters:
///   - body: The raw body; linear in it.
///   - limit: Fields at most.
/// - Returns: The fields, and where a percent sign began no escape.
/// - Throws: ``FormError`` with the place of the field.
public func readForm(_ body: [UInt8], limit: Int = 1_000) throws(FormError) -> Form {
    var fields: [FormField] = []
    var barePercents: [Int] = []
    for pair in body.split(separator: 38) {
        let offset = pair.startIndex
        guard fields.count < limit else {
            throw FormError(offset: offset, reason: .tooManyFields(limit: limit))
        }
        let equals = pair.firstIndex(of: 61) ?? pair.endIndex
        let name = unescaped(pair[..<equals], &barePercents)
        let value = unescaped(pair[equals...].dropFirst(), &barePercents)
        guard let name = String(validating: name, as: UTF8.self),
            let value = String(validating: value, as: UTF8.self)
        else { throw FormError(offset: offset, reason: .notUTF8) }
        fields.append(FormField(name, value))
    }
    return Form(fields: fields, barePercents: barePercents)
}

/// The octets of a form's value, whatever they are.
func undoEscapes(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var barePercents: [Int] = []
    return unescaped(text, &barePercents)
}

private func unescaped(_ text: ArraySlice<UInt8>, _ barePercents: inout [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
        switch text[index] {
        case 43:
            bytes.append(32)
        case 37:
            if let byte = escape(text[index...].dropFirst().prefix(2)) {
                bytes.append(byte)
                index += 2
            } else {
                barePercents.append(index)
                bytes.append(37)
            }
        case let byte:
            bytes.append(byte)
        }
        index += 1
    }
    return bytes
}

private func escape(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.count == 2 else { return nil }
    var byte: UInt8 = 0
    for digit in digits {
        switch digit {
        case 48...57: byte = byte << 4 | (digit - 48)
        case 65...70: byte = byte << 4 | (digit - 55)
        case 97...102: byte = byte << 4 | (digit - 87)
        default: return nil
        }
    }
    return byte
}
