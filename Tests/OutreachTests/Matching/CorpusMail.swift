import Foundation
import Wire

/// A mail as a parent's program writes it, damage included.
struct CorpusMail: Sendable {
    /// How the message that is answered stands below the words.
    enum Quote: Sendable {
        case none
        /// Gmail: an attribution line, then each line behind `> `.
        case gmail
        /// Outlook: a block of header lines, then the message without any mark.
        case outlook
        /// Apple Mail passing a message on, with its Reply-To.
        case appleForward
        /// Thunderbird passing a message on as an attachment, whole.
        case attached
    }

    /// How the body is encoded.
    enum Encoding: Sendable, CaseIterable { case plain, quotedPrintable, base64 }

    var from: String
    var fromName = ""
    var to = DeskFixture.liaison
    var subject: String
    var messageID: String
    var words: String
    /// The message of ours.
    var original = Original()
    var quote = Quote.none
    var encoding = Encoding.plain
    /// Raw header lines, folded and damaged as they are to be.
    var threading: [String] = []
    /// A calendar's answer in place of words.
    var calendar: String?

    /// What the parent's program has of a message of ours.
    struct Original: Sendable {
        var subject = "", text = "", html = "", to = "", replyTo = "", messageID = ""
    }

    var bytes: [UInt8] {
        var lines = [
            "Received: from mobile.example (mobile.example [203.0.113.7]) by mx.school.example;"
                + " Tue, 24 Nov 2026 09:12:01 -0600",
            "Date: Tue, 24 Nov 2026 09:12:00 -0600",
            "From: \(fromName.isEmpty ? "" : "\(fromName) ")<\(from)>", "To: \(to)",
            "Subject: \(subject)", "Message-ID: <\(messageID)>",
        ]
        lines += threading
        lines.append("MIME-Version: 1.0")
        lines += body
        return Array(
            lines.joined(separator: "\r\n").replacing("\n", with: "\r\n")
                .replacing("\r\r\n", with: "\r\n").utf8)
    }

    private var body: [String] {
        if let calendar {
            return [
                "Content-Type: multipart/alternative; boundary=\"b1\"", "", "--b1",
                "Content-Type: text/plain; charset=utf-8", "", words, "--b1",
                "Content-Type: text/calendar; charset=utf-8; method=REPLY", "", calendar, "--b1--",
                "",
            ]
        }
        guard quote == .attached else { return encoded(words + quoted) + [""] }
        return [
            "Content-Type: multipart/mixed; boundary=\"b1\"", "", "--b1",
            "Content-Type: text/plain; charset=utf-8", "", words, "--b1",
            "Content-Type: message/rfc822", "Content-Disposition: attachment", "",
            "From: Amina <\(DeskFixture.liaison)>", "Reply-To: <\(original.replyTo)>",
            "To: <\(original.to)>", "Message-ID: <\(original.messageID)>",
            "Subject: =?utf-8?B?\(Data(original.subject.utf8).base64EncodedString())?=",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: 8bit", "", original.text, "--b1--", "",
        ]
    }

    private var quoted: String {
        switch quote {
        case .none, .attached: ""
        case .gmail:
            "\n\nOn Mon, Nov 23, 2026 at 9:00 AM Amina <\(DeskFixture.liaison)> wrote:\n\n"
                + original.text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { "> \($0)" }.joined(separator: "\n")
        case .outlook:
            "\n\n________________________________\nFrom: Amina <\(DeskFixture.liaison)>\n"
                + "Sent: Monday, November 23, 2026 9:00 AM\nTo: \(original.to)\n"
                + "Subject: \(original.subject)\n\n" + original.text
        case .appleForward:
            "\n\nBegin forwarded message:\n\nFrom: Amina <\(DeskFixture.liaison)>\n"
                + "Subject: \(original.subject)\nDate: November 23, 2026 at 9:00:00 AM CST\n"
                + "To: \(original.to)\nReply-To: Amina <\(original.replyTo)>\n\n" + original.text
        }
    }

    private func encoded(_ text: String) -> [String] {
        let type = "Content-Type: text/plain; charset=\"UTF-8\""
        switch encoding {
        case .plain: return [type, "Content-Transfer-Encoding: 8bit", "", text]
        case .base64:
            let data = Data(text.utf8).base64EncodedString(options: [.lineLength76Characters])
            return [type, "Content-Transfer-Encoding: base64", "", data]
        case .quotedPrintable:
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                .map(Self.quotedPrintable)
            return [
                type, "Content-Transfer-Encoding: quoted-printable", "",
                lines.joined(separator: "\n"),
            ]
        }
    }

    /// RFC 2045 §6.7, with a plus sign encoded as some gateways do.
    private static func quotedPrintable(_ line: Substring) -> String {
        var out = "", column = 0
        for byte in line.utf8 {
            let isPlain = (0x20...0x7E).contains(byte) && byte != 0x3D && byte != 0x2B
            let hex = String(byte, radix: 16, uppercase: true)
            let text =
                isPlain
                ? String(UnicodeScalar(byte)) : "=" + (hex.count == 1 ? "0" + hex : hex)
            if column + text.count > 72 {
                out += "=\n"
                column = 0
            }
            out += text
            column += text.count
        }
        return out
    }
}
