import Foundation
import Wire

/// Reads a mailbox over IMAP by the curl program: no code of Parley's takes part.
struct IMAPReader: Sendable {
    let port: Int
    let user: String

    /// curl could not do it.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Waits for a mail and reads it.
    func mail(bearing messageID: String) async throws -> (mail: ParsedMail, bytes: [UInt8]) {
        var found: [Int] = []
        try await eventually("\(user) has \(messageID)", every: .milliseconds(200)) {
            found = try await uids(searching: "HEADER Message-ID \"<\(messageID)>\"")
            return !found.isEmpty
        }
        guard found.count == 1, let uid = found.first else {
            throw Failure(description: "\(user) has \(messageID) \(found.count) times.")
        }
        let bytes = [UInt8](try await curl(["\(inbox);UID=\(uid)"]))
        return (try readMail(bytes).value, bytes)
    }

    /// The mails that a search finds (RFC 9051 §6.4.4).
    func uids(searching criteria: String) async throws -> [Int] {
        let answer = try await curl([inbox, "--request", "UID SEARCH \(criteria)"])
        let line = String(decoding: answer, as: UTF8.self).split(whereSeparator: \.isNewline)
            .first { $0.hasPrefix("* SEARCH") }
        return line?.split(separator: " ").compactMap { Int($0) } ?? []
    }

    private var inbox: String { "imap://127.0.0.1:\(port)/INBOX" }

    private func curl(_ arguments: [String]) async throws -> Data {
        let folder = try Folder()
        let file = folder.path("answer")
        let program = try RunningProgram(
            URL(filePath: "/usr/bin/curl"),
            ["--silent", "--show-error", "--user", "\(user):parley", "--output", file] + arguments,
            environment: [:], in: folder)
        guard try await program.ended() == 0 else {
            throw Failure(description: "curl \(arguments): \(program.complaints)")
        }
        return FileManager.default.contents(atPath: file) ?? Data()
    }
}
