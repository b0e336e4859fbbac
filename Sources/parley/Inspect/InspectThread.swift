import Inbox

/// `parley inspect thread`: messages in order of arrival, as base64 in `raws`, to their threads.
func inspectThread(_ object: [String: JSON]) throws -> [String: JSON] {
    guard let raws = object["raws"]?.array else {
        throw InspectProblem("The field \"raws\" must be an array of base64 messages.")
    }
    let messages = try raws.map { raw -> ReadMessage in
        guard let text = raw.string else {
            throw InspectProblem("Each member of \"raws\" must be base64 text.")
        }
        return readMessage(try decodedBase64(text, "raws"))
    }
    let threads = thread(messages).map { indexes in
        JSON.array(indexes.map { .number(Double($0)) })
    }
    return ["threads": .array(threads)]
}
