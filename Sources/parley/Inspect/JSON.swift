/// Any JSON value, decoded and encoded by Foundation.
enum JSON: Codable, Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value):
            // Counts without ".0"; a Double holds every integer up to 2^53.
            if value.rounded() == value, abs(value) < 9_007_199_254_740_992 {
                try container.encode(Int64(value))
            } else {
                try container.encode(value)
            }
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

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
        guard let items = value.array else {
            throw InspectProblem("The field \"\(name)\" must be an array of strings.")
        }
        return items.compactMap(\.string)
    }
}
