import Foundation

/// Hands a mail to Postfix by the curl program, as a parent's mail program would.
struct PostfixSender: Sendable {
    let port: Int

    /// Postfix did not take it.
    struct Refused: Error, CustomStringConvertible {
        let description: String
    }

    /// Hands it over and waits until Postfix has it. Its lines may end in LF.
    func send(_ mail: String, from sender: String, to recipient: String) async throws {
        let folder = try Folder()
        let file = try folder.write(mail.crlf, as: "mail")
        let program = try RunningProgram(
            URL(filePath: "/usr/bin/curl"),
            [
                "--silent", "--show-error", "--url", "smtp://127.0.0.1:\(port)/phone.test",
                "--mail-from", sender, "--mail-rcpt", recipient, "--upload-file", file,
            ], environment: [:], in: folder)
        guard try await program.ended() == 0 else {
            throw Refused(description: "curl to \(recipient): \(program.complaints)")
        }
    }
}

extension String {
    /// With the line ends of a mail.
    var crlf: String { replacing("\r\n", with: "\n").replacing("\n", with: "\r\n") }
}
