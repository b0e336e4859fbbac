import Foundation
import Wire

/// `Tests/Readers/dkim_verify.py`: dkimpy of PyPI verifies the signatures of mails as they arrived.
enum DKIMVerifier {
    struct Signature: Decodable, Sendable {
        let selector: String, algorithm: String
        let isValid: Bool
        let reason: String
    }

    private struct Verified: Decodable {
        let signatures: [Signature]
    }

    /// The environment is not there, or the script failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The signatures of each mail.
    /// `records`: TXT values by name, as the domain would publish them.
    static func verify(
        _ mails: [[UInt8]], _ records: [String: String]
    ) async throws -> [[Signature]] {
        let repository = ParleyProgram.repository
        let python = repository.appending(path: ".venv-tests/bin/python3")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            throw Failure(
                description: "There is no .venv-tests; run Scripts/install-python-packages.sh.")
        }
        let folder = try Folder()
        let dns = folder.path("records.json")
        try JSONEncoder().encode(records).write(to: URL(filePath: dns))
        let paths = try mails.enumerated().map { index, bytes in
            let path = folder.path("\(index).eml")
            try Data(bytes).write(to: URL(filePath: path))
            return path
        }
        let script = repository.appending(path: "Tests/Readers/dkim_verify.py").path
        let program = try RunningProgram(
            python, [script, dns] + paths, environment: ["PYTHONUTF8": "1"], in: folder)
        guard try await program.ended() == 0 else {
            throw Failure(description: program.complaints)
        }
        return try program.output.split(separator: "\n").map {
            try JSONDecoder().decode(Verified.self, from: Data($0.utf8)).signatures
        }
    }
}
