import Foundation
import MessageFormat

/// `parley inspect format`: a message with its arguments to text, errors and parts.
func inspectFormat(_ object: [String: JSON]) throws -> [String: JSON] {
    let locale = try languageTag(object)
    let bidi = object["bidi"]?.string ?? "default"
    guard let strategy = BidiStrategy(rawValue: bidi) else {
        throw InspectProblem("The field \"bidi\" is \"default\" or \"none\", not \"\(bidi)\".")
    }
    let context = FormatContext(
        locale: locale, bidi: strategy, timeZone: object["timeZone"]?.string ?? "UTC",
        functions: object["testFunctions"]?.bool == true ? .officialTests : .standard)
    let message = Message.format(
        try object.text("source"), try arguments(object["params"] ?? .null), context)
    var parts = JSONReader([UInt8](try JSONEncoder().encode(message.parts)))
    return [
        "value": .string(message.text),
        "errors": .array(message.problems.map { .string($0.kind.rawValue) }),
        "parts": try parts.value(),
    ]
}

/// `parley inspect plural`: the CLDR category of a number, whose zeros count.
func inspectPlural(_ object: [String: JSON]) throws -> [String: JSON] {
    let type = object["type"]?.string ?? "cardinal"
    guard let kind = PluralKind(rawValue: type) else {
        throw InspectProblem("The field \"type\" is \"cardinal\" or \"ordinal\", not \"\(type)\".")
    }
    let number = try object.text("number")
    guard
        let category = PluralRules.category(
            of: number, kind: kind, locale: try languageTag(object))
    else { throw InspectProblem("\"\(number)\" is no number.") }
    return ["category": .string(category.rawValue)]
}

private func languageTag(_ object: [String: JSON]) throws -> LanguageTag {
    let text = try object.text("locale")
    guard let tag = LanguageTag(text) else {
        throw InspectProblem("\"\(text)\" is no language tag.")
    }
    return tag
}

/// An array of `{name, value, type?}`, or an object of values.
private func arguments(_ params: JSON) throws -> [String: MessageValue] {
    switch params {
    case .null: return [:]
    case .object(let values): return try values.compactMapValues { try value($0, type: nil) }
    case .array(let items):
        return try items.reduce(into: [:]) { arguments, item in
            guard let fields = item.object else {
                throw InspectProblem("Each of \"params\" is an object with name and value.")
            }
            let name = try fields.text("name")
            arguments[name] = try value(fields["value"] ?? .null, type: fields["type"]?.string)
        }
    default: throw InspectProblem("The field \"params\" is an array or an object.")
    }
}

private func value(_ given: JSON, type: String?) throws -> MessageValue? {
    switch (given, type) {
    case (.null, _): return nil
    case (.string(let text), "datetime"): return .date(text)
    case (.string(let text), "decimal"): return .decimal(text)
    case (.string(let text), _): return .string(text)
    case (.bool(let truth), _): return .string(truth ? "true" : "false")
    case (.integer(let number), _): return .integer(Int(number))
    case (.number(let number), _):
        guard number.isFinite else {
            throw InspectProblem("A number is too large; write it as text of type \"decimal\".")
        }
        return Int(exactly: number).map(MessageValue.integer) ?? .number(number)
    default: throw InspectProblem("A value is text or a number.")
    }
}
