import Foundation
import Outreach
import Wire

/// Writes parents' answers from `Examples/replies` and hands them over by LMTP (RFC 2033), as the
/// school's mail server would.
struct DemoPost {
    let stage: DemoStage
    let port: Int

    /// Delivers an answer to the notice that a reader got.
    /// - Returns: What the listener said after the last line.
    func deliver(_ name: String, answering reader: String?, about notice: String) throws -> String {
        let original = try reader.map { try caught(for: $0, about: notice) }
        let recipient = original?.replyTo.first?.address ?? "liaison@parley.test"
        let text = try filled(name, original, recipient, reader ?? "")
        return try LMTPConversation(port: port).deliver(
            text, from: reader ?? "rosario.medina54@example.org", to: recipient)
    }

    /// The caught mail for a reader whose body speaks of a meeting or an event.
    private func caught(for reader: String, about notice: String) throws -> ParsedMail {
        let folder = stage.maildir.appending(path: "new")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path)
            else { continue }
            let mail = try readMail([UInt8](data)).value
            let isEvent = mail.headers.has("List-Unsubscribe")
            if mail.to.contains(where: { $0.address == reader }), isEvent == (notice == "event") {
                return mail
            }
        }
        throw Refusal("No mail for \(reader) was caught.")
    }

    private func filled(
        _ name: String, _ original: ParsedMail?, _ recipient: String, _ reader: String
    ) throws -> String {
        let template = try String(
            contentsOf: stage.examples.appending(path: "replies/\(name).eml.template"),
            encoding: .utf8)
        let lines = (original?.text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        let escaped = lines.map { line in
            line.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        }
        let invitation = original.map(calendarLines) ?? [:]
        return [
            "UID": "UID", "SEQUENCE": "SEQUENCE", "START": "DTSTART", "END": "DTEND",
            "STAMP": "DTSTAMP",
        ].reduce(template) { text, name in
            text.replacing("{{\(name.key)}}", with: invitation[name.value] ?? "")
        }
        .replacing("{{READER}}", with: reader)
        .replacing("{{TOKEN_ADDRESS}}", with: recipient)
        .replacing("{{MESSAGE_ID}}", with: original?.messageID ?? "")
        .replacing("{{DATE}}", with: "Wed, 25 Nov 2026 09:12:00 -0600")
        .replacing("{{QUOTED}}", with: lines.map { "> \($0)" }.joined(separator: "\n"))
        .replacing("{{QUOTED_HTML}}", with: escaped.joined(separator: "<br>\n"))
        .replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
    }
}

/// The properties of the invitation in a mail, by name; lines that were folded are joined.
private func calendarLines(_ mail: ParsedMail) -> [String: String] {
    let part = mail.parts.first { $0.type == "text/calendar" }
    let lines = (part?.text ?? "").replacing("\r\n", with: "\n").replacing("\n ", with: "")
        .split(separator: "\n")
    return lines.reduce(into: [:]) { found, line in
        guard let colon = line.firstIndex(of: ":") else { return }
        let name = line[..<colon].prefix { $0 != ";" }
        found[String(name)] = found[String(name)] ?? String(line[line.index(after: colon)...])
    }
}

/// One LMTP conversation over a plain socket; blocking, for the demo alone.
private struct LMTPConversation {
    let port: Int

    func deliver(_ mail: String, from: String, to: String) throws -> String {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard handle >= 0 else { throw Refusal("No socket can be made.") }
        defer { close(handle) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Refusal("Nobody listens on port \(port).") }
        let file = FileHandle(fileDescriptor: handle)
        _ = try answer(file)
        for command in ["LHLO demo.localhost", "MAIL FROM:<\(from)>", "RCPT TO:<\(to)>", "DATA"] {
            try say(command, file)
        }
        let stuffed = mail.replacing("\r\n.", with: "\r\n..")
        try file.write(contentsOf: Data((stuffed + "\r\n.\r\n").utf8))
        let last = try answer(file)
        try say("QUIT", file)
        return last
    }

    private func say(_ command: String, _ file: FileHandle) throws {
        try file.write(contentsOf: Data("\(command)\r\n".utf8))
        let reply = try answer(file)
        guard let first = reply.first, "23".contains(first) else {
            throw Refusal("The listener refused \(command.prefix(4)): \(reply)")
        }
    }

    /// The last line of a reply: the one without a hyphen after its code.
    private func answer(_ file: FileHandle) throws -> String {
        var line = Data()
        while let byte = try file.read(upToCount: 1), !byte.isEmpty {
            guard byte == Data([10]) else {
                line.append(byte)
                continue
            }
            let text = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .newlines)
            line = Data()
            if text.dropFirst(3).first != "-" { return text }
        }
        throw Refusal("The listener closed the connection.")
    }
}
