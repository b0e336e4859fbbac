import Foundation
import Wire

/// `parley inspect signature`: whether a webhook was signed with the secret, and why not.
///
/// `now` is the time of this machine where it is not given; `secret` may be an array while keys are
/// changed, and `headers` an array of pairs where a name is repeated.
func inspectSignature(_ object: [String: JSON]) throws -> [String: JSON] {
    let name = try object.text("scheme")
    guard let scheme = signatureSchemes[name] else {
        let known = signatureSchemes.keys.sorted().joined(separator: ", ")
        throw InspectProblem("The scheme \"\(name)\" is not known. Known are: \(known).")
    }
    let request = WebhookRequest(
        url: try url(object), headers: try pairs(object["headers"], "headers"),
        content: try content(object))
    let verdict = scheme.verdict(on: request, secrets: try secrets(object), now: try now(object))
    return [
        "valid": .bool(verdict.isValid), "reason": .string(verdict.refusal?.rawValue ?? ""),
    ]
}

/// Not every scheme signs the address.
private func url(_ object: [String: JSON]) throws -> String {
    (object["url"] ?? .null) == .null ? "" : try object.text("url")
}

private func secrets(_ object: [String: JSON]) throws -> [String] {
    object["secret"]?.array == nil ? [try object.text("secret")] : try object.texts("secret")
}

/// The form's fields where they are given, else the raw body, else an empty form.
private func content(_ object: [String: JSON]) throws -> WebhookRequest.Content {
    let fields = try pairs(object["params"], "params").map { FormField($0.name, $0.value) }
    guard fields.isEmpty, let body = object["body"], body != .null else { return .fields(fields) }
    return .bytes(Array(try object.text("body").utf8))
}

private func now(_ object: [String: JSON]) throws -> Int64 {
    guard let given = object["now"], given != .null else {
        return Int64(Date().timeIntervalSince1970)
    }
    guard let seconds = given.number, let now = Int64(exactly: seconds.rounded(.down)) else {
        throw InspectProblem("The field \"now\" must be seconds since 1970.")
    }
    return now
}

/// An object, or an array of `[name, value]`.
private func pairs(_ json: JSON?, _ field: String) throws -> [(name: String, value: String)] {
    switch json ?? .null {
    case .null: return []
    case .object(let members):
        return try members.map { ($0.key, try text($0.value, field)) }
    case .array(let items):
        return try items.map { item in
            guard let pair = item.array, pair.count == 2 else {
                throw InspectProblem("Each of \"\(field)\" must be an array of name and value.")
            }
            return (try text(pair[0], field), try text(pair[1], field))
        }
    default: throw InspectProblem("The field \"\(field)\" must be an array or an object.")
    }
}

private func text(_ json: JSON, _ field: String) throws -> String {
    guard let text = json.string else {
        throw InspectProblem("The names and values of \"\(field)\" must be strings.")
    }
    return text
}
