import Foundation

/// `Tests/Readers/invitations.py`: icalendar of PyPI reads what we sent, and answers it.
enum InvitationReader {
    /// What it read in one mail. Times are seconds since 1970, and only there when written in UTC.
    struct Invitation: Decodable, Sendable {
        struct Person: Decodable, Sendable {
            let address: String
            let parameters: [String: String]
        }

        let recipient: String, replyTo: String, subject: String
        let contentMethod: String, method: String, version: String
        let events: Int, components: [String], problems: [String]
        let uid: String, sequence: Int, status: String
        let stamp: Int?, start: Int?, end: Int?
        let summary: String, language: String, location: String
        let organizers: [Person], attendees: [Person]
        let longestLine: Int, strayLineEnds: Int, brokenCharacters: Int
    }

    /// A calendar program.
    enum Program: String, CaseIterable, Sendable {
        case google, outlook, apple
    }

    /// What its owner presses.
    enum Press: String, Sendable {
        case accepted = "ACCEPTED"
        case declined = "DECLINED"
        case tentative = "TENTATIVE"
    }

    /// Reads the calendar parts of mails.
    static func read(_ mails: [KeepingSink.Kept]) async throws -> [Invitation] {
        let folder = try Folder()
        var paths: [String] = []
        for mail in mails { paths.append(try mail.file(in: folder)) }
        let output = try await run(["read"] + paths, in: folder)
        return try output.split(separator: "\n").map {
            try JSONDecoder().decode(Invitation.self, from: Data($0.utf8))
        }
    }

    /// The mail that a program sends when its owner answers an invitation.
    static func answer(
        to mail: KeepingSink.Kept, as program: Program, _ press: Press
    ) async throws -> String {
        let folder = try Folder()
        return try await run(
            ["answer", "--as", program.rawValue, "--say", press.rawValue, mail.file(in: folder)],
            in: folder)
    }

    /// The environment is not there, or the script failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static func run(_ arguments: [String], in folder: Folder) async throws -> String {
        let repository = ParleyProgram.repository
        let python = repository.appending(path: ".venv-tests/bin/python3")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            throw Failure(
                description: "There is no .venv-tests; run Scripts/install-python-packages.sh.")
        }
        let script = repository.appending(path: "Tests/Readers/invitations.py").path
        let program = try RunningProgram(
            python, [script] + arguments, environment: ["PYTHONUTF8": "1"], in: folder)
        guard try await program.ended() == 0 else {
            throw Failure(description: program.complaints)
        }
        return program.output
    }
}

extension KeepingSink.Kept {
    fileprivate func file(in folder: Folder) throws -> String {
        let path = folder.path("\(UUID().uuidString).eml")
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }
}
