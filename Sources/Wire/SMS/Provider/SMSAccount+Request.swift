import Foundation

extension SMSAccount {
    /// The request that hands a text over.
    ///
    /// `now`: Seconds since 1970 UTC, for signatures.
    public func request(
        for text: OutgoingText, now: Int64
    ) throws(SMSProviderProblem) -> HTTPRequest {
        let shape = provider.file.request
        let values = values.merging(own(text, now: now)) { _, own in own }
        var request = HTTPRequest(shape.method, shape.url.filledAddress(values) ?? "")
        for field in shape.headers {
            if let value = field.value.filled(values) {
                request.headers.append((field.name, value))
            }
        }
        switch shape.body {
        case .query(let fields): request.url = withQuery(request.url, pairs(fields, values))
        case .form(let fields):
            request.headers.append(("Content-Type", "application/x-www-form-urlencoded"))
            request.body = Array(pairs(fields, values).utf8)
        case .json(let template):
            request.headers.append(("Content-Type", "application/json"))
            request.body = try json(template.filled(values) ?? .null)
        }
        try authenticate(&request, text, values, now)
        return request
    }

    /// What a text's own names stand for; those without a value are not there.
    private func own(_ text: OutgoingText, now: Int64) -> [String: String] {
        var own = ["text": text.text, "to": text.to, "reference": text.reference]
        own["to_digits"] = withoutPlus(text.to)
        own["timestamp"] = Date(timeIntervalSince1970: TimeInterval(now)).formatted(.iso8601)
        if !text.from.isEmpty {
            own["from"] = text.from
            own["from_digits"] = withoutPlus(text.from)
        }
        if let url = text.receiptURL, !url.isEmpty { own["receipt_url"] = url }
        if let words = provider.file.request.encoding {
            let word = SMSMeasure(text.text).encoding == .gsm7 ? words.gsm7 : words.ucs2
            if !word.isEmpty { own["encoding"] = word }
        }
        return own
    }

    private func withoutPlus(_ number: String) -> String {
        number.hasPrefix("+") ? String(number.dropFirst()) : number
    }

    private func pairs(_ fields: [ProviderFile.Field], _ values: [String: String]) -> String {
        fields.compactMap { field in
            field.value.filled(values).map { percentEncoded(field.name) + "=" + percentEncoded($0) }
        }.joined(separator: "&")
    }

    private func withQuery(_ url: String, _ query: String) -> String {
        guard !query.isEmpty else { return url }
        return url + (url.contains("?") ? "&" : "?") + query
    }

    private func json(_ value: JSONValue) throws(SMSProviderProblem) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value))
        } catch {
            throw SMSProviderProblem(
                place: "\(provider.name).yaml", problem: "The request's JSON can't be written.",
                remedy: "Look at its numbers.")
        }
    }

    private func authenticate(
        _ request: inout HTTPRequest, _ text: OutgoingText, _ values: [String: String], _ now: Int64
    ) throws(SMSProviderProblem) {
        switch provider.file.request.auth {
        case .none: break
        case .basic(let user, let password):
            request.account = (user.filled(values) ?? "", password.filled(values) ?? "")
        case .header(let field):
            request.headers.append((field.name, field.value.filled(values) ?? ""))
        case .standardWebhooks(let names):
            do throws(SignatureRefusal) {
                request.headers += try StandardWebhooks().headers(
                    id: text.reference, timestamp: now, body: request.body,
                    secrets: names.compactMap { values[$0] })
            } catch {
                throw SMSProviderProblem(
                    place: "sms.\(names.first ?? "secret")",
                    problem: "The text can't be signed: \(error.rawValue).",
                    remedy: "Set the secret as whsec_ and base64.")
            }
        }
    }
}
