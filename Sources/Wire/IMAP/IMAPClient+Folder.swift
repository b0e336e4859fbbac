// The connection and the folder that is open on it.
extension IMAPClient {
    func guarded<Value>(
        _ body: () throws(IMAPProblem) -> Value
    ) throws(IMAPProblem) -> Value {
        do throws(IMAPProblem) {
            return try body()
        } catch {
            if error.endsConnection { close() }
            throw error
        }
    }

    func connected() throws(IMAPProblem) -> IMAPConnection {
        if let connection { return connection }
        let fresh = try IMAPConnection(endpoint)
        connection = fresh
        uidValidity = 0
        return fresh
    }

    func open() throws(IMAPProblem) -> [IMAPResponse] {
        uidValidity = 0
        let answers: [IMAPResponse]
        do throws(IMAPProblem) {
            answers = try connected().run(IMAPCommand.select(folder))
        } catch {
            guard case .refused(let code) = error.kind else { throw error }
            throw IMAPProblem(
                .refused(code: code),
                "\(endpoint.place) does not open the folder \(folder)"
                    + "\(code.map { " (\($0))" } ?? ""). Check its name and the account's rights.")
        }
        guard let text = Self.code("UIDVALIDITY", in: answers), let number = UInt32(text) else {
            throw IMAPProblem(
                .nonsense,
                "\(endpoint.place) gives its mails no lasting numbers (UIDVALIDITY). Have mail "
                    + "delivered by LMTP or into a Maildir instead.")
        }
        uidValidity = number
        return answers
    }

    /// Whether the folder is open and its numbers still mean the same mails.
    func isOpen(under validity: UInt32) throws(IMAPProblem) -> Bool {
        if connection == nil || uidValidity == 0 { _ = try open() }
        return uidValidity == validity
    }

    func moveOnce(_ uid: UInt32, to target: IMAPFolderName) throws(IMAPProblem) {
        let connection = try connected()
        guard !connection.capabilities.contains("MOVE") else {
            _ = try connection.run(IMAPCommand.move(uid, target))
            return
        }
        // Without RFC 6851: killed in between, the mail stands in both folders.
        _ = try connection.run(IMAPCommand.copy(uid, target))
        try deleteOnce(uid)
    }

    /// EXPUNGE alone would delete what others have marked.
    func deleteOnce(_ uid: UInt32) throws(IMAPProblem) {
        let connection = try connected()
        _ = try connection.run(IMAPCommand.mark(uid, "\\Deleted"))
        guard connection.capabilities.contains("UIDPLUS") else { return }
        _ = try connection.run(IMAPCommand.expunge(uid))
    }

    static func code(_ name: String, in answers: [IMAPResponse]) -> String? {
        for answer in answers {
            switch answer {
            case .status(_, let code?) where code.name == name: return code.value
            case .done(_, _, let code?) where code.name == name: return code.value
            default: continue
            }
        }
        return nil
    }
}
