import Engines
import Foundation
import Testing

@testable import Wire

/// What Python's email package, an independent reader, finds in a message.
private struct Decoded: Decodable, Equatable {
    struct Part: Decodable, Equatable {
        let type: String
        let language: String?
        let name: String?
        let text: String?
        let base64: String?
    }
    let subject: String
    let fromName: String
    let fromAddress: String
    let parts: [Part]
    let defects: Int
}

private let reader = """
    import sys, json, base64, email, email.policy, email.header, email.utils
    out = []
    for line in sys.stdin:
        raw = base64.b64decode(line)
        m = email.message_from_bytes(raw, policy=email.policy.default)
        # The new policy puts a space between two encoded words of a name; the old one does not.
        old = email.message_from_bytes(raw, policy=email.policy.compat32)
        name, address = email.utils.parseaddr(old["From"])
        name = str(email.header.make_header(email.header.decode_header(name)))
        parts, defects = [], len(m.defects) + len(m["Subject"].defects) + len(m["From"].defects)
        for p in m.walk():
            if p.is_multipart(): continue
            text = p.get_content_maintype() == "text"
            defects += len(p.defects)
            parts.append({"type": p.get_content_type(), "language": p["Content-Language"],
                "name": p.get_filename(), "text": p.get_content() if text else None,
                "base64": None if text else base64.b64encode(p.get_content()).decode()})
        out.append({"subject": m["Subject"], "fromName": name,
            "fromAddress": address, "parts": parts, "defects": defects})
    print(json.dumps(out))
    """

private func decode(_ mails: [[UInt8]]) throws -> [Decoded] {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", reader]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.runAlone()
    let text = mails.map { Data($0).base64EncodedString() + "\n" }.joined()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try JSONDecoder().decode([Decoded].self, from: data)
}

@Suite struct ComposeDecodeTests {
    @Test func `Another reader finds the words, names and files that were put in`() throws {
        let mails = difficultTexts.map { text in
            var mail = someOutgoing()
            mail.subject = text
            mail.from = Mailbox(name: text, address: "office@school.test")
            mail.text = "\(text)\n.\nFrom \(text) \n\n"
            mail.html = "<p lang=\"es\">\(text)</p>\n"
            mail.calendar = CalendarPart(method: "REQUEST", text: "BEGIN:VCALENDAR\r\n\(text)\r\n")
            mail.attachments = [
                OutgoingAttachment(
                    name: fileName(text), type: "application/pdf", bytes: Array(0...255))
            ]
            return mail
        }
        let found = try decode(try mails.map { try composeMail($0) })
        #expect(found.count == mails.count)
        for (mail, decoded) in zip(mails, found) {
            // A tab becomes a space in a header, and nowhere else.
            #expect(decoded.subject == ComposeHeader.oneLine(mail.subject))
            let name = mail.subject.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
            #expect(decoded.fromName == name)
            #expect(decoded.fromAddress == "office@school.test")
            #expect(decoded.defects == 0)
            let texts = decoded.parts.map { $0.text?.replacingOccurrences(of: "\r\n", with: "\n") }
            #expect(
                texts == [
                    mail.text, mail.html,
                    mail.calendar?.text.replacingOccurrences(of: "\r\n", with: "\n"),
                    nil,
                ])
            #expect(decoded.parts.map(\.language) == ["es", "es", "es", nil])
            #expect(decoded.parts.last?.name == fileName(mail.subject))
            #expect(decoded.parts.last?.base64 == Data(0...255).base64EncodedString())
            #expect(
                decoded.parts.map(\.type)
                    == ["text/plain", "text/html", "text/calendar", "application/pdf"])
        }
    }
}
