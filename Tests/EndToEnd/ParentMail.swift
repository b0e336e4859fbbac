/// A plain mail from a parent.
func parentMail(
    from sender: String, to recipient: String, id: String, subject: String = "Hello",
    _ words: String
) -> String {
    """
    From: <\(sender)>
    To: <\(recipient)>
    Subject: \(subject)
    Message-ID: <\(id)@phone.test>
    Date: Wed, 25 Feb 2026 09:12:00 -0600
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 8bit

    \(words)

    """
}
