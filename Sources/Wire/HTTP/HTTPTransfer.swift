internal import CCurl

/// One request, checked and ready to leave; or a visit that sends nothing.
struct HTTPTransfer: Transfer {
    let url: String
    let address: HTTPAddress
    /// nil for a visit.
    let request: HTTPRequest?
    let options: HTTPOptions
    /// True to leave kept connections alone and open one.
    var fresh = false

    /// Why a request can't be sent.
    struct Fault: Error {
        let sentence: String
    }

    init(_ request: HTTPRequest, _ options: HTTPOptions) throws(Fault) {
        guard request.method == "POST" || request.method == "GET" && request.body.isEmpty else {
            throw Fault(sentence: "Only POST, and GET without a body, can be sent.")
        }
        for header in request.headers {
            guard isToken(header.name) else {
                throw Fault(sentence: "A header has a name that can't be sent.")
            }
            guard isFieldValue(header.value) else {
                throw Fault(
                    sentence: "The header \(header.name) has a line end or a control character.")
            }
        }
        if let account = request.account {
            // RFC 7617 §2: what stands before the first colon is the user.
            guard isFieldValue(account.user), isFieldValue(account.password),
                !account.user.utf8.contains(58)
            else { throw Fault(sentence: "The account has a character that can't be sent.") }
        }
        address = try Self.address(request.url)
        url = request.url
        self.request = request
        var options = options
        if let within = request.within { options.whole = min(options.whole, within) }
        self.options = options
    }

    init(visiting url: String, _ options: HTTPOptions) throws(Fault) {
        address = try Self.address(url)
        self.url = url
        self.options = options
        request = nil
        fresh = true
    }

    private static func address(_ url: String) throws(Fault) -> HTTPAddress {
        do throws(HTTPAddress.Fault) {
            return try HTTPAddress(url)
        } catch {
            throw Fault(sentence: "The provider's address \(error.sentence).")
        }
    }

    func begin(
        on easy: UnsafeMutableRawPointer, _ cancellation: Cancellation, _ sockets: OpenSockets
    ) -> any ActiveTransfer<HTTPTransferReport> {
        HTTPTransferHandle(easy, self, cancellation, sockets)
    }
}

/// RFC 9110 §5.6.2.
private func isToken(_ text: String) -> Bool {
    !text.isEmpty
        && text.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 94...122, 124, 126, 33, 35...39, 42, 43, 45, 46: true
            default: false
            }
        }
}

/// RFC 9110 §5.5: no line end, which would begin another header, and no control character but tab.
private func isFieldValue(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 9 }
}
