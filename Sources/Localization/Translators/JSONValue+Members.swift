import Wire

extension JSONValue {
    /// Reads bytes as JSON; nil when they are none.
    init?(bytes: [UInt8]) {
        guard let value = try? readJSON(bytes) else { return nil }
        self = value
    }

    /// The value of a member; nil when it is missing, stands there twice, or this is no object.
    func member(_ name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        let found = members.filter { $0.name == name }
        return found.count == 1 ? found.first?.value : nil
    }

    /// The text, if it is one.
    var text: String? { if case .text(let text) = self { text } else { nil } }

    /// The values of a list, if it is one.
    var list: [JSONValue]? { if case .list(let values) = self { values } else { nil } }

    /// An object of members in order.
    static func members(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.map { JSONMember(name: $0.key, value: $0.value) })
    }
}

extension HTTPRequest {
    /// A request with JSON in it.
    static func json(
        _ url: String, _ value: JSONValue, headers: [(name: String, value: String)] = []
    ) -> HTTPRequest {
        var request = HTTPRequest("POST", url)
        request.headers = [("Content-Type", "application/json")] + headers
        request.body = value.bytes
        return request
    }
}
