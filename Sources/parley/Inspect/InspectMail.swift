import Foundation
import Inbox
import Wire

/// `parley inspect mail`: one message, as `raw` in base64 or as a `path`, to what was read of it.
func inspectMail(_ object: [String: JSON]) throws -> [String: JSON] {
    let message = readMessage(try messageBytes(object), hints: try object.texts("hints"))
    var out: [String: JSON] = [
        "kind": .string(message.kind.rawValue),
        "from": message.from.map(mailbox) ?? .null,
        "to": .array(message.to.map(mailbox)),
        "cc": .array(message.cc.map(mailbox)),
        "subject": .string(message.subject),
        "date": .optional(message.date.map(timestamp)),
        "messageId": .optional(message.messageID),
        "inReplyTo": .array(message.inReplyTo.map { .string($0) }),
        "references": .array(message.references.map { .string($0) }),
        "text": .string(message.text),
        "reply": .string(message.reply),
        "pieces": .array(message.pieces.map(piece)),
        "language": .string(message.language),
        "bounces": .array(message.bounces.map(bounce)),
        "rsvp": message.rsvp.map(rsvp) ?? .null,
        "attachments": .array(message.attachments.map(attachment)),
        "evidence": .array(message.evidence.map { .string($0) }),
        "forgiven": .array(message.forgiven.map { .string($0) }),
    ]
    if message.kind == .unreadable, let why = message.evidence.first {
        out["reason"] = .string(why)
    }
    return out
}

/// The bytes of the message that an input line names.
func messageBytes(_ object: [String: JSON]) throws -> [UInt8] {
    if let raw = object["raw"], raw != .null {
        guard let text = raw.string else {
            throw InspectProblem("The field \"raw\" must be base64 text.")
        }
        return try decodedBase64(text, "raw")
    }
    guard let path = object["path"], path != .null else {
        throw InspectProblem("Give the message as \"raw\" in base64, or its file as \"path\".")
    }
    guard let path = path.string else {
        throw InspectProblem("The field \"path\" must be a string.")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
        throw InspectProblem("The file \(path) cannot be read.")
    }
    return [UInt8](data)
}

/// Bytes of base64 text; white space in it is ignored, and its padding may be left out.
func decodedBase64(_ text: String, _ field: String) throws -> [UInt8] {
    var letters = text.utf8.filter { $0 > 0x20 }
    while letters.count % 4 > 1 { letters.append(UInt8(ascii: "=")) }
    guard let data = Data(base64Encoded: Data(letters)) else {
        throw InspectProblem("The field \"\(field)\" is no base64.")
    }
    return [UInt8](data)
}

/// Milliseconds since 1970 UTC as RFC 3339, `2026-09-21T14:13:20Z`.
func timestamp(_ milliseconds: Int64) -> String {
    let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    let isWhole = milliseconds % 1_000 == 0
    return date.formatted(
        Date.ISO8601FormatStyle(includingFractionalSeconds: !isWhole, timeZone: .gmt))
}

private func mailbox(_ mailbox: Mailbox) -> JSON {
    .object(["name": .string(mailbox.name ?? ""), "email": .string(mailbox.address)])
}

private func piece(_ piece: ReplyPiece) -> JSON {
    .object(["kind": .string(piece.kind.rawValue), "text": .string(piece.text)])
}

private func bounce(_ bounce: Bounce) -> JSON {
    .object([
        "recipient": .string(bounce.recipient), "action": .string(bounce.action),
        "status": .string(bounce.status), "kind": .string(bounce.kind.rawValue),
        "reason": .string(bounce.reason),
    ])
}

private func rsvp(_ reply: CalendarReply) -> JSON {
    .object([
        "uid": .string(reply.uid), "attendee": .string(reply.attendee),
        "partstat": .string(reply.partstat), "sequence": .number(Double(reply.sequence)),
        "comment": .optional(reply.comment),
    ])
}

private func attachment(_ attachment: Attachment) -> JSON {
    .object([
        "name": .string(attachment.name), "type": .string(attachment.type),
        "size": .number(Double(attachment.size)), "sha256": .string(attachment.sha256),
    ])
}
