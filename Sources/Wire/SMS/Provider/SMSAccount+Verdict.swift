extension SMSAccount {
    /// What the provider's answer means.
    ///
    /// The file's errors come first, whatever the status, since some providers say 200 and mean no;
    /// then what the status says by itself (RFC 9110 §15).
    public func verdict(on response: HTTPResponse) -> SMSVerdict {
        let shape = provider.file.response
        let brought = BroughtFields(response, shape.format)
        let found = { (place: Place) in (try? brought.values(at: place)) ?? [] }
        let words = words(response.status, found)
        let isAmbiguous = shape.places.contains { (try? brought.values(at: $0)) == nil }
        let rule = shape.errors.first { $0.condition.fits(status: response.status, found) }
        if let rule { return .refused(rule.means, reply: words) }
        if !(200...299).contains(response.status) {
            return statusAlone(response.status, words)
        }
        guard !isAmbiguous else { return .unclear("\(words) It says two things at once.") }
        return success(response, brought, found, words)
    }

    private func success(
        _ response: HTTPResponse, _ brought: BroughtFields, _ found: (Place) -> [BroughtValue],
        _ words: String
    ) -> SMSVerdict {
        let shape = provider.file.response
        guard !response.isCut else { return .unclear("\(words) The answer was cut off.") }
        // No id is asked for and nothing has come: there is nothing that could say no.
        let isEmpty = response.body.isEmpty && !shape.isIDRequired && shape.acceptedWhen.isEmpty
        if case .none = brought, !isEmpty {
            return .unclear("\(words) Its body is not what \(provider.name) answers.")
        }
        let status = shape.acceptedStatus
        guard status.isEmpty || status.contains(where: { $0.range.contains(response.status) }),
            shape.acceptedWhen.allSatisfy({ $0.fits(status: response.status, found) })
        else { return .unclear("\(words) It says neither yes nor no.") }
        let id = shape.id.flatMap { found($0).first?.word }.flatMap { isID($0) ? $0 : nil }
        guard id != nil || !shape.isIDRequired else {
            return .unclear("\(words) It gives no id of the message.")
        }
        return .accepted(id: id, reply: words)
    }

    private func statusAlone(_ status: Int, _ words: String) -> SMSVerdict {
        switch status {
        case 300...399:
            .refused(.configuration, reply: "\(words) It redirects; check the address.")
        // Unauthorized, payment, forbidden, no such page or method: about the account or address.
        case 401...405, 407, 410: .refused(.configuration, reply: words)
        case 429: .refused(.throttled, reply: words)
        // It gave up waiting for the request, or took it for a replay: nothing was done.
        case 408, 425, 500, 503: .refused(.transient, reply: words)
        case 400...499: .refused(.permanent, reply: words)
        // A gateway's words: the server behind it may have sent the text.
        default: provider.repeatsSafely ? .refused(.transient, reply: words) : .unclear(words)
        }
    }

    private func words(_ status: Int, _ found: (Place) -> [BroughtValue]) -> String {
        let shape = provider.file.response
        let code = shape.code.compactMap { found($0).first?.word }.first { !$0.isEmpty }
        let message = shape.message.compactMap { found($0).first?.word }.first { !$0.isEmpty }
        return replyWords("HTTP \(status)", code: code, message: message)
    }
}

extension ProviderFile.Response {
    /// Everywhere that is looked at.
    fileprivate var places: [Place] {
        (id.map { [$0] } ?? []) + code + acceptedWhen.flatMap(\.places)
            + errors.flatMap(\.condition.places)
    }
}

extension BroughtFields {
    fileprivate init(_ response: HTTPResponse, _ format: ProviderFile.Response.Format) {
        switch format {
        case .json: self = (try? readJSON(response.body)).map { .json($0) } ?? .none
        case .text:
            self = String(validating: response.body, as: UTF8.self).map { .text($0) } ?? .none
        }
    }
}

/// Short and visible, as ids are; a page of HTML is none.
func isID(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 255 && text.utf8.allSatisfy { (33...126).contains($0) }
}

/// `HTTP 400, code 21610: …`, for staff.
func replyWords(_ start: String, code: String?, message: String?) -> String {
    let coded = code.map { "\(start), code \(staffWords($0, limit: 40))" } ?? start
    return message.map { "\(coded): \(staffWords($0))" } ?? "\(coded)."
}
