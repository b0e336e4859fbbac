/// Any JSON value.
enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// Infinite when the text has a number beyond what a Double holds.
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])
    /// JSON text that goes out as it came in.
    case written(String)

    /// The text of a string; nil for anything else.
    var string: String? {
        if case .string(let value) = self { return value }
        return nil
    }

    /// The members of an array; nil for anything else.
    var array: [JSON]? {
        if case .array(let value) = self { return value }
        return nil
    }

    /// The members of an object; nil for anything else.
    var object: [String: JSON]? {
        if case .object(let value) = self { return value }
        return nil
    }

    /// A number; nil for anything else.
    var number: Double? {
        switch self {
        case .number(let value): return value
        case .integer(let value): return Double(value)
        default: return nil
        }
    }

    /// Truth; nil for anything else.
    var bool: Bool? {
        if case .bool(let value) = self { return value }
        return nil
    }

    /// A text, or null when there is none.
    static func optional(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
}

/// What is wrong with one line of input, in a sentence.
struct InspectProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension [String: JSON] {
    /// The text of a field that must be there.
    func text(_ name: String) throws -> String {
        guard let value = self[name] else {
            throw InspectProblem("The field \"\(name)\" is missing.")
        }
        guard let text = value.string else {
            throw InspectProblem("The field \"\(name)\" must be a string.")
        }
        return text
    }

    /// The texts of an array that may be missing.
    func texts(_ name: String) throws -> [String] {
        guard let value = self[name], value != .null else { return [] }
        let texts = value.array?.map(\.string)
        guard let texts, !texts.contains(nil) else {
            throw InspectProblem("The field \"\(name)\" must be an array of strings.")
        }
        return texts.compactMap { $0 }
    }
}
