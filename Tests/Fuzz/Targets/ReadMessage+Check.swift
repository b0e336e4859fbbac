import Inbox
import Wire

extension ReadMessage {
    /// What holds for every message, whatever was in the bytes.
    /// - Throws: ``FuzzFinding`` for what does not.
    func check() throws {
        try holds(!text.utf8.contains(13), "the text has a carriage return")
        // A mark at the end of a cut text grows by two bytes.
        try holds(text.utf8.count <= MailLimits.textBytes + 16, "the text is too long")
        try holds(attachments.count <= MailLimits.parts, "there are too many attachments")
        for attachment in attachments {
            try holds(attachment.sha256.utf8.count == 64, "a digest is none")
            try holds(!attachment.name.contains("/"), "a file name holds a path")
            try holds(attachment.size >= 0, "a size is below zero")
        }
        try holds(!subject.contains("\n"), "the subject has several lines")
        try holds((0...1).contains(languageConfidence), "a confidence is none")
        try holds(language != "und" || languageConfidence == 0, "und with confidence")
        try holds(bounces.count <= 1_000, "there are too many bounces")
        for bounce in bounces {
            try holds(!bounce.recipient.isEmpty, "a bounce has no recipient")
            try holds(!bounce.reason.contains("\n"), "a reason has several lines")
        }
        try holds(kind == .rsvp || rsvp == nil, "an RSVP of another kind")
        try holds(!evidence.isEmpty, "a kind has no evidence")
    }
}

/// - Throws: ``FuzzFinding`` with the sentence where the claim is false.
func holds(_ claim: Bool, _ otherwise: String) throws {
    if !claim { throw FuzzFinding(otherwise) }
}
